import type { GrantDetail, Relation, RevocationDetail, Scope } from "#app/domain/access/delegation";
import { DELEGATION_DETAIL } from "#app/domain/access/delegation.server";
import { delegationContent } from "#app/domain/evidence/entries/delegation";
import { newEntry } from "#app/domain/evidence/new-entry";
import { commitTo } from "#app/domain/evidence/openings.server";
import { valueSteps } from "#app/domain/evidence/personal-value.server";
import { newId } from "#app/domain/ids";
import type { Instant } from "#app/domain/instant";
import type { Portal } from "#app/portal.server";
import { insertRow, type Commit } from "#db/commit";
import { findNewestEntry } from "#db/ledger/recorded";
import type { DelegationRow } from "#db/schema/delegation";

type Recording = Pick<Portal, "db" | "keys" | "now" | "ledger">;

/** Who did it, and on which sign-in. */
type By = { byId: string; signInId: string };

export type NewGrant = By & {
  partyId: string;
  actorId: string;
  relation: Relation;
  scopes: readonly Scope[];
  beginsAt: Instant;
  endsAt: Instant | null;
  acceptedSignInId: string | null;
  /** Names and addresses as they are now. */
  detail: GrantDetail;
};

/** What grants an authority: the row, its entry, and what opens the entry's commitments, all under the organisation's key. */
export async function grantCommit(portal: Recording, { scopes, detail, ...grant }: NewGrant): Promise<Commit> {
  const at = portal.now();
  const id = newId("dlg", at);
  const row: DelegationRow = {
    id,
    delegationId: id,
    act: "granted",
    followsId: "",
    ...grant,
    scopesJson: JSON.stringify(scopes),
    happenedAt: at,
    recordedAt: at,
  };
  return delegationCommit(portal, row, detail);
}

export type NewRevocation = By & {
  granted: Pick<DelegationRow, "id" | "partyId" | "actorId" | "relation">;
  /** Not before the last act under the authority. */
  happenedAt: Instant;
  detail: RevocationDetail;
};

/** What revokes an authority, as grantCommit. */
export async function revocationCommit(portal: Recording, { granted, detail, ...revocation }: NewRevocation): Promise<Commit> {
  const at = portal.now();
  const { partyId, actorId, relation } = granted;
  const row: DelegationRow = {
    id: newId("dlg", at),
    delegationId: granted.id,
    act: "revoked",
    followsId: granted.id,
    partyId,
    actorId,
    relation,
    scopesJson: "[]",
    beginsAt: null,
    endsAt: null,
    ...revocation,
    acceptedSignInId: null,
    recordedAt: at,
  };
  return delegationCommit(portal, row, detail);
}

async function delegationCommit(portal: Recording, row: DelegationRow, detail: GrantDetail | RevocationDetail): Promise<Commit> {
  const ledger = portal.ledger.open();
  const { id: recordId, partyId, actorId, byId, followsId } = row;
  const values = { party: partyId, actor: actorId, by: byId, detail };
  const { commitments, steps } = await commitTo(portal, { recordId, partyId, values });
  const prev = followsId === "" ? null : await findNewestEntry(portal.db, { ledgerNumber: ledger.number, recordIds: [followsId] });
  const told = await valueSteps(portal, { recordId, partyId, field: DELEGATION_DETAIL, value: JSON.stringify(detail) });
  return { steps: [insertRow("delegations", row), ...told, ...steps], entries: [newEntry(ledger, delegationContent(row, { prev, commitments }))] };
}
