import { delegationStateAt, type Delegation } from "#app/domain/access/delegation";
import { conditionOf } from "#app/domain/evidence/entries/deemed";
import { controllersOf, documentOf, MEANING, NOT_STATED, purposesOf, withdrawalUrl } from "#app/domain/evidence/receipt/mapping";
import type { DeemedBasis, LedgerPlace, Receipt } from "#app/domain/evidence/receipt/receipt";
import type { Instant } from "#app/domain/instant";
import type { JsonValue } from "#app/ledger/canonical";

/** Names the form of a record; raised when members are added or change their meaning. */
export const RECORD_SCHEMA = "concordat/record/3";

/**
 * The record of an act as JSON, with the member names of ISO/IEC TS 27560 where they fit. It names persons by ids alone,
 * and says nothing about the legal effect. `publicUrl` begins the addresses in it.
 */
export function recordOf(receipt: Receipt, publicUrl: string): JsonValue {
  const { act, lines, presentation, signIn, delegation, ledger, imported, deemed, objection } = receipt;
  const { state, dpv } = meaningOf(act);
  return {
    schema_version: RECORD_SCHEMA,
    record_id: act.id,
    pii_principal_id: act.partyId,
    pii_controllers: controllersOf(lines),
    event_type: act.kind,
    event_state: state,
    event_time: act.happenedAt,
    recorded_at: act.recordedAt,
    entity_id: act.actorId,
    collection_method: act.method,
    language: act.language,
    dpv: { version: "2.3", term: dpv },
    relation: delegation?.relation ?? "self",
    delegation_ref: act.delegationId,
    delegation: delegation && authorityOf(delegation, act.happenedAt),
    sign_in: signIn && { id: signIn.id, method: signIn.method, at: signIn.happenedAt },
    address: act.isAddressConfirmed === 1 ? "confirmed" : "self-declared",
    imported: imported && { source: imported.source, method: imported.sourceMethod, unknown: imported.unknowns },
    deemed: deemed && deemedOf(deemed),
    objection: objection && { late: objection.isLate, until: objection.untilAt, reason: objection.reason },
    ...(MEANING[act.kind].isConsent ? consentMembers(receipt, publicUrl) : termsMembers(receipt, publicUrl)),
    screen: presentation && {
      presentation_id: presentation.id,
      shown_at: presentation.happenedAt,
      sha256: presentation.screenSha256,
      url: `${publicUrl}/receipts/${act.id}/screen.html`,
      set_sha256: presentation.setSha256,
      set: presentation.set,
    },
    proof: { kept_by: "operator", ledger: ledger && placeOf(ledger), time_token: ledger?.timeToken ? tokenOf(ledger.timeToken, publicUrl) : null },
  };
}

/** What was taken as accepted was never accepted, and has no word in the vocabulary. */
function meaningOf({ kind, method }: Receipt["act"]): { state: string; dpv: string | null } {
  return method === "deemed" ? { state: "deemed", dpv: null } : MEANING[kind];
}

function deemedOf({ grade, useId, source, usedAt, reasons }: DeemedBasis): JsonValue {
  return { grade, use: { id: useId, source, at: usedAt }, conditions: reasons.map(conditionOf) };
}

/** The authority as it stood at the instant of the act. */
function authorityOf(delegation: Delegation, at: Instant): JsonValue {
  const { id, relation, scopes, beginsAt, endsAt, grantedAt } = delegation;
  return { id, relation, state: delegationStateAt(delegation, at), scopes, from: beginsAt, until: endsAt, granted_at: grantedAt };
}

function placeOf({ origin, index, leafHash, checkpoint }: LedgerPlace): JsonValue {
  return { origin, index, leaf_hash: leafHash, checkpoint };
}

/** The act was entered before what the authority states. */
function tokenOf({ id, authority, genTime, size }: NonNullable<LedgerPlace["timeToken"]>, publicUrl: string): JsonValue {
  const url = `${publicUrl}/transparency/tokens/${id}`;
  return { authority, not_after: genTime, checkpoint_size: size, url: `${url}.tst`, checkpoint_url: `${url}.checkpoint` };
}

/** Terms have no lawful basis of their own, no notice of privacy, and nothing to withdraw. */
function termsMembers({ lines }: Receipt, publicUrl: string): { [key: string]: JsonValue } {
  return { documents: lines.map((line) => documentOf(line, publicUrl)) };
}

function consentMembers({ lines }: Receipt, publicUrl: string): { [key: string]: JsonValue } {
  return {
    privacy_notice: lines.map((line) => documentOf(line, publicUrl)),
    purpose: purposesOf(lines),
    lawful_basis: "consent",
    withdrawal_method: withdrawalUrl(publicUrl),
    not_stated: NOT_STATED,
  };
}
