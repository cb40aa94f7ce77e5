import { expect, test } from "vitest";
import type { Session } from "#app/domain/access/session.server";
import { readHistory } from "#app/domain/publication/catalog.server";
import { readAgreementFiles } from "#app/domain/publication/files/shipped";
import { commentDraft, readDraftComments } from "#app/domain/publication/drafting/draft-comments.server";
import { exportVersion } from "#app/domain/publication/files/export.server";
import { publishVersion } from "#app/domain/publication/publish.server";
import { shippedProposal } from "#app/domain/publication/files/shipped-proposal";
import { readSource } from "#app/domain/publication/files/source";
import { addTranslation, discardTranslation, proposeTranslation } from "#app/domain/publication/later/translations.server";
import { openDesk, SLUG } from "#test/support/drafting";
import { openTestPortal, type TestPortal } from "#test/support/portal";
import { proposalOf } from "#test/support/proposal";
import { refusalOf } from "#test/support/refusal";

const ENGLISH = proposalOf().texts[1]?.body ?? "";

function sourceOf(text: string) {
  return readSource(Buffer.from(text), "1.en.md");
}

const ABOUT = { slug: SLUG, number: 1, language: "en" };
const CORRECTED = ENGLISH.replace("govern", "apply to");

/** Proposes a text; gives the draft that waits. */
async function propose(portal: TestPortal, actor: Session, { language = "en", text = CORRECTED } = {}): Promise<string> {
  const proposed = await proposeTranslation(portal, { ...ABOUT, language, source: sourceOf(text), actor });
  return proposed.outcome === "waiting" ? proposed.draftId : "";
}

test("a translation is corrected as a new revision, and the former one stays on record", async () => {
  const { portal, approver, second } = await openDesk();
  expect(await addTranslation(portal, { ...ABOUT, draftId: await propose(portal, second), actor: approver })).toBe(2);
  expect(await proposeTranslation(portal, { ...ABOUT, source: sourceOf(CORRECTED), actor: second })).toEqual({ outcome: "shown", revision: 2 });
  const rows = await portal.db.selectFrom("versionTexts").select(["language", "revision"]).where("language", "=", "en").execute();
  expect(rows).toHaveLength(2);
  const version = (await readHistory(portal, SLUG))?.versions[0];
  expect(version?.texts.find(({ language }) => language === "en")?.sha256).not.toBe(version?.texts[0]?.sha256);
});

test("a further language is added to a published version", async () => {
  const { portal, approver, second } = await openDesk();
  const draftId = await propose(portal, second, { language: "de", text: ENGLISH });
  expect(await addTranslation(portal, { ...ABOUT, language: "de", draftId, actor: approver })).toBe(1);
  expect((await readHistory(portal, SLUG))?.versions[0]?.texts.map(({ language }) => language)).toEqual(["zh-CN", "de", "en"]);
});

test("the binding text is never corrected, and a translation must have the same clauses", async () => {
  const { portal, second } = await openDesk();
  const input = { ...ABOUT, source: sourceOf("# Terms\n\n1. One\n"), actor: second };
  expect(await refusalOf(() => proposeTranslation(portal, input))).toMatchObject({ code: "manifest-misfit" });
  expect(await refusalOf(() => proposeTranslation(portal, { ...input, language: "zh-CN" }))).toMatchObject({ code: "text-binding-fixed" });
  expect(await portal.db.selectFrom("refusals").select(["operation", "code"]).orderBy("code").execute()).toMatchObject([{ operation: "proposeTranslation", code: "manifest-misfit" }, { code: "text-binding-fixed" }]);
});

test("nobody adds a translation that they wrote, however they came by it; an old sign-in and an editor are refused too", async () => {
  const { portal, editor, approver, second } = await openDesk();
  const draftId = await propose(portal, editor);
  expect(await propose(portal, approver)).toBe(draftId);
  expect(await refusalOf(() => addTranslation(portal, { ...ABOUT, draftId, actor: editor }))).toMatchObject({ code: "approver-is-author" });
  expect(await refusalOf(() => addTranslation(portal, { ...ABOUT, draftId, actor: second }))).toMatchObject({ code: "role-missing" });
  portal.clock.set("2026-03-01T07:46:00.000Z");
  expect(await refusalOf(() => addTranslation(portal, { ...ABOUT, draftId, actor: approver }))).toMatchObject({ code: "sign-in-stale" });
  expect((await readHistory(portal, SLUG))?.versions[0]?.texts.map(({ language, revision }) => `${language} ${revision}`)).toEqual(["zh-CN 1", "en 1"]);
});

test("a translation that waits is put away by its author or an approver, and a draft of a version never", async () => {
  const { portal, editor, approver, second, draftId } = await openDesk();
  const waiting = await propose(portal, editor);
  expect(await refusalOf(() => discardTranslation(portal, { ...ABOUT, draftId: waiting, actor: second }))).toMatchObject({ code: "role-missing" });
  await discardTranslation(portal, { ...ABOUT, draftId: waiting, actor: editor });
  expect(await refusalOf(() => addTranslation(portal, { ...ABOUT, draftId: waiting, actor: approver }))).toMatchObject({ code: "draft-unknown" });
  for (const number of [1, 2]) expect(["draft-unknown", "version-unknown"]).toContain((await refusalOf(() => discardTranslation(portal, { ...ABOUT, number, draftId, actor: approver }))).code);
});

test("an exported version, brought in elsewhere, has the same ids, manifest and hashes", async () => {
  const { portal } = await openDesk();
  const files = await exportVersion(portal, { slug: SLUG, number: 1 });
  const elsewhere = await openTestPortal({ at: "2026-05-01" });
  const folder = { name: SLUG, path: SLUG };
  const shipped = readAgreementFiles(folder, files.map(({ name, body }) => ({ name, file: name, bytes: Buffer.from(body) })));
  const [version] = shipped.versions;
  if (!version) throw new Error("no version was exported");
  await publishVersion(elsewhere, shippedProposal(shipped, version));
  const there = (await readHistory(elsewhere, SLUG))?.versions[0];
  const here = (await readHistory(portal, SLUG))?.versions[0];
  expect([there?.manifestSha256, there?.texts, there?.clauses]).toEqual([here?.manifestSha256, here?.texts, here?.clauses]);
});

test("comments are about a clause, answers about their comment, and all stay", async () => {
  const { portal, approver, editor, draftId } = await openDesk();
  const id = await commentDraft(portal, { draftId, clauseId: "c-3", answersId: null, body: "Why all services?", actor: approver });
  await commentDraft(portal, { draftId, clauseId: null, answersId: id, body: "See the product list.", actor: editor });
  const [comment] = await readDraftComments(portal, draftId);
  expect(comment).toMatchObject({ id, clauseId: "c-3", answers: [{ clauseId: "c-3", body: "See the product list.", actorId: editor.accountId }] });
  expect(await refusalOf(() => commentDraft(portal, { draftId, clauseId: "c-3", answersId: null, body: " ", actor: editor }))).toMatchObject({ code: "comment-empty" });
  expect(await refusalOf(() => commentDraft(portal, { draftId, clauseId: "c-99", answersId: null, body: "?", actor: editor }))).toMatchObject({ code: "clause-absent" });
});
