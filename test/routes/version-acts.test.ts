import { expect, test } from "vitest";
import { readHistory } from "#app/domain/publication/catalog.server";
import { draftEdit } from "#app/domain/publication/drafting/draft-edit";
import { editDraft, startDraft } from "#app/domain/publication/drafting/drafts.server";
import { versionsAt } from "#app/domain/publication/status";
import type { StateView } from "#app/http/desk/preview-view.server";
import type { StaffAgreement } from "#app/http/desk/version-acts-view.server";
import * as agreement from "#app/routes/editor-agreement";
import * as preview from "#app/routes/editor-draft-preview";
import * as postpone from "#app/routes/editor-postpone";
import * as version from "#app/routes/editor-version";
import * as withdraw from "#app/routes/editor-withdraw";
import { openOffice, SLUG } from "#test/support/later";
import { openAgain, openAs, type Staff } from "#test/support/staff";
import { send, visit } from "#test/support/visit";

type Office = Awaited<ReturnType<typeof openOffice>>;

const SAID = { reason: "the release is late", "notice.zh-CN": "新功能推迟上线。", "notice.en": "The new features come later." };

function open({ browser }: Staff, search = "") {
  return visit(browser, agreement.loader, { path: `/editor/agreements/${SLUG}${search}`, params: { slug: SLUG } });
}

function fill(staff: Staff, act: typeof postpone | typeof withdraw, { number = 2, ...fields }: { number?: number } & Record<string, string | number>) {
  const page = { path: `/editor/agreements/${SLUG}/versions/${number}/act`, params: { slug: SLUG, number: String(number) } };
  const texts = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)]));
  return send(staff.browser, act.action, { ...page, fields: { formToken: staff.formToken, ...texts } });
}

async function dates({ portal }: Office) {
  const history = await readHistory(portal, SLUG);
  return history ? versionsAt(history, portal.now()).map(({ status, effectiveAt }) => `${status} ${effectiveAt?.slice(0, 10) ?? "never"}`) : [];
}

test("staff see every version with its status, dates, texts and acts; others see nothing", async () => {
  const office = await openOffice();
  const { view } = (await open(office.editor)).data as { view: StaffAgreement };
  expect(view.versions.map(({ number, status }) => `${number} ${status}`)).toEqual(["3 announced", "2 announced", "1 in force"]);
  expect(view.versions[0]).toMatchObject({ announcedAt: "2026-03-01T07:30:00.000Z", effectiveAt: "2026-06-01T00:00:00.000Z", acts: [{ act: "announced", reason: "test", notice: null }] });
  expect(view.versions[0]?.texts.map(({ file }) => file)).toEqual([`/agreements/${SLUG}/versions/3/zh-CN.md`, `/agreements/${SLUG}/versions/3/en.md`]);
  const reader = await openAs(office.portal, "reader", []);
  expect(await open(reader)).toMatchObject({ status: 404, data: { code: "page-unknown" } });
});

test("the state on any day is told with what is pending and how its notice was counted", async () => {
  const office = await openOffice();
  const state = async (on: string) => ((await open(office.editor, `?on=${encodeURIComponent(on)}`)).data as { state: StateView }).state;
  expect((await state("2026-05-02")).found).toMatchObject({ inForce: 2, isFuture: true, pending: [{ number: 3, working: { noticeDays: 30, considered: [{ source: "in force" }, { source: "own" }] } }] });
  expect((await state("2026-05-01T07:59:59.999+08:00")).found).toMatchObject({ inForce: 1, pending: [{ number: 2 }, { number: 3 }] });
  expect((await state("2025-12-31")).found).toMatchObject({ inForce: null, isFuture: false });
  expect(await state("next spring")).toMatchObject({ found: null, asked: "next spring", fault: expect.stringContaining("next spring") });
});

test("for an announced version staff see whom it concerns and the notice that runs", async () => {
  const office = await openOffice();
  const page = { path: `/editor/agreements/${SLUG}/versions/2`, params: { slug: SLUG, number: "2" } };
  const { data } = await visit(office.approver.browser, version.loader, page);
  expect(data.view).toMatchObject({ counts: { owing: 3, asked: 3, mayBeDeemed: 0, unreachable: 3 }, working: { earliestAt: "2026-03-31T16:00:00.000Z" }, mayMove: true });
});

test("before the button a draft shows whom it would concern, and any day as if it were announced now", async () => {
  const office = await openOffice();
  const actor = { accountId: office.second.accountId, roles: ["editor"] as const, signInId: "" };
  const id = await startDraft(office.portal, { slug: SLUG, number: 3, actor });
  const look = async (search = "", slug = SLUG) => {
    const { data } = await visit(office.editor.browser, preview.loader, { path: `/editor/agreements/${slug}/drafts/${id}${search}`, params: { slug, id } });
    return data.view as { number: number; counts: object | null; state: StateView };
  };
  expect(await look("?on=2026-07-01")).toMatchObject({ number: 4, counts: null, state: { found: null, fault: expect.stringContaining("class") } });
  const words = { op: "setVersion", changeClass: "ordinary" };
  await editDraft(office.portal, { draftId: id, counter: 1, edits: [draftEdit.parse(words)], actor });
  expect(await look()).toMatchObject({ counts: { owing: 3, asked: 3 } });
  expect((await look("?on=2026-05-15")).state.found).toMatchObject({ inForce: 2, pending: [{ number: 3 }, { number: 4, effectiveAt: "2026-06-01T16:00:00.000Z", working: { noticeDays: 30 } }] });
  expect((await look("?on=2026-06-03")).state.found).toMatchObject({ inForce: 4 });
  await expect(look("", "other-terms")).rejects.toMatchObject({ data: { code: "draft-unknown" } });
});

