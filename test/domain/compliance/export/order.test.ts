import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { approveExport, listWaiting, rejectExport, withdrawExport } from "#app/domain/compliance/export/approval.server";
import { fetchExport } from "#app/domain/compliance/export/fetch.server";
import { readExport } from "#app/domain/compliance/export/made.server";
import { orderExport } from "#app/domain/compliance/export/make.server";
import type { ExportOrder } from "#app/domain/compliance/export/order";
import type { Actor } from "#app/domain/publication/actor";
import { acceptTerms, publish } from "#test/support/acceptance";
import { addActor, signInAgain } from "#test/support/actors";
import { bytesOf, makeExport, orderOf } from "#test/support/exported";
import { addPerson } from "#test/support/people";
import { openTestPortal, type TestPortal } from "#test/support/portal";
import { refusalOf } from "#test/support/refusal";

const BULK = { mask: "unmasked", format: "jsonl" } as const;

async function openPlace() {
  const portal = await openTestPortal({ at: "2026-03-01T08:00:00Z" });
  await publish(portal);
  const reader = await addPerson(portal, { name: "李明" });
  await acceptTerms(portal, reader);
  const [auditor, second, operator] = [await addActor(portal, "auditor", ["auditor"]), await addActor(portal, "second", ["auditor"]), await addActor(portal, "operator", ["operator"])];
  return { portal, reader, auditor, second, operator };
}

async function ask(portal: TestPortal, actor: Actor, changes: Partial<ExportOrder> = BULK): Promise<string> {
  const ordered = await orderExport(portal, { order: orderOf(changes), actor });
  expect(ordered.outcome).toBe("asked");
  return ordered.id;
}

async function recordedRefusals(portal: TestPortal): Promise<string[]> {
  const rows = await portal.db.selectFrom("refusals").select(["operation", "code"]).orderBy("recordedAt").orderBy("id").execute();
  return rows.map(({ operation, code }) => `${operation} ${code}`).toSorted();
}

test("an export is on record and in the ledger before anything is read: who, why, what, at which checkpoint", async () => {
  const { portal, auditor } = await openPlace();
  const made = await makeExport(portal, auditor, { filter: { agreement: " general-terms ", from: "2026-01-01", language: "" } });
  expect(made).toMatchObject({
    dataSet: "acceptances", format: "csv", mask: "masked", reason: "yearly audit", actorId: auditor.accountId, signInId: auditor.signInId, approverId: null, columnsVersion: 1,
    filter: { agreement: "general-terms", from: "2026-01-01T00:00:00.000Z" },
  });
  const { entryJson, index } = await portal.db.selectFrom("ledgerEntries").where("recordId", "=", made.id).selectAll().executeTakeFirstOrThrow();
  expect(index).toBe(made.size);
  expect(JSON.parse(entryJson)).toMatchObject({ kind: "evidence.exported", hashes: { filter: made.filterSha256 }, body: { dataSet: "acceptances", mask: "masked", size: made.size, approver: null } });
  expect(entryJson).not.toContain("yearly audit");
});

test("who has no such role, no fresh sign-in or no reason is refused, and that is on record", async () => {
  const { portal, auditor, operator } = await openPlace();
  const order = (actor: Actor, changes: Partial<ExportOrder> = {}) => refusalOf(() => orderExport(portal, { order: orderOf(changes), actor }));
  expect(await order(operator)).toMatchObject({ code: "role-missing" });
  expect(await order(auditor, { reason: " \n" })).toMatchObject({ code: "reason-missing" });
  portal.clock.set("2026-03-01T08:15:01Z");
  expect(await order(auditor)).toMatchObject({ code: "sign-in-stale" });
  expect(await recordedRefusals(portal)).toEqual(["orderExport reason-missing", "orderExport role-missing", "orderExport sign-in-stale"]);
  expect(await portal.db.selectFrom("exports").selectAll().execute()).toEqual([]);
});

