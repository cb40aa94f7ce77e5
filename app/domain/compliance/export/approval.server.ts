import { asDataSet, filterOf } from "#app/domain/compliance/export/made.server";
import { planExport, stampBefore } from "#app/domain/compliance/export/make.server";
import type { DataSetName } from "#app/domain/compliance/export/data-sets";
import type { Filter } from "#app/domain/compliance/export/order";
import { checkReason, checkRole, type Actor } from "#app/domain/publication/actor";
import { checkFreshSignIn } from "#app/domain/publication/later/proposals.server";
import { recordRefusals } from "#app/domain/publication/refused.server";
import { DomainError } from "#app/domain/refusal";
import type { Portal } from "#app/portal.server";
import { insertRow, KeyTakenError, type Commit } from "#db/commit";
import { findExportRequest, selectWaitingExports } from "#db/compliance/exports";
import type { ExportDecisionRow, ExportRequestRow } from "#db/schema/exports";

type Deciding = Pick<Portal, "db" | "writer" | "ledger" | "settings" | "now">;

/** A request for names and addresses of more than one party, before it is decided about. */
export type WaitingExport = Omit<ExportRequestRow, "dataSet" | "filterJson"> & { dataSet: DataSetName; filter: Filter };

const MOST_SHOWN = 50;

/** The requests that wait for a second person, the oldest first. */
export async function listWaiting({ db }: Pick<Portal, "db">): Promise<WaitingExport[]> {
  const rows = await selectWaitingExports(db, MOST_SHOWN);
  return rows.map(({ dataSet, filterJson, ...row }) => ({ ...row, dataSet: asDataSet(dataSet), filter: filterOf(filterJson) }));
}

/**
 * A second person, freshly signed in, approves an export with names and addresses; it is on record, and in the ledger, from then on. Gives its id.
 * Refuses role-missing, export-unknown, export-own (who asked), export-decided, sign-in-stale, bag-empty, bag-too-large.
 */
export function approveExport(portal: Deciding, { requestId, actor }: { requestId: string; actor: Actor }): Promise<string> {
  return recordRefusals(portal, { operation: "approveExport", subject: requestId, actor }, async () => {
    const request = await readForDecision(portal, requestId, actor);
    await checkFreshSignIn(portal, actor);
    const { dataSet, format, filterJson, filterSha256, mask, reason, actorId, signInId } = request;
    const what = { dataSet, format, filterJson, filterSha256, mask, reason, actorId, signInId, requestId, approverId: actor.accountId };
    await stampBefore(portal);
    const { id, steps, entries } = await planExport(portal, what, null);
    await decide(portal, { steps: [decisionStep(portal, { requestId, act: "approved", reason: "", actor }), ...steps], entries });
    return id;
  });
}

/** A second person refuses an export with a reason. Refuses role-missing, export-unknown, export-own, export-decided, reason-missing. */
export async function rejectExport(portal: Deciding, input: { requestId: string; actor: Actor; reason: string }): Promise<void> {
  const { requestId, actor } = input;
  await recordRefusals(portal, { operation: "rejectExport", subject: requestId, actor }, async () => {
    await readForDecision(portal, requestId, actor);
    const reason = checkReason(input.reason);
    await decide(portal, { steps: [decisionStep(portal, { requestId, act: "rejected", reason, actor })] });
  });
}

/** Takes a request back that nobody has decided about; only who made it may. Refuses export-unknown, export-decided. */
export async function withdrawExport(portal: Deciding, { requestId, actor }: { requestId: string; actor: Actor }): Promise<void> {
  const request = await readUndecided(portal, requestId);
  if (request.actorId !== actor.accountId) throw new DomainError("export-unknown");
  await decide(portal, { steps: [decisionStep(portal, { requestId, act: "withdrawn", reason: "", actor })] });
}

async function readForDecision(portal: Deciding, requestId: string, actor: Actor): Promise<ExportRequestRow> {
  checkRole(actor, "auditor", "operator");
  const request = await readUndecided(portal, requestId);
  if (request.actorId === actor.accountId) throw new DomainError("export-own");
  return request;
}

async function readUndecided({ db }: Deciding, requestId: string): Promise<ExportRequestRow> {
  const found = await findExportRequest(db, requestId);
  if (!found) throw new DomainError("export-unknown");
  if (found.decision) throw new DomainError("export-decided");
  return found.request;
}

type Decision = Pick<ExportDecisionRow, "requestId" | "act" | "reason"> & { actor: Actor };

function decisionStep({ now }: Deciding, { actor, ...decision }: Decision) {
  const at = now();
  return insertRow("exportDecisions", { ...decision, actorId: actor.accountId, signInId: actor.signInId, happenedAt: at, recordedAt: at });
}

/** A request is decided about once: its id is the key. */
async function decide({ writer }: Deciding, commit: Commit): Promise<void> {
  try {
    await writer.commit(commit);
  } catch (error) {
    throw error instanceof KeyTakenError ? new DomainError("export-decided") : error;
  }
}
