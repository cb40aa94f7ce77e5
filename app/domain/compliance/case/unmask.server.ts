import { recordAudit } from "#app/domain/compliance/audit/record.server";
import { plusMilliseconds, type Instant } from "#app/domain/instant";
import { checkReason, checkRole, type Actor } from "#app/domain/publication/actor";
import { checkFreshSignIn } from "#app/domain/publication/later/proposals.server";
import { recordRefusals } from "#app/domain/publication/refused.server";
import { DomainError } from "#app/domain/refusal";
import type { Portal } from "#app/portal.server";
import { findUnmasking } from "#db/compliance/audit";
import { findPartyState, findSubject } from "#db/erasure/erasure";

/** For how long what was unmasked stays so, on the sign-in on which it was. */
export const UNMASKED_MINUTES = 15;

type Unmasking = Pick<Portal, "db" | "keys" | "writer" | "ledger" | "now">;

/**
 * Has the personal data of one case shown to an auditor, freshly signed in, who says why: from then on for fifteen minutes, on this sign-in alone. It is on
 * record, and in the ledger, before anything is shown. Throws role-missing, sign-in-stale, reason-missing, party-unknown, party-locked; each is recorded.
 */
export function unmaskCase(portal: Unmasking, { partyId, reason, actor }: { partyId: string; reason: string; actor: Actor }): Promise<void> {
  return recordRefusals(portal, { operation: "unmaskCase", subject: partyId, actor }, async () => {
    checkRole(actor, "auditor");
    await checkFreshSignIn(portal, actor);
    const words = checkReason(reason);
    await checkReadable(portal, partyId);
    const about = { act: "case.unmasked", partyId, actorId: actor.accountId, signInId: actor.signInId, detailJson: "{}" } as const;
    await recordAudit(portal, { ...about, reason: words.toWellFormed(), onceKey: null });
  });
}

/** Until when the case is unmasked on this sign-in; null where it is not. */
export async function readUnmasked({ db, now }: Pick<Portal, "db" | "now">, { partyId, actor }: { partyId: string; actor: Pick<Actor, "signInId"> }): Promise<Instant | null> {
  const length = UNMASKED_MINUTES * 60_000;
  const found = await findUnmasking(db, { partyId, signInId: actor.signInId, from: plusMilliseconds(now(), -length) });
  return found && plusMilliseconds(found.happenedAt, length);
}

/** Nothing is shown of one whose data is restricted or erased, whatever the reason. */
async function checkReadable({ db }: Pick<Portal, "db">, partyId: string): Promise<void> {
  const state = await findPartyState(db, partyId);
  if (state && state.state !== "free") throw new DomainError("party-locked");
  if (!(await findSubject(db, partyId))) throw new DomainError("party-unknown", { partyId: partyId.slice(0, 80) });
}
