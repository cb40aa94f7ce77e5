import { isMoved, moveSteps, readLock } from "#app/domain/evidence/erasure/lock.server";
import { openHolds, type HoldReason, type OpenHold } from "#app/domain/evidence/erasure/hold";
import { newId } from "#app/domain/ids";
import type { Instant } from "#app/domain/instant";
import { checkReason, checkRole, type Actor } from "#app/domain/publication/actor";
import { checkFreshSignIn } from "#app/domain/publication/later/proposals.server";
import { recordRefusals } from "#app/domain/publication/refused.server";
import { DomainError } from "#app/domain/refusal";
import type { Portal } from "#app/portal.server";
import { insertRow, KeyTakenError, updateRows } from "#db/commit";
import { findSubject, selectHolds } from "#db/erasure/erasure";
import type { HoldRow } from "#db/schema/erasure";

type Holding = Pick<Portal, "db" | "writer" | "keys" | "now">;

export type NewHold = { partyId: string; reason: HoldReason; words: string; untilAt: Instant | null; actor: Actor };

/** So many lost races in one moment are a bug. */
const MOST_RACES = 20;

/**
 * Stops erasure and the retention sweep for a party, until an instant or until it is lifted. Gives the hold's id. Refuses role-missing,
 * sign-in-stale, reason-missing, hold-date (not after now), erasure-unknown, erasure-too-late (the erasure has begun).
 */
export async function placeHold(portal: Holding, { actor, ...hold }: NewHold): Promise<string> {
  return recordRefusals(portal, { operation: "placeHold", subject: hold.partyId, actor }, async () => {
    checkRole(actor, "operator", "auditor");
    await checkFreshSignIn(portal, actor);
    const words = checkReason(hold.words);
    if (!(await findSubject(portal.db, hold.partyId))) throw new DomainError("erasure-unknown");
    if (hold.untilAt !== null && hold.untilAt <= portal.now()) throw new DomainError("hold-date");
    return place(portal, { ...hold, words, actor });
  });
}

async function place(portal: Holding, { partyId, reason, words, untilAt, actor }: NewHold): Promise<string> {
  for (let race = 0; race < MOST_RACES; race++) {
    const lock = await readLock(portal, partyId);
    if (lock.state === "erasing" || lock.state === "erased") throw new DomainError("erasure-too-late");
    const at = portal.now();
    const id = newId("hld", at);
    const wordsSealed = await portal.keys.seal(partyId, "holds.words", words);
    const by = { actorId: actor.accountId, signInId: actor.signInId, happenedAt: at, recordedAt: at };
    const row = insertRow("holds", { id, partyId, holdId: id, act: "placed", reason, wordsSealed, untilAt, ...by });
    if (await isMoved(portal.writer.commit({ steps: [...moveSteps(lock, {}), row] }))) return id;
  }
  throw new Error("the party moved at each attempt to place a hold");
}

/** Ends a hold, with a reason; a restriction that it kept up is looked at again. Refuses role-missing, sign-in-stale, reason-missing, hold-unknown, hold-lifted. */
export async function liftHold(portal: Holding, input: { partyId: string; holdId: string; words: string; actor: Actor }): Promise<void> {
  const { partyId, holdId, actor } = input;
  await recordRefusals(portal, { operation: "liftHold", subject: holdId, actor }, async () => {
    checkRole(actor, "operator", "auditor");
    await checkFreshSignIn(portal, actor);
    const words = checkReason(input.words);
    const rows = await selectHolds(portal.db, partyId);
    const placed = rows.find(({ id, act }) => id === holdId && act === "placed");
    if (!placed) throw new DomainError("hold-unknown");
    await lift(portal, placed, { words, actor });
  });
}

async function lift({ writer, keys, now }: Holding, { id: holdId, partyId, reason }: HoldRow, { words, actor }: { words: string; actor: Actor }): Promise<void> {
  const at = now();
  const wordsSealed = await keys.seal(partyId, "holds.words", words);
  const by = { actorId: actor.accountId, signInId: actor.signInId, happenedAt: at, recordedAt: at };
  const row = { id: newId("hld", at), partyId, holdId, act: "lifted" as const, reason, wordsSealed, untilAt: null, ...by };
  try {
    const again = updateRows("partyStates", { set: { dueAt: at }, where: { partyId, state: "restricted" } });
    await writer.commit({ steps: [insertRow("holds", row), again] });
  } catch (error) {
    throw error instanceof KeyTakenError ? new DomainError("hold-lifted") : error;
  }
}

/** A hold that stands, with its words; null where they may not be read any more. */
export type ReadableHold = OpenHold & { words: string | null };

/** The holds that stand on a party now. */
export async function readHolds({ db, keys, now }: Pick<Portal, "db" | "keys" | "now">, partyId: string): Promise<ReadableHold[]> {
  const rows = await selectHolds(db, partyId);
  return Promise.all(openHolds(rows, now()).map(async (hold) => {
    const sealed = rows.find(({ id }) => id === hold.id)?.wordsSealed ?? "";
    return { ...hold, words: await keys.open(partyId, "holds.words", sealed) };
  }));
}
