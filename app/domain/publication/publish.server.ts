import { newEntries } from "#app/domain/evidence/new-entry";
import { publishedContents } from "#app/domain/evidence/publication-entries.server";
import { tellAnnouncement, NOBODY, type Telled } from "#app/domain/notice/telling/tell.server";
import { assembleVersion } from "#app/domain/publication/drafting/assemble";
import { readHistory } from "#app/domain/publication/catalog.server";
import { checkChange } from "#app/domain/publication/compared.server";
import { checkPlace, checkProposal } from "#app/domain/publication/review/checks";
import type { AgreementHistory, Version } from "#app/domain/publication/history";
import { manifestBody, planVersion, stepsOf, type VersionRows } from "#app/domain/publication/files/plan";
import type { Proposal } from "#app/domain/publication/later/proposal";
import { checkLanguageNew, checkManifestUnchanged, checkPropertiesUnchanged, unpublishedTexts } from "#app/domain/publication/published";
import { DomainError } from "#app/domain/refusal";
import type { Portal } from "#app/portal.server";
import { KeyTakenError, type Step } from "#db/commit";

export type Published = { outcome: "published" | "unchanged"; versionId: string };

/**
 * Publishes a version: one commit writes its texts, clauses, publication and entries, its agreement with the first version,
 * and with every later one the notice to all whom it concerns.
 * Publishing again what is published already changes nothing. Refuses what `checkProposal`, `checkPlace` and
 * `scheduleVersion` refuse, what `checkChange` refuses of the class, and other content under a number that is taken (published-differs).
 */
export async function publishVersion(
  portal: Publishing,
  proposal: Proposal,
  alongside: Alongside = () => [],
): Promise<Published> {
  checkProposal(proposal);
  try {
    return await publishOnce(portal, proposal, alongside);
  } catch (error) {
    if (!(error instanceof KeyTakenError)) throw error;
    // Somebody else took the slug or the number first: their version is there now to compare with.
    return publishOnce(portal, proposal, alongside);
  }
}

type Publishing = Pick<Portal, "db" | "writer" | "ledger" | "settings" | "now">;

/** What the same commit writes besides, such as the draft that is published by it. */
type Alongside = (versionId: string) => Step[];

async function publishOnce(portal: Publishing, proposal: Proposal, alongside: Alongside): Promise<Published> {
  const { db, writer, ledger, now } = portal;
  const history = await readHistory({ db }, proposal.manifest.agreement.slug);
  const published = history && findPublished(proposal, history);
  if (published) return { outcome: "unchanged", versionId: published.id };
  const at = now();
  checkPlace(proposal, history, at);
  await checkChange({ db }, proposal, history);
  const rows = planVersion(proposal, history, at);
  const contents = await publishedContents({ db, ledger }, rows, proposal.manifest);
  const told = history ? await tellReaders(portal, { rows, proposal, history }) : NOBODY;
  const steps = [...stepsOf(rows), ...alongside(rows.version.id), ...told.steps];
  await writer.commit({ steps, entries: [...newEntries(ledger.open(), contents), ...told.entries] });
  return { outcome: "published", versionId: rows.version.id };
}

/** The notice of a version that is about to be stored. */
function tellReaders(portal: Publishing, { rows, proposal, history }: { rows: VersionRows; proposal: Proposal; history: AgreementHistory }): Promise<Telled> {
  const { texts, clauses, publication } = rows;
  const version = assembleVersion(rows.version, { manifest: manifestBody(proposal.manifest), texts: texts.toSorted((a, b) => b.isBinding - a.isBinding), clauses });
  const { id: publicationId, happenedAt: announcedAt, effectiveAt, noticeDays } = publication;
  if (effectiveAt === null) throw new Error(`version ${version.id} is announced without a date`);
  const bodies = new Map(rows.documents.map(({ sha256, body }) => [sha256, body]));
  return tellAnnouncement(portal, { history, version, publicationId, announcedAt, effectiveAt, noticeDays, bodies });
}

/** The version published under the proposal's number; throws when it is another than the one proposed. */
function findPublished(proposal: Proposal, history: AgreementHistory): Version | undefined {
  const { manifest, manifestFile: file, texts } = proposal;
  const version = history.versions.find(({ number }) => number === manifest.version.version);
  if (!version) return undefined;
  const [missing] = unpublishedTexts(version, texts);
  if (missing) checkLanguageNew(version, missing);
  checkManifestUnchanged(version, manifest.version, file);
  checkPropertiesUnchanged(version, manifest.agreement, file);
  if (missing) throw new DomainError("number-not-next", { file: missing.file, number: version.number, next: history.versions.length + 1 });
  return version;
}
