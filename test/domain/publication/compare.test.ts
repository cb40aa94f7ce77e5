import { expect, test } from "vitest";
import { readHistory } from "#app/domain/publication/catalog.server";
import { compareTexts, compareVersions, flagText, readRange } from "#app/domain/publication/compare.server";
import type { Version } from "#app/domain/publication/history";
import { publishVersion } from "#app/domain/publication/publish.server";
import { compareOutlines } from "#app/domain/text/comparison";
import { changesOf } from "#app/domain/text/redline";
import { toRedline } from "#app/domain/text/set-redline";
import { openTestPortal, type TestPortal } from "#test/support/portal";
import { proposalOf, type ProposalPlan } from "#test/support/proposal";
import { refusalOf } from "#test/support/refusal";

const CHINESE = "# 通用条款\n\n1. 费用\n\n1.1. 您应当预先支付费用。\n\n1.2. 概不退款。\n";
const ENGLISH = "# General Terms\n\n1. Fees\n\n1.1. You pay in advance.\n\n1.2. There are no refunds.\n";
const IDS = [{ id: "fees" }, { id: "fees-prepaid" }, { id: "refunds" }];

/** A portal with one agreement in the versions given. */
async function publishAll(...plans: ProposalPlan[]): Promise<{ portal: TestPortal; versions: Version[] }> {
  const portal = await openTestPortal({ at: "2026-01-15" });
  for (const [index, plan] of plans.entries()) await publishVersion(portal, proposalOf({ number: index + 1, ...plan }));
  const versions = (await readHistory(portal, "general-terms"))?.versions ?? [];
  return { portal, versions: [...versions] };
}

function pairOf([from, to]: Version[]): { from: Version; to: Version } {
  if (!from || !to) throw new Error("two versions were published");
  return { from, to };
}

const FIRST: ProposalPlan = { texts: { "zh-CN": CHINESE, en: ENGLISH }, version: { clauses: IDS } };

/** An agreement of articles with twenty clauses each; with another number of days, all of them are others. */
function longText(clauses: number, days: number): string {
  const lines = Array.from({ length: clauses }, (_, index) => (index % 20 === 0 ? `${index / 20 + 1}. 第 ${index} 类服务` : `${Math.floor(index / 20) + 1}.${index % 20}. 编号 ${index} 的服务在 ${days} 日内提供。`));
  return `# 条款\n\n${lines.join("\n\n")}\n`;
}

test("others are served while long texts are compared, and the result is that of one go", async () => {
  const [old, fresh] = [flagText(longText(600, 30), []), flagText(longText(600, 15), [])];
  const whole = toRedline(compareOutlines(old.outline, fresh.outline), { old, new: fresh });
  const served = { others: 0, isOver: false };
  const serve = () => void (served.isOver || setImmediate(() => { served.others += 1; serve(); }));
  serve();
  const redline = await compareTexts(old, fresh);
  served.isOver = true;
  expect(served.others).toBeGreaterThan(600 / 25);
  expect(redline).toEqual(whole);
});

test("asked for twice at once, a comparison is made once", async () => {
  const { portal, versions } = await publishAll({ texts: { en: longText(60, 30), "zh-CN": longText(60, 30) } }, { texts: { en: longText(60, 15), "zh-CN": longText(60, 15) } });
  const [first, second] = await Promise.all([1, 2].map(() => compareVersions(portal, { ...pairOf(versions), language: "en" })));
  expect(first?.redline).toBe(second?.redline);
});

