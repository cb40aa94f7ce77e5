import { expect, test } from "vitest";
import { placeHold } from "#app/domain/evidence/erasure/hold.server";
import { askQuestion } from "#app/domain/evidence/explanations/explanations.server";
import type { AuditView } from "#app/http/compliance/audit-view.server";
import type { CaseView, ItemView } from "#app/http/compliance/case-view.server";
import { action as auditAction, loader as auditLoader } from "#app/routes/compliance-audit";
import { action as findAction, loader as findLoader } from "#app/routes/compliance-parties";
import { action as unmaskAction, loader as caseLoader } from "#app/routes/compliance-party";
import { loader as fileLoader } from "#app/routes/compliance-record";
import { eraseNow, openCasePast } from "#test/support/case";
import { display, openChange, use } from "#test/support/deeming";
import { readEntries } from "#test/support/entered";
import { openAs, type Staff } from "#test/support/staff";
import { send, visit, type Answer } from "#test/support/visit";

/** By the announcement itself and by the test, each in the inbox and by mail. */
const TOLD = Array.from({ length: 4 }, () => "Told of a change");

type Past = Awaited<ReturnType<typeof openCasePast>>;

async function open({ auditor, partyId }: Pick<Past, "auditor" | "partyId">, query = ""): Promise<CaseView> {
  return (await visit(auditor.browser, caseLoader, { path: `/compliance/parties/${partyId}${query}`, params: { partyId } })).data.view as CaseView;
}

function unmask({ auditor, partyId }: Pick<Past, "auditor" | "partyId">, reason: string): Promise<Answer> {
  return send(auditor.browser, unmaskAction, { path: `/compliance/parties/${partyId}`, params: { partyId }, fields: { formToken: auditor.formToken, reason } });
}

function file({ auditor, partyId }: Pick<Past, "auditor" | "partyId">, recordId: string, name: string): Promise<Response> {
  return fileLoader({ ...auditor.browser.get(`/compliance/parties/${partyId}/records/${recordId}/${name}`), params: { partyId, recordId, file: name } });
}

function itemOf(view: CaseView, title: string): ItemView {
  const item = view.items.find((each) => each.title === title);
  if (!item) throw new Error(`nothing is called ${title} among ${view.items.map((each) => each.title).join(", ")}`);
  return item;
}

async function auditOf({ auditor }: Pick<Past, "auditor">, query = ""): Promise<AuditView> {
  return (await visit(auditor.browser, auditLoader, { path: `/compliance/audit${query}` })).data.view as AuditView;
}

async function recordedKinds(past: Past): Promise<string[]> {
  return (await past.portal.db.selectFrom("auditRecords").select("act").orderBy("id").execute()).map(({ act }) => act);
}

test("a case tells what binds, what is on record and what changed since, and hides who it is", async () => {
  const past = await openCasePast();
  const view = await open(past);
  expect(view.now.bound).toMatchObject([{ slug: "general-terms", number: 1, method: "click", grade: "" }]);
  expect(view.items.map(({ title }) => title).toSorted()).toEqual(["Accepted", ...TOLD]);
  expect(itemOf(view, "Accepted")).toMatchObject({ lines: [{ slug: "general-terms", number: 1, next: 2, compare: "/agreements/general-terms/compare/1...2" }] });
  const inInbox = view.items.filter(({ facts }) => facts.some(({ value }) => value === "inbox"));
  expect(inInbox.map(({ entry }) => entry)).toEqual([1, 2].map(() => expect.stringMatching(/^entry \d+ of ledger 1$/)));
  expect(JSON.stringify(view)).not.toMatch(/li\.ming|203\.0\.113|Test Browser/);
  expect(view.facts.map(({ said }) => said)).toEqual(["hidden"]);
});

test("what bound on a day is told as it stood then, and as it was known at another", async () => {
  const past = await openCasePast();
  expect((await open(past, "?day=2026-01-04")).then?.bound).toEqual([]);
  expect((await open(past, "?day=2026-01-06")).then?.bound).toMatchObject([{ number: 1 }]);
  expect((await open(past, "?day=2026-01-06&known=2026-01-01")).then?.bound).toEqual([]);
  for (const query of ["?day=2026-02-30", "?day=2026-01-06&known=never", "?known=2026-01-01", "?day=%00"]) {
    const { data } = await visit(past.auditor.browser, caseLoader, { path: `/compliance/parties/${past.partyId}${query}`, params: { partyId: past.partyId } });
    expect([query, data.isWrongDay]).toEqual([query, true]);
  }
});

