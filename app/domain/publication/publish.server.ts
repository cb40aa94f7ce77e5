import { newEntries } from "#app/domain/evidence/new-entry";
import { publishedContents } from "#app/domain/evidence/publication-entries.server";
import { readHistory } from "#app/domain/publication/catalog.server";
import { checkChange } from "#app/domain/publication/compared.server";
import { checkPlace, checkProposal } from "#app/domain/publication/checks";
import type { AgreementHistory, Version } from "#app/domain/publication/history";
import { planVersion, stepsOf } from "#app/domain/publication/plan";
import type { Proposal } from "#app/domain/publication/proposal";
import { checkLanguageNew, checkManifestUnchanged, checkPropertiesUnchanged, unpublishedTexts } from "#app/domain/publication/published";
import { DomainError } from "#app/domain/refusal";
import type { Portal } from "#app/portal.server";
import { KeyTakenError, type Step } from "#db/commit";

export type Published = { outcome: "published" | "unchanged"; versionId: string };

/**
 * Publishes a version: one commit writes its texts, clauses, publication and entries, and its agreement with the first version.
 * Publishing again what is published already changes nothing. Refuses what `checkProposal`, `checkPlace` and
 * `scheduleVersion` refuse, what `checkChange` refuses of the class, and other content under a number that is taken (published-differs).
 */
export async function publishVersion(
  portal: Pick<Portal, "db" | "writer" | "ledger" | "now">,
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

/** What the same commit writes besides, such as the draft that is published by it. */
type Alongside = (versionId: string) => Step[];

async function publishOnce(
  { db, writer, ledger, now }: Pick<Portal, "db" | "writer" | "ledger" | "now">,
  proposal: Proposal,
  alongside: Alongside,
): Promise<Published> {
  const history = await readHistory({ db }, proposal.manifest.agreement.slug);
  const published = history && findPublished(proposal, history);
  if (published) return { outcome: "unchanged", versionId: published.id };
  const at = now();
  checkPlace(proposal, history, at);
  await checkChange({ db }, proposal, history);
  const rows = planVersion(proposal, history, at);
  const contents = await publishedContents({ db, ledger }, rows, proposal.manifest);
  await writer.commit({ steps: [...stepsOf(rows), ...alongside(rows.version.id)], entries: newEntries(ledger.open(), contents) });
  return { outcome: "published", versionId: rows.version.id };
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
