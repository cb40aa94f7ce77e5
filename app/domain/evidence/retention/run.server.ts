import { erasedContents } from "#app/domain/evidence/entries/erasure";
import { planFinished } from "#app/domain/evidence/entries/retention";
import { moveSteps, readLock } from "#app/domain/evidence/erasure/lock.server";
import { newEntry } from "#app/domain/evidence/new-entry";
import { PERSONAL_FIELDS, REMOVED, type PersonalField } from "#app/domain/evidence/personal-value";
import { readRetention } from "#app/domain/evidence/retention/file.server";
import { judgeItems, type Periods } from "#app/domain/evidence/retention/find.server";
import { OUTCOMES, type Outcome } from "#app/domain/evidence/retention/plan";
import { newId } from "#app/domain/ids";
import { removeMailFiles } from "#app/domain/notice/channels/mail-files.server";
import { repeat, type Repeated } from "#app/domain/repeat.server";
import type { Portal } from "#app/portal.server";
import { deleteRows, insertRow, KeyTakenError, StaleRowError, updateRows, type NewEntry, type Step } from "#db/commit";
import { selectCommittedEntries } from "#db/erasure/erasure";
import { countOutcomes, selectApprovedPlans, selectDeliveriesRemoved, selectOpenItems, selectSteps } from "#db/erasure/retention-plans";
import type { RetentionItemRow, RetentionPlanRow } from "#db/schema/retention";

type Running = Pick<Portal, "db" | "writer" | "ledger" | "settings" | "now">;

/** Records of one commit. */
const AT_ONCE = 50;

/** So many lost races in one moment are a bug. */
const MOST_RACES = 20;
const PAUSE_MS = 5000;

/** The ground of what goes because its period is over. */
export const PERIOD_ENDED = "periodEnded";

/**
 * Carries out every approved plan, from wherever it stopped: each record is looked at again at the moment of its removal, in small commits that say what
 * became of it, so that it comes to an end once and only once.
 */
export async function runPlans(portal: Running, signal?: AbortSignal): Promise<void> {
  for (const plan of await selectApprovedPlans(portal.db)) {
    const approved = (await selectSteps(portal.db, [plan.id])).find(({ act }) => act === "approved");
    if (approved) await runPlan(portal, { plan, approval: { id: approved.id, approver: approved.actorId } }, signal);
  }
}

type Approved = { plan: RetentionPlanRow; approval: { id: string; approver: string } };

async function runPlan(portal: Running, approved: Approved, signal: AbortSignal | undefined): Promise<void> {
  for (let races = 0; !signal?.aborted;) {
    const items = await selectOpenItems(portal.db, approved.plan.id, AT_ONCE);
    if (items.length === 0) return finish(portal, approved);
    races = (await isFirst(removeItems(portal, approved, items))) ? 0 : races + 1;
    if (races === MOST_RACES) throw new Error(`plan ${approved.plan.id} was overtaken at each attempt`);
  }
}

/** Whether the commit was made; false where a hold or another process came first: then it is looked at again. */
async function isFirst(work: Promise<void>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (error instanceof StaleRowError || error instanceof KeyTakenError) return false;
    throw error;
  }
}

