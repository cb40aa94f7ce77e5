import { expect, test } from "vitest";
import { explanationText, lateObjectionText } from "#app/domain/notice/texts/answers";
import { endingText, type EndingFacts } from "#app/domain/notice/texts/ending";
import { markText, type MarkFacts } from "#app/domain/notice/texts/mark";
import { RECEIPT_ACTS, receiptText } from "#app/domain/notice/texts/receipt";
import { LANGUAGES } from "#app/messages/catalogue";
import { at } from "#test/support/builders";
import { aboutVersion } from "#test/support/notice-facts";

const about = { publicUrl: "https://terms.example.com", slug: "general-terms", version: aboutVersion({ number: 2 }) };
const clauses = [{ id: "refunds", place: "3.5", name: "Refunds" }, { id: "cap", place: "", name: "Cap on liability" }];
const ending: EndingFacts = {
  ...about,
  isForAll: true,
  announcedAt: at("2026-03-01T07:30:00Z"),
  endsAt: at("2026-03-31T16:00:00Z"),
  noticeDays: 30,
  ground: { en: "The product is discontinued.", "zh-CN": "产品停止运营。" },
  refund: { en: "Unused prepayment is paid back in 10 days.", "zh-CN": "未使用的预付款在 10 日内退还。" },
  dataUntil: at("2026-05-30T16:00:00Z"),
  surviving: { en: clauses, "zh-CN": clauses },
};

test("an end says why, when, what is paid back, until when data can be fetched, and what goes on binding", () => {
  const { subject, text } = endingText(ending, "en");
  expect(subject).toBe("“General Terms” ends on 1 April 2026");
  for (const said of ["> The product is discontinued.", "> Unused prepayment is paid back", "You can fetch your data until 31 May 2026, 00:00 (Beijing time).", "Fetch your data until: 31 May 2026, 00:00 (Beijing time) = 2026-05-30 16:00 UTC", "- 3.5 Refunds\n- Cap on liability", "Version in force: Version 2", "Nothing can be accepted any more"]) expect(text).toContain(said);
  const chinese = endingText(ending, "zh-CN");
  for (const said of ["终止事由", "> 产品停止运营。", "您可以在 2026 年 5 月 31 日 00:00（北京时间）之前取回数据", "第 2 版的下列条款继续约束双方"]) expect(chinese.text).toContain(said);
});

test("an end for some says that it is for them, and one without a day for data says to fetch it before", () => {
  const { subject, text } = endingText({ ...ending, isForAll: false, dataUntil: null, surviving: { en: [], "zh-CN": [] } }, "en");
  expect(subject).toBe("“General Terms” ends for you on 1 April 2026");
  expect(text).toContain("Fetch it before the agreement ends");
  expect(text).toContain("No clause was named");
});

const marked: MarkFacts = {
  ...about,
  kind: "void",
  clause: { en: { id: "cap", place: "10.6", name: "Cap", words: { text: "Our liability is capped.", language: "en" } }, "zh-CN": { id: "cap", place: "10.6", name: "责任限额", words: { text: "我们的责任设有限额。", language: "zh-CN" } } },
  ground: { en: "A court held it unfair.", "zh-CN": "法院认定其显失公平。" },
  sinceAt: null,
  markedAt: at("2026-03-01T07:30:00Z"),
};

test("a void clause is told with its words, ground and since when; an undertaking as what it is", () => {
  const { subject, text } = markText(marked, "en");
  expect(subject).toBe("“General Terms”: clause 10.6 has no effect");
  for (const said of ["> Our liability is capped.", "> A court held it unfair.", "Of no effect since: the beginning", "All other clauses stay in effect"]) expect(text).toContain(said);
  expect(markText({ ...marked, sinceAt: at("2026-02-01") }, "zh-CN").text).toContain("自何时起无效：2026 年 2 月 1 日 08:00");
  expect(markText({ ...marked, kind: "undertaking" }, "zh-CN").subject).toBe("《通用条款》第 10.6 条：不援引承诺");
});

const lines = [{ slug: "order", version: aboutVersion({ number: 3, title: "Order page" }), language: "en", purpose: null }, { slug: "general-terms", version: aboutVersion(), language: "zh-CN", purpose: null }];

test("a receipt says what was accepted in which version and text, and has places for when, by whom and the state of the ledger", () => {
  const { subject, text, html } = receiptText({ publicUrl: about.publicUrl, act: "acceptance", lines }, "en");
  expect(subject).toBe("You accepted: “Order page” and 1 more");
  for (const said of ["- “Order page”, version 3, text in English\n- “General Terms”, version 1, text in Chinese", "prevails", "When: {{happenedAt}}", "Record: {{actId}}", "{{receipt}}", "{{checkpoint}}", "https://terms.example.com/agreements/order/versions/3?lang=en"]) expect(text).toContain(said);
  for (const place of ["name", "happenedAt", "actId", "receipt", "checkpoint", "link"]) expect(html).toContain(`{{${place}}}`);
});

test("the receipts of two people for the same set are the same words", () => {
  const facts = { publicUrl: about.publicUrl, act: "acceptance", lines } as const;
  expect(receiptText(facts, "zh-CN")).toEqual(receiptText({ ...facts }, "zh-CN"));
});

test("every kind of act has a receipt in both languages, and what was deemed is never called accepted alone", () => {
  for (const act of RECEIPT_ACTS) for (const language of LANGUAGES) expect(receiptText({ publicUrl: about.publicUrl, act, lines }, language).subject).not.toBe("");
  expect(receiptText({ publicUrl: about.publicUrl, act: "deemed", lines }, "en").subject).toMatch(/^Taken as accepted/);
  expect(receiptText({ publicUrl: about.publicUrl, act: "deemed", lines }, "zh-CN").subject).toMatch(/^视为接受/);
});

test("a consent's receipt names the purpose in words and the way to withdraw", () => {
  const purposes = [{ code: "product-news", title: { en: "Product news", "zh-CN": "产品资讯" }, description: { en: "news" } }];
  const version = aboutVersion({ properties: { kind: "consent", purposes } });
  const { text } = receiptText({ publicUrl: about.publicUrl, act: "consent", lines: [{ slug: "news", version, language: "en", purpose: "product-news" }] }, "en");
  expect(text).toContain("purpose “Product news”");
  expect(text).toContain("https://terms.example.com/consents");
  expect(text).toContain("You can withdraw your consent at any time");
});

test("a late objection is told that it does not count, that it is recorded, and what can still be done", () => {
  const facts = { ...about, objectedAt: at("2026-04-02T01:00:00Z"), effectiveAt: at("2026-03-31T16:00:00Z") };
  const { text } = lateObjectionText(facts, "en");
  for (const said of ["On 2 April 2026, 09:00 (Beijing time)", "does not count. It is recorded all the same", "you can still decline it"]) expect(text).toContain(said);
  expect(lateObjectionText(facts, "zh-CN").text).toContain("不产生异议的效力，但已记录在案");
});

test("an explanation comes with the answer and without the question", () => {
  const facts = { ...about, clause: "3.5 Refunds", answer: { text: "Within ten days.\nTo the same account.", language: "en" }, questionUrl: `${about.publicUrl}/questions#qst_1` };
  const { text, html } = explanationText(facts, "en");
  expect(text).toContain("> Within ten days.\n> To the same account.");
  expect(html).toContain("Within ten days.<br>To the same account.");
});
