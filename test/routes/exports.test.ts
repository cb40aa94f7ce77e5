import { expect, test } from "vitest";
import type { Role } from "#app/domain/access/role";
import { loader as pageLoader } from "#app/routes/export";
import { loader as noteLoader } from "#app/routes/export-note";
import { action, loader } from "#app/routes/exports";
import { publish } from "#test/support/acceptance";
import { openTestPortal } from "#test/support/portal";
import { openAs, type Staff } from "#test/support/staff";
import { send, visit, type Answer } from "#test/support/visit";

const PAGE = "/compliance/exports";

async function openPlace() {
  const portal = await openTestPortal({ at: "2026-03-01T08:00:00Z" });
  await publish(portal);
  const open = (name: string, roles: Role[]) => openAs(portal, name, roles);
  return { portal, auditor: await open("auditor", ["auditor"]), operator: await open("operator", ["operator"]), editor: await open("editor", ["editor"]) };
}

const ORDER = { intent: "order", dataSet: "acceptances", format: "csv", mask: "masked", reason: "yearly audit" };

function sendTo({ browser, formToken }: Staff, fields: Record<string, string>): Promise<Answer> {
  return send(browser, action, { path: PAGE, fields: { formToken, ...fields } });
}

async function listed({ browser }: Staff) {
  const { data } = await visit(browser, loader, { path: PAGE });
  return data.view as { mayOrder: boolean; isFresh: boolean; waiting: { id: string; isMine: boolean }[]; exports: { id: string; title: string; filter: string; by: string }[] };
}

test("an order leads to the page of its export, which says what it is and by whom", async () => {
  const { auditor } = await openPlace();
  const { status, location } = await sendTo(auditor, { ...ORDER, agreement: "general-terms", from: "2026-01-01" });
  expect(status).toBe(303);
  expect(location).toMatch(/^\/compliance\/exports\/xpt_\w+\?done=made$/);
  const id = location?.split(/[/?]/)[3] ?? "";
  const page = await visit(auditor.browser, pageLoader, { path: `${PAGE}/${id}?done=made`, params: { id } });
  expect(page.data).toMatchObject({ done: expect.stringContaining("recorded"), fault: null, view: { title: "Acceptances, CSV", isResumable: true, underWay: [] } });
  expect((await listed(auditor)).exports).toMatchObject([{ id, title: "Acceptances, CSV", by: expect.stringMatching(/^a\S*@example\.com$/), filter: "Agreement: general-terms; Happened from: 2026-01-01T00:00:00.000Z" }]);
  const note = await visit(auditor.browser, noteLoader, { path: `${PAGE}/${id}/note.json`, params: { id } });
  expect(note.data).toMatchObject({ schema: "concordat/export-note/1", export: id, columnsVersion: 1, rule: expect.stringContaining("= + - @ '"), filter: { agreement: "general-terms" } });
});

test("what is missing or unfit comes back at its field, with what was typed", async () => {
  const { auditor } = await openPlace();
  expect(await sendTo(auditor, { intent: "order", size: "ten", party: "pty_1" })).toMatchObject({
    status: 422, data: { faults: { dataSet: expect.any(String), format: expect.any(String), mask: expect.any(String), size: expect.any(String) }, typed: { party: "pty_1" } },
  });
  expect((await sendTo(auditor, { ...ORDER, reason: "" })).data).toMatchObject({ faults: { reason: "Enter why" } });
  expect((await sendTo(auditor, { ...ORDER, until: "someday" })).data).toMatchObject({ faults: { until: expect.stringContaining("cannot be narrowed") }, typed: { reason: "yearly audit" } });
  expect((await sendTo(auditor, { ...ORDER, agreement: "nothing" })).data).toMatchObject({ faults: { agreement: expect.any(String) } });
  expect((await sendTo(auditor, { ...ORDER, size: "999999" })).data).toMatchObject({ faults: { size: expect.any(String) } });
  expect((await sendTo(auditor, { ...ORDER, dataSet: "ledger", mask: "unmasked" })).data).toMatchObject({ faults: { form: expect.stringContaining("name nobody") } });
});

