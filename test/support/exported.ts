import { orderExport, type Ordered } from "#app/domain/compliance/export/make.server";
import { openExport } from "#app/domain/compliance/export/bytes.server";
import type { Cursor } from "#app/domain/compliance/export/cursor";
import { readExport, type MadeExport } from "#app/domain/compliance/export/made.server";
import type { ExportOrder } from "#app/domain/compliance/export/order";
import { newEntry } from "#app/domain/evidence/new-entry";
import type { Actor } from "#app/domain/publication/actor";
import type { Portal } from "#app/portal.server";
import { insertRow, type Commit } from "#db/commit";
import type { ActLineRow } from "#db/schema/acceptance";

/** An order for all acceptances as CSV, masked; what is named differs. */
export function orderOf(changes: Partial<ExportOrder> = {}): ExportOrder {
  return { dataSet: "acceptances", format: "csv", filter: {}, mask: "masked", reason: "yearly audit", size: null, ...changes };
}

/** An export that needs no second person. */
export async function makeExport(portal: Portal, actor: Actor, changes: Partial<ExportOrder> = {}): Promise<MadeExport> {
  const ordered: Ordered = await orderExport(portal, { order: orderOf(changes), actor });
  if (ordered.outcome !== "made") throw new Error("the export waits for a second person");
  return readExport(portal, ordered.id);
}

/** The whole file of an export. */
export async function bytesOf(portal: Portal, made: MadeExport, after: Cursor | null = null): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of await openExport(portal, made, after)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** What is written into the columns of an act; the rest is usual. */
export type ActPlan = { versionId: string; partyId?: string; language?: string; conspicuousJson?: string; lines?: number };

/** An acceptance with its entry, as plain rows: `number` tells acts apart, and grows with them. */
export function acceptanceCommit(place: { ledger: ReturnType<Portal["ledger"]["open"]>; at: string; sha256: string; agreementId: string }, number: number, plan: ActPlan): Commit {
  const id = `acc_${String(number).padStart(26, "0")}`;
  const { versionId, partyId = `pty_${number % 1000}`, language = "en" } = plan;
  const times = { happenedAt: place.at, recordedAt: place.at };
  const act = {
    id, kind: "acceptance" as const, method: "click" as const, partyId, actorId: `usr_${partyId.slice(4)}`, delegationId: null, presentationId: null, signInId: null,
    language, isAddressConfirmed: 1 as const, ...times,
  };
  const lines = Array.from({ length: plan.lines ?? 1 }, (_, position): ActLineRow => ({
    actId: id, position, partyId, subject: `${id}/${position}`, followsActId: "", agreementId: place.agreementId, versionId, language, shownSha256: place.sha256,
    bindingSha256: place.sha256, precedence: 30, purpose: null, conspicuousJson: plan.conspicuousJson ?? "[]", replacesActId: null, ...times,
  }));
  const entry = newEntry(place.ledger, { kind: "acceptance.click", record: id, at: place.at, recordedAt: place.at });
  return { steps: [insertRow("acts", act), ...lines.map((line) => insertRow("actLines", line))], entries: [entry] };
}

/** Where acceptances of a version can be written to. */
export async function placeFor({ db, ledger, now }: Portal, versionId: string) {
  const { agreementId } = await db.selectFrom("versions").where("id", "=", versionId).select("agreementId").executeTakeFirstOrThrow();
  const { sha256 } = await db.selectFrom("versionTexts").where("versionId", "=", versionId).select("sha256").executeTakeFirstOrThrow();
  return { ledger: ledger.open(), at: now(), sha256, agreementId };
}
