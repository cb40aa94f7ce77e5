import { parseScopes } from "#app/domain/access/delegation";
import { entryRecorded, type EntryContent } from "#app/domain/evidence/new-entry";
import type { Entry } from "#app/ledger/entry";
import type { DelegationRow } from "#db/schema/delegation";

/** What the entry rests on besides the row: the index of the entry before it, and commitments to those concerned. */
type Known = { prev: number | null; commitments: NonNullable<Entry["commitments"]> };

/** What the ledger keeps of an authority that was granted or revoked: how far it goes and when; persons as commitments. */
export function delegationContent(row: DelegationRow, { prev, commitments }: Known): EntryContent {
  const { act, delegationId, relation, scopesJson, beginsAt, endsAt, signInId, acceptedSignInId } = row;
  const extent = act === "granted" ? { scopes: parseScopes(scopesJson), beginsAt, endsAt, acceptedSignIn: acceptedSignInId } : {};
  return {
    ...entryRecorded(`delegation.${act}`, row),
    ...(prev === null ? {} : { prev }),
    commitments,
    body: { delegation: delegationId, relation, signIn: signInId, ...extent },
  };
}
