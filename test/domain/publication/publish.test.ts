import { expect, test } from "vitest";
import { readHistory } from "#app/domain/publication/catalog.server";
import { publishVersion } from "#app/domain/publication/publish.server";
import { inForceAt, versionsAt } from "#app/domain/publication/status";
import type { Portal } from "#app/portal.server";
import { openTestPortal } from "#test/support/portal";
import { proposalOf, type ProposalPlan } from "#test/support/proposal";
import { refusalOf } from "#test/support/refusal";
import { countRows } from "#test/support/rows";

const NOW = "2026-03-01T07:30:00.000Z";
const EARLIEST = "2026-03-31T16:00:00.000Z";

async function historyIn(portal: Portal, slug = "general-terms") {
  const history = await readHistory(portal, slug);
  if (!history) throw new Error(`no agreement ${slug}`);
  return history;
}

test("a first version is in force at once, with its texts, clauses and publication", async () => {
  const portal = await openTestPortal({ at: NOW });
  const { outcome, versionId } = await publishVersion(portal, proposalOf());
  const history = await historyIn(portal);
  expect(outcome).toBe("published");
  expect(inForceAt(history, NOW)).toMatchObject({ version: { id: versionId, number: 1 }, announcedAt: NOW, effectiveAt: NOW });
  const [version] = history.versions;
  expect(version?.texts.map(({ language, isBinding, title }) => [language, isBinding, title])).toEqual([
    ["zh-CN", true, "通用条款"],
    ["en", false, "General Terms"],
  ]);
  expect(version?.clauses.map(({ id, level, number }) => [id, level, number])).toEqual([
    ["c-1", 0, null],
    ["c-2", 1, "1."],
    ["c-3", 2, "1.1."],
    ["c-4", 2, "1.2."],
    ["c-5", 1, "2."],
    ["c-6", 2, "2.1."],
  ]);
});

test("flags of the manifest are kept with their clauses", async () => {
  const portal = await openTestPortal({ at: NOW });
  const clauses = proposalOf().manifest.version.clauses.map((clause, index) => (index === 5 ? { ...clause, flags: ["conspicuous" as const] } : clause));
  await publishVersion(portal, proposalOf({ version: { clauses } }));
  const [version] = (await historyIn(portal)).versions;
  expect(version?.clauses.filter(({ flags }) => flags.includes("conspicuous")).map(({ number }) => number)).toEqual(["2.1."]);
});

test("a later version is announced and takes effect when the notice has run", async () => {
  const portal = await openTestPortal({ at: "2026-01-01" });
  await publishVersion(portal, proposalOf());
  portal.clock.set(NOW);
  await publishVersion(portal, proposalOf({ number: 2, texts: { "zh-CN": "# 通用条款\n\n1. 新\n" } }));
  const history = await historyIn(portal);
  expect(versionsAt(history, NOW).map(({ version, status, effectiveAt }) => [version.number, status, effectiveAt])).toEqual([
    [1, "in force", "2026-01-01T00:00:00.000Z"],
    [2, "announced", EARLIEST],
  ]);
  expect(inForceAt(history, EARLIEST)?.version.number).toBe(2);
});

test("publishing the same again changes nothing", async () => {
  const portal = await openTestPortal({ at: NOW });
  const first = await publishVersion(portal, proposalOf());
  const before = await countRows(portal.db);
  expect(await publishVersion(portal, proposalOf())).toEqual({ outcome: "unchanged", versionId: first.versionId });
  expect(await countRows(portal.db)).toEqual(before);
});

test("the same bytes are stored once, whoever uses them", async () => {
  const portal = await openTestPortal({ at: NOW });
  await publishVersion(portal, proposalOf());
  await publishVersion(portal, proposalOf({ slug: "other-terms" }));
  const { documents } = await countRows(portal.db);
  expect(documents).toBe(4);
});

