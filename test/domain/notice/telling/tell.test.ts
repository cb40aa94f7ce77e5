import { expect, test } from "vitest";
import { readText } from "#app/domain/publication/catalog.server";
import { loadContent } from "#app/domain/publication/files/content.server";
import { postponeVersion, withdrawVersion } from "#app/domain/publication/later/later-acts.server";
import { approveProposal, proposeClauseMark, proposeEnding } from "#app/domain/publication/later/proposals.server";
import { publishVersion } from "#app/domain/publication/publish.server";
import { addActor, signInAgain } from "#test/support/actors";
import { openTestPortal, type TestPortal } from "#test/support/portal";
import { proposalOf } from "#test/support/proposal";
import { refusalOf } from "#test/support/refusal";

const SLUG = "general-terms";
const WORDS = { "zh-CN": "新功能推迟上线。", en: "The new features come later." };
const SECOND = "# General Terms\n\nWelcome.\n\n1. Scope\n\n1.1. These terms govern all paid services.\n\n1.2. Other terms may prevail.\n\n2. Changes\n\n2.1. Changes are announced 30 days ahead.\n";
const SECOND_CHINESE = "# 通用条款\n\n欢迎使用。\n\n1. 范围\n\n1.1. 本条款适用于全部收费服务。\n\n1.2. 另有约定的，从其约定。\n\n2. 变更\n\n2.1. 变更提前三十日公告。\n";

function notices(portal: TestPortal) {
  return portal.db.selectFrom("notices").selectAll().orderBy("id").execute();
}

async function textOf(portal: TestPortal, noticeId: string, language = "en"): Promise<string> {
  const row = await portal.db.selectFrom("noticeTexts").selectAll().where("noticeId", "=", noticeId).where("language", "=", language).executeTakeFirstOrThrow();
  return readText(portal, row.textSha256);
}

async function opened() {
  const portal = await openTestPortal({ at: "2026-01-01", settings: { PUBLIC_URL: "https://terms.example.com" } });
  const editor = await addActor(portal, "editor", ["editor"]);
  const approver = await addActor(portal, "approver", ["approver"]);
  await publishVersion(portal, proposalOf());
  portal.clock.set("2026-03-01T07:30:00.000Z");
  return { portal, editor, approver };
}

function second(portal: TestPortal) {
  return publishVersion(portal, proposalOf({ number: 2, texts: { "zh-CN": SECOND_CHINESE, en: SECOND }, effectiveAt: "2026-05-01T00:00:00.000Z" }));
}

test("a first version binds nobody and tells nobody; neither does what is shipped to an empty portal", async () => {
  const { portal } = await opened();
  expect(await notices(portal)).toEqual([]);
  const shipped = await openTestPortal({ at: "2026-01-01" });
  await loadContent(shipped, { folder: "content" });
  expect(await notices(shipped)).toEqual([]);
});

test("a published version has one notice with its texts in both languages and its way to everybody, in the same commit", async () => {
  const { portal } = await opened();
  const before = await portal.db.selectFrom("ledgerEntries").select("recordId").execute();
  const { versionId } = await second(portal);
  const [notice, ...others] = await notices(portal);
  expect(others).toEqual([]);
  expect(notice).toMatchObject({ reason: "announcement", versionId, partyId: null, audienceJson: '{"who":"everyone"}', happenedAt: portal.now() });
  const publication = await portal.db.selectFrom("publications").selectAll().where("versionId", "=", versionId).executeTakeFirstOrThrow();
  expect(notice?.publicationId).toBe(publication.id);
  expect(await portal.db.selectFrom("fanOuts").select("noticeId").execute()).toEqual([{ noticeId: notice?.id }]);
  expect((await portal.db.selectFrom("ledgerEntries").select("recordId").execute()).length - before.length).toBe(3);
  const text = await textOf(portal, notice?.id ?? "");
  expect(text).toContain("all [inserted: paid ]services");
  expect(text).toContain("https://terms.example.com/agreements/general-terms/compare/1...2?lang=en");
  expect(await textOf(portal, notice?.id ?? "", "zh-CN")).toContain("【新增：收费】");
});

test("a refused publication leaves no notice", async () => {
  const { portal } = await opened();
  expect(await refusalOf(() => publishVersion(portal, proposalOf({ number: 2, effectiveAt: "2026-03-02T00:00:00.000Z" })))).toMatchObject({ code: "effective-too-early" });
  expect(await notices(portal)).toEqual([]);
});

test("publishing the same again tells nobody again", async () => {
  const { portal } = await opened();
  await second(portal);
  expect((await second(portal)).outcome).toBe("unchanged");
  expect(await notices(portal)).toHaveLength(1);
});

