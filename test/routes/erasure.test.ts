import { expect, test } from "vitest";
import type { Role } from "#app/domain/access/role";
import { loader as copyLoader } from "#app/routes/account-copy";
import { action as ownAction, loader as ownLoader } from "#app/routes/account-erasure";
import { action as caseAction, loader as caseLoader } from "#app/routes/erasure-case";
import { action as deskAction, loader as deskLoader } from "#app/routes/erasures";
import { openAs, type Staff } from "#test/support/staff";
import { openTestPortal, type TestPortal } from "#test/support/portal";
import { send, visit, type Answer } from "#test/support/visit";

const OWN = "/account/erasure";

type Place = { portal: TestPortal; reader: Staff; operator: Staff; auditor: Staff; partyId: string };

async function openPlace(): Promise<Place> {
  const portal = await openTestPortal({ at: "2026-03-01T08:00:00Z" });
  const open = (name: string, roles: Role[]) => openAs(portal, name, roles);
  const [reader, operator, auditor] = [await open("reader", []), await open("operator", ["operator"]), await open("auditor", ["auditor"])];
  const { partyId } = await portal.db.selectFrom("accounts").where("id", "=", reader.accountId).select("partyId").executeTakeFirstOrThrow();
  return { portal, reader, operator, auditor, partyId };
}

function sendOwn({ browser, formToken }: Staff, fields: Record<string, string>): Promise<Answer> {
  return send(browser, ownAction, { path: OWN, fields: { formToken, ...fields } });
}

function sendCase({ browser, formToken }: Staff, partyId: string, fields: Record<string, string>): Promise<Answer> {
  return send(browser, caseAction, { path: `/operator/erasures/${partyId}`, params: { partyId }, fields: { formToken, ...fields } });
}

async function viewCase({ browser }: Staff, partyId: string) {
  const { data } = await visit(browser, caseLoader, { path: `/operator/erasures/${partyId}`, params: { partyId } });
  return data as { view: { request: { id: string; decision: { sha256: string } | null } | null; isOwn: boolean; name: string; state: string | null; holds: { id: string }[] } };
}

const ASK = { intent: "ask", ground: "accountClosed", understood: "yes" };

test("a person asks and takes the request back; what is missing comes back with what was typed", async () => {
  const { reader } = await openPlace();
  const faulty = await sendOwn(reader, { intent: "ask", words: "私事" });
  expect(faulty).toMatchObject({ status: 422, data: { faults: { ground: expect.any(String), understood: expect.any(String) }, typed: { words: "私事" } } });
  expect(await sendOwn(reader, { ...ASK, ground: "other" })).toMatchObject({ status: 422, data: { faults: { words: "Enter the reason in words" } } });
  expect(await sendOwn(reader, ASK)).toMatchObject({ status: 303, location: OWN });
  expect((await sendOwn(reader, ASK)).data).toMatchObject({ faults: { form: expect.stringContaining("asked for already") } });
  const { data } = await visit(reader.browser, ownLoader, { path: OWN });
  expect(data).toMatchObject({ request: { isOwn: true, status: { state: "waiting" } }, plan: { outcome: "erased" } });
  const { id } = data.request as { id: string };
  expect(await sendOwn(reader, { intent: "withdraw", request: id })).toMatchObject({ status: 303, location: `${OWN}?done=withdrawn` });
});

test("a sign-in that is not fresh leads to the password first, on the page, the form and the copy", async () => {
  const { portal, reader } = await openPlace();
  portal.clock.set("2026-03-01T08:16:00Z");
  const again = `/sign-in/again?to=${encodeURIComponent(OWN)}`;
  expect((await visit(reader.browser, ownLoader, { path: OWN })).location).toBe(again);
  expect((await sendOwn(reader, ASK)).location).toBe(again);
  expect((await visit(reader.browser, copyLoader, { path: `${OWN}/copy.json` })).location).toContain("/sign-in/again");
});

