import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readHistory, readText } from "#app/domain/publication/catalog.server";
import { draftContent } from "#app/domain/publication/drafting/draft";
import { importAgreement, type Imported } from "#app/domain/publication/files/import.server";
import { publishVersion } from "#app/domain/publication/publish.server";
import { readSource } from "#app/domain/publication/files/source";
import { inForceAt } from "#app/domain/publication/status";
import type { Portal } from "#app/portal.server";
import { selectDrafts } from "#db/catalog";
import { propertiesOf } from "#test/support/builders";
import { CORPUS_DIR, corpusFiles, hasCorpus } from "#test/support/corpus";
import { openTestPortal } from "#test/support/portal";
import { proposalOf } from "#test/support/proposal";
import { refusalOf } from "#test/support/refusal";
import { countRows } from "#test/support/rows";

const NOW = "2026-03-01T07:30:00.000Z";
const SEED = "seed/general-terms.md";
const TEXT = "# 条款\n\n1. 一\n\n1.1. 甲\n\n(a) 子\n\n2. 二\n\n(a) 丑\n";

type Given = Parameters<typeof importAgreement>[1];

function given(text: string | Uint8Array, changes: Partial<Given> = {}): Given {
  return {
    slug: "service",
    source: readSource(typeof text === "string" ? Buffer.from(text) : text, "terms.md"),
    file: "terms.md",
    kind: null,
    language: null,
    title: null,
    properties: null,
    defaultLanguage: "zh-CN",
    publish: null,
    ...changes,
  };
}

function flagged(flags: NonNullable<Given["publish"]>["flags"]): Partial<Given> {
  return { publish: { flags, file: "flags.json" } };
}

async function onlyDraft(portal: Portal) {
  const [draft, ...others] = await selectDrafts(portal.db);
  expect(others).toEqual([]);
  return draftContent.parse(JSON.parse(draft?.contentJson ?? ""));
}

function summary({ outcome, number, text }: Imported) {
  return [outcome, number, text.language, text.title];
}

test("a text is kept as a draft, which publishes nothing", async () => {
  const portal = await openTestPortal({ at: NOW });
  expect(summary(await importAgreement(portal, given(TEXT)))).toEqual(["drafted", 1, "zh-CN", "条款"]);
  const draft = await onlyDraft(portal);
  expect(draft).toMatchObject({ origin: { by: "import", file: "terms.md" }, version: { version: 1, changeClass: "first" } });
  expect(draft.texts[0]?.body).toBe(TEXT);
  expect(await readHistory(portal, "service")).toBeNull();
});

test("the same bytes again change nothing, wherever the file lies", async () => {
  const portal = await openTestPortal({ at: NOW });
  await importAgreement(portal, given(TEXT));
  const again = await importAgreement(portal, { ...given(TEXT), file: "elsewhere/copy.md" });
  expect(again.outcome).toBe("already drafted");
  await onlyDraft(portal);
});

test("with flags a text is published as version 1, in force at once", async () => {
  const portal = await openTestPortal({ at: NOW });
  const imported = await importAgreement(portal, given(TEXT, flagged({ "1.1": ["conspicuous", "survives"], "2.": ["price"] })));
  expect(imported.outcome).toBe("published");
  const history = await readHistory(portal, "service");
  const version = history && inForceAt(history, NOW)?.version;
  expect(version?.clauses.map(({ number, flags }) => [number, flags])).toEqual([
    ["1.", []],
    ["1.1.", ["conspicuous", "survives"]],
    ["(a)", []],
    ["2.", ["price"]],
    ["(a)", []],
  ]);
  expect(version?.manifest.agreement).toMatchObject({ noticeDays: 30, zone: "Asia/Shanghai", bindingLanguage: "zh-CN" });
});