test("clauses are matched by the ids of their manifests, whatever their words and numbers", async () => {
  const rewritten = "# General Terms\n\n1. Fees\n\n1.1. Refunds are paid within ten days.\n\n1.2. Payment is monthly and after use.\n";
  const chinese = "# 通用条款\n\n1. 费用\n\n1.1. 十日内退款。\n\n1.2. 按月后付。\n";
  const ids = [{ id: "fees" }, { id: "refunds" }, { id: "fees-prepaid" }];
  const { portal, versions } = await publishAll(FIRST, { texts: { "zh-CN": chinese, en: rewritten }, version: { clauses: ids } });
  const { redline } = await compareVersions(portal, { ...pairOf(versions), language: "en" });
  expect(changesOf(redline).map(({ kind, old, new: fresh }) => [kind, fresh[0]?.id, old[0]?.place, fresh[0]?.place])).toEqual([
    ["changed", "refunds", "1.2", "1.1"],
    ["changed", "fees-prepaid", "1.1", "1.2"],
  ]);
});

test("flags that came and went are told", async () => {
  const flagged = [{ id: "fees" }, { id: "fees-prepaid" }, { id: "refunds", flags: ["conspicuous" as const] }];
  const { portal, versions } = await publishAll(FIRST, { ...FIRST, version: { clauses: flagged } });
  const { redline } = await compareVersions(portal, { ...pairOf(versions), language: "en" });
  expect(changesOf(redline)).toMatchObject([{ kind: "unchanged", gainedFlags: ["conspicuous"], lostFlags: [] }]);
  const { redline: backwards } = await compareVersions(portal, { from: pairOf(versions).to, to: pairOf(versions).from, language: "en" });
  expect(changesOf(backwards)).toMatchObject([{ kind: "unchanged", gainedFlags: [], lostFlags: ["conspicuous"] }]);
});

test("where one version lacks the language, both are compared in the one that binds", async () => {
  const { portal, versions } = await publishAll(FIRST, { texts: { "zh-CN": CHINESE.replace("概不", "酌情") }, version: { clauses: IDS } });
  const { from, to, redline } = await compareVersions(portal, { ...pairOf(versions), language: "en" });
  expect([from.language, to.language]).toEqual(["zh-CN", "zh-CN"]);
  expect(redline.counts).toMatchObject({ changed: 1, added: 0, removed: 0 });
});

test("versions without a common language are set against each other each in its binding text", async () => {
  const english = { texts: { en: ENGLISH }, version: { clauses: IDS }, properties: { bindingLanguage: "en" } };
  const { portal, versions } = await publishAll({ texts: { "zh-CN": CHINESE }, version: { clauses: IDS } }, english);
  const { from, to } = await compareVersions(portal, { ...pairOf(versions), language: "en" });
  expect([from.language, to.language]).toEqual(["zh-CN", "en"]);
});

test("a text that is no longer what was published is not compared", async () => {
  const { portal, versions } = await publishAll(FIRST, { ...FIRST, texts: { "zh-CN": CHINESE, en: ENGLISH.replace("no", "few") } });
  const { from, to } = pairOf(versions);
  const foreign = { ...to, texts: to.texts.map((text) => ({ ...text, sha256: "0".repeat(64) })) };
  expect(await refusalOf(() => compareVersions(portal, { from, to: foreign, language: "en" }))).toMatchObject({ code: "text-unknown" });
});

test("a range names two versions of one agreement, in either order", async () => {
  const { portal } = await publishAll(FIRST, { ...FIRST, texts: { "zh-CN": CHINESE, en: `${ENGLISH}\n` } });
  const { from, to } = await readRange(portal, { slug: "general-terms", range: "2...1" });
  expect([from.version.number, to.version.number]).toEqual([2, 1]);
});

test.each([
  ["1..2", "range-invalid"],
  ["1....2", "range-invalid"],
  ["1...", "range-invalid"],
  ["a...b", "range-invalid"],
  ["-1...2", "range-invalid"],
  ["1...1234567890", "range-invalid"],
  ["", "range-invalid"],
  ["1...3", "version-unknown"],
  ["0...1", "version-unknown"],
  ["01...1", "version-unknown"],
])("the range %j is refused: %s", async (range, code) => {
  const { portal } = await publishAll(FIRST);
  expect(await refusalOf(() => readRange(portal, { slug: "general-terms", range }))).toMatchObject({ code });
});
