import { expect, test } from "vitest";
import { closeDraft, openDraft } from "#app/domain/publication/drafting/open-draft";
import { clausesBehind } from "#app/domain/publication/later/translation";
import { isCovered } from "#app/domain/text/outline";
import { draftWith, edited, shippedDraft, sourceIn } from "#test/support/draft";
import { refusalOf } from "#test/support/refusal";

const CHINESE = "# 条款\n\n欢迎。\n\n1. 范围\n\n1.1. 适用于全部服务。\n\n1.2. 【例外】另有约定的除外。\n\n2. 变更\n\n2.1. 见第 1.2 条。\n\n2.2. 最后一条。\n";
const ENGLISH = "# Terms\n\nWelcome.\n\n1. Scope\n\n1.1. For all services.\n\n1.2. 【Exception】Unless agreed.\n\n2. Changes\n\n2.1. See clause 1.2.\n\n2.2. The last.\n";
const DRAFT = draftWith({ "zh-CN": CHINESE, en: ENGLISH });

function chinese(...edits: object[]): string {
  return sourceIn(edited(DRAFT, ...edits), "zh-CN");
}

test("texts of a draft become clauses and the clauses the texts again, byte for byte", () => {
  for (const content of [DRAFT, shippedDraft("general-terms", 2), shippedDraft("privacy-notice", 1)]) {
    expect(closeDraft(openDraft(content))).toEqual(content);
  }
});

test("setText changes the words of one clause in one language and nothing else", () => {
  const draft = edited(DRAFT, { op: "setText", clauseId: "c3", language: "zh-CN", body: "适用于部分服务。" });
  expect(sourceIn(draft, "zh-CN")).toBe(CHINESE.replace("全部", "部分"));
  expect(sourceIn(draft, "en")).toBe(ENGLISH);
});

test("a clause may have several paragraphs", () => {
  expect(chinese({ op: "setText", clauseId: "c3", language: "zh-CN", body: "\r\n适用于全部服务。\r\n\r\n另有一段。\r\n\r\n" })).toBe(
    CHINESE.replace("适用于全部服务。", "适用于全部服务。\n\n另有一段。"),
  );
});

test.each([
  ["a paragraph of the preamble", { clauseId: "c1", body: "再次欢迎。" }, ["欢迎。", "再次欢迎。"]],
  ["a clause with a keyword", { clauseId: "c4", body: "无。" }, ["另有约定的除外。", "无。"]],
  ["the last clause", { clauseId: "c7", body: "完。" }, ["最后一条。", "完。"]],
])("setText of %s", (_what, edit, [from = "", to = ""]) => {
  expect(chinese({ op: "setText", language: "zh-CN", ...edit })).toBe(CHINESE.replace(from, to));
});

test.each([
  ["changed", "c4", "限制", ["【例外】", "【限制】"]],
  ["taken away", "c4", null, ["【例外】", ""]],
  ["given", "c3", "适用", ["1.1. ", "1.1. 【适用】"]],
  ["of an article changed", "c2", "适用范围", ["1. 范围", "1. 适用范围"]],
])("a heading is %s", (_what, clauseId, heading, [from = "", to = ""]) => {
  expect(chinese({ op: "setHeading", clauseId, language: "zh-CN", heading })).toBe(CHINESE.replace(from, to));
});

test("a number is fixed by hand", () => {
  expect(chinese({ op: "setNumber", clauseId: "c7", language: "zh-CN", number: "2.5." })).toBe(CHINESE.replace("2.2.", "2.5."));
});

test("the title is changed where it is printed and where it is kept", () => {
  const draft = edited(DRAFT, { op: "setTitle", language: "zh-CN", title: "新条款" });
  expect(sourceIn(draft, "zh-CN")).toBe(CHINESE.replace("# 条款", "# 新条款"));
  expect(draft.texts[0]?.title).toBe("新条款");
});

const ADDED = { "zh-CN": { heading: null, body: "新的一条。" }, en: { heading: null, body: "A new one." } };

test("an added clause takes its number, those after it count on, and references follow in every language", () => {
  const draft = edited(DRAFT, { op: "addClause", clauseId: "new", after: "c3", level: 2, texts: ADDED, flags: ["price"] });
  expect(sourceIn(draft, "zh-CN")).toBe(CHINESE.replace("1.2. 【", "1.2. 新的一条。\n\n1.3. 【").replace("第 1.2 条", "第 1.3 条"));
  expect(sourceIn(draft, "en")).toBe(ENGLISH.replace("1.2. 【", "1.2. A new one.\n\n1.3. 【").replace("clause 1.2", "clause 1.3"));
  expect(draft.version.clauses.map(({ id }) => id)).toEqual(["c1", "c2", "c3", "new", "c4", "c5", "c6", "c7"]);
  expect(draft.version.clauses[3]?.flags).toEqual(["price"]);
});