test("the records of a case come in pages, in either order, each once", async () => {
  const past = await openCasePast();
  const { portal, partyId } = past;
  const operator = await openAs(portal, "operator", ["operator"]);
  const { signInId } = await portal.db.selectFrom("sessions").select("signInId").where("accountId", "=", operator.accountId).executeTakeFirstOrThrow();
  for (let i = 0; i < 40; i++) await placeHold(portal, { partyId, reason: "inquiry", words: `words ${i}`, untilAt: null, actor: { accountId: operator.accountId, roles: ["operator"], signInId } });
  for (const order of ["newest", "oldest"]) {
    const first = await open(past, `?order=${order}`);
    const rest = await open(past, new URL(first.next ?? "", "http://localhost").search);
    const ids = [...first.items, ...rest.items].map(({ id }) => id);
    expect([first.items.length, rest.next, ids.length, new Set(ids).size]).toEqual([30, null, 45, 45]);
  }
  expect((await open(past, "?part=notices")).items.map(({ title }) => title)).toEqual(TOLD);
  expect((await open(past, "?part=signIns")).items.map(({ title }) => title)).toEqual(["Signed in"]);
});

test("that a case was looked at is recorded once a sign-in and day, and its files count as looking", async () => {
  const past = await openCasePast();
  const { portal } = past;
  const acceptance = await portal.db.selectFrom("acts").select("id").executeTakeFirstOrThrow();
  await file(past, acceptance.id, "entry.json");
  await open(past);
  await open(past, "?part=acts");
  expect(await recordedKinds(past)).toEqual(["case.viewed"]);
  portal.clock.set("2026-03-02T08:00:00Z");
  await open(past);
  expect(await recordedKinds(past)).toEqual(["case.viewed", "case.viewed"]);
});

test("a case is unmasked with a reason on a fresh sign-in: recorded before it is shown, for fifteen minutes, on that sign-in alone", async () => {
  const past = await openCasePast();
  const { portal, auditor } = past;
  expect(await unmask(past, "a complaint by letter")).toMatchObject({ status: 303, location: `/compliance/parties/${past.partyId}` });
  const view = await open(past);
  expect(view.facts).toMatchObject([{ said: "text", value: "li.ming@example.com" }]);
  expect(JSON.stringify(itemOf(view, "Accepted").facts)).toMatch(/203\.0\.113\.7.*Test Browser/);
  expect(itemOf(view, "Personal data of this case shown").facts).toMatchObject([{ value: past.auditor.accountId }, { value: "a complaint by letter" }]);
  const entries = await readEntries(portal);
  expect(entries.filter(({ kind }) => kind.startsWith("case.")).map(({ kind }) => kind)).toEqual(["case.unmasked", "case.viewed"]);
  expect(JSON.stringify(entries)).not.toContain("a complaint by letter");
  const other = { ...past, auditor: await openAs(portal, "colleague", ["auditor"]) };
  expect((await open(other)).unmaskedUntil).toBeNull();
  portal.clock.set("2026-03-01T08:16:00Z");
  expect((await open(past)).facts).toMatchObject([{ said: "hidden" }]);
  expect(auditor.accountId).not.toBe(other.auditor.accountId);
});

test("unmasking is refused without a reason, without a fresh sign-in and without the role, and each refusal is on record", async () => {
  const past = await openCasePast();
  const { portal, partyId } = past;
  expect(await unmask(past, "  ")).toMatchObject({ status: 422, data: { faults: { reason: "Write why you need to see them" } } });
  const operator = { ...past, auditor: await openAs(portal, "operator", ["operator", "editor"]) };
  await expect(unmask(operator, "curious")).rejects.toMatchObject({ init: { status: 403 } });
  portal.clock.set("2026-03-01T09:00:00Z");
  expect(await unmask(past, "a complaint")).toMatchObject({ status: 303, location: `/sign-in/again?to=${encodeURIComponent(`/compliance/parties/${partyId}`)}` });
  const refused = await portal.db.selectFrom("refusals").select(["operation", "subject", "code"]).orderBy("id").execute();
  expect(refused.map(({ operation, subject, code }) => [operation, subject === partyId, code]).toSorted()).toEqual([
    ["unmaskCase", true, "reason-missing"], ["unmaskCase", true, "role-missing"], ["unmaskCase", true, "sign-in-stale"],
  ]);
  expect(await recordedKinds(past)).toEqual([]);
});