test("the copy holds what is kept about the person, opened, and no secret", async () => {
  const { reader } = await openPlace();
  const { status, data } = await visit(reader.browser, copyLoader, { path: `${OWN}/copy.json` });
  expect(status).toBe(200);
  expect(data).toMatchObject({ schema: "concordat/copy/1", account: { id: reader.accountId, address: "reader@example.com" }, acts: [] });
  expect(JSON.stringify(data)).not.toMatch(/[tT]oken|Sealed|"v1\./);
});

test("only operators and auditors see the desk and a person's page", async () => {
  const { portal, reader, operator, auditor, partyId } = await openPlace();
  const editor = await openAs(portal, "editor", ["editor", "approver"]);
  const pages = async ({ browser }: Staff) => [
    (await visit(browser, deskLoader, { path: "/operator/erasures" })).status,
    (await visit(browser, caseLoader, { path: `/operator/erasures/${partyId}`, params: { partyId } })).status,
  ];
  expect(await pages(reader)).toEqual([404, 404]);
  expect(await pages(editor)).toEqual([404, 404]);
  expect(await pages(operator)).toEqual([200, 200]);
  expect(await pages(auditor)).toEqual([200, 200]);
  expect((await sendCase(editor, partyId, { intent: "ask", ground: "legalDuty" })).status).toBe(404);
});

test("a person is found by the whole address alone", async () => {
  const { operator, partyId } = await openPlace();
  const find = (address: string) => send(operator.browser, deskAction, { path: "/operator/erasures", fields: { formToken: operator.formToken, address } });
  expect(await find("reader@example.com")).toMatchObject({ status: 303, location: `/operator/erasures/${partyId}` });
  expect(await find("reader")).toMatchObject({ status: 422 });
  expect((await find("nobody@example.com")).data).toMatchObject({ faults: { address: expect.stringContaining("nobody@example.com") } });
});

test("one of staff asks, another approves the plan shown, and the page then says erased, when and why", async () => {
  const { operator, auditor, partyId } = await openPlace();
  expect(await sendCase(operator, partyId, { intent: "ask" })).toMatchObject({ status: 422 });
  expect(await sendCase(operator, partyId, { intent: "ask", ground: "legalDuty" })).toMatchObject({ location: `/operator/erasures/${partyId}?done=asked` });
  expect((await viewCase(operator, partyId)).view.isOwn).toBe(true);
  const { view } = await viewCase(auditor, partyId);
  const approve = { intent: "approve", request: view.request?.id ?? "", sha256: view.request?.decision?.sha256 ?? "" };
  expect((await sendCase(operator, partyId, approve)).data).toMatchObject({ faults: { form: expect.stringContaining("Another person") } });
  expect((await sendCase(auditor, partyId, { ...approve, sha256: "0".repeat(64) })).data).toMatchObject({ faults: { form: expect.stringContaining("changed") } });
  expect(await sendCase(auditor, partyId, approve)).toMatchObject({ location: `/operator/erasures/${partyId}?done=decided` });
  const after = await viewCase(auditor, partyId);
  expect(after.view).toMatchObject({ name: "Erased person", state: expect.stringContaining("Erased on 1 March 2026. Ground: A law or an order") });
});

test("a hold is placed with reason, words and day, and lifted with words", async () => {
  const { auditor, partyId } = await openPlace();
  const hold = { intent: "hold", reason: "dispute", words: "12/2026", until: "2027-03-01" };
  expect((await sendCase(auditor, partyId, { ...hold, until: "2026-03-01" })).data).toMatchObject({ faults: { until: expect.any(String) } });
  expect((await sendCase(auditor, partyId, { ...hold, until: "soon" })).data).toMatchObject({ faults: { until: expect.any(String) } });
  expect((await sendCase(auditor, partyId, { ...hold, words: "" })).data).toMatchObject({ faults: { "hold-words": expect.any(String) } });
  expect((await sendCase(auditor, partyId, { ...hold, reason: "" })).data).toMatchObject({ faults: { reason: expect.any(String) } });
  expect(await sendCase(auditor, partyId, hold)).toMatchObject({ status: 303 });
  const { holds } = (await viewCase(auditor, partyId)).view;
  expect(holds).toMatchObject([{ words: "12/2026", until: "1 March 2027" }]);
  const lift = { intent: "lift", hold: holds[0]?.id ?? "" };
  expect((await sendCase(auditor, partyId, lift)).data).toMatchObject({ faults: { "lift-words": expect.any(String) } });
  expect(await sendCase(auditor, partyId, { ...lift, words: "settled" })).toMatchObject({ location: `/operator/erasures/${partyId}?done=lifted` });
  expect((await viewCase(auditor, partyId)).view.holds).toEqual([]);
});

test("forms of another page, unknown intents and unknown people are refused", async () => {
  const { reader, operator, partyId } = await openPlace();
  expect((await sendOwn({ ...reader, formToken: "forged" }, ASK)).status).toBe(403);
  expect((await sendOwn(reader, { intent: "erase everybody" })).status).toBe(400);
  expect((await sendCase(operator, partyId, { intent: "erase" })).status).toBe(400);
  const unknown = visit(operator.browser, caseLoader, { path: "/operator/erasures/pty_none", params: { partyId: "pty_none" } });
  await expect(unknown).rejects.toMatchObject({ init: { status: 404 } });
});
