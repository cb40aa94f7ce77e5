import type { ActLine } from "#app/domain/acceptance/act-line";
import { isSameAddress } from "#app/domain/access/address";
import { claimAddress } from "#app/domain/access/sign-up.server";
import { sha256Of } from "#app/domain/digest";
import { actContent, personalValues } from "#app/domain/evidence/entries/act";
import type { ImportedRow } from "#app/domain/evidence/import/import-row";
import { newEntry } from "#app/domain/evidence/new-entry";
import { commitTo } from "#app/domain/evidence/openings.server";
import { valueSteps } from "#app/domain/evidence/personal-value.server";
import { newId } from "#app/domain/ids";
import type { Instant } from "#app/domain/instant";
import type { AgreementHistory } from "#app/domain/publication/history";
import type { Portal } from "#app/portal.server";
import { insertOnce, insertRow, KeyTakenError } from "#db/commit";
import { selectLatestLines } from "#db/evidence";
import { findNewestEntry } from "#db/ledger/recorded";
import type { ActLineRow, ActRow } from "#db/schema/acceptance";
import type { ImportedActRow } from "#db/schema/imports";

/** Names the place of a row as it was given, for its seal. */
export const ROW_FIELD = "importedActs.row";

/** Who did an act that was made elsewhere is not known. */
const UNKNOWN_ACTOR = "unknown";

export type Importing = { row: ImportedRow; history: AgreementHistory; importId: string };

/**
 * Whose acceptance it is: the account that confirmed the address, or a party without account that the address or the
 * source's own reference names, made here where there is none. Null where an account has the address and did not confirm it.
 */
export async function findImportedParty(portal: Portal, { party, source }: ImportedRow): Promise<string | null> {
  if ("reference" in party) return claimReference(portal, sha256Of(`${source}\0${party.reference}`));
  const claim = await claimAddress(portal, party.email);
  if (claim.kind !== "account") return claim.partyId;
  const isOwn = isSameAddress(claim.account.address, party.email);
  return isOwn && claim.account.addressConfirmedAt !== null ? claim.account.partyId : null;
}

/** The key store looks references up as it does addresses; a hash in the place of one keeps the two apart. */
async function claimReference({ keys, now }: Portal, hash: string): Promise<string> {
  const name = `reference:${hash}`;
  const known = await keys.findByAddress(name);
  if (known !== null) return known;
  const partyId = newId("pty", now());
  await keys.createPartyKey(partyId);
  const holder = await keys.claimAddress(name, partyId);
  if (holder !== partyId) await keys.destroyPartyKey(partyId);
  return holder;
}

/**
 * Records an acceptance that was made elsewhere, once: a party that has accepted the version already keeps the acceptance that
 * is there. Party, act, source and entry are one commit. The instant of the act is the source's, that of recording is now.
 */
export async function importAct(portal: Portal, partyId: string, importing: Importing): Promise<"recorded" | "known"> {
  const lines = await selectLatestLines(portal.db, { partyId, at: null });
  if (lines.some(({ subject, kind }) => subject === importing.row.version.id && kind === "acceptance")) return "known";
  const before = await readBefore(portal, lines, importing);
  const at = portal.now();
  const act = actRow(partyId, importing, at);
  const line = lineRow(act, importing, before);
  const imported = importedRow(act, importing);
  const given = await valueSteps(portal, { recordId: act.id, partyId, field: ROW_FIELD, value: JSON.stringify(importing.row.cells) });
  const { commitments, steps } = await commitToPerson(portal, act, importing);
  const entry = newEntry(portal.ledger.open(), actContent({
    act, lines: [{ ...line, ...documentsOf(importing) }], presentation: null, signIn: null, prev: before.prev, commitments, basis: basisOf(imported),
  }));
  const rows = [insertRow("acts", act), insertRow("actLines", line), insertRow("importedActs", imported), ...given];
  try {
    await portal.writer.commit({ steps: [insertOnce("parties", newParty(partyId, at), { id: partyId }), ...rows, ...steps], entries: [entry] });
    return "recorded";
  } catch (error) {
    if (error instanceof KeyTakenError && error.table === "actLines") return importAct(portal, partyId, importing);
    throw error;
  }
}