test("nobody is shown whom erased data is about", async () => {
  const past = await openCasePast();
  const { portal, partyId } = past;
  await unmask(past, "a complaint");
  await eraseNow(portal, partyId);
  const view = await open(past);
  expect([view.mayUnmask, JSON.stringify(view)]).toEqual([false, expect.not.stringMatching(/li\.ming|203\.0\.113/)]);
  await expect(unmask(past, "a complaint")).rejects.toMatchObject({ init: { status: 409 } });
});

test("operators and editors are refused a case, which is on record; for readers there is no such page", async () => {
  const past = await openCasePast();
  const { portal, partyId } = past;
  for (const role of ["operator", "editor"] as const) {
    const staff = { ...past, auditor: await openAs(portal, role, [role]) };
    await expect(open(staff)).rejects.toMatchObject({ init: { status: 403 } });
    expect((await file(staff, "acc_1", "screen.html")).status).toBe(403);
    await expect(find(staff, partyId)).rejects.toMatchObject({ init: { status: 403 } });
  }
  const reader: Past = { ...past, auditor: await openAs(portal, "reader", []) };
  expect((await visit(reader.auditor.browser, caseLoader, { path: `/compliance/parties/${partyId}`, params: { partyId } })).status).toBe(404);
  const kinds = (await auditOf(past, "?kind=refused.openCase")).lines.map(({ outcome }) => outcome);
  expect(kinds).toEqual(Array.from({ length: 4 }, () => "refused: the role is missing"));
  expect((await auditOf(past, "?kind=refused.findCase")).lines).toHaveLength(2);
});

function find({ auditor }: Pick<Past, "auditor">, sought: string): Promise<Answer> {
  return send(auditor.browser, findAction, { path: "/compliance/parties", fields: { formToken: auditor.formToken, sought } });
}

test("a case is found by party, by address whatever its case, and by any record; what is not there is told", async () => {
  const past = await openCasePast();
  const { portal, partyId } = past;
  expect((await visit(past.auditor.browser, findLoader, { path: "/compliance/parties" })).status).toBe(200);
  const { id: actId } = await portal.db.selectFrom("acts").select("id").executeTakeFirstOrThrow();
  const { id: eventId } = await portal.db.selectFrom("deliveryEvents").select("id").executeTakeFirstOrThrow();
  for (const sought of [partyId, " LI.ming@example.com ", actId, eventId, past.accountId]) expect([sought, (await find(past, sought)).location]).toEqual([sought, `/compliance/parties/${partyId}`]);
  for (const sought of ["", "pty_none", "nobody@example.com", "acc_none", "%' or 1=1 --", "x".repeat(5000)]) expect([sought.slice(0, 20), (await find(past, sought)).status]).toEqual([sought.slice(0, 20), 422]);
  await expect(open({ ...past, partyId: "pty_none" })).rejects.toMatchObject({ init: { status: 404 } });
});

test("the files of a case are its own; those that may name a person are there only while it is unmasked", async () => {
  const past = await openCasePast();
  const { portal } = past;
  const { id: actId } = await portal.db.selectFrom("acts").select("id").executeTakeFirstOrThrow();
  const told = (await open(past, "?part=notices")).items[0]?.id ?? "";
  const screen = await file(past, actId, "screen.html");
  expect([screen.status, screen.headers.get("Content-Security-Policy"), screen.headers.get("Content-Disposition")]).toEqual([200, "sandbox; default-src 'none'", `attachment; filename="${actId}.screen.html"`]);
  expect(await (await file(past, actId, "entry.json")).json()).toMatchObject({ kind: "acceptance.click", record: actId });
  expect(await (await file(past, told, "text.txt")).text()).toContain("{{name}}");
  expect([(await file(past, actId, "record.json")).status, (await file(past, actId, "evidence.json")).status]).toEqual([404, 404]);
  await unmask(past, "a complaint");
  expect([(await file(past, actId, "record.json")).status, (await file(past, actId, "evidence.json")).status]).toEqual([200, 200]);
  expect(await (await file(past, told, "text.txt")).text()).not.toContain("{{link}}");
  const other = { ...past, partyId: past.otherPartyId };
  for (const [id, name] of [[actId, "screen.html"], [actId, "entry.json"], [actId, "record.json"], [told, "text.txt"], [actId, "constructor"], ["acc_1", "screen.html"]] as const) {
    expect([id, name, (await file(other, id, name)).status]).toEqual([id, name, 404]);
  }
});