const REFUSED: [string, ProposalPlan, { code: string; details?: Record<string, unknown> }][] = [
  ["other bytes under a published number", { texts: { "zh-CN": "# 通用条款\n\n1. 改\n" } }, { code: "published-differs", details: { file: "1.zh-CN.md", number: 1 } }],
  ["other flags under a published number", { version: { summary: { "zh-CN": "改", en: "changed" } } }, { code: "published-differs", details: { file: "1.json" } }],
  ["other properties under a published number", { properties: { noticeDays: 10 } }, { code: "published-differs", details: { file: "1.json" } }],
  ["a number that leaves a gap", { number: 3 }, { code: "number-not-next", details: { number: 3, next: 2 } }],
  ["a base that does not exist", { number: 2, version: { buildsOn: 7 } }, { code: "base-unknown", details: { buildsOn: 7 } }],
  ["no base", { number: 2, version: { buildsOn: null } }, { code: "base-unknown" }],
  ["the class of a first version", { number: 2, version: { changeClass: "first" } }, { code: "class-unfit", details: { file: "2.json" } }],
  ["another kind", { number: 2, properties: { kind: "information" } }, { code: "agreement-kind-fixed", details: { kind: "terms", given: "information" } }],
  ["no summary in one of its languages", { number: 2, version: { summary: { "zh-CN": "改" } } }, { code: "summary-missing", details: { file: "2.json", language: "en" } }],
  ["a blank summary", { number: 2, version: { summary: { "zh-CN": "改", en: " \n" } } }, { code: "summary-missing", details: { language: "en" } }],
  ["no text in the language that binds", { number: 2, texts: { en: "# Terms\n\n1. One\n" } }, { code: "text-missing", details: { language: "zh-CN" } }],
  ["a manifest for more clauses", { number: 2, version: { clauses: [{ id: "a" }] } }, { code: "manifest-misfit", details: { file: "2.zh-CN.md", found: 6, expected: 1 } }],
  ["texts of unlike length", { number: 2, texts: { "zh-CN": "# 条款\n\n1. 一\n\n2. 二\n", en: "# Terms\n\n1. One\n" } }, { code: "manifest-misfit", details: { file: "2.en.md", found: 1, expected: 2 } }],
  ["texts of unlike shape", { number: 2, texts: { "zh-CN": "# 条款\n\n1. 一\n\n2. 二\n", en: "# Terms\n\n1. One\n\n1.1. Two\n" } }, { code: "texts-misaligned", details: { file: "2.en.md", position: 2, number: "1.1.", bindingNumber: "2." } }],
  ["one id for two clauses", { number: 2, texts: { "zh-CN": "# 条款\n\n1. 一\n\n2. 二\n" }, version: { clauses: [{ id: "a" }, { id: "a" }] } }, { code: "clause-id-repeated", details: { id: "a" } }],
  ["no title", { number: 2, texts: { "zh-CN": "1. 一\n" } }, { code: "title-missing", details: { file: "2.zh-CN.md" } }],
  ["purposes without being a consent", { number: 2, properties: { purposes: [{ code: "news", title: {}, description: {} }] } }, { code: "purposes-unfit" }],
  ["a date one millisecond too early", { number: 2, effectiveAt: "2026-03-31T15:59:59.999Z" }, { code: "effective-too-early", details: { earliestAt: EARLIEST } }],
  ["an author who approves", { number: 2, authorId: "usr_1", approverId: "usr_1" }, { code: "approver-is-author" }],
];

test.each(REFUSED)("a version with %s is refused and nothing is written", async (_what, plan, refusal) => {
  const portal = await openTestPortal({ at: NOW });
  await publishVersion(portal, proposalOf());
  const before = await countRows(portal.db);
  expect(await refusalOf(() => publishVersion(portal, proposalOf(plan)))).toMatchObject(refusal);
  expect(await countRows(portal.db)).toEqual(before);
});

test("a consent without purposes is refused", async () => {
  const portal = await openTestPortal({ at: NOW });
  const refusal = await refusalOf(() => publishVersion(portal, proposalOf({ properties: { kind: "consent" } })));
  expect(refusal).toMatchObject({ code: "purposes-unfit", details: { kind: "consent" } });
});

test("both hashes of a text that was changed are told", async () => {
  const portal = await openTestPortal({ at: NOW });
  await publishVersion(portal, proposalOf());
  const published = (await historyIn(portal)).versions[0]?.texts[0]?.sha256;
  const { details } = await refusalOf(() => publishVersion(portal, proposalOf({ texts: { "zh-CN": "# 通用条款\n\n1. 改\n" } })));
  expect(details.published).toBe(published);
  expect(details.given).toMatch(/^[0-9a-f]{64}$/);
});

test("two versions may be pending, in number order and never for the same instant", async () => {
  const portal = await openTestPortal({ at: NOW });
  await publishVersion(portal, proposalOf());
  await publishVersion(portal, proposalOf({ number: 2 }));
  const refusal = await refusalOf(() => publishVersion(portal, proposalOf({ number: 3, effectiveAt: EARLIEST })));
  expect(refusal).toMatchObject({ code: "effective-out-of-order", details: { number: 2 } });
  await publishVersion(portal, proposalOf({ number: 3, effectiveAt: "2026-05-01T00:00:00.000Z" }));
  expect(versionsAt(await historyIn(portal), NOW).map(({ status }) => status)).toEqual(["in force", "announced", "announced"]);
});

test("with the clock set back nothing is published", async () => {
  const portal = await openTestPortal({ at: NOW });
  await publishVersion(portal, proposalOf());
  portal.clock.set("2026-02-28");
  expect(await refusalOf(() => publishVersion(portal, proposalOf({ number: 2 })))).toMatchObject({ code: "clock-behind" });
});

test("of two who publish the same first version at once one does it and the other finds it done", async () => {
  const portal = await openTestPortal({ at: NOW });
  const results = await Promise.all([publishVersion(portal, proposalOf()), publishVersion(portal, proposalOf())]);
  expect(results.map(({ outcome }) => outcome).sort()).toEqual(["published", "unchanged"]);
  expect(new Set(results.map(({ versionId }) => versionId)).size).toBe(1);
});

test("of two who publish different texts under one number one is refused", async () => {
  const portal = await openTestPortal({ at: NOW });
  const results = await Promise.allSettled([
    publishVersion(portal, proposalOf()),
    publishVersion(portal, proposalOf({ texts: { "zh-CN": "# 通用条款\n\n1. 另\n" } })),
  ]);
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(results.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "published-differs" } });
  expect((await countRows(portal.db)).versions).toBe(1);
});