test("publishing the same bytes with the same flags again changes nothing; with other flags it is refused", async () => {
  const portal = await openTestPortal({ at: NOW });
  await importAgreement(portal, given(TEXT, flagged({ "1": ["price"] })));
  const before = await countRows(portal.db);
  expect((await importAgreement(portal, given(TEXT, flagged({ "1.": ["price"] })))).outcome).toBe("already published");
  expect((await importAgreement(portal, given(TEXT))).outcome).toBe("already published");
  const refusal = await refusalOf(() => importAgreement(portal, given(TEXT, flagged({}))));
  expect(refusal).toMatchObject({ code: "published-differs", details: { file: "flags.json" } });
  expect(await countRows(portal.db)).toEqual(before);
});

test("publishing another text onto a published agreement is refused and nothing is written", async () => {
  const portal = await openTestPortal({ at: NOW });
  await importAgreement(portal, given(TEXT, flagged({})));
  const before = await countRows(portal.db);
  const refusal = await refusalOf(() => importAgreement(portal, given(`${TEXT}\n3. 三\n`, flagged({}))));
  expect(refusal).toMatchObject({ code: "agreement-published", details: { slug: "service", number: 1 } });
  expect(await countRows(portal.db)).toEqual(before);
});

test("a number that no clause has, or that several have, is refused; an id tells them apart", async () => {
  const portal = await openTestPortal({ at: NOW });
  const unknown = await refusalOf(() => importAgreement(portal, given(TEXT, flagged({ "9.2.4": ["price"] }))));
  expect(unknown).toMatchObject({ code: "clause-unknown", details: { file: "flags.json", number: "9.2.4" } });
  const ambiguous = await refusalOf(() => importAgreement(portal, given(TEXT, flagged({ "(a)": ["price"] }))));
  expect(ambiguous).toMatchObject({ code: "clause-ambiguous", details: { count: 2 } });
  const clauses = (await importAgreement(portal, given(TEXT))).text.outline.clauses;
  const last = clauses.at(-1)?.id ?? "";
  await importAgreement(portal, given(TEXT, flagged({ [last]: ["price"] })));
  const version = (await readHistory(portal, "service"))?.versions[0];
  expect(version?.clauses.findLast(({ number }) => number === "(a)")?.flags).toEqual(["price"]);
});

test("a text onto a published agreement is a draft of the next version that carries ids and flags over", async () => {
  const portal = await openTestPortal({ at: NOW });
  const clauses = [{ id: "welcome" }, { id: "scope" }, { id: "all-services", flags: ["conspicuous" as const] }, { id: "other-terms" }, { id: "changes" }, { id: "notice" }];
  await publishVersion(portal, proposalOf({ slug: "service", version: { clauses } }));
  const published = (await readHistory(portal, "service"))?.versions[0]?.texts[0];
  const text = await readText(portal, published?.sha256 ?? "");
  const revised = text.replace("1.2. 另有约定的，从其约定。", "1.2. 新增一款，说明适用的例外。\n\n1.3. 另有约定的，从其约定。");
  expect(summary(await importAgreement(portal, given(revised)))).toEqual(["drafted", 2, "zh-CN", "通用条款"]);
  const draft = await onlyDraft(portal);
  expect(draft.version).toMatchObject({ version: 2, buildsOn: 1, changeClass: null, summary: {} });
  expect(draft.version.clauses.map(({ id, flags }) => [id.replace(/^c-.*/, "new"), flags])).toEqual([
    ["welcome", undefined],
    ["scope", undefined],
    ["all-services", ["conspicuous"]],
    ["new", undefined],
    ["other-terms", undefined],
    ["changes", undefined],
    ["notice", undefined],
  ]);
});

test("the kind of an agreement cannot be changed by importing", async () => {
  const portal = await openTestPortal({ at: NOW });
  await importAgreement(portal, given(TEXT, flagged({})));
  const refusal = await refusalOf(() => importAgreement(portal, given("# 新\n\n1. 新\n", { kind: "consent" })));
  expect(refusal).toMatchObject({ code: "agreement-kind-fixed", details: { kind: "terms", given: "consent" } });
});

