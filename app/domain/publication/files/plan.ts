import { sha256Of } from "#app/domain/digest";
import { newId } from "#app/domain/ids";
import type { Instant } from "#app/domain/instant";
import { approvalSha256 } from "#app/domain/publication/review/approval";
import type { AgreementHistory } from "#app/domain/publication/history";
import type { StoredManifest } from "#app/domain/publication/manifest";
import { bindingTextOf, clausesOf, type Proposal, type ProposedText } from "#app/domain/publication/later/proposal";
import { scheduleVersion, type Schedule } from "#app/domain/publication/schedule";
import { canonicalJson } from "#app/ledger/canonical";
import { insertOnce, insertRow, type Step } from "#db/commit";
import type { AgreementRow, ClauseRow, DocumentRow, PublicationRow, VersionRow, VersionTextRow } from "#db/schema/texts";

/** Everything that one publication writes. */
export type VersionRows = {
  documents: DocumentRow[];
  /** Empty when the agreement is there already. */
  agreements: AgreementRow[];
  version: VersionRow;
  texts: VersionTextRow[];
  clauses: ClauseRow[];
  publication: PublicationRow;
};

/** The manifest as it is stored and hashed. */
export function manifestBody(manifest: StoredManifest): string {
  return canonicalJson(manifest);
}

/** The rows of a proposal that was checked. Throws what scheduleVersion refuses. */
export function planVersion(proposal: Proposal, history: AgreementHistory | null, now: Instant): VersionRows {
  const { manifest, effectiveAt } = proposal;
  const own = manifest.agreement;
  const recorded = { happenedAt: now, recordedAt: now };
  const agreementId = history?.id ?? newId("agr", now);
  const versionId = newId("ver", now);
  const schedule = scheduleVersion({ history, own, reasons: manifest.version.reasons, effectiveAt, now });
  const place = { agreementId, versionId, schedule, history };
  return {
    documents: documentsOf(proposal, now),
    agreements: history ? [] : [{ id: agreementId, slug: own.slug, kind: own.kind, ...recorded }],
    version: { ...versionOf(proposal, place), ...recorded },
    texts: proposal.texts.map((text) => ({ ...textOf(text, proposal), versionId, ...recorded })),
    clauses: clauseRowsOf(proposal).map((clause) => ({ ...clause, versionId, ...recorded })),
    publication: { ...publicationOf({ actorId: proposal.approverId, reason: proposal.reason }, place), id: newId("pub", now), ...recorded },
  };
}

/** The rows as steps of a commit, in the order that their references ask for. */
export function stepsOf(rows: VersionRows): Step[] {
  return [
    ...rows.documents.map((row) => insertOnce("documents", row, { sha256: row.sha256 })),
    ...rows.agreements.map((row) => insertRow("agreements", row)),
    insertRow("versions", rows.version),
    ...rows.texts.map((row) => insertRow("versionTexts", row)),
    ...rows.clauses.map((row) => insertRow("clauses", row)),
    insertRow("publications", rows.publication),
  ];
}

type Place = { agreementId: string; versionId: string; schedule: Schedule; history: AgreementHistory | null };
type Recorded = "happenedAt" | "recordedAt";

function documentsOf({ manifest, texts }: Proposal, now: Instant): DocumentRow[] {
  const bodies = [manifestBody(manifest), ...texts.map(({ body }) => body)];
  return bodies.map((body) => ({ sha256: sha256Of(body), body, recordedAt: now }));
}

function versionOf(proposal: Proposal, { agreementId, versionId, history }: Place): Omit<VersionRow, Recorded> {
  const { manifest, authorId, approverId } = proposal;
  const { version: number, buildsOn, changeClass } = manifest.version;
  return {
    id: versionId,
    agreementId,
    number,
    buildsOnId: history?.versions.find((version) => version.number === buildsOn)?.id ?? null,
    manifestSha256: sha256Of(manifestBody(manifest)),
    changeClass,
    authorId,
    approverId,
    approvalSha256: approvalOf(proposal),
  };
}

/** The hash that an approver approves of a proposal. */
export function approvalOf({ manifest, texts, effectiveAt }: Proposal): string {
  const number = manifest.version.version;
  return approvalSha256({
    slug: manifest.agreement.slug,
    number,
    manifestSha256: sha256Of(manifestBody(manifest)),
    texts: texts.map(({ language, title, body }) => ({
      language,
      isBinding: language === manifest.agreement.bindingLanguage,
      title,
      sha256: sha256Of(body),
    })),
    effective: effectiveAt ?? (number === 1 ? "at once" : "earliest"),
  });
}

function textOf(text: ProposedText, { manifest }: Proposal): Omit<VersionTextRow, Recorded | "versionId"> {
  const { language, title, body, originalSha256 } = text;
  const isBinding = language === manifest.agreement.bindingLanguage ? 1 : 0;
  return { language, revision: 1, isBinding, title, sha256: sha256Of(body), originalSha256 };
}

function clauseRowsOf(proposal: Proposal): Omit<ClauseRow, Recorded | "versionId">[] {
  const binding = bindingTextOf(proposal);
  const clauses = binding ? clausesOf(binding.outline) : [];
  return clauses.map(({ level, number, heading, source, id }, position) => {
    const entry = proposal.manifest.version.clauses[position];
    const flagsJson = JSON.stringify(entry?.flags ?? []);
    return { clauseId: entry?.id ?? id, position, level, number, heading, sha256: sha256Of(source), flagsJson };
  });
}

function publicationOf(
  { actorId, reason }: { actorId: string; reason: string },
  { agreementId, versionId, schedule }: Place,
): Omit<PublicationRow, Recorded | "id"> {
  const { working, ...dates } = schedule;
  return { agreementId, versionId, act: "announced", followsId: "", ...dates, actorId, reason, ruleJson: JSON.stringify(working), noticeJson: null };
}
