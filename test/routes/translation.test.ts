import { expect, test } from "vitest";
import { readHistory } from "#app/domain/publication/catalog.server";
import type { TranslationView } from "#app/http/desk/translation-page.server";
import * as translation from "#app/routes/editor-translation";
import * as translations from "#app/routes/editor-translations";
import * as versionText from "#app/routes/version-text";
import { openOffice, SLUG } from "#test/support/later";
import { requestOf } from "#test/support/pages";
import { proposalOf } from "#test/support/proposal";
import { openAs, type Staff } from "#test/support/staff";
import { send, visit } from "#test/support/visit";

const ENGLISH = proposalOf().texts[1]?.body ?? "";

function page(language: string) {
  return { path: `/editor/agreements/${SLUG}/versions/1/texts/${language}`, params: { slug: SLUG, number: "1", language } };
}

async function look({ browser }: Staff, language: string) {
  return (await visit(browser, translation.loader, page(language))).data.view as TranslationView;
}

/** A colleague's decision on a proposal, by the address that the proposal led to. */
function decide({ browser, formToken }: Staff, { location }: { location: string | null }, intent = "add") {
  return send(browser, translation.action, { ...page("en"), path: location ?? "", fields: { formToken, intent } });
}

function write({ browser, formToken }: Staff, language: string, fields: Record<string, string>) {
  return send(browser, translation.action, { ...page(language), fields: { formToken, title: "", ...fields } });
}

async function bytes({ portal }: Awaited<ReturnType<typeof openOffice>>, file: string): Promise<{ status: number; text: string }> {
  const response = await versionText.loader(requestOf(portal, { path: `/agreements/${SLUG}/versions/1/${file}`, params: { slug: SLUG, number: "1", file } }));
  return { status: response.status, text: await response.text() };
}

test("a translation stands clause by clause beside the binding text", async () => {
  const { editor } = await openOffice();
  const view = await look(editor, "en");
  expect(view).toMatchObject({ bindingLanguage: "zh-CN", waiting: null, revisions: [{ revision: 1, file: `/agreements/${SLUG}/versions/1/en.md` }] });
  expect(view.clauses[2]).toMatchObject({ number: "1.1.", binding: "本条款适用于全部服务。", own: "These terms govern all services.", step: "in step" });
});

test("a correction is a further revision under an address of its own, and the former address keeps its bytes", async () => {
  const office = await openOffice();
  const corrected = ENGLISH.replace("govern", "apply to");
  const proposed = await write(office.editor, "en", { text: corrected.replaceAll("\n", "\r\n"), intent: "save" });
  expect(proposed).toMatchObject({ status: 303, location: expect.stringMatching(/texts\/en\?draft=drf_\w+&proposed$/) });
  const waiting = async ({ browser }: Staff) => ((await visit(browser, translation.loader, { ...page("en"), path: proposed.location ?? "" })).data.view as TranslationView).waiting;
  expect(await waiting(office.editor)).toEqual({ author: "own", mayAdd: false, mayDiscard: true });
  expect(await waiting(office.approver)).toEqual({ author: "other", mayAdd: true, mayDiscard: true });
  expect(await decide(office.approver, proposed)).toMatchObject({ status: 303, location: expect.stringContaining("?saved=2") });
  expect((await look(office.approver, "en")).revisions.map(({ file }) => file.split("/").at(-1))).toEqual(["en.2.md", "en.md"]);
  expect(await bytes(office, "en.md")).toEqual({ status: 200, text: ENGLISH });
  expect(await bytes(office, "en.2.md")).toEqual({ status: 200, text: corrected });
  expect(await Promise.all(["en.3.md", "en.1.md", "en.02.md", "zh-CN.2.md"].map(async (file) => (await bytes(office, file)).status))).toEqual([404, 404, 404, 404]);
});

test("comparing saves nothing and shows what was written", async () => {
  const office = await openOffice();
  const checked = await write(office.approver, "de", { text: ENGLISH, intent: "check" });
  expect(checked).toMatchObject({ status: 200, data: { misfits: [], typed: { text: [ENGLISH] } } });
  expect((await readHistory(office.portal, SLUG))?.versions[0]?.texts.map(({ language }) => language)).toEqual(["zh-CN", "en"]);
});

test("a text that does not fit is not saved: every place is named by its clause, and the text comes back", async () => {
  const { approver } = await openOffice();
  const text = ENGLISH.replace("1.2. Other terms may prevail.\n\n", "").replace("2.1.", "2.1. New.\n\n2.2.");
  const refused = await write(approver, "en", { text, intent: "save" });
  expect(refused).toMatchObject({ status: 422, data: { typed: { text: [text] } } });
  expect(refused.data.misfits).toEqual([{ code: "missing", number: "1.2." }, { code: "extra", number: "2.2.", line: 13 }]);
});

test("errors in the text block it as they block a publication", async () => {
  const { approver } = await openOffice();
  const refused = await write(approver, "en", { text: ENGLISH.replace("all services", "all services, see clause 9.9"), intent: "save" });
  expect(refused).toMatchObject({ status: 422, data: { findings: [{ code: "reference-broken", severity: "error" }] } });
});

test("without a fresh sign-in nothing is added, nobody adds their own, and what waits can be put away", async () => {
  const { approver, second, portal } = await openOffice();
  const proposed = await write(second, "en", { text: ENGLISH.replace("govern", "apply to"), intent: "save" });
  expect(await decide(second, proposed)).toMatchObject({ status: 403, data: { faults: { form: expect.any(String) } } });
  portal.clock.set("2026-03-02T07:46:00.000Z");
  expect(await decide(approver, proposed)).toMatchObject({ status: 403, data: { isStale: true } });
  expect(await decide(approver, proposed, "discard")).toMatchObject({ status: 303, location: page("en").path });
  await expect(decide(approver, proposed)).resolves.toMatchObject({ status: 404 });
});

test("an empty form, the binding language, a reader and what is no language are refused", async () => {
  const { approver, portal } = await openOffice();
  expect(await write(approver, "en", { text: " \r\n", intent: "save" })).toMatchObject({ status: 422, data: { faults: { text: expect.any(String) } } });
  await expect(visit(approver.browser, translation.loader, page("zh-CN"))).rejects.toMatchObject({ data: { code: "text-binding-fixed" } });
  expect(await write(await openAs(portal, "reader", []), "en", { text: ENGLISH, intent: "save" })).toMatchObject({ status: 404 });
  expect(await visit(approver.browser, translation.loader, page("klingon!"))).toMatchObject({ status: 404 });
});

test("the form for another language leads to its page", async () => {
  const { approver } = await openOffice();
  const asked = { path: `/editor/agreements/${SLUG}/versions/1/texts?language=ja`, params: { slug: SLUG, number: "1" } };
  expect(await visit(approver.browser, translations.loader, asked)).toMatchObject({ status: 302, location: `/editor/agreements/${SLUG}/versions/1/texts/ja` });
});
