import { mayFetch } from "#app/domain/access/leaving";
import { readLeaving } from "#app/domain/access/leaving.server";
import { isMoved, moveSteps, readLock } from "#app/domain/evidence/erasure/lock.server";
import { planJson } from "#app/domain/evidence/erasure/plan";
import { planRequest, type Planned } from "#app/domain/evidence/erasure/planned.server";
import { readRequest, type ErasureRequest } from "#app/domain/evidence/erasure/request.server";
import { carryOut } from "#app/domain/evidence/erasure/run.server";
import { checkRole, type Actor } from "#app/domain/publication/actor";
import { checkFreshSignIn } from "#app/domain/publication/later/proposals.server";
import { recordRefusals } from "#app/domain/publication/refused.server";
import { DomainError } from "#app/domain/refusal";
import { canonicalJson } from "#app/ledger/canonical";
import type { Portal } from "#app/portal.server";
import { hasOtherOperator } from "#db/access";
import { insertRow, KeyTakenError } from "#db/commit";
import { findSubject } from "#db/erasure/erasure";

/**
 * A second person, freshly signed in, approves the hash of a plan, and it is carried out at once: it is computed again before and after
 * nothing more can happen in the party's name. Refuses role-missing, erasure-unknown, erasure-decided, erasure-own (who asked, or whom
 * it is about), sign-in-stale, leaving-copy-time, erasure-last-operator, erasure-changed.
 */
export async function approveErasure(portal: Portal, input: { requestId: string; sha256: string; actor: Actor }): Promise<void> {
  const { requestId, actor } = input;
  await recordRefusals(portal, { operation: "approveErasure", subject: requestId, actor }, async () => {
    checkRole(actor, "operator", "auditor");
    const request = await readRequest(portal, requestId);
    if (request.status.state !== "waiting") throw new DomainError("erasure-decided");
    await checkSecondPerson(portal, request, actor);
    await checkFreshSignIn(portal, actor);
    await checkCopyTime(portal, request);
    const planned = await planRequest(portal, request);
    if (planned.sha256 !== input.sha256) throw new DomainError("erasure-changed");
    portal.ledger.open();
    await begin(portal, { request, planned, actor });
    await carryOut(portal, request.partyId);
  });
}

/** What was asked for by leaving waits for as long as who left may fetch their data. */
async function checkCopyTime({ db, now }: Pick<Portal, "db" | "now">, { id, partyId }: ErasureRequest): Promise<void> {
  const leaving = await readLeaving({ db }, partyId);
  if (leaving?.requestId === id && mayFetch(leaving, now())) throw new DomainError("leaving-copy-time", { until: leaving.dataUntil });
}

async function checkSecondPerson({ db }: Pick<Portal, "db">, { actorId, partyId }: ErasureRequest, actor: Actor): Promise<void> {
  const subject = await findSubject(db, partyId);
  if (actor.accountId === actorId || actor.accountId === subject?.accountId) throw new DomainError("erasure-own");
  const isOperator = subject?.rolesJson?.includes('"operator"') === true && subject.closedAt === null;
  if (isOperator && !(await hasOtherOperator(db, subject.accountId ?? ""))) throw new DomainError("erasure-last-operator");
}

type Beginning = { request: ErasureRequest; planned: Planned; actor: Actor };

/** The record of the approval, with which everything stops that could still change the facts. */
async function begin(portal: Pick<Portal, "db" | "writer" | "now">, { request, planned, actor }: Beginning): Promise<void> {
  const { id: requestId, partyId } = request;
  const lock = await readLock(portal, partyId);
  if (lock.state !== "free") throw new DomainError("erasure-decided");
  const at = portal.now();
  const state = planned.plan.outcome === "erased" ? "erasing" as const : "restricting" as const;
  const approved = { act: "approved" as const, planSha256: planned.sha256, planJson: canonicalJson(planJson(planned.plan)), reasonSealed: null };
  const by = { actorId: actor.accountId, signInId: actor.signInId, happenedAt: at, recordedAt: at };
  const steps = [...moveSteps(lock, { state, requestId, dueAt: at }), insertRow("erasureDecisions", { requestId, ...approved, ...by })];
  try {
    if (!(await isMoved(portal.writer.commit({ steps })))) throw new DomainError("erasure-changed");
  } catch (error) {
    throw error instanceof KeyTakenError ? new DomainError("erasure-decided") : error;
  }
}