test("a version that builds on one announced before it shows what changes from both", async () => {
  const { portal } = await opened();
  await second(portal);
  portal.clock.set("2026-03-02");
  await publishVersion(portal, proposalOf({ number: 3, texts: { "zh-CN": SECOND_CHINESE, en: SECOND.replace("30 days", "60 days") }, effectiveAt: "2026-06-01T00:00:00.000Z" }));
  const [, third] = await notices(portal);
  const text = await textOf(portal, third?.id ?? "");
  expect(text).toContain("The changes to version 1, in force today");
  expect(text).toContain("The changes to version 2, on which it builds");
});

test("a new date is told with what the operator says; an earlier one is announced anew", async () => {
  const { portal, approver } = await opened();
  await second(portal);
  portal.clock.set("2026-03-05");
  const change = async () => ({ slug: SLUG, number: 2, actor: await signInAgain(portal, approver.accountId), reason: "late", notice: WORDS });
  await postponeVersion(portal, { ...(await change()), effectiveAt: "2026-05-20T00:00:00.000Z" });
  portal.clock.set("2026-03-06");
  await postponeVersion(portal, { ...(await change()), effectiveAt: "2026-05-10T00:00:00.000Z" });
  const [, later, anew] = await notices(portal);
  expect([later?.reason, anew?.reason]).toEqual(["postponement", "announcement"]);
  expect(await textOf(portal, later?.id ?? "")).toContain("It now takes effect on 20 May 2026, 08:00 (Beijing time)");
  expect(await textOf(portal, later?.id ?? "", "zh-CN")).toContain("> 新功能推迟上线。");
  expect(await textOf(portal, anew?.id ?? "")).toContain("The full notice period runs again from 6 March 2026");
});

test("a withdrawal tells of all that falls together in one notice; a refused one of nothing", async () => {
  const { portal, approver } = await opened();
  await second(portal);
  await publishVersion(portal, proposalOf({ number: 3, effectiveAt: "2026-06-01T00:00:00.000Z" }));
  portal.clock.set("2026-03-05");
  const change = { slug: SLUG, number: 2, actor: await signInAgain(portal, approver.accountId), reason: "not needed", notice: WORDS };
  expect(await refusalOf(() => withdrawVersion(portal, { ...change, notice: { en: "" } }))).toMatchObject({ code: "words-missing" });
  await withdrawVersion(portal, change);
  const withdrawn = (await notices(portal)).filter(({ reason }) => reason === "withdrawal");
  expect(withdrawn).toHaveLength(1);
  expect(await textOf(portal, withdrawn[0]?.id ?? "")).toContain("Versions 2 and 3 of “General Terms” are withdrawn");
});

test("an end is told to all or to those for whom it ends; a clause that falls to all", async () => {
  const { portal, editor, approver } = await opened();
  const fresh = await signInAgain(portal, approver.accountId);
  const ending = { ground: { "zh-CN": "停止运营。", en: "Discontinued." }, refund: { "zh-CN": "退还余额。", en: "The balance is paid back." }, dataUntil: null, effectiveAt: null };
  const mark = { kind: "void" as const, number: 1, clauseId: "c-3", parties: null, ground: WORDS, sinceAt: null };
  await approveProposal(portal, { id: await proposeClauseMark(portal, { slug: SLUG, actor: editor, mark }), actor: fresh });
  portal.clock.set("2026-03-01T07:31:00.000Z");
  await approveProposal(portal, { id: await proposeEnding(portal, { slug: SLUG, actor: editor, ending: { ...ending, parties: [editor.partyId], surviving: ["c-3"] } }), actor: fresh });
  portal.clock.set("2026-03-01T07:32:00.000Z");
  const endingId = await approveProposal(portal, { id: await proposeEnding(portal, { slug: SLUG, actor: editor, ending: { ...ending, parties: null } }), actor: fresh });
  const [fallen, some, all] = await notices(portal);
  expect([fallen?.reason, some?.reason, all?.reason]).toEqual(["mark", "ending", "ending"]);
  expect(JSON.parse(some?.audienceJson ?? "")).toEqual({ who: "parties", partyIds: [editor.partyId] });
  expect(all).toMatchObject({ endingId, audienceJson: '{"who":"everyone"}' });
  expect(await textOf(portal, fallen?.id ?? "")).toContain("> These terms govern all services.");
  expect(await textOf(portal, some?.id ?? "")).toContain("- 1.1 These terms govern all services.");
  expect(await textOf(portal, all?.id ?? "")).toContain("> The balance is paid back.");
});