test("a later date is shown before it is set, with the notice that goes on", async () => {
  const office = await openOffice();
  const fields = { ...SAID, effective: "2026-05-20" };
  const checked = await fill(office.approver, postpone, { ...fields, intent: "check" });
  expect(checked.data).toMatchObject({ confirm: { effectiveAt: "2026-05-19T16:00:00.000Z", working: null, hasChanged: false } });
  expect(await dates(office)).toEqual(["in force 2026-01-01", "announced 2026-05-01", "announced 2026-06-01"]);
  const { shown } = checked.data.confirm as { shown: string };
  expect(await fill(office.approver, postpone, { ...fields, intent: "confirm", shown })).toMatchObject({ status: 303, location: `/editor/agreements/${SLUG}#version-2` });
  expect((await dates(office))[1]).toBe("announced 2026-05-19");
});

test("an earlier date shows that the notice starts again, and one too early is refused at its field with what was typed", async () => {
  const office = await openOffice();
  expect((await fill(office.approver, postpone, { ...SAID, effective: "2026-04-02", intent: "check" })).data).toMatchObject({ confirm: { working: { noticeDays: 30, announcedAt: "2026-03-02T07:30:00.000Z" } } });
  const refused = await fill(office.approver, postpone, { ...SAID, effective: "2026-04-01", intent: "check" });
  expect(refused).toMatchObject({ status: 422, data: { faults: { effective: expect.stringContaining("2026-04-01T16:00:00.000Z") }, typed: { effective: ["2026-04-01"], "notice.en": [SAID["notice.en"]] } } });
  const unsaid = await fill(office.approver, postpone, { ...SAID, "notice.en": " ", effective: "2026-05-20", intent: "check" });
  expect(unsaid).toMatchObject({ status: 422, data: { faults: { "notice.en": expect.any(String) } } });
});

test("withdrawing names all that build on the version before it is done", async () => {
  const office = await openOffice();
  const checked = await fill(office.approver, withdraw, { ...SAID, intent: "check" });
  expect(checked.data).toMatchObject({ confirm: { numbers: [2, 3], inForce: 1, shown: "2 3" } });
  expect(await fill(office.approver, withdraw, { ...SAID, intent: "confirm", shown: "2 3" })).toMatchObject({ status: 303 });
  expect(await dates(office)).toEqual(["in force 2026-01-01", "withdrawn never", "withdrawn never"]);
});

test("an old sign-in comes back with what was typed; signed in again beside the form, it is sent once more and done", async () => {
  const office = await openOffice();
  office.portal.clock.set("2026-03-02T07:46:00.000Z");
  const fields = { ...SAID, effective: "2026-05-20", intent: "check" };
  const stale = await fill(office.approver, postpone, fields);
  expect(stale).toMatchObject({ status: 403, data: { isStale: true, typed: { reason: [SAID.reason], effective: ["2026-05-20"] } } });
  const again = await openAgain(office.portal, office.approver.accountId);
  const outdated = await fill({ ...again, formToken: office.approver.formToken }, postpone, fields);
  expect(outdated).toMatchObject({ status: 403, data: { isStale: false, faults: { form: expect.stringContaining("send it once more") }, typed: { reason: [SAID.reason] } } });
  expect((await fill(again, postpone, fields)).data).toMatchObject({ confirm: { working: null } });
  expect(await office.portal.db.selectFrom("refusals").select(["operation", "code"]).execute()).toEqual([{ operation: "postponeVersion", code: "sign-in-stale" }]);
});

test("what changed since it was looked at is shown once more instead of done", async () => {
  const office = await openOffice();
  await fill(office.second, withdraw, { ...SAID, number: 3, intent: "confirm", shown: "3" });
  const late = await fill(office.approver, withdraw, { ...SAID, intent: "confirm", shown: "2 3" });
  expect(late.data).toMatchObject({ confirm: { numbers: [2], hasChanged: true } });
  expect((await dates(office))[1]).toBe("announced 2026-05-01");
});

test("the pages of what can no longer be moved, and for editors, are refused", async () => {
  const office = await openOffice();
  const page = (number: string) => ({ path: `/editor/agreements/${SLUG}/versions/${number}/postpone`, params: { slug: SLUG, number } });
  await expect(visit(office.approver.browser, postpone.loader, page("1"))).rejects.toMatchObject({ data: { code: "version-in-force" } });
  await expect(visit(office.approver.browser, withdraw.loader, page("9"))).rejects.toMatchObject({ data: { code: "version-unknown" } });
  expect(await visit(office.editor.browser, postpone.loader, page("2"))).toMatchObject({ status: 404 });
  expect(await fill(office.editor, withdraw, { ...SAID, intent: "confirm", shown: "2 3" })).toMatchObject({ status: 404 });
});
