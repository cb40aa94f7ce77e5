import { recordErased, recordLate, recordRestricted, recordStopped } from "#app/domain/evidence/erasure/record.server";
import { isMoved, moveSteps, type PartyLock } from "#app/domain/evidence/erasure/lock.server";
import { planRequest, type Planned } from "#app/domain/evidence/erasure/planned.server";
import { removeAll, removePlanned } from "#app/domain/evidence/erasure/removal.server";
import { readRequest, type ErasureRequest } from "#app/domain/evidence/erasure/request.server";
import { plusMilliseconds } from "#app/domain/instant";
import { DomainError } from "#app/domain/refusal";
import type { Portal } from "#app/portal.server";
import { findPartyState } from "#db/erasure/erasure";

type Running = Pick<Portal, "db" | "writer" | "keys" | "ledger" | "settings" | "now">;

const DAY_MS = 86_400_000;

/**
 * Carries on with what is due about a party, from wherever it stopped: intent (the party's state), entry, key, rows, done mark. Every step may
 * be repeated, and of several at once each finds what the other did. Throws erasure-changed, with nothing done, when the facts differ from
 * those approved.
 */
export async function carryOut(portal: Running, partyId: string): Promise<void> {
  const lock = await findPartyState(portal.db, partyId);
  if (lock === null || lock.requestId === null) return;
  const request = await readRequest(portal, lock.requestId);
  switch (lock.state) {
    case "restricting":
      return restrict(portal, lock, request);
    case "restricted":
      return lookAgain(portal, lock, request);
    case "erasing":
      return erase(portal, lock, request);
    case "free":
    case "erased":
      return;
  }
}

async function restrict(portal: Running, lock: PartyLock, request: ErasureRequest): Promise<void> {
  const planned = await planAgain(portal, lock, request);
  const { plan } = planned;
  await recordRestricted(portal, { request, plan });
  if (!(await isDone(portal, request, "restricted"))) return;
  await portal.keys.restrictParty(request.partyId);
  await removePlanned(portal, request.partyId, plan);
  await isMoved(portal.writer.commit({ steps: moveSteps(lock, { state: "restricted", untilAt: plan.untilAt, dueAt: dueAfter(portal, plan.untilAt) }) }));
}

/** The plan approved, computed again while nothing more can happen in the party's name. Once it is recorded, it is the newest. */
async function planAgain(portal: Running, lock: PartyLock, request: ErasureRequest): Promise<Planned> {
  const planned = await planRequest(portal, request);
  if (request.done.length > 0 || planned.sha256 === request.decision?.planSha256) return planned;
  await recordStopped(portal, { request, plan: planned.plan, freed: moveSteps(lock, { state: "free", requestId: null, untilAt: null, dueAt: null }) });
  throw new DomainError("erasure-changed");
}

/** The date has come, or a hold was lifted: the party is erased, or stays restricted for what keeps it now. */
async function lookAgain(portal: Running, lock: PartyLock, request: ErasureRequest): Promise<void> {
  const { plan } = await planRequest(portal, request, portal.now());
  if (plan.outcome === "erased") {
    const isOurs = await isMoved(portal.writer.commit({ steps: moveSteps(lock, { state: "erasing", dueAt: portal.now() }) }));
    return isOurs ? carryOut(portal, request.partyId) : undefined;
  }
  await recordRestricted(portal, { request, plan });
  await removePlanned(portal, request.partyId, plan);
  await isMoved(portal.writer.commit({ steps: moveSteps(lock, { untilAt: plan.untilAt, dueAt: dueAfter(portal, plan.untilAt) }) }));
}

/** Without a date it is looked at daily. */
function dueAfter({ now }: Pick<Portal, "now">, untilAt: string | null): string {
  return untilAt ?? plusMilliseconds(now(), DAY_MS);
}

async function erase(portal: Running, lock: PartyLock, request: ErasureRequest): Promise<void> {
  const { plan } = await planAgain(portal, lock, request);
  await recordErased(portal, { request, plan });
  if (!(await isDone(portal, request, "erased"))) return;
  await portal.keys.destroyPartyKey(request.partyId);
  await recordLate(portal, request);
  await removeAll(portal, request.partyId);
  await isMoved(portal.writer.commit({ steps: moveSteps(lock, { state: "erased", untilAt: null, dueAt: null }) }));
}

/** Whether the record now says so: another process may have recorded something else first. */
async function isDone(portal: Running, { id }: ErasureRequest, act: "restricted" | "erased"): Promise<boolean> {
  const { done } = await readRequest(portal, id);
  return done.at(-1)?.act === act;
}