test("a sign-in that is not fresh is told before and after, and nothing is lost", async () => {
  const { portal, auditor } = await openPlace();
  expect((await listed(auditor)).isFresh).toBe(true);
  portal.clock.set("2026-03-01T08:16:00Z");
  expect((await listed(auditor)).isFresh).toBe(false);
  expect((await sendTo(auditor, ORDER)).data).toMatchObject({ faults: { form: expect.stringContaining("Sign in again") }, typed: { reason: "yearly audit" } });
});

test("an export with names of more than one party waits for a second person, who approves or refuses it", async () => {
  const { auditor, operator } = await openPlace();
  expect((await sendTo(auditor, { ...ORDER, mask: "unmasked" })).location).toBe(`${PAGE}?done=asked`);
  const [{ id: request, isMine } = { id: "", isMine: false }] = (await listed(auditor)).waiting;
  expect(isMine).toBe(true);
  expect((await sendTo(auditor, { intent: "approve", request })).data).toMatchObject({ faults: { form: expect.stringContaining("Another person") } });
  expect((await sendTo(operator, { intent: "reject", request, words: "" })).data).toMatchObject({ faults: { [`reject-${request}`]: "Enter why" } });
  expect((await sendTo(operator, { intent: "approve", request })).location).toMatch(/^\/compliance\/exports\/xpt_\w+\?done=approved$/);
  await sendTo(auditor, { ...ORDER, mask: "unmasked" });
  await sendTo(auditor, { ...ORDER, mask: "unmasked" });
  const [first, second] = (await listed(operator)).waiting;
  expect((await sendTo(operator, { intent: "reject", request: first?.id ?? "", words: "not needed" })).location).toBe(`${PAGE}?done=rejected`);
  expect((await sendTo(auditor, { intent: "withdraw", request: second?.id ?? "" })).location).toBe(`${PAGE}?done=withdrawn`);
  expect((await listed(operator)).waiting).toEqual([]);
});

test("only auditors take data out; operators decide; for others there is no such page", async () => {
  const { auditor, operator, editor } = await openPlace();
  expect([(await listed(auditor)).mayOrder, (await listed(operator)).mayOrder]).toEqual([true, false]);
  expect((await sendTo(operator, ORDER)).data).toMatchObject({ faults: { form: expect.any(String) } });
  expect((await visit(editor.browser, loader, { path: PAGE })).status).toBe(404);
  expect((await sendTo(editor, ORDER)).status).toBe(404);
  expect((await visit(editor.browser, pageLoader, { path: `${PAGE}/xpt_1`, params: { id: "xpt_1" } })).status).toBe(404);
  for (const unknown of [pageLoader, noteLoader]) {
    await expect(visit(auditor.browser, unknown, { path: `${PAGE}/xpt_1`, params: { id: "xpt_1" } })).rejects.toMatchObject({ data: { code: "export-unknown" }, init: { status: 404 } });
  }
  expect((await sendTo(auditor, { intent: "steal" })).status).toBe(400);
});

test("a link fills the form in for an evidence bag, which is a ZIP file whatever format is chosen", async () => {
  const { auditor } = await openPlace();
  const { data } = await visit(auditor.browser, loader, { path: `${PAGE}?dataSet=evidence&agreement=general-terms&other=1` });
  expect(data.view).toMatchObject({ given: { dataSet: "evidence", agreement: "general-terms" } });
  const { location } = await sendTo(auditor, { ...ORDER, dataSet: "evidence", agreement: "general-terms" });
  const id = location?.split(/[/?]/)[3] ?? "";
  expect((await visit(auditor.browser, pageLoader, { path: `${PAGE}/${id}`, params: { id } })).data).toMatchObject({
    view: { title: "Evidence bag, ZIP", isResumable: false, fileName: expect.stringMatching(/^concordat-evidence-1-\d+\.zip$/) },
  });
  expect((await sendTo(auditor, { ...ORDER, dataSet: "evidence", party: "pty_nobody" })).data).toMatchObject({ faults: { form: expect.stringContaining("No entry of the ledger matches") } });
});
