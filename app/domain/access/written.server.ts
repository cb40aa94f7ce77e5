import type { Portal } from "#app/portal.server";
import { KeyTakenError, StaleRowError, type NewEntry, type Step } from "#db/commit";

/** Whether the steps were committed, and the entries of the ledger with them; false when somebody else was first, and what they rest on must be read anew. */
export async function isWritten({ writer }: Pick<Portal, "writer">, steps: Step[], entries: readonly NewEntry[] = []): Promise<boolean> {
  try {
    await writer.commit({ steps, entries });
    return true;
  } catch (error) {
    if (error instanceof KeyTakenError || error instanceof StaleRowError) return false;
    throw error;
  }
}
