import { simpleParser } from "mailparser";
import { sha256Of } from "#app/domain/digest";
import { readDeliveryNames } from "#app/domain/notice/reports/delivery-name.server";
import { readDeliveryStatus, type DeliveryStatus } from "#app/domain/notice/reports/delivery-status";
import { recordReport } from "#app/domain/notice/reports/reported.server";
import type { Portal } from "#app/portal.server";

type Taking = Pick<Portal, "db" | "writer" | "keys" | "ledger" | "settings" | "secret" | "now">;

/**
 * What came of a mail that was handed in: recorded; known already; no report on a delivery; a report on something that this portal did not send; one on a delivery
 * that there is not (as after a restored backup); or one that names a delivery without the portal's mark.
 */
export type Bounced =
  | { outcome: "recorded" | "known"; deliveryId: string; state: DeliveryStatus["state"] }
  | { outcome: "no-report" | "not-ours" | "unknown" | "forged" };

/** A report comes before the message that it returns, so what lies further back is not needed. */
export const MOST_BOUNCE_BYTES = 1_048_576;

/**
 * Takes in a mail that a mail server sent about a delivery (RFC 3464) and records what it says of it, once. Answers of people and machines are no reports.
 * Throws ledger-stopped.
 */
export async function takeBounce(portal: Taking, bytes: Uint8Array): Promise<Bounced> {
  const mail = Buffer.from(bytes.subarray(0, MOST_BOUNCE_BYTES));
  const report = await readReport(mail);
  if (report === null) return { outcome: "no-report" };
  const { deliveryIds: [deliveryId], hasForged } = readDeliveryNames(portal.secret, `${report.text}\n${mail.toString("latin1")}`);
  if (deliveryId === undefined) return { outcome: hasForged ? "forged" : "not-ours" };
  const { state, address, detail } = report.status;
  const outcome = await recordReport(portal, { deliveryId, state, source: "dsn", address, detail, reportId: sha256Of(mail).slice(0, 32) });
  return outcome === "unknown" ? { outcome } : { outcome, deliveryId, state };
}

/** The report in a mail, with its text; null where the mail is none, or says nothing that is known. */
async function readReport(mail: Buffer): Promise<{ status: DeliveryStatus; text: string } | null> {
  const { headerLines, attachments } = await simpleParser(mail, { keepDeliveryStatus: true, skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true });
  if (!headerLines.some(({ key, line }) => key === "content-type" && /^[^:]*:\s*multipart\/report\b/i.test(line))) return null;
  const text = attachments.find(({ contentType }) => contentType === "message/delivery-status")?.content.toString("utf8") ?? "";
  const status = readDeliveryStatus(text);
  return status && { status, text };
}
