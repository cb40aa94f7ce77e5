import { planApproved } from "#app/domain/evidence/entries/retention";
import { newEntry } from "#app/domain/evidence/new-entry";
import { readRetention } from "#app/domain/evidence/retention/file.server";
import { findDue } from "#app/domain/evidence/retention/find.server";
import { isOpen, listSha256, listText, MOST_ITEMS, PLAN_DAYS, PLANNED_KINDS, planStatus, type PlanCounts, type PlanStatus } from "#app/domain/evidence/retention/plan";
import { newId } from "#app/domain/ids";
import { plusMilliseconds } from "#app/domain/instant";
import { checkReason, checkRole, type Actor } from "#app/domain/publication/actor";
import { checkFreshSignIn } from "#app/domain/publication/later/proposals.server";
import { recordRefusals } from "#app/domain/publication/refused.server";
import { DomainError } from "#app/domain/refusal";
import type { Portal } from "#app/portal.server";
import { insertRow, KeyTakenError, type Commit } from "#db/commit";
import { countOutcomes, findPlan, selectItems, selectPlans, selectSteps } from "#db/erasure/retention-plans";
import type { RetentionItemRow, RetentionPlanRow, RetentionStepRow } from "#db/schema/retention";

type Planning = Pick<Portal, "db" | "writer" | "ledger" | "settings" | "now">;

/** A plan with where it stands; `done`: how many of its records were looked at again. */
export type Plan = Omit<RetentionPlanRow, "countsJson"> & { counts: PlanCounts; status: PlanStatus; done: number };

const DAY_MS = 86_400_000;
const MOST_SHOWN = 10;

/**
 * Freezes the list of what is due, for a second person to approve within PLAN_DAYS days. Gives the plan's id. Refuses role-missing, retention-plan-open
 * (another waits or runs), retention-nothing-due.
 */
export function makePlan(portal: Planning, actor: Actor): Promise<string> {
  return recordRefusals(portal, { operation: "makeRetentionPlan", subject: "", actor }, async () => {
    checkRole(actor, "operator");
    const [last] = await listPlans(portal);
    if (last && isOpen(last.status)) throw new DomainError("retention-plan-open");
    const rules = await readRetention(portal.settings);
    const { records, counts } = await findDue(portal, rules);
    if (records.length === 0) throw new DomainError("retention-nothing-due");
    const at = portal.now();
    const id = newId("rpl", at);
    const plan: RetentionPlanRow = {
      id, followsId: last?.id ?? "", listSha256: listSha256(records), items: records.length, countsJson: JSON.stringify(counts),
      rulesJson: JSON.stringify(Object.fromEntries(PLANNED_KINDS.map((kind) => [kind, { period: rules[kind].period }]))),
      expiresAt: plusMilliseconds(at, PLAN_DAYS * DAY_MS), actorId: actor.accountId, signInId: actor.signInId, happenedAt: at, recordedAt: at,
    };
    const items = records.map((record, position) => insertRow("retentionItems", { planId: id, position, ...record }));
    await onlyOne(portal, { steps: [insertRow("retentionPlans", plan), ...items] }, "retention-plan-open");
    return id;
  });
}

type Decision = { planId: string; actor: Actor };

/**
 * A second person, freshly signed in, approves the list with this hash; from then on it is carried out (retention-run.server.ts). Refuses role-missing,
 * retention-plan-unknown, retention-plan-own (who made it), retention-plan-decided, retention-plan-expired, sign-in-stale, retention-plan-changed.
 */
export function approvePlan(portal: Planning, { planId, sha256, actor }: Decision & { sha256: string }): Promise<void> {
  return recordRefusals(portal, { operation: "approveRetentionPlan", subject: planId, actor }, async () => {
    const plan = await readForDecision(portal, { planId, actor });
    await checkFreshSignIn(portal, actor);
    if (plan.listSha256 !== sha256 || listSha256(await readList(portal, planId)) !== sha256) throw new DomainError("retention-plan-changed");
    const step = decisionRow(portal, { planId, actor }, { act: "approved", reason: "" });
    await onlyOne(portal, { steps: [insertRow("retentionSteps", step)], entries: [newEntry(portal.ledger.open(), planApproved(step, plan))] }, "retention-plan-decided");
  });
}