test.each<[string, Partial<ExportOrder>, string]>([
  ["a version without its agreement", { filter: { version: "1" } }, "export-filter-unfit"],
  ["a version that is no number", { filter: { agreement: "general-terms", version: "one" } }, "export-filter-unfit"],
  ["a method that there is not", { filter: { method: "clicked" } }, "export-filter-unfit"],
  ["a grade where nothing is deemed", { dataSet: "declines", filter: { grade: "C" } }, "export-filter-unfit"],
  ["a day that is none", { filter: { from: "2026-02-30" } }, "export-filter-unfit"],
  ["a range that ends before it begins", { filter: { from: "2026-03-01", until: "2026-02-01" } }, "export-filter-unfit"],
  ["a filter that the rows do not know", { dataSet: "ledger", filter: { party: "pty_1" } }, "export-filter-unfit"],
  ["a filter of great length", { filter: { party: "x".repeat(5000) } }, "export-filter-unfit"],
  ["an agreement that there is not", { filter: { agreement: "'; drop table acts" } }, "agreement-unknown"],
  ["a version that there is not", { filter: { agreement: "general-terms", version: "9" } }, "version-unknown"],
  ["a checkpoint over nothing", { size: 0 }, "export-size-unfit"],
  ["a checkpoint over more than there is", { size: 100_000 }, "export-size-unfit"],
  ["names where rows have none", { dataSet: "versions", mask: "unmasked" }, "export-no-party"],
])("%s is refused", async (_what, changes, code) => {
  const { portal, auditor } = await openPlace();
  expect(await refusalOf(() => orderExport(portal, { order: orderOf(changes), actor: auditor }))).toMatchObject({ code });
});

test("names and addresses of one party need no second person, and stand in columns of their own", async () => {
  const { portal, auditor, reader } = await openPlace();
  await acceptTerms(portal, await addPerson(portal, { address: "other@example.com" }));
  const made = await makeExport(portal, auditor, { ...BULK, filter: { party: reader.partyId } });
  const lines = (await bytesOf(portal, made)).toString().trim().split("\n").map((line) => JSON.parse(line));
  expect(lines).toMatchObject([{ party: reader.partyId, partyName: "李明", partyAddress: "li.ming@example.com" }]);
  const csv = (await bytesOf(portal, await makeExport(portal, auditor, { mask: "unmasked", filter: { party: reader.partyId } }))).toString();
  expect(csv).toMatch(/,partyName,partyAddress\r\n.*,"李明","li\.ming@example\.com"\r\n$/s);
});

test("the row that the database writes is the row that is written around an opened name, byte for byte", async () => {
  const { portal, auditor, reader } = await openPlace();
  for (const format of ["csv", "jsonl"] as const) {
    const filter = { party: reader.partyId };
    const masked = await bytesOf(portal, await makeExport(portal, auditor, { format, filter }));
    const unmasked = await bytesOf(portal, await makeExport(portal, auditor, { format, filter, mask: "unmasked" }));
    const stripped = unmasked.toString().replace(",partyName,partyAddress", "").replace(/,"李明","li\.ming@example\.com"|,"partyName":"李明","partyAddress":"li\.ming@example\.com"/, "");
    expect(stripped).toBe(masked.toString());
  }
});

