import type { ActLine } from "#app/domain/acceptance/act-line";
import { delegationStateAt, type Delegation } from "#app/domain/access/delegation";
import type { LedgerPlace, Receipt, ReceiptLine } from "#app/domain/evidence/receipt";
import { textFile } from "#app/domain/publication/text-file";
import type { Instant } from "#app/domain/instant";
import type { JsonValue } from "#app/ledger/canonical";

/** Names the form of a record; raised when members are added or change their meaning. */
export const RECORD_SCHEMA = "concordat/record/1";

/**
 * What the act was, in our words and those of the Data Privacy Vocabulary 2.3. Accepted terms are a contract and never a
 * consent.
 */
const MEANING: Record<ActLine["kind"], { state: string; dpv: string }> = {
  acceptance: { state: "accepted", dpv: "dpv:AcceptContract" },
  decline: { state: "declined", dpv: "dpv:RefuseContract" },
  consent: { state: "given", dpv: "dpv:ConsentGiven" },
  refusal: { state: "refused", dpv: "dpv:ConsentRefused" },
  withdrawal: { state: "withdrawn", dpv: "dpv:ConsentWithdrawn" },
};

/**
 * The record of an act as JSON, with member names after ISO/IEC TS 27560 where they fit. It names persons by ids alone,
 * and says nothing about the legal effect. `publicUrl` begins the addresses in it.
 */
export function recordOf({ act, lines, presentation, signIn, delegation, ledger, imported }: Receipt, publicUrl: string): JsonValue {
  return {
    schema: RECORD_SCHEMA,
    record_id: act.id,
    kind: act.kind,
    state: MEANING[act.kind].state,
    dpv: { version: "2.3", term: MEANING[act.kind].dpv },
    method: act.method,
    at: act.happenedAt,
    recorded_at: act.recordedAt,
    subject_ref: act.partyId,
    actor_ref: act.actorId,
    relation: delegation?.relation ?? "self",
    delegation_ref: act.delegationId,
    delegation: delegation && authorityOf(delegation, act.happenedAt),
    sign_in: signIn && { id: signIn.id, method: signIn.method, at: signIn.happenedAt },
    address: act.isAddressConfirmed === 1 ? "confirmed" : "self-declared",
    language: act.language,
    imported: imported && { source: imported.source, method: imported.sourceMethod, unknown: imported.unknowns },
    documents: lines.map((line) => documentOf(line, publicUrl)),
    ...consentMembers(lines[0], publicUrl),
    screen: presentation && {
      presentation_id: presentation.id,
      shown_at: presentation.happenedAt,
      sha256: presentation.screenSha256,
      url: `${publicUrl}/receipts/${act.id}/screen.html`,
      set_sha256: presentation.setSha256,
      set: presentation.set,
    },
    proof: { kept_by: "operator", ledger: ledger && placeOf(ledger), time_token: null },
  };
}

/** The authority as it stood at the instant of the act. */
function authorityOf(delegation: Delegation, at: Instant): JsonValue {
  const { id, relation, scopes, beginsAt, endsAt, grantedAt } = delegation;
  return { id, relation, state: delegationStateAt(delegation, at), scopes, from: beginsAt, until: endsAt, granted_at: grantedAt };
}

function placeOf({ origin, index, leafHash, checkpoint }: LedgerPlace): JsonValue {
  return { origin, index, leaf_hash: leafHash, checkpoint };
}

function documentOf(line: ReceiptLine, publicUrl: string): JsonValue {
  const { version, shown, binding } = line;
  const versionUrl = `${publicUrl}/agreements/${line.slug}/versions/${version.number}`;
  const { contractingParty } = version.manifest.agreement;
  return {
    id: line.agreementId,
    slug: line.slug,
    version: version.number,
    version_id: version.id,
    title: shown.title,
    language: shown.language,
    sha256: shown.sha256,
    url: `${versionUrl}/${textFile(shown)}`,
    binding: { language: binding.language, sha256: binding.sha256, url: `${versionUrl}/${textFile(binding)}` },
    manifest_sha256: version.manifestSha256,
    precedence: line.precedence,
    effective_at: line.effectiveAt,
    operator: { name: contractingParty.name, address: contractingParty.address, contact: contractingParty.contact },
    conspicuous: line.conspicuous,
    replaces_record: line.replacesActId,
  };
}

/** What only the record of a consent has. */
function consentMembers({ purpose, version }: ReceiptLine, publicUrl: string): { [key: string]: JsonValue } {
  if (purpose === null) return {};
  const definition = version.manifest.agreement.purposes?.find(({ code }) => code === purpose);
  return {
    purpose: [{ code: purpose, title: definition?.title ?? null, description: definition?.description ?? null }],
    withdraw_how: `${publicUrl}/consents`,
  };
}
