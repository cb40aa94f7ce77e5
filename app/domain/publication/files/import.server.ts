import { sha256Of } from "#app/domain/digest";
import type { Instant } from "#app/domain/instant";
import { readHistory, readText } from "#app/domain/publication/catalog.server";
import type { DraftContent } from "#app/domain/publication/drafting/draft";
import { saveDraft } from "#app/domain/publication/drafting/draft.server";
import { flaggedClauses, type FlagsByClause } from "#app/domain/publication/flags";
import type { AgreementHistory, Version } from "#app/domain/publication/history";
import { carriedClauses, firstManifest, propertiesFor, type Given } from "#app/domain/publication/files/imported";
import { refuseErrors } from "#app/domain/publication/review/lint-gate";
import { openDraft } from "#app/domain/publication/drafting/open-draft";
import { clausesOf, INSTALLATION, proposedText, type ProposedText } from "#app/domain/publication/later/proposal";
import { publishVersion } from "#app/domain/publication/publish.server";
import { versionsAt } from "#app/domain/publication/status";
import { DomainError } from "#app/domain/refusal";
import { lintOutline } from "#app/domain/text/lint";
import { readOutline, type Outline } from "#app/domain/text/outline";
import type { Portal } from "#app/portal.server";

type Importing = Pick<Portal, "db" | "writer" | "ledger" | "settings" | "now">;

/** Flags for a text that is to be published at once, and the file that they come from. */
export type Flagging = { flags: FlagsByClause; file: string };

export type Imported = {
  outcome: "published" | "drafted" | "already published" | "already drafted";
  number: number;
  text: ProposedText;
  /** Null where the text is published. */
  draftId: string | null;
};

/**
 * Brings in a markdown agreement: as a draft, or with flags as version 1 of an agreement that is not published yet (else
 * agreement-published). The same bytes again change nothing. Refuses two texts in one language (file-unfit) and a
 * translation with other clauses than the text (manifest-misfit).
 */
export async function importAgreement(portal: Importing, given: Given & { publish: Flagging | null; authorId?: string }): Promise<Imported> {
  const incoming = await readIncoming(portal, given);
  if (given.publish) return publishFirst(portal, incoming, given.publish);
  const { text, texts, history } = incoming;
  const published = history?.versions.at(-1);
  if (published && texts.every((each) => hasText(published, each))) return { outcome: "already published", number: published.number, text, draftId: null };
  return keepDraft(portal, incoming, given.authorId);
}

/** What a draft of given texts would hold, the texts that are read, the binding one first, and the version that it follows. */
export type PlannedImport = { content: DraftContent; texts: ProposedText[]; base: Version | null };

/** Reads texts as importAgreement would keep them; writes nothing. Throws what that throws of them. */
export async function planImport(portal: Pick<Portal, "db" | "now">, given: Given): Promise<PlannedImport> {
  const incoming = await readIncoming(portal, given);
  const { history, texts } = incoming;
  return { content: await contentOf(portal, incoming), texts, base: history && lastLive(history, portal.now()) };
}

async function readIncoming({ db }: Pick<Portal, "db">, given: Given): Promise<Incoming> {
  const history = await readHistory({ db }, given.slug);
  const agreement = propertiesFor(given, history);
  const language = given.language ?? agreement.bindingLanguage;
  const text = proposedText({ ...given.source, file: given.file, language }, given.title ?? undefined);
  const texts = [text, ...(given.translations ?? []).map((translation) => proposedText(translation))];
  checkLanguages(texts);
  return { agreement, text, texts, history };
}

function checkLanguages(texts: readonly ProposedText[]): void {
  const again = texts.find(({ language }, index) => texts.findIndex((each) => each.language === language) !== index);
  if (again) throw new DomainError("file-unfit", { file: again.file, place: "", fault: `there is another text in ${again.language}` });
}

/** `text` gives the clauses their ids; `texts` has it first, then its translations. */
type Incoming = { agreement: DraftContent["agreement"]; text: ProposedText; texts: ProposedText[]; history: AgreementHistory | null };

async function publishFirst(portal: Importing, { agreement, text, history }: Incoming, { flags, file }: Flagging): Promise<Imported> {
  const [first] = history?.versions ?? [];
  if (history && !(first && hasText(first, text))) {
    throw new DomainError("agreement-published", { slug: history.slug, number: history.versions.length });
  }
  const clauses = flaggedClauses(clausesOf(text.outline), flags, file);
  refuseErrors(lintText(text, clauses));
  const { outcome } = await publishVersion(portal, {
    manifest: { agreement, version: firstManifest(clauses, text.language) },
    manifestFile: file,
    texts: [text],
    effectiveAt: null,
    authorId: INSTALLATION,
    approverId: INSTALLATION,
    reason: "imported on the command line",
  });
  return { outcome: outcome === "published" ? "published" : "already published", number: 1, text, draftId: null };
}

function lintText({ outline, language }: ProposedText, clauses: readonly { id: string; flags?: readonly string[] | undefined }[]) {
  const conspicuousIds = new Set(clauses.filter(({ flags }) => flags?.includes("conspicuous")).map(({ id }) => id));
  return lintOutline(outline, { conspicuousIds }).map((finding) => ({ ...finding, language }));
}

async function keepDraft(portal: Importing, incoming: Incoming, authorId: string | undefined): Promise<Imported> {
  const { text, history } = incoming;
  const content = await contentOf(portal, incoming);
  openDraft(content);
  const { outcome, draftId } = await saveDraft(portal, { content, agreementId: history?.id ?? null, authorId });
  return { outcome: outcome === "saved" ? "drafted" : "already drafted", number: content.version.version, text, draftId };
}

async function contentOf(portal: Pick<Portal, "db" | "now">, { agreement, text, texts, history }: Incoming): Promise<DraftContent> {
  return {
    origin: { by: "import", file: text.file },
    agreement,
    version: history ? await nextVersion(portal, text, history) : firstManifest(carriedClauses(text.outline, null), text.language),
    texts: texts.map(({ language, title, body, originalSha256 }) => ({ language, title, body, originalSha256 })),
  };
}

/** The manifest of a version after those published: class and summary are still to be written. */
async function nextVersion({ db, now }: Pick<Portal, "db" | "now">, text: ProposedText, history: AgreementHistory): Promise<DraftContent["version"]> {
  const base = lastLive(history, now());
  return {
    version: history.versions.length + 1,
    buildsOn: base.number,
    changeClass: null,
    classReason: {},
    summary: {},
    clauses: carriedClauses(text.outline, {
      outline: await outlineOf({ db }, base, text.language),
      entries: base.manifest.version.clauses,
    }),
  };
}

function lastLive(history: AgreementHistory, now: Instant): Version {
  const live = versionsAt(history, now).findLast(({ status }) => status !== "withdrawn");
  if (!live) throw new Error(`agreement ${history.id} has no live version`);
  return live.version;
}

/** The outline of a version's text in a language, else of its binding text. */
async function outlineOf(reading: Pick<Portal, "db">, { texts }: Version, language: string): Promise<Outline> {
  const text = texts.find((each) => each.language === language) ?? texts[0];
  return readOutline(text ? await readText(reading, text.sha256) : "");
}

function hasText({ texts }: Version, { language, body }: ProposedText): boolean {
  return texts.some((text) => text.language === language && text.sha256 === sha256Of(body));
}
