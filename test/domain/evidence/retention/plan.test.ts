import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readReceipt } from "#app/domain/evidence/receipt/receipt.server";
import { liftHold, placeHold } from "#app/domain/evidence/erasure/hold.server";
import { approvePlan, listPlans, makePlan, readListText, rejectPlan, withdrawPlan } from "#app/domain/evidence/retention/plan.server";
import { runPlans } from "#app/domain/evidence/retention/run.server";
import { sha256Of } from "#app/domain/digest";
import { erasureOf, parseEntry } from "#app/ledger/entry";
import { portalFiles, type Portal } from "#app/portal.server";
import type { Case } from "#test/support/bagged";
import { openPlain } from "#test/support/plain-sqlite";
import { refusalOf } from "#test/support/refusal";
import { ALL_DUE_AT, approveLast, fresh, lastPlan, openDue, planNow } from "#test/support/retention";
import { temporaryFolder } from "#test/support/store";

const NONE = { removed: 0, held: 0, running: 0, rules: 0, gone: 0 };

/** The kinds of records of which something personal is kept, by the prefixes of their ids. */
async function keptOf({ db }: Portal, partyId: string): Promise<string[]> {
  const openings = await db.selectFrom("openings").where("partyId", "=", partyId).select("recordId").execute();
  const values = await db.selectFrom("personalValues").where("partyId", "=", partyId).where("valueSealed", "<>", "").select("recordId").execute();
  return [...new Set([...openings, ...values].map(({ recordId }) => recordId.slice(0, 3)))].filter((prefix) => prefix !== "aud").toSorted();
}

function countsOf({ counts }: { counts: { due: { kind: string; count: number }[] } }): Record<string, number> {
  return Object.fromEntries(["evidence", "notices", "correspondence"].map((kind) => [kind, counts.due.filter((line) => line.kind === kind).reduce((sum, { count }) => sum + count, 0)]));
}

async function resultOf(portal: Portal): Promise<Record<string, number>> {
  const { status } = await lastPlan(portal);
  if (status.state !== "finished") throw new Error(`the plan is ${status.state}`);
  return status.result;
}

test("nothing is planned before its period is over, and each kind on its day", async () => {
  const place = await openDue("2029-02-28T23:59:59.999Z");
  expect((await refusalOf(() => makePlan(place.portal, place.operator))).code).toBe("retention-nothing-due");
  place.portal.clock.set("2029-03-01T07:30:00.000Z");
  expect(countsOf(await planNow(place))).toEqual({ evidence: 0, notices: 0, correspondence: 3 });
  await withdrawPlan(place.portal, { planId: (await lastPlan(place.portal)).id, actor: place.operator });
  place.portal.clock.set("2029-05-31T23:59:59.999Z");
  expect(countsOf(await planNow(place))).toMatchObject({ evidence: 0, notices: 0 });
  await withdrawPlan(place.portal, { planId: (await lastPlan(place.portal)).id, actor: place.operator });
  place.portal.clock.set(ALL_DUE_AT);
  expect(countsOf(await planNow(place))).toEqual({ evidence: 5, notices: 1, correspondence: 3 });
});

test("a plan lists what is due by its hash, counts what is held, and leaves out what something that runs keeps", async () => {
  const place = await openDue();
  const { portal, li, auditor } = place;
  await placeHold(portal, { partyId: li.partyId, reason: "dispute", words: "12/2029", untilAt: null, actor: await fresh(portal, auditor) });
  const plan = await planNow(place);
  expect(countsOf(plan)).toEqual({ evidence: 3, notices: 0, correspondence: 1 });
  expect(plan).toMatchObject({ items: 4, counts: { held: 5 }, status: { state: "waiting" } });
  const list = await readListText(portal, plan.id);
  expect(sha256Of(list)).toBe(plan.listSha256);
  expect(list.trimEnd().split("\n")).toHaveLength(4);
  expect(list).not.toContain(li.partyId);
});

