import type { Role } from "#app/domain/access/role";
import { newId, onceId } from "#app/domain/ids";
import type { Actor } from "#app/domain/publication/actor";
import { DomainError } from "#app/domain/refusal";
import type { Portal } from "#app/portal.server";
import { isRefusalRecorded } from "#db/compliance/audit";
import { insertRow, KeyTakenError, RuleBrokenError } from "#db/commit";

type Attempted = { operation: string; subject: string; actor: Pick<Actor, "accountId"> };

/**
 * Does an operation and, when it is refused, records the refusal before it is thrown on. What the database refuses
 * although the operation allowed it (somebody published in between) is attempted once more.
 */
export async function recordRefusals<T>(
  { writer, now }: Pick<Portal, "writer" | "now">,
  { operation, subject, actor }: Attempted,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await orAgain(work);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const at = now();
    const { code, details } = error;
    const row = { operation, subject: subject.slice(0, 200), code, detailsJson: JSON.stringify(details), actorId: actor.accountId };
    await writer.commit({ steps: [insertRow("refusals", { id: newId("rfs", at), ...row, happenedAt: at, recordedAt: at })] });
    throw error;
  }
}

/** Who came to a desk, what it is and what they asked for there, and who may. */
export type TurnedAway = { actor: Pick<Actor, "accountId">; desk: string; subject: string; wanted: readonly Role[] };

/** Records that somebody without the role came to a desk of staff: once for each person, desk and minute, however often they try. */
export async function recordTurnedAway({ db, writer, now }: Pick<Portal, "db" | "writer" | "now">, { actor, desk, subject, wanted }: TurnedAway): Promise<void> {
  const at = now();
  const id = onceId("rfs", `${at.slice(0, 16)}:00.000Z`, `${actor.accountId} ${desk}`);
  if (await isRefusalRecorded(db, id)) return;
  const row = { id, operation: "openDesk", subject, code: "role-missing", detailsJson: JSON.stringify({ role: wanted.join(" / ") }), actorId: actor.accountId };
  try {
    await writer.commit({ steps: [insertRow("refusals", { ...row, happenedAt: at, recordedAt: at })] });
  } catch (error) {
    if (!(error instanceof KeyTakenError)) throw error;
  }
}

async function orAgain<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RuleBrokenError) return work();
    throw error;
  }
}
