import { expect, test } from "vitest";
import { readHistory } from "#app/domain/publication/catalog.server";
import { publishText, type TextOrder } from "#app/domain/publication/files/publish-text.server";
import { readSource } from "#app/domain/publication/files/source";
import { EARLIEST, openDesk, SLUG, type Desk } from "#test/support/drafting";
import { proposalOf } from "#test/support/proposal";
import { refusalOf } from "#test/support/refusal";

const CHINESE = proposalOf().texts[0]?.body ?? "";

function orderOf({ second, approver }: Desk, changes: Partial<TextOrder> & { text?: string } = {}): TextOrder {
  const { text = CHINESE.replace("全部服务", "全部收费服务"), ...rest } = changes;
  const source = readSource(Buffer.from(text), "new.md");
  return {
    given: { slug: SLUG, source, file: "new.md", kind: null, language: null, title: null, properties: null, defaultLanguage: "zh-CN" },
    author: second, approver, changeClass: "ordinary", summary: { "zh-CN": "收费", en: "Paid services" },
    classReason: "", warningReason: "", approvalReason: "", reason: "from the file", effectiveAt: null, ...rest,
  };
}

test("a file becomes version 2 by two people, once", async () => {
  const desk = await openDesk();
  expect(await publishText(desk.portal, orderOf(desk))).toMatchObject({ outcome: "published", number: 2 });
  expect(await publishText(desk.portal, orderOf(desk))).toMatchObject({ outcome: "unchanged" });
  const version = (await readHistory(desk.portal, SLUG))?.versions[1];
  expect(version).toMatchObject({ authorId: desk.second.accountId, approverId: desk.approver.accountId });
  expect(version?.clauses.map(({ id }) => id)).toEqual(proposalOf().manifest.version.clauses.map(({ id }) => id));
});

test("a file is published with its translations, and a further one to it is a text of its own", async () => {
  const desk = await openDesk();
  const english = proposalOf().texts[1]?.body.replace("all services", "all paid services") ?? "";
  const order = orderOf(desk);
  const translations = [{ ...readSource(Buffer.from(english), "new.en.md"), language: "en", file: "new.en.md" }];
  expect(await publishText(desk.portal, { ...order, given: { ...order.given, translations } })).toMatchObject({ outcome: "published", number: 2 });
  expect(await publishText(desk.portal, { ...order, given: { ...order.given, translations } })).toMatchObject({ outcome: "unchanged" });
  expect((await readHistory(desk.portal, SLUG))?.versions[1]?.texts.map(({ language, title }) => [language, title])).toEqual([["zh-CN", "通用条款"], ["en", "General Terms"]]);
});

test("two texts in one language are refused by file", async () => {
  const desk = await openDesk();
  const order = orderOf(desk);
  const translations = [{ ...order.given.source, language: "zh-CN", file: "again.md" }];
  expect(await refusalOf(() => publishText(desk.portal, { ...order, given: { ...order.given, translations } }))).toMatchObject({ code: "file-unfit", details: { file: "again.md" } });
});

test("a translation that has not the clauses of the file is refused by its name, and nothing is published", async () => {
  const desk = await openDesk();
  const order = orderOf(desk);
  const translations = [{ ...readSource(Buffer.from("# General Terms\n\n1. Scope\n"), "new.en.md"), language: "en", file: "new.en.md" }];
  expect(await refusalOf(() => publishText(desk.portal, { ...order, given: { ...order.given, translations } }))).toMatchObject({ code: "manifest-misfit" });
  expect((await readHistory(desk.portal, SLUG))?.versions).toHaveLength(1);
});

test.each([
  ["a date one millisecond too early", { effectiveAt: "2026-03-31T15:59:59.999Z" }, { code: "effective-too-early", details: { earliestAt: EARLIEST } }],
  ["editorial with an amount changed", { changeClass: "editorial", text: CHINESE.replace("三十日", "十日") }, { code: "editorial-changes" }],
  ["a summary in one language", { summary: { "zh-CN": "收费" } }, { code: "words-missing" }],
  ["a broken reference", { text: CHINESE.replace("从其约定", "见第 9.9 条") }, { code: "lint-errors" }],
] as [string, Partial<TextOrder> & { text?: string }, object][])("the file is refused as on the desk: %s", async (_what, changes, refusal) => {
  const desk = await openDesk();
  expect(await refusalOf(() => publishText(desk.portal, orderOf(desk, changes)))).toMatchObject(refusal);
  expect((await readHistory(desk.portal, SLUG))?.versions).toHaveLength(1);
});

test("one person cannot publish a file alone, and a mended order goes on", async () => {
  const desk = await openDesk();
  const alone = orderOf(desk, { author: desk.editor, approver: desk.editor });
  expect(await refusalOf(() => publishText(desk.portal, alone))).toMatchObject({ code: "approver-is-author" });
  expect(await publishText(desk.portal, orderOf(desk))).toMatchObject({ outcome: "published" });
});