test("with names of more than one party a second person approves, and the export is theirs who asked", async () => {
  const { portal, auditor, second } = await openPlace();
  const requestId = await ask(portal, auditor);
  expect(await listWaiting(portal)).toMatchObject([{ id: requestId, actorId: auditor.accountId, reason: "yearly audit" }]);
  expect(await refusalOf(() => approveExport(portal, { requestId, actor: auditor }))).toMatchObject({ code: "export-own" });
  const id = await approveExport(portal, { requestId, actor: second });
  expect(await listWaiting(portal)).toEqual([]);
  expect(await readExport(portal, id)).toMatchObject({ requestId, actorId: auditor.accountId, approverId: second.accountId, mask: "unmasked" });
  expect(await refusalOf(() => approveExport(portal, { requestId, actor: second }))).toMatchObject({ code: "export-decided" });
  expect(await refusalOf(() => fetchExport(portal, { id, after: null, actor: second }))).toMatchObject({ code: "export-foreign" });
  const { send } = await fetchExport(portal, { id, after: null, actor: auditor });
  await send(async (bytes) => expect(await text(Readable.from(bytes))).toContain("li.ming@example.com"));
  expect(await recordedRefusals(portal)).toEqual(["approveExport export-decided", "approveExport export-own", "fetchExport export-foreign"]);
});

test("of two who approve at once one export comes", async () => {
  const { portal, auditor, second, operator } = await openPlace();
  const requestId = await ask(portal, auditor);
  const both = await Promise.allSettled([second, operator].map((actor) => approveExport(portal, { requestId, actor })));
  expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect(await portal.db.selectFrom("exports").select("requestId").execute()).toEqual([{ requestId }]);
});

test("a request is refused with a reason, or taken back by who asked, and nothing is exported", async () => {
  const { portal, auditor, operator } = await openPlace();
  const requestId = await ask(portal, auditor);
  expect(await refusalOf(() => rejectExport(portal, { requestId, actor: operator, reason: "" }))).toMatchObject({ code: "reason-missing" });
  await rejectExport(portal, { requestId, actor: operator, reason: "not needed" });
  const other = await ask(portal, auditor);
  expect(await refusalOf(() => withdrawExport(portal, { requestId: other, actor: operator }))).toMatchObject({ code: "export-unknown" });
  await withdrawExport(portal, { requestId: other, actor: auditor });
  expect(await listWaiting(portal)).toEqual([]);
  expect(await portal.db.selectFrom("exports").selectAll().execute()).toEqual([]);
});

test("names and addresses are fetched by a fresh sign-in within a day; a masked export by any auditor, later too", async () => {
  const { portal, auditor, second, operator, reader } = await openPlace();
  const named = await makeExport(portal, auditor, { mask: "unmasked", filter: { party: reader.partyId } });
  const masked = await makeExport(portal, auditor);
  portal.clock.set("2026-03-01T08:16:00Z");
  expect(await refusalOf(() => fetchExport(portal, { id: named.id, after: null, actor: auditor }))).toMatchObject({ code: "sign-in-stale" });
  portal.clock.set("2026-03-02T08:00:01Z");
  const later = await signInAgain(portal, auditor.accountId);
  expect(await refusalOf(() => fetchExport(portal, { id: named.id, after: null, actor: later }))).toMatchObject({ code: "export-over" });
  expect(await refusalOf(() => fetchExport(portal, { id: masked.id, after: null, actor: operator }))).toMatchObject({ code: "role-missing" });
  expect(await refusalOf(() => fetchExport(portal, { id: "xpt_none", after: null, actor: second }))).toMatchObject({ code: "export-unknown" });
  expect(await refusalOf(() => fetchExport(portal, { id: masked.id, after: "x", actor: second }))).toMatchObject({ code: "export-cursor-unfit" });
  expect((await fetchExport(portal, { id: masked.id, after: null, actor: second })).made.id).toBe(masked.id);
});

test("of a party whose data is restricted or erased no name is given out", async () => {
  const { portal, auditor, reader } = await openPlace();
  const row = { partyId: reader.partyId, state: "restricted" as const, revision: 1, requestId: null, untilAt: null, dueAt: null };
  await portal.db.insertInto("partyStates").values(row).execute();
  const made = await makeExport(portal, auditor, { ...BULK, filter: { party: reader.partyId } });
  expect(JSON.parse((await bytesOf(portal, made)).toString())).toMatchObject({ party: reader.partyId, partyName: null, partyAddress: null });
});
