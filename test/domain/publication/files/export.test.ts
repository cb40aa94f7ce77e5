import fc from "fast-check";
import { expect, test } from "vitest";
import { readHistory } from "#app/domain/publication/catalog.server";
import { exportVersion } from "#app/domain/publication/files/export.server";
import { CLAUSE_FLAGS } from "#app/domain/publication/manifest";
import { publishVersion } from "#app/domain/publication/publish.server";
import { readAgreementFiles } from "#app/domain/publication/files/shipped";
import { shippedProposal } from "#app/domain/publication/files/shipped-proposal";
import { openTestPortal, type TestPortal } from "#test/support/portal";
import { proposalOf } from "#test/support/proposal";

const said = fc.constantFrom(
  ["Fees are due at once.", "费用即时支付。"], ["Nobody answers for delays.", "不承担迟延责任。"], ["See clause 1.", "见第 1 条。"],
  ["**Liability** is `limited`:\n\n- by law\n- by contract", "**责任**以 `法律` 为限：\n\n- 一项\n- 另一项"], ["Rates:\n\n| a | b |\n|---|---|\n| 1 | 2 |", "费率：\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |"],
);
const words = fc.record({ said, flags: fc.uniqueArray(fc.constantFrom(...CLAUSE_FLAGS), { maxLength: 2 }) });
const clause = fc.record({ own: words, below: fc.array(words, { maxLength: 3 }) });
const tree = fc.record({ preamble: fc.array(words, { maxLength: 2 }), articles: fc.array(fc.record({ own: words, below: fc.array(clause, { maxLength: 3 }) }), { minLength: 1, maxLength: 4 }) });
type Words = typeof words extends fc.Arbitrary<infer T> ? T : never;

/** The clauses of a tree with their numbers, in order. */
function numbered({ articles }: typeof tree extends fc.Arbitrary<infer T> ? T : never): (Words & { number: string })[] {
  return articles.flatMap(({ own, below }, article) => [
    { ...own, number: `${article + 1}.` },
    ...below.flatMap((each, place) => [
      { ...each.own, number: `${article + 1}.${place + 1}.` },
      ...each.below.map((item, rank) => ({ ...item, number: `${article + 1}.${place + 1}.${rank + 1}.` })),
    ]),
  ]);
}

async function exported(portal: TestPortal, slug: string) {
  const files = await exportVersion(portal, { slug, number: 1 });
  return readAgreementFiles({ name: slug, path: slug }, files.map(({ name, body }) => ({ name, file: name, bytes: Buffer.from(body) })));
}

async function published(portal: TestPortal, slug: string) {
  const version = (await readHistory(portal, slug))?.versions[0];
  return [version?.manifestSha256, version?.texts, version?.clauses];
}

test("whatever tree a version is, its exported files brought in elsewhere give the same ids, flags, texts and hashes", async () => {
  const [here, elsewhere] = [await openTestPortal({ at: "2026-01-01" }), await openTestPortal({ at: "2026-05-01" })];
  let count = 0;
  await fc.assert(fc.asyncProperty(tree, async (grown) => {
    const slug = `terms-${count++}`;
    const clauses = numbered(grown);
    const textOf = (title: string, at: 0 | 1) => `${[`# ${title}`, ...grown.preamble.map((each) => each.said[at]?.replace(/\n[\s\S]*/, "")), ...clauses.map((each) => `${each.number} ${each.said[at]}`)].join("\n\n")}\n`;
    const plan = { slug, texts: { "zh-CN": textOf("条款", 1), en: textOf("Terms", 0) } };
    const { manifest } = proposalOf(plan);
    const flagged = manifest.version.clauses.map(({ id }, index) => ({ id, flags: [...grown.preamble, ...clauses][index]?.flags ?? [] }));
    await publishVersion(here, proposalOf({ ...plan, version: { clauses: flagged } }));
    const shipped = await exported(here, slug);
    const [version] = shipped.versions;
    if (version) await publishVersion(elsewhere, shippedProposal(shipped, version));
    expect(await published(elsewhere, slug)).toEqual(await published(here, slug));
    expect(await exportVersion(elsewhere, { slug, number: 1 })).toEqual(await exportVersion(here, { slug, number: 1 }));
  }), { numRuns: 20 });
});
