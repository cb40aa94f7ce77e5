import { expect, test } from "vitest";
import { approveExport } from "#app/domain/compliance/export/approval.server";
import { fetchExport } from "#app/domain/compliance/export/fetch.server";
import { orderExport } from "#app/domain/compliance/export/make.server";
import { MOST_ENTRIES } from "#app/domain/compliance/bag/survey.server";
import { openExport } from "#app/domain/compliance/export/bytes.server";
import { listUnderWay } from "#app/domain/compliance/export/under-way.server";
import { acceptTerms, publish } from "#test/support/acceptance";
import { addActor } from "#test/support/actors";
import { makeBag } from "#test/support/bagged";
import { acceptanceCommit, orderOf, placeFor } from "#test/support/exported";
import { readEntries } from "#test/support/entered";
import { addPerson } from "#test/support/people";
import { openTestPortal } from "#test/support/portal";
import { refusalOf } from "#test/support/refusal";

async function openPlace() {
  const portal = await openTestPortal({ at: "2026-03-01T08:00:00Z" });
  const versionId = await publish(portal);
  const reader = await addPerson(portal);
  await acceptTerms(portal, reader);
  return { portal, versionId, reader, auditor: await addActor(portal, "auditor", ["auditor"]), operator: await addActor(portal, "operator", ["operator"]) };
}

const BAG = { dataSet: "evidence", format: "bag" } as const;

function refusals(portal: Awaited<ReturnType<typeof openPlace>>["portal"]) {
  return portal.db.selectFrom("refusals").select(["operation", "subject", "code"]).execute();
}

test("a bag is on record and in the ledger, with its checkpoint, before it is fetched", async () => {
  const { portal, auditor, reader } = await openPlace();
  const made = await makeBag({ portal, auditor }, { filter: { party: reader.partyId } });
  const last = (await readEntries(portal)).at(-1);
  expect(last).toMatchObject({ kind: "evidence.exported", record: made.id, hashes: { filter: made.filterSha256 }, body: { dataSet: "evidence", format: "bag", mask: "masked", size: made.size } });
  expect(JSON.stringify(last)).not.toContain("court");
});

test("what is refused is recorded: another role, a sign-in that is not fresh, no reason, another format, nothing that matches", async () => {
  const { portal, auditor, operator, reader } = await openPlace();
  const order = (changes: Parameters<typeof orderOf>[0] = {}, actor = auditor) => refusalOf(() => orderExport(portal, { order: orderOf({ ...BAG, ...changes }), actor }));
  expect(await order({}, operator)).toMatchObject({ code: "role-missing" });
  expect(await order({}, reader)).toMatchObject({ code: "role-missing" });
  expect(await order({ reason: " " })).toMatchObject({ code: "reason-missing" });
  expect(await order({ format: "csv" })).toMatchObject({ code: "export-format-unfit" });
  expect(await order({ dataSet: "acceptances" })).toMatchObject({ code: "export-format-unfit" });
  expect(await order({ filter: { party: "pty_nobody" } })).toMatchObject({ code: "bag-empty" });
  expect(await order({ filter: { party: reader.partyId }, size: 2 })).toMatchObject({ code: "bag-empty" });
  portal.clock.set("2026-03-01T08:16:00Z");
  expect(await order()).toMatchObject({ code: "sign-in-stale" });
  expect((await refusals(portal)).map(({ code }) => code)).toEqual([
    "role-missing", "role-missing", "reason-missing", "export-format-unfit", "export-format-unfit", "bag-empty", "bag-empty", "sign-in-stale",
  ]);
  expect(await portal.db.selectFrom("exports").selectAll().execute()).toEqual([]);
});

test("names of more than one party wait for a second person; only who asked fetches the bag, on a fresh sign-in and within a day", async () => {
  const { portal, auditor, operator } = await openPlace();
  const asked = await orderExport(portal, { order: orderOf({ ...BAG, mask: "unmasked" }), actor: auditor });
  expect(asked.outcome).toBe("asked");
  expect(await refusalOf(() => approveExport(portal, { requestId: asked.id, actor: auditor }))).toMatchObject({ code: "export-own" });
  const id = await approveExport(portal, { requestId: asked.id, actor: operator });
  const other = await addActor(portal, "other", ["auditor"]);
  expect(await refusalOf(() => fetchExport(portal, { id, after: null, actor: other }))).toMatchObject({ code: "export-foreign" });
  expect((await fetchExport(portal, { id, after: null, actor: auditor })).made).toMatchObject({ mask: "unmasked", approverId: operator.accountId });
  portal.clock.set("2026-03-01T08:16:00Z");
  expect(await refusalOf(() => fetchExport(portal, { id, after: null, actor: auditor }))).toMatchObject({ code: "sign-in-stale" });
});

test("a bag is not continued in the middle, and whoever stops reading ends it", async () => {
  const { portal, auditor } = await openPlace();
  const made = await makeBag({ portal, auditor });
  expect(await refusalOf(() => openExport(portal, made, { ledgerNumber: 1, index: 1, line: 0 }))).toMatchObject({ code: "export-cursor-unfit" });
  const bytes = await openExport(portal, made);
  await bytes.next();
  expect(listUnderWay(portal, made.id).length).toBe(1);
  await bytes.return(undefined);
  expect(listUnderWay(portal, made.id)).toEqual([]);
});

test("a bag with too many entries is refused before it is on record, with the number that fits", async () => {
  const { portal, versionId, auditor } = await openPlace();
  const place = await placeFor(portal, versionId);
  const acts = Array.from({ length: MOST_ENTRIES }, (_, number) => acceptanceCommit(place, number, { versionId }));
  for (let from = 0; from < acts.length; from += 2000) await Promise.all(acts.slice(from, from + 2000).map((commit) => portal.writer.commit(commit)));
  const order = (filter: Record<string, string>) => orderExport(portal, { order: orderOf({ ...BAG, filter }), actor: auditor });
  expect(await refusalOf(() => order({}))).toMatchObject({ code: "bag-too-large", details: { entries: MOST_ENTRIES } });
  expect(await order({ party: "pty_7" })).toMatchObject({ outcome: "made" });
});