type Before = { followsActId: string; replacesActId: string | null; prev: number | null };

/** What the party answered about this version, and which acceptance of an earlier one this one replaces. */
async function readBefore({ db, ledger }: Portal, lines: readonly ActLine[], { row: { version }, history }: Importing): Promise<Before> {
  const last = lines.find(({ subject }) => subject === version.id);
  const earlier = history.versions.filter(({ number }) => number < version.number).map(({ id }) => id);
  const accepted = lines.filter(({ kind, versionId }) => kind === "acceptance" && earlier.includes(versionId));
  const replaced = accepted.toSorted((a, b) => earlier.indexOf(a.versionId) - earlier.indexOf(b.versionId)).at(-1);
  const recordIds = [last?.actId, replaced?.actId].filter((id) => id !== undefined);
  return {
    followsActId: last?.actId ?? "",
    replacesActId: replaced?.actId ?? null,
    prev: await findNewestEntry(db, { ledgerNumber: ledger.open().number, recordIds }),
  };
}

function actRow(partyId: string, { row: { shown, happenedAt } }: Importing, at: Instant): ActRow {
  return {
    id: newId("acc", at),
    kind: "acceptance",
    method: "imported",
    partyId,
    actorId: UNKNOWN_ACTOR,
    delegationId: null,
    presentationId: null,
    signInId: null,
    language: shown.language,
    isAddressConfirmed: 0,
    happenedAt,
    recordedAt: at,
  };
}

function lineRow({ id, partyId, language, happenedAt, recordedAt }: ActRow, { row: { version, shown }, history }: Importing, before: Before): ActLineRow {
  return {
    actId: id,
    position: 0,
    partyId,
    subject: version.id,
    followsActId: before.followsActId,
    agreementId: history.id,
    versionId: version.id,
    language,
    shownSha256: shown.sha256,
    bindingSha256: bindingOf(version.texts).sha256,
    precedence: version.manifest.agreement.precedence,
    purpose: null,
    conspicuousJson: "[]",
    replacesActId: before.replacesActId,
    happenedAt,
    recordedAt,
  };
}

function bindingOf(texts: ImportedRow["version"]["texts"]): ImportedRow["shown"] {
  const binding = texts.find(({ isBinding }) => isBinding);
  if (!binding) throw new Error("a version has a binding text");
  return binding;
}

function documentsOf({ row: { version } }: Importing) {
  return { manifestSha256: version.manifestSha256, bindingLanguage: version.manifest.agreement.bindingLanguage };
}

function importedRow({ id, partyId, happenedAt, recordedAt }: ActRow, { row, importId }: Importing): ImportedActRow {
  return {
    actId: id,
    importId,
    partyId,
    source: row.source,
    sourceMethod: row.method,
    unknownsJson: JSON.stringify(row.unknowns),
    happenedAt,
    recordedAt,
  };
}

function basisOf({ importId, source, sourceMethod, unknownsJson }: ImportedActRow) {
  const unknowns: string[] = JSON.parse(unknownsJson);
  return { import: importId, source, method: sourceMethod, unknowns };
}

/** The actor is not known, so nothing is committed to in their place; what the source calls the person is. */
function commitToPerson(portal: Portal, { id, partyId, actorId }: ActRow, { row: { party } }: Importing) {
  const known = personalValues({ partyId, actorId, address: "email" in party ? party.email : null, client: null, agent: null });
  const reference = "reference" in party ? party.reference : null;
  return commitTo(portal, { recordId: id, partyId, values: { ...known, actor: null, reference } });
}

/** What is known of a person who has only ever been in another system's list. */
function newParty(id: string, at: Instant) {
  return { id, kind: "person", customerKind: "consumer", place: null, productsJson: "[]", nameSealed: null, createdAt: at } as const;
}