/** A second person refuses a plan with a reason. Refuses role-missing, retention-plan-unknown, -own, -decided, -expired, reason-missing. */
export function rejectPlan(portal: Planning, { reason, ...decision }: Decision & { reason: string }): Promise<void> {
  return recordRefusals(portal, { operation: "rejectRetentionPlan", subject: decision.planId, actor: decision.actor }, async () => {
    await readForDecision(portal, decision);
    const step = decisionRow(portal, decision, { act: "rejected", reason: checkReason(reason) });
    await onlyOne(portal, { steps: [insertRow("retentionSteps", step)] }, "retention-plan-decided");
  });
}

/** Takes a plan back that nobody has decided about; only who made it may. Refuses retention-plan-unknown, retention-plan-decided, retention-plan-expired. */
export async function withdrawPlan(portal: Planning, decision: Decision): Promise<void> {
  const { plan } = await readWaiting(portal, decision.planId);
  if (plan.actorId !== decision.actor.accountId) throw new DomainError("retention-plan-unknown");
  await onlyOne(portal, { steps: [insertRow("retentionSteps", decisionRow(portal, decision, { act: "withdrawn", reason: "" }))] }, "retention-plan-decided");
}

async function readForDecision(portal: Planning, { planId, actor }: Decision): Promise<RetentionPlanRow> {
  checkRole(actor, "operator", "auditor");
  const { plan } = await readWaiting(portal, planId);
  if (plan.actorId === actor.accountId) throw new DomainError("retention-plan-own");
  return plan;
}

async function readWaiting({ db, now }: Pick<Portal, "db" | "now">, planId: string): Promise<{ plan: RetentionPlanRow }> {
  const plan = await findPlan(db, planId);
  if (!plan) throw new DomainError("retention-plan-unknown");
  const { state } = planStatus(plan, await selectSteps(db, [planId]), now());
  if (state === "expired") throw new DomainError("retention-plan-expired");
  if (state !== "waiting") throw new DomainError("retention-plan-decided");
  return { plan };
}

function decisionRow({ now }: Planning, { planId, actor }: Decision, decided: Pick<RetentionStepRow, "act" | "reason">): RetentionStepRow {
  const at = now();
  return { id: newId("rst", at), planId, followsId: "", ...decided, resultJson: null, actorId: actor.accountId, signInId: actor.signInId, happenedAt: at, recordedAt: at };
}

/** Of two at once the second is refused. */
async function onlyOne({ writer }: Planning, commit: Commit, code: "retention-plan-open" | "retention-plan-decided"): Promise<void> {
  try {
    await writer.commit(commit);
  } catch (error) {
    throw error instanceof KeyTakenError ? new DomainError(code) : error;
  }
}

/** The latest plans with where they stand, the newest first. */
export async function listPlans({ db, now }: Pick<Portal, "db" | "now">): Promise<Plan[]> {
  const rows = await selectPlans(db, MOST_SHOWN);
  const steps = await selectSteps(db, rows.map(({ id }) => id));
  return Promise.all(rows.map(async ({ countsJson, ...row }) => {
    const counts: PlanCounts = JSON.parse(countsJson);
    const done = (await countOutcomes(db, row.id)).reduce((total, { count }) => total + Number(count), 0);
    return { ...row, counts, status: planStatus(row, steps.filter(({ planId }) => planId === row.id), now()), done };
  }));
}

/** The list of a plan. */
export function readList({ db }: Pick<Portal, "db">, planId: string): Promise<RetentionItemRow[]> {
  return selectItems(db, planId, MOST_ITEMS);
}

/** The list of a plan as its hash was taken. Throws retention-plan-unknown. */
export async function readListText({ db }: Pick<Portal, "db">, planId: string): Promise<string> {
  if (!(await findPlan(db, planId))) throw new DomainError("retention-plan-unknown");
  return listText(await readList({ db }, planId));
}