test("an article is added at the end, with a clause below it", () => {
  const draft = edited(
    DRAFT,
    { op: "addClause", clauseId: "art", after: "c7", level: 1, texts: { "zh-CN": { heading: null, body: "其他约定如下。" }, en: { heading: null, body: "Further terms follow." } } },
    { op: "addClause", clauseId: "sub", after: "art", level: 2, texts: ADDED },
  );
  expect(sourceIn(draft, "zh-CN")).toBe(`${CHINESE}\n3. 其他约定如下。\n\n3.1. 新的一条。\n`);
});

test("a paragraph is added to the preamble", () => {
  expect(chinese({ op: "addClause", clauseId: "new", after: "c1", level: 0, texts: ADDED })).toBe(CHINESE.replace("欢迎。\n\n", "欢迎。\n\n新的一条。\n\n"));
});

test("removing an article closes up the numbers after it", () => {
  const draft = edited(DRAFT, { op: "setText", clauseId: "c6", language: "zh-CN", body: "无。" }, { op: "setText", clauseId: "c6", language: "en", body: "None." }, { op: "removeClause", clauseId: "c2" });
  expect(sourceIn(draft, "zh-CN")).toBe("# 条款\n\n欢迎。\n\n1. 变更\n\n1.1. 无。\n\n1.2. 最后一条。\n");
  expect(draft.version.clauses.map(({ id }) => id)).toEqual(["c1", "c5", "c6", "c7"]);
});

test("a clause that another one cites is not removed", async () => {
  expect(await refusalOf(() => chinese({ op: "removeClause", clauseId: "c4" }))).toMatchObject({ code: "clause-cited", details: { number: "1.2.", by: "2.1." } });
  expect(await refusalOf(() => chinese({ op: "removeClause", clauseId: "c2" }))).toMatchObject({ code: "clause-cited" });
});

test("a moved clause takes the number of its new place, and references follow it", () => {
  expect(chinese({ op: "moveClause", clauseId: "c4", after: "c7" })).toBe(
    "# 条款\n\n欢迎。\n\n1. 范围\n\n1.1. 适用于全部服务。\n\n2. 变更\n\n2.1. 见第 2.3 条。\n\n2.2. 最后一条。\n\n2.3. 【例外】另有约定的除外。\n",
  );
});

test("the last clause moved forward gets the blank line that it needs", () => {
  expect(chinese({ op: "moveClause", clauseId: "c7", after: "c5" })).toBe(CHINESE.replace("2.1. 见第 1.2 条。\n\n2.2. 最后一条。\n", "2.1. 最后一条。\n\n2.2. 见第 1.2 条。\n"));
});

test("an article is moved with all below it", () => {
  const draft = edited(DRAFT, { op: "moveClause", clauseId: "c5", after: null });
  expect(sourceIn(draft, "zh-CN")).toBe("# 条款\n\n欢迎。\n\n1. 变更\n\n1.1. 见第 2.2 条。\n\n1.2. 最后一条。\n\n2. 范围\n\n2.1. 适用于全部服务。\n\n2.2. 【例外】另有约定的除外。\n");
  expect(draft.version.clauses.map(({ id }) => id)).toEqual(["c1", "c5", "c6", "c7", "c2", "c3", "c4"]);
});

test("a clause moved to where it stands stays as it is", () => {
  expect(chinese({ op: "moveClause", clauseId: "c3", after: "c2" })).toBe(CHINESE);
  expect(chinese({ op: "moveClause", clauseId: "c4", after: "c3" })).toBe(CHINESE);
});

test("moving there and back gives the text back", () => {
  const there = { op: "moveClause", clauseId: "c4", after: "c7" };
  expect(chinese(there, { op: "moveClause", clauseId: "c4", after: "c3" })).toBe(CHINESE);
});

test.each([
  ["a line that would be a clause of its own", { op: "setText", clauseId: "c3", language: "zh-CN", body: "适用于服务。\n\n1.2. 假冒。" }, "edit-unreadable"],
  ["a heading mark in a body", { op: "setText", clauseId: "c3", language: "zh-CN", body: "适用于服务。\n\n## 3. 假冒" }, "edit-unreadable"],
  ["a clause that is not there", { op: "setText", clauseId: "c99", language: "zh-CN", body: "无。" }, "clause-absent"],
  ["a language that is not there", { op: "setText", clauseId: "c3", language: "fr", body: "Rien." }, "text-missing"],
  ["a clause moved into itself", { op: "moveClause", clauseId: "c5", after: "c6" }, "edit-unfit"],
  ["a level left out", { op: "addClause", clauseId: "new", after: "c2", level: 3, texts: ADDED }, "edit-unfit"],
  ["an id that is taken", { op: "addClause", clauseId: "c3", after: "c2", level: 2, texts: ADDED }, "clause-id-repeated"],
  ["words in one language only", { op: "addClause", clauseId: "new", after: "c2", level: 2, texts: { en: ADDED.en } }, "words-missing"],
  ["a level of which nobody knows the number", { op: "addClause", clauseId: "new", after: "c3", level: 3, texts: ADDED }, "number-style-unknown"],
])("%s is refused", async (_what, edit, code) => {
  expect(await refusalOf(() => edited(DRAFT, edit))).toMatchObject({ code });
});

