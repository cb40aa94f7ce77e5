import { requireAuthority } from "#app/domain/access/delegation.server";
import { boundAgreements, LEAVING_REASON, type LeftAgreement } from "#app/domain/access/leaving";
import { readLeaving } from "#app/domain/access/leaving.server";
import { leftMails } from "#app/domain/access/leaving-mail.server";
import type { Session } from "#app/domain/access/session.server";
import { untilDecided } from "#app/domain/acceptance/record-act.server";
import { readStandings } from "#app/domain/acceptance/standing.server";
import { leftContent } from "#app/domain/evidence/entries/leaving";
import { newErasureRequest } from "#app/domain/evidence/erasure/request.server";
import { newEntry } from "#app/domain/evidence/new-entry";
import { commitTo } from "#app/domain/evidence/openings.server";
import { newId } from "#app/domain/ids";
import { plusMilliseconds, type Instant } from "#app/domain/instant";
import { checkFreshSignIn } from "#app/domain/publication/later/proposals.server";
import { recordRefusals } from "#app/domain/publication/refused.server";
import { DomainError } from "#app/domain/refusal";
import type { Portal } from "#app/portal.server";
import { insertRow, type Step } from "#db/commit";
import { countActs } from "#db/erasure/leavings";
import type { LeavingRow } from "#db/schema/leavings";

/** The most characters that a reason is kept with. */
export const LONGEST_LEAVING_REASON = 2000;

const DAY_MS = 86_400_000;

type Leaver = Pick<Session, "accountId" | "partyId" | "party" | "own" | "roles" | "signInId" | "address">;

export type Left = { outcome: "left"; id: string; dataUntil: Instant } | { outcome: "left before"; id: string; dataUntil: Instant };

/** Until when one who left now could fetch their data. */
export function fetchableUntil({ settings, now }: Pick<Portal, "settings" | "now">): Instant {
  return plusMilliseconds(now(), settings.copyDays * DAY_MS);
}

/**
 * Leaves, freshly signed in, for whom the session acts: every agreement ends for the party at this instant, nothing more can be accepted in
 * its name, and a person's erasure is asked for, to be decided once the data could be fetched. Recorded once, whoever is second finds the
 * first. Refuses authority-missing, sign-in-stale, and leaving-has-roles to staff.
 */
export async function leave(portal: Portal, { actor, reason }: { actor: Leaver; reason: string }): Promise<Left> {
  return recordRefusals(portal, { operation: "leave", subject: actor.partyId, actor }, () => untilDecided(() => tryLeave(portal, actor, reason)));
}

async function tryLeave(portal: Portal, actor: Leaver, reason: string): Promise<Left> {
  const authority = await requireAuthority(portal, actor, { scope: "accept", at: portal.now() });
  const before = await readLeaving(portal, actor.partyId);
  if (before) return { outcome: "left before", id: before.id, dataUntil: before.dataUntil };
  await checkFreshSignIn(portal, actor);
  if (isForSelf(actor) && actor.roles.length > 0) throw new DomainError("leaving-has-roles", { roles: actor.roles.join(", ") });
  const acts = await countActs(portal.db, actor.partyId);
  const agreements = boundAgreements(await readStandings(portal, actor));
  return record(portal, actor, { acts, agreements, reason: keptReason(reason), delegationId: authority?.id ?? null });
}

function isForSelf({ partyId, own }: Pick<Leaver, "partyId" | "own">): boolean {
  return partyId === own.partyId;
}

function keptReason(reason: string): string | null {
  return reason.trim().slice(0, LONGEST_LEAVING_REASON) || null;
}

type Leaves = { acts: number; agreements: LeftAgreement[]; reason: string | null; delegationId: string | null };

async function record(portal: Portal, actor: Leaver, { acts, agreements, reason, delegationId }: Leaves): Promise<Left> {
  const { partyId, accountId: actorId, signInId } = actor;
  const at = portal.now();
  const request = isForSelf(actor) ? await newErasureRequest(portal, { partyId, actor, ground: "accountClosed", words: reason ?? "", askedBy: "reader" }) : null;
  const reasonSealed = reason && (await portal.keys.seal(partyId, LEAVING_REASON, reason));
  const dates = { dataUntil: fetchableUntil(portal), happenedAt: at, recordedAt: at };
  const row: LeavingRow = {
    id: newId("lvg", at), partyId, actorId, delegationId, signInId, agreementsJson: JSON.stringify(agreements), reasonSealed, requestId: request?.id ?? null, acts, ...dates,
  };
  await commitLeaving(portal, { row, values: { party: partyId, actor: actorId, address: actor.address, reason }, steps: request?.steps ?? [] });
  return { outcome: "left", id: row.id, dataUntil: row.dataUntil };
}

type Written = { row: LeavingRow; values: Record<string, string | null>; steps: Step[] };

async function commitLeaving(portal: Portal, { row, values, steps }: Written): Promise<void> {
  const committed = await commitTo(portal, { recordId: row.id, partyId: row.partyId, values });
  const mails = await leftMails(portal, row);
  await portal.writer.commit({
    steps: [insertRow("leavings", row), ...steps, ...committed.steps, ...mails],
    entries: [newEntry(portal.ledger.open(), leftContent(row, committed.commitments))],
  });
}