test("properties given in a file are taken, and must be of the agreement named", async () => {
  const portal = await openTestPortal({ at: NOW });
  const properties = { file: "agreement.json", agreement: propertiesOf("service", { noticeDays: 45, bindingLanguage: "en" }) };
  await importAgreement(portal, given("# Terms\n\n1. One\n", { properties, ...flagged({}) }));
  expect((await readHistory(portal, "service"))?.versions[0]?.manifest.agreement).toMatchObject({ noticeDays: 45, bindingLanguage: "en" });
  const refusal = await refusalOf(() => importAgreement(portal, given(TEXT, { slug: "other", properties })));
  expect(refusal).toMatchObject({ code: "file-unfit", details: { file: "agreement.json", place: "slug" } });
});

test("a text without a title may be drafted, but is published only with one", async () => {
  const portal = await openTestPortal({ at: NOW });
  const text = "1. 一\n\n2. 二\n";
  expect((await importAgreement(portal, given(text))).outcome).toBe("drafted");
  expect(await refusalOf(() => importAgreement(portal, given(text, flagged({}))))).toMatchObject({ code: "title-missing" });
  expect(summary(await importAgreement(portal, given(text, { title: "条款", ...flagged({}) })))).toEqual(["published", 1, "zh-CN", "条款"]);
});

test.each([
  ["a hidden character", "# 条款\n\n1. 违约金为500\u200B0元。\n"],
  ["a citation that leads nowhere", "# 条款\n\n1. 依照第 7.7 条办理。\n"],
])("a text with %s may be drafted, but is not published", async (_, text) => {
  const portal = await openTestPortal({ at: NOW });
  expect((await importAgreement(portal, given(text))).outcome).toBe("drafted");
  const before = await countRows(portal.db);
  expect(await refusalOf(() => importAgreement(portal, given(text, flagged({}))))).toMatchObject({ code: "lint-errors", details: { line: 3 } });
  expect(await countRows(portal.db)).toEqual(before);
});

test("a text of several thousand clauses is published whole", async () => {
  const portal = await openTestPortal({ at: NOW });
  const articles = Array.from({ length: 80 }, (_, article) => {
    const clauses = Array.from({ length: 50 }, (_, clause) => `${article + 1}.${clause + 1}. 第 ${clause + 1} 款。\n\n`);
    return `${article + 1}. 第 ${article + 1} 部分\n\n${clauses.join("")}`;
  });
  await importAgreement(portal, given(`# 条款\n\n${articles.join("")}`, flagged({ "80.50": ["price"] })));
  const clauses = (await readHistory(portal, "service"))?.versions[0]?.clauses ?? [];
  expect([clauses.length, clauses.at(-1)?.flags]).toEqual([4080, ["price"]]);
});

test.skipIf(!hasCorpus)("the seed is published with 13 articles and 91 numbered clauses, byte for byte", async () => {
  const portal = await openTestPortal({ at: NOW });
  const bytes = readFileSync(join(CORPUS_DIR, SEED));
  const { text } = await importAgreement(portal, given(bytes, flagged({ "9.2.4": ["conspicuous"], "13.6.": ["survives"] })));
  expect(text.outline).toMatchObject({ topLevel: 13, byLevel: [13, 55, 23], numbered: 91 });
  const version = (await readHistory(portal, "service"))?.versions[0];
  expect(version?.clauses.filter(({ number }) => number !== null).length).toBe(91);
  expect(version?.clauses.filter(({ flags }) => flags.length > 0).map(({ number, flags }) => [number, flags])).toEqual([
    ["9.2.4.", ["conspicuous"]],
    ["13.6.", ["survives"]],
  ]);
  expect(await readText(portal, version?.texts[0]?.sha256 ?? "")).toBe(bytes.toString("utf8"));
});

test.skipIf(!hasCorpus)("every file of the corpus is drafted, and the draft holds its text", async () => {
  const portal = await openTestPortal({ at: NOW });
  const files = corpusFiles();
  for (const [index, file] of files.entries()) {
    const bytes = readFileSync(join(CORPUS_DIR, file));
    const imported = await importAgreement(portal, given(bytes, { slug: `corpus-${index}` }));
    expect([file, imported.outcome]).toEqual([file, "drafted"]);
    expect(imported.text.outline.clauses.map(({ source }) => source).join("")).toBe(imported.text.body);
  }
  expect((await selectDrafts(portal.db)).length).toBe(files.length);
});
