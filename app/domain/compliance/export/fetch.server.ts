import { openExport } from "#app/domain/compliance/export/bytes.server";
import { parseCursor } from "#app/domain/compliance/export/cursor";
import { readExport, type MadeExport } from "#app/domain/compliance/export/made.server";
import { sendFile, type Receiver, type Sent } from "#app/domain/compliance/export/send.server";
import { plusMilliseconds } from "#app/domain/instant";
import { checkRole, type Actor } from "#app/domain/publication/actor";
import { checkFreshSignIn } from "#app/domain/publication/later/proposals.server";
import { recordRefusals } from "#app/domain/publication/refused.server";
import { DomainError } from "#app/domain/refusal";
import type { Portal } from "#app/portal.server";

/** How long names and addresses may be fetched once their export is on record. */
export const UNMASKED_HOURS = 24;

type Fetching = Pick<Portal, "db" | "writer" | "keys" | "ledger" | "now">;

/** A file to be sent; that it is fetched is on record once it is. */
export type ExportFile = { made: MadeExport; send(to: Receiver): Promise<Sent> };

/**
 * The file of an export that is on record: for any auditor where nobody is named in it, else for who asked, freshly signed in, within a day; `after` is the
 * last row that they have, as ledger, index and line with full stops between. Refuses role-missing, export-unknown, export-foreign, export-over,
 * sign-in-stale, export-cursor-unfit.
 */
export function fetchExport(portal: Fetching, { id, after, actor }: { id: string; after: string | null; actor: Actor }): Promise<ExportFile> {
  return recordRefusals(portal, { operation: "fetchExport", subject: id, actor }, async () => {
    checkRole(actor, "auditor");
    const made = await readExport(portal, id);
    if (made.mask === "unmasked") await checkUnmasked(portal, made, actor);
    const cursor = after === null ? null : parseCursor(after);
    if (after !== null && cursor === null) throw new DomainError("export-cursor-unfit");
    const bytes = await openExport(portal, made, cursor);
    return { made, send: (to) => sendFile(portal, { exportId: id, after, actor, bytes, to }) };
  });
}

async function checkUnmasked(portal: Fetching, made: MadeExport, actor: Actor): Promise<void> {
  if (made.actorId !== actor.accountId) throw new DomainError("export-foreign");
  if (plusMilliseconds(made.happenedAt, UNMASKED_HOURS * 3_600_000) < portal.now()) throw new DomainError("export-over");
  await checkFreshSignIn(portal, actor);
}