const LEADS = "# 条款\n\n1. 权利\n\n1.1. 您依照本条款可以行使以下各项权利：\n\n1.1.1. 查阅。\n\n1.2. 您可以\n\n1.2.1. 下载。\n\n1.3. 其他权利以法律规定为准\n";

/** The one text of a small draft, whose clauses c2 and c4 stand above others and c6 does not. */
function lead(...edits: object[]): string {
  return sourceIn(edited(draftWith({ "zh-CN": LEADS }), ...edits), "zh-CN");
}

test.each([
  ["a text becomes a line without end punctuation", { op: "setText", clauseId: "c2", body: "您可以行使以下权利" }, "1.1. 您可以行使以下权利\n\n1.1.1."],
  ["a line without end punctuation gets one", { op: "setHeading", clauseId: "c4", heading: "您可以：" }, "1.2. 您可以：\n\n1.2.1."],
  ["emphasis stands in it", { op: "setText", clauseId: "c2", body: "您**可以**行使" }, "1.1. 您**可以**行使\n\n1.1.1."],
  ["a keyword is typed before the text", { op: "setText", clauseId: "c2", body: "【权利】您可以：" }, "1.1. 【权利】您可以：\n\n1.1.1."],
])("the line above sub-clauses can be edited, whether or not it reads as a heading then: %s", (_what, edit, printed) => {
  expect(lead({ language: "zh-CN", ...edit })).toContain(printed);
});

test("a clause that ends without punctuation can get sub-clauses, and lose them", () => {
  const added = { op: "addClause", clauseId: "new", after: "c6", level: 3, texts: { "zh-CN": { heading: null, body: "查询。" } } };
  expect(lead(added)).toBe(LEADS.replace("为准\n", "为准\n\n1.3.1. 查询。\n"));
  expect(lead(added, { op: "removeClause", clauseId: "new" }).trimEnd()).toBe(LEADS.trimEnd());
  expect(lead({ op: "removeClause", clauseId: "c5" })).toBe(LEADS.replace("1.2.1. 下载。\n\n", ""));
});

test("a new level begins with a number given by hand", () => {
  const texts = { "zh-CN": { ...ADDED["zh-CN"], number: "1.1.1." }, en: { ...ADDED.en, number: "1.1.1." } };
  expect(chinese({ op: "addClause", clauseId: "new", after: "c3", level: 3, texts })).toBe(CHINESE.replace("1.2. 【", "1.1.1. 新的一条。\n\n1.2. 【"));
});

test("a translation falls behind when the binding text changes, and is in step again once it is written or confirmed", () => {
  const binding = { op: "setText", clauseId: "c3", language: "zh-CN", body: "适用于部分服务。" };
  const behind = (...edits: object[]) => [...clausesBehind(edited(DRAFT, ...edits), "en")];
  expect(behind(binding)).toEqual(["c3"]);
  expect(behind(binding, { op: "setText", clauseId: "c3", language: "en", body: "For some services." })).toEqual([]);
  expect(behind(binding, { op: "confirmTranslation", clauseId: "c3", language: "en" })).toEqual([]);
  expect(behind(binding, { ...binding, body: "适用于全部服务。" })).toEqual([]);
  expect(behind({ op: "setText", clauseId: "c3", language: "en", body: "For every service." })).toEqual([]);
  expect(behind({ op: "moveClause", clauseId: "c4", after: "c7" })).toEqual([]);
});

test("clauses of a real agreement of every level can be edited and edited back in both languages", () => {
  const content = shippedDraft("general-terms", 2);
  const draft = openDraft(content);
  for (const { language, clauses } of draft.texts) {
    for (const { id, body } of clauses.filter(isCovered).filter((_, index) => index % 6 === 0)) {
      const there = edited(content, { op: "setText", clauseId: id, language, body: `${body}另行约定。` });
      expect(sourceIn(edited(closeDraft(there), { op: "setText", clauseId: id, language, body }), language), id).toBe(sourceIn(draft, language));
    }
  }
}, 60_000);
