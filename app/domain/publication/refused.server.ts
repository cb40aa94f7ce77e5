import { newId } from "#app/domain/ids";
import type { Actor } from "#app/domain/publication/actor";
import { DomainError } from "#app/domain/refusal";
import type { Portal } from "#app/portal.server";
import { insertRow, RuleBrokenError } from "#db/commit";

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

async function orAgain<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RuleBrokenError) return work();
    throw error;
  }
}
