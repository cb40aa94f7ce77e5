import type { PlaceValues } from "#app/domain/notice/fill";
import { formatUtc } from "#app/messages/time";
import type { Portal } from "#app/portal.server";
import { findActById, findFirstCheckpointOver } from "#db/receipts";

/**
 * What the receipt of an act is filled in with. All of it follows from evidence, so that a receipt says the same whenever it is read: the state of the
 * ledger is that of the first signed checkpoint over the act.
 */
export async function readActValues({ db, settings }: Pick<Portal, "db" | "settings">, actId: string | null): Promise<PlaceValues> {
  const act = actId === null ? null : await findActById(db, actId);
  if (!act) return {};
  const checkpoint = await findFirstCheckpointOver(db, act.id);
  return {
    actId: act.id,
    happenedAt: formatUtc(act.happenedAt),
    receipt: new URL(`/receipts/${act.id}`, settings.publicUrl).href,
    ...(checkpoint ? { checkpoint: checkpoint.note.trimEnd() } : {}),
  };
}
