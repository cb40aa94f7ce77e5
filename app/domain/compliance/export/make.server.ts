import { checkBag } from "#app/domain/compliance/bag/survey.server";
import { DATA_SETS } from "#app/domain/compliance/export/data-sets";
import { asDataSet, filterOf } from "#app/domain/compliance/export/made.server";
import { exportContent } from "#app/domain/compliance/export/entry";
import { checkFormat, checkMask, filterRecord, needsSecondPerson, readFilter, type ExportOrder } from "#app/domain/compliance/export/order";
import { resolveFilter } from "#app/domain/compliance/export/resolve.server";
import { newEntry } from "#app/domain/evidence/new-entry";
import { stampCheckpoint } from "#app/domain/evidence/time/time-token-stamp.server";
import { newId } from "#app/domain/ids";
import { checkReason, checkRole, type Actor } from "#app/domain/publication/actor";
import { checkFreshSignIn } from "#app/domain/publication/later/proposals.server";
import { recordRefusals } from "#app/domain/publication/refused.server";
import { DomainError } from "#app/domain/refusal";
import { parseTreeHead } from "#app/ledger/checkpoint";
import type { Portal } from "#app/portal.server";
import { insertRow, type Step } from "#db/commit";
import type { ExportRequestRow, ExportRow } from "#db/schema/exports";

type Making = Pick<Portal, "db" | "writer" | "ledger" | "settings" | "now">;

/** An export that may be fetched now, or a request that waits for a second person. */
export type Ordered = { outcome: "made"; id: string } | { outcome: "asked"; id: string };

/**
 * An auditor, freshly signed in, takes rows out and says why. The export is on record, and in the ledger, before anything is read; with names and
 * addresses of more than one party it waits for a second person instead. Refuses role-missing, sign-in-stale, reason-missing, export-no-party,
 * export-filter-unfit, export-format-unfit, export-size-unfit, agreement-unknown, version-unknown, bag-empty, bag-too-large.
 */
export function orderExport(portal: Making, { order, actor }: { order: ExportOrder; actor: Actor }): Promise<Ordered> {
  return recordRefusals(portal, { operation: "orderExport", subject: order.dataSet, actor }, async () => {
    checkRole(actor, "auditor");
    await checkFreshSignIn(portal, actor);
    const reason = checkReason(order.reason);
    checkMask(order);
    checkFormat(order);
    const filter = readFilter(order.dataSet, order.filter);
    await resolveFilter(portal, filter);
    const { dataSet, format, mask } = order;
    const what = { dataSet, format, mask, reason, ...filterRecord(filter), actorId: actor.accountId, signInId: actor.signInId };
    const planned = { ...what, requestId: null, approverId: null };
    if (needsSecondPerson({ mask, filter })) {
      await planExport(portal, planned, order.size);
      return askForExport(portal, what);
    }
    if (order.size === null) await stampBefore(portal);
    const { id, ...commit } = await planExport(portal, planned, order.size);
    await portal.writer.commit(commit);
    return { outcome: "made", id };
  });
}

type What = Omit<ExportRequestRow, "id" | "happenedAt" | "recordedAt">;

async function askForExport({ writer, now }: Making, what: What): Promise<Ordered> {
  const at = now();
  const id = newId("xrq", at);
  await writer.commit({ steps: [insertRow("exportRequests", { id, ...what, happenedAt: at, recordedAt: at })] });
  return { outcome: "asked", id };
}

/**
 * The record of an export at the checkpoint over so many entries, all where none are named, and its entry, to be committed before anything is read.
 * Refuses export-size-unfit; of an evidence bag bag-empty and bag-too-large.
 */
export async function planExport(
  portal: Making,
  what: What & Pick<ExportRow, "requestId" | "approverId">,
  size: number | null,
): Promise<{ id: string; steps: Step[]; entries: ReturnType<typeof newEntry>[] }> {
  const { ledger, now } = portal;
  const newest = await ledger.checkpoint();
  const most = sizeOf(newest);
  if (size !== null && (!Number.isSafeInteger(size) || size < 1 || size > most)) throw new DomainError("export-size-unfit", { size: most });
  const checkpoint = size === null ? newest : await ledger.checkpoint(size);
  const open = ledger.open();
  const at = now();
  const made = { columnsVersion: columnsVersionOf(what.dataSet), ledgerNumber: open.number, size: size ?? most, checkpoint, happenedAt: at, recordedAt: at };
  const row: ExportRow = { id: newId("xpt", at), ...what, ...made };
  if (what.dataSet === "evidence") await checkBag(portal, { ...row, filter: filterOf(what.filterJson) });
  return { id: row.id, steps: [insertRow("exports", row)], entries: [newEntry(open, exportContent(row))] };
}

/**
 * Has the checkpoint stamped by the outside authority, where there is one, so that the export rests on its token. That it does not answer, or answers falsely, stops
 * no export: the token is then missing, as who reads the export can see. A stopped ledger refuses by itself.
 */
export async function stampBefore(portal: Making): Promise<void> {
  await stampCheckpoint(portal).catch((error: unknown) => {
    if (!(error instanceof DomainError)) throw error;
  });
}

function columnsVersionOf(dataSet: string): number {
  return DATA_SETS[asDataSet(dataSet)].version;
}

/** The number of entries of a checkpoint that this portal signed. */
function sizeOf(checkpoint: string): number {
  const head = parseTreeHead(`${checkpoint.split("\n\n")[0] ?? ""}\n`);
  if (!head) throw new Error("a checkpoint of the ledger that cannot be read");
  return head.size;
}