test("what is approved goes once, the rest stands, and the ledger names the entries", async () => {
  const place = await openDue();
  const { portal, li, auditor } = place;
  expect(await keptOf(portal, li.partyId)).toEqual(["acc", "con", "dle", "exp", "qst"]);
  const { items } = await planNow(place);
  await approveLast(place);
  expect((await refusalOf(() => makePlan(portal, place.operator))).code).toBe("retention-plan-open");
  await runPlans(portal);
  await runPlans(portal);
  expect(await resultOf(portal)).toEqual({ ...NONE, removed: items });
  expect(await keptOf(portal, li.partyId)).toEqual(["con"]);
  expect(await portal.db.selectFrom("personalValues").where("valueSealed", "<>", "").select("field").execute()).toEqual([]);
  const entries = (await portal.db.selectFrom("ledgerEntries").select("entryJson").execute()).flatMap(({ entryJson }) => {
    const parsed = parseEntry(Buffer.from(entryJson));
    return "entry" in parsed ? [parsed.entry] : [];
  });
  const [erased] = entries.filter(({ kind, record }) => kind === "party.erased" && record.startsWith("ret_"));
  expect(erased?.body).toMatchObject({ ground: "periodEnded", approvers: [auditor.accountId] });
  // The objection is in the list twice, its reason as correspondence; the words of an answer are named by their hash, and nothing opened it.
  expect(erased && erasureOf(erased)?.entries).toHaveLength(items - 2);
  expect(entries.filter(({ kind }) => kind.startsWith("retention.")).map(({ kind, body }) => [kind, body?.outcomes])).toEqual([
    ["retention.approved", undefined], ["retention.finished", { ...NONE, removed: items }],
  ]);
  expect((await refusalOf(() => makePlan(portal, place.operator))).code).toBe("retention-nothing-due");
});

test("a hold that is placed after the approval wins, and what it kept is due again once it is lifted", async () => {
  const place = await openDue();
  const { portal, li, auditor } = place;
  const { items } = await planNow(place);
  await approveLast(place);
  const holdId = await placeHold(portal, { partyId: li.partyId, reason: "authority", words: "order 7", untilAt: null, actor: await fresh(portal, auditor) });
  await runPlans(portal);
  expect(await resultOf(portal)).toEqual({ ...NONE, removed: items - 5, held: 5 });
  expect(await keptOf(portal, li.partyId)).toEqual(["acc", "con", "dle", "exp", "qst"]);
  await liftHold(portal, { partyId: li.partyId, holdId, words: "settled", actor: await fresh(portal, auditor) });
  expect(await planNow(place)).toMatchObject({ items: 5 });
});

test("a hold that comes between the look at a record and its removal wins", async () => {
  const place = await openDue();
  const { portal, li, auditor } = place;
  await planNow(place);
  await approveLast(place);
  let isHeld = false;
  const racing: Portal = { ...portal, writer: { commit: async (commit) => {
    if (!isHeld && commit.steps.some(({ table }) => table === "retentionOutcomes")) {
      isHeld = true;
      await placeHold(portal, { partyId: li.partyId, reason: "dispute", words: "now", untilAt: null, actor: await fresh(portal, auditor) });
    }
    return portal.writer.commit(commit);
  } } };
  await runPlans(racing);
  expect(await resultOf(portal)).toMatchObject({ held: 5 });
  expect(await keptOf(portal, li.partyId)).toContain("qst");
});

test("periods that were made longer since keep what the plan lists", async () => {
  const file = join(await temporaryFolder(), "retention.json");
  await writeFile(file, "{}");
  const place = await openDue(ALL_DUE_AT, { RETENTION_FILE: file });
  const { items } = await planNow(place);
  await approveLast(place);
  await writeFile(file, '{"evidence": {"months": 60, "reason": "A longer limitation period"}}');
  await runPlans(place.portal);
  expect(await resultOf(place.portal)).toEqual({ ...NONE, removed: items - 5, rules: 5 });
});

test("nobody approves their own plan, an old one, one that was decided about, another one than was shown, or on an old sign-in", async () => {
  const place = await openDue();
  const { portal, operator, auditor, li } = place;
  const { id: planId, listSha256: sha256 } = await planNow(place);
  const approve = (actor: typeof operator, hash = sha256) => refusalOf(() => approvePlan(portal, { planId, sha256: hash, actor }));
  expect((await approve(await fresh(portal, operator))).code).toBe("retention-plan-own");
  expect((await approve(await fresh(portal, li))).code).toBe("role-missing");
  expect((await approve(auditor)).code).toBe("sign-in-stale");
  expect((await approve(await fresh(portal, auditor), "0".repeat(64))).code).toBe("retention-plan-changed");
  expect((await refusalOf(() => makePlan(portal, operator))).code).toBe("retention-plan-open");
  expect((await refusalOf(() => rejectPlan(portal, { planId, actor: auditor, reason: " " }))).code).toBe("reason-missing");
  expect((await refusalOf(() => withdrawPlan(portal, { planId, actor: auditor }))).code).toBe("retention-plan-unknown");
  portal.clock.set("2029-07-01T00:00:00.000Z");
  expect((await approve(await fresh(portal, auditor))).code).toBe("retention-plan-expired");
  const next = await planNow(place);
  await rejectPlan(portal, { planId: next.id, actor: await fresh(portal, auditor), reason: "Not before the audit." });
  expect((await refusalOf(() => approveLast(place))).code).toBe("retention-plan-decided");
  await runPlans(portal);
  expect((await listPlans(portal)).map(({ status }) => status.state)).toEqual(["rejected", "expired"]);
  expect(await portal.db.selectFrom("retentionSweeps").selectAll().execute()).toEqual([]);
});