/** One commit moves every party on that loses something, so that a hold which is placed meanwhile wins. */
async function removeItems(portal: Running, { plan, approval }: Approved, items: readonly RetentionItemRow[]): Promise<void> {
  const parties = [...new Set(items.map(({ partyId }) => partyId))];
  const locks = await Promise.all(parties.map((partyId) => readLock(portal, partyId)));
  const planned: Periods = JSON.parse(plan.rulesJson);
  const outcomes = await judgeItems(portal, { items, rules: await readRetention(portal.settings), planned });
  const removed = items.filter(({ position }) => outcomes.get(position) === "removed");
  const at = portal.now();
  const sweepId = newId("ret", at);
  const losing = new Set(removed.map(({ partyId }) => partyId));
  const rows = items.map(({ planId, position, recordId }) => {
    const outcome = outcomes.get(position) ?? "gone";
    return insertRow("retentionOutcomes", { planId, position, recordId, outcome, sweepId: outcome === "removed" ? sweepId : null, recordedAt: at });
  });
  const sweep = { id: sweepId, countsJson: JSON.stringify(countsOf(removed)), happenedAt: at, recordedAt: at };
  const steps = [...locks.filter(({ partyId }) => losing.has(partyId)).flatMap((lock) => moveSteps(lock, {})), ...removed.flatMap(removalSteps), ...rows];
  if (removed.length === 0) return portal.writer.commit({ steps: rows });
  await portal.writer.commit({ steps: [insertRow("retentionSweeps", sweep), ...steps], entries: await erasedEntries(portal, { sweep, approver: approval.approver, removed }) });
}

function countsOf(removed: readonly RetentionItemRow[]): Record<string, number> {
  const kinds = [...new Set(removed.map(({ kind }) => kind))];
  return Object.fromEntries(kinds.map((kind) => [kind, removed.filter((item) => item.kind === kind).length]));
}

/** What is personal of a record goes; the record stands. Of an objection, the act is evidence: only its reason is correspondence. */
export function removalSteps({ kind, recordId }: Pick<RetentionItemRow, "kind" | "recordId">): Step[] {
  const isObjection = kind === "correspondence" && recordId.startsWith("obj_");
  const fields = Object.keys(PERSONAL_FIELDS).filter((field): field is PersonalField => field in PERSONAL_FIELDS).filter((field) => PERSONAL_FIELDS[field] === kind);
  return [
    deleteRows("openings", { where: isObjection ? { recordId, tag: "reason" } : { recordId } }),
    ...fields.map((field) => updateRows("personalValues", { set: { valueSealed: REMOVED }, where: { recordId, field } })),
  ];
}

type Removed = { sweep: { id: string; happenedAt: string; recordedAt: string }; approver: string; removed: readonly RetentionItemRow[] };

/** The entries that name those which lost what opened them; none where nothing of the kind was committed to. */
async function erasedEntries({ db, ledger }: Running, { sweep, approver, removed }: Removed): Promise<NewEntry[]> {
  const erased = await selectCommittedEntries(db, [...new Set(removed.map(({ recordId }) => recordId))]);
  if (erased.length === 0) return [];
  const open = ledger.open();
  return erasedContents(sweep, { ground: PERIOD_ENDED, approvers: [approver] }, { ...open, erased }).map((content) => newEntry(open, content));
}

/** The files of mails that brought notices, and the result, once; of two at once the second finds it there. */
async function finish(portal: Running, { plan: { id: planId }, approval }: Approved): Promise<void> {
  await removeMailFiles(portal.settings, await selectDeliveriesRemoved(portal.db, planId));
  const counted = await countOutcomes(portal.db, planId);
  const countOf = (outcome: Outcome) => Number(counted.find((each) => each.outcome === outcome)?.count ?? 0);
  const at = portal.now();
  const resultJson = JSON.stringify(Object.fromEntries(OUTCOMES.map((outcome) => [outcome, countOf(outcome)])));
  const step = { id: newId("rst", at), planId, followsId: approval.id, act: "finished" as const, reason: "", resultJson, actorId: "installation", signInId: null, happenedAt: at, recordedAt: at };
  await isFirst(portal.writer.commit({ steps: [insertRow("retentionSteps", step)], entries: [newEntry(portal.ledger.open(), planFinished(step))] }));
}

/** Carries out approved plans for as long as the portal is open, and at its start what a stop cut short. Stop it before the portal closes. */
export function startPlans(portal: Running): Repeated {
  return repeat({ name: "retention plan", pauseMs: PAUSE_MS, firstAfterMs: 1000, round: (signal) => runPlans(portal, signal) });
}