test("a question is read only where the case is unmasked, and what became of a mail is told with its hash", async () => {
  const past = await openCasePast();
  const { portal, person } = past;
  await askQuestion(portal, { actor: person, slug: "general-terms", number: "1", clauseId: "c-3", language: "en", channel: "reading", question: "Does 1.1 cover my clinic?", formKey: "k".repeat(43) });
  const view = await open(past);
  expect(itemOf(view, "Asked what a clause means").facts).toMatchObject([{ value: "c-3" }, { value: expect.stringMatching(/^acc_/) }, { said: "hidden" }]);
  await unmask(past, "a complaint");
  const shown = await open(past);
  expect(itemOf(shown, "Asked what a clause means").facts.at(-1)).toMatchObject({ value: "Does 1.1 cover my clinic?" });
  const mailed = shown.items.flatMap(({ events }) => events).find(({ state }) => state === "handed over");
  expect(mailed).toMatchObject({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
});

test("the page of audit records is narrowed without an address of mail in its own", async () => {
  const past = await openCasePast();
  await open(past);
  const answer = await send(past.auditor.browser, auditAction, { path: "/compliance/audit", fields: { formToken: past.auditor.formToken, person: "li.ming@example.com", kind: "case.viewed" } });
  expect(answer).toMatchObject({ status: 303, location: `/compliance/audit?person=${past.partyId}&kind=case.viewed` });
  expect((await auditOf(past, answer.location?.slice("/compliance/audit".length))).lines).toMatchObject([{ kind: "Looked at a case", about: [{ text: past.partyId }], entry: expect.any(String) }]);
  const nobody = await send(past.auditor.browser, auditAction, { path: "/compliance/audit", fields: { formToken: past.auditor.formToken, person: "nobody@example.com" } });
  expect(nobody).toMatchObject({ status: 422, data: { faults: { person: "Nobody has this address." } } });
  expect((await auditOf(past, "?from=yesterday&until=2026-13-01")).wrongDays).toEqual(["from", "until"]);
  expect((await auditOf(past, "?from=2026-03-01&until=2026-03-01")).lines.map(({ kind }) => kind)).toContain("Looked at a case");
  const operator: Staff = await openAs(past.portal, "operator", ["operator"]);
  expect((await auditOf({ auditor: operator })).lines.length).toBeGreaterThan(0);
});

test("a deemed acceptance is told with its grade, its use and every condition, and what bound on that day says so", async () => {
  const { portal, person, noticeId } = await openChange();
  portal.clock.set("2026-03-02T08:00:00Z");
  await display(portal, { partyId: person.partyId, noticeId });
  portal.clock.set("2026-04-11T08:00:00Z");
  expect((await use(portal, person)).deemed).toHaveLength(1);
  const past = { auditor: await openAs(portal, "auditor", ["auditor"]), partyId: person.partyId };
  const view = await open(past);
  expect(view.now.bound).toMatchObject([{ number: 2, method: "deemed", grade: "C", proofs: expect.arrayContaining([expect.any(String)]) }]);
  const deemed = view.items.find(({ conditions }) => conditions.length > 0);
  expect(deemed?.facts).toEqual(expect.arrayContaining([{ label: "Method", said: "text", value: "deemed" }, { label: "Grade of proof", said: "text", value: "C" }]));
  expect(deemed?.conditions.length).toBeGreaterThan(8);
  expect(deemed?.lines).toMatchObject([{ number: 2, next: null }]);
});
