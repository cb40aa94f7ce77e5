import { recordDelivery, type Observed } from "#app/domain/notice/delivery/events.server";
import { openValue } from "#app/domain/evidence/personal-value.server";
import type { Portal } from "#app/portal.server";
import { findDelivery, selectEventDetails } from "#db/notice/notices";

type Reporting = Pick<Portal, "db" | "writer" | "keys" | "ledger" | "settings" | "now">;

/** What somebody outside says of a delivery, with a name for the report by which a repetition is known. */
export type Reported = Observed & { reportId: string };

/** Recorded; told before, and counted once; or about a delivery that there is not. */
export type ReportOutcome = "recorded" | "known" | "unknown";

/**
 * Records what was reported, once for each report: one that comes again after others changes nothing. A report about an erased party is told from its
 * repetitions by its state alone.
 */
export async function recordReport(portal: Reporting, { reportId, ...observed }: Reported): Promise<ReportOutcome> {
  const delivery = await findDelivery(portal.db, observed.deliveryId);
  if (!delivery) return "unknown";
  const mark = `[${reportId}]`;
  for (const sealed of await selectEventDetails(portal.db, delivery.id)) {
    const detail = await openValue(portal, { partyId: delivery.partyId, field: "deliveryEvents.detail", sealed });
    if (detail?.endsWith(mark)) return "known";
  }
  return recordDelivery(portal, { ...observed, detail: `${observed.detail ?? ""} ${mark}`.trim() });
}