test("of two plans made at once, and of two decisions, one counts", async () => {
  const place = await openDue();
  const { portal, operator, auditor } = place;
  const made = await Promise.allSettled([makePlan(portal, operator), makePlan(portal, operator)]);
  expect(made.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  const { id: planId, listSha256: sha256 } = await lastPlan(portal);
  const actor = await fresh(portal, auditor);
  const decided = await Promise.allSettled([approvePlan(portal, { planId, sha256, actor }), rejectPlan(portal, { planId, actor, reason: "no" })]);
  expect(decided.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
});

/** Another program keeps the database from taking a row, as a full disk would; gives what mends it. */
async function breakAt({ portal }: Case, table: string, condition: string): Promise<() => Promise<void>> {
  const plain = await openPlain(portalFiles(portal.settings.dataDir).database);
  await plain.all(`create trigger "broken" before insert on "${table}" when ${condition} begin select raise(abort, 'disk full'); end`);
  return async () => void (await plain.all(`drop trigger "broken"`));
}

test.each([
  ["the outcome of a record", "retentionOutcomes", `new."position" = 3`],
  ["the entry of a round", "ledgerEntries", `json_extract(new."entryJson", '$.kind') = 'party.erased'`],
  ["the result", "retentionSteps", `new."act" = 'finished'`],
])("a run that breaks at %s goes on at the next start, and does nothing twice", async (_what, table, condition) => {
  const place = await openDue();
  const { portal } = place;
  const { items } = await planNow(place);
  await approveLast(place);
  const mend = await breakAt(place, table, condition);
  await expect(runPlans(portal)).rejects.toThrow();
  expect((await lastPlan(portal)).status.state).toBe("running");
  await mend();
  await Promise.all([runPlans(portal), runPlans(portal)]);
  expect(await resultOf(portal)).toEqual({ ...NONE, removed: items });
  const rounds = await portal.db.selectFrom("retentionSweeps").select("countsJson").execute();
  const removed = rounds.flatMap(({ countsJson }) => Object.values<number>(JSON.parse(countsJson))).reduce((sum, count) => sum + count, 0);
  expect(removed).toBe(items);
});

test("a run that is stopped removes nothing more, and the next one goes on", async () => {
  const place = await openDue();
  const { items } = await planNow(place);
  await approveLast(place);
  await runPlans(place.portal, AbortSignal.abort());
  expect((await lastPlan(place.portal)).status.state).toBe("running");
  await runPlans(place.portal);
  expect(await resultOf(place.portal)).toMatchObject({ removed: items });
});

test("what is gone already by an erasure is counted as that", async () => {
  const place = await openDue();
  const { portal } = place;
  await planNow(place);
  await approveLast(place);
  const imported = await portal.db.selectFrom("importedActs").select(["actId", "partyId"]).executeTakeFirstOrThrow();
  const plain = await openPlain(portalFiles(portal.settings.dataDir).database);
  await plain.all(`delete from openings where partyId = ?`, [imported.partyId]);
  await plain.all(`delete from personalValues where partyId = ?`, [imported.partyId]);
  await runPlans(portal);
  expect(await resultOf(portal)).toMatchObject({ gone: 1 });
});

test("an act stands as it was, with its receipt, after what ties it to the person is gone", async () => {
  const place = await openDue();
  const { portal, li } = place;
  const { id: actId } = await portal.db.selectFrom("acts").where("partyId", "=", li.partyId).where("method", "=", "click").select("id").executeTakeFirstOrThrow();
  const before = await readReceipt(portal, { partyId: li.partyId, actId });
  await planNow(place);
  await approveLast(place);
  await runPlans(portal);
  const after = await readReceipt(portal, { partyId: li.partyId, actId });
  expect(after?.lines).toEqual(before?.lines);
  expect(after?.presentation).toEqual(before?.presentation);
});
