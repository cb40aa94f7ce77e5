import { newEntries } from "#app/domain/evidence/new-entry";
import { publishedContents } from "#app/domain/evidence/publication-entries.server";
import type { Instant } from "#app/domain/instant";
import { assembleHistories } from "#app/domain/publication/drafting/assemble";
import { readHistories } from "#app/domain/publication/catalog.server";
import { checkPlace, checkProposal } from "#app/domain/publication/review/checks";
import { readContentFolder } from "#app/domain/publication/files/content-folder.server";
import { draftIdOf, type DraftContent } from "#app/domain/publication/drafting/draft";
import { draftStep } from "#app/domain/publication/drafting/draft.server";
import type { AgreementHistory } from "#app/domain/publication/history";
import { planVersion, stepsOf, type VersionRows } from "#app/domain/publication/files/plan";
import type { Proposal } from "#app/domain/publication/later/proposal";
import type { ShippedAgreement, ShippedText } from "#app/domain/publication/files/shipped";
import { shippedNews } from "#app/domain/publication/files/shipped-news";
import { draftOf, shippedProposal } from "#app/domain/publication/files/shipped-proposal";
import { withSummaryIn } from "#app/domain/publication/later/translations.server";
import type { Portal } from "#app/portal.server";
import { selectDraft } from "#db/catalog";
import { KeyTakenError } from "#db/commit";

type Loading = Pick<Portal, "db" | "writer" | "ledger" | "now">;

/** What a load wrote: agreement and version number. */
export type Loaded = { published: LoadedVersion[]; drafted: LoadedVersion[] };
type LoadedVersion = { slug: string; number: number };

/**
 * Brings in the content folder. On a database without any agreement all of it is published, in one commit: a start that
 * is cut short leaves nothing, and of two starts at once one does it. Afterwards new files become drafts, and a file
 * that differs from what was published is refused (published-differs). A translation of a published version that is new or
 * was changed becomes a draft of that text alone, for an approver to add; one with the bytes of any revision is known.
 * Loading again changes nothing.
 */
export async function loadContent(portal: Loading, { folder }: { folder: string }): Promise<Loaded> {
  const shipped = await readContentFolder(folder);
  try {
    return await loadOnce(portal, shipped);
  } catch (error) {
    if (!(error instanceof KeyTakenError)) throw error;
    return loadOnce(portal, shipped);
  }
}

async function loadOnce(portal: Loading, shipped: readonly ShippedAgreement[]): Promise<Loaded> {
  const histories = await readHistories(portal);
  return histories.length === 0 ? publishAll(portal, shipped) : draftNew(portal, shipped, histories);
}

async function publishAll(portal: Loading, shipped: readonly ShippedAgreement[]): Promise<Loaded> {
  const { writer, ledger } = portal;
  const at = portal.now();
  const proposals = shipped.map((agreement) => agreement.versions.map((version) => shippedProposal(agreement, version)));
  const planned = proposals.flatMap((versions) => planInOrder(versions, at));
  const contents = await Promise.all(planned.map(({ rows, manifest }) => publishedContents(portal, rows, manifest)));
  const steps = planned.flatMap(({ rows }) => stepsOf(rows));
  if (steps.length > 0) await writer.commit({ steps, entries: newEntries(ledger.open(), contents.flat()) });
  return { published: proposals.flat().map(({ manifest }) => loadedOf(manifest)), drafted: [] };
}

/** The new files as drafts, each checked like a version that is to be published. */
async function draftNew(
  { db, writer, now }: Loading,
  shipped: readonly ShippedAgreement[],
  histories: readonly AgreementHistory[],
): Promise<Loaded> {
  const drafts: Draft[] = [];
  for (const draft of shipped.flatMap((agreement) => draftsOf(agreement, histories))) {
    if (!(await selectDraft(db, draftIdOf(draft.content)))) drafts.push(draft);
  }
  const at = now();
  if (drafts.length > 0) await writer.commit({ steps: drafts.map((draft) => draftStep({ ...draft, at })) });
  return { published: [], drafted: drafts.map(({ content }) => loadedOf(content)) };
}

type Draft = { content: DraftContent; agreementId: string | null };

function draftsOf(shipped: ShippedAgreement, histories: readonly AgreementHistory[]): Draft[] {
  const history = histories.find(({ slug }) => slug === shipped.properties.slug) ?? null;
  const agreementId = history?.id ?? null;
  return shippedNews(shipped, history).flatMap(({ version, texts }) => {
    const proposal = shippedProposal(shipped, version);
    if (history?.versions.some(({ number }) => number === version.manifest.version)) return translationDrafts(proposal, texts, agreementId);
    checkProposal(proposal);
    return [{ content: draftOf(proposal, { by: "content", file: version.file }), agreementId }];
  });
}

/** One draft for each translation that a published version has not. */
function translationDrafts(proposal: Proposal, news: readonly ShippedText[], agreementId: string | null): Draft[] {
  const isNews = ({ language }: { language: string }) => news.some((text) => text.language === language);
  return proposal.texts.filter(isNews).map((text) => {
    const beside = proposal.texts.filter((each) => !isNews(each) || each === text);
    checkProposal({ ...proposal, manifest: withSummaryIn(proposal.manifest, text.language), texts: beside });
    return { content: draftOf({ ...proposal, texts: [text] }, { by: "content", file: text.file }), agreementId };
  });
}

type Planned = { rows: VersionRows; manifest: Proposal["manifest"] };

/** Plans the versions of one agreement, each after those before it. */
function planInOrder(proposals: readonly Proposal[], at: Instant): Planned[] {
  const planned: Planned[] = [];
  for (const proposal of proposals) {
    checkProposal(proposal);
    const history = plannedHistory(planned.map(({ rows }) => rows));
    checkPlace(proposal, history, at);
    planned.push({ rows: planVersion(proposal, history, at), manifest: proposal.manifest });
  }
  return planned;
}

/** The history that an agreement will have once the rows are written. */
function plannedHistory(planned: readonly VersionRows[]): AgreementHistory | null {
  const documents = planned.flatMap((rows) => rows.documents);
  const [history] = assembleHistories({
    agreements: planned.flatMap(({ agreements }) => agreements),
    versions: planned.map(({ version }) => version),
    texts: planned.flatMap(({ texts }) => texts),
    clauses: planned.flatMap(({ clauses }) => clauses),
    publications: planned.map(({ publication }) => publication),
    endings: [],
    marks: [],
    manifests: new Map(documents.map(({ sha256, body }) => [sha256, body])),
  });
  return history ?? null;
}

function loadedOf({ agreement, version }: Pick<DraftContent, "agreement" | "version">): LoadedVersion {
  return { slug: agreement.slug, number: version.version };
}
