import { sha256Of } from "#app/domain/digest";
import { batchEntry } from "#app/domain/evidence/entries/notice";
import { newEntry } from "#app/domain/evidence/new-entry";
import { newId } from "#app/domain/ids";
import type { Portal } from "#app/portal.server";
import { insertRow, type NewEntry, type Step } from "#db/commit";
import type { DeliveryList } from "#db/notice/fan-out";
import type { DeliveryBatchRow } from "#db/schema/notices";

/** The record of deliveries that were made together, and its entry: the ledger holds the hash of their list, one line for each. */
export function newBatch({ ledger, now }: Pick<Portal, "ledger" | "now">, noticeId: string, list: DeliveryList): { steps: Step[]; entries: NewEntry[] } {
  const { firstId, lastId, deliveries, lines } = list;
  const at = now();
  const row: DeliveryBatchRow = {
    id: newId("dlb", at), noticeId, firstId, lastId, deliveries, listSha256: sha256Of(lines), happenedAt: at, recordedAt: at,
  };
  return { steps: [insertRow("deliveryBatches", row)], entries: [newEntry(ledger.open(), batchEntry(row))] };
}
