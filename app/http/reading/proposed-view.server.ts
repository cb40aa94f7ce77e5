import { readHistory, readText } from "#app/domain/publication/catalog.server";
import type { CommentPeriod, PublicState } from "#app/domain/publication/review/comment-period";
import { readCommentedDraft, type CommentedDraft } from "#app/domain/publication/review/comment-period.server";
import { compareTexts, flagText } from "#app/domain/publication/compare.server";
import { contentAt } from "#app/domain/publication/drafting/drafts.server";
import type { DraftContent } from "#app/domain/publication/drafting/draft";
import type { Version } from "#app/domain/publication/history";
import { readReaderComments, type ReaderComment } from "#app/domain/publication/review/reader-comments.server";
import { renderSource, type ClauseName } from "#app/domain/publication/rendered.server";
import { inForceAt } from "#app/domain/publication/status";
import { DomainError } from "#app/domain/refusal";
import type { Redline } from "#app/domain/text/redline";
import type { Language } from "#app/messages/catalogue";
import type { Portal } from "#app/portal.server";

/** A draft as readers see it while they may comment, and afterwards. */
export type ProposedView = {
  id: string;
  slug: string;
  zone: string;
  title: string;
  language: string;
  languages: string[];
  period: CommentPeriod;
  states: PublicState[];
  /** The one shown. */
  counter: number;
  /** The number of the version that it was published as; null while it was not. */
  publishedAs: number | null;
  clauses: ClauseName[];
  html: string;
  numbers: "short" | "wide";
  /** The version against which the redline is drawn; null for a first version. */
  against: number | null;
  redline: Redline | null;
  /** What the reader asked to see of the two. */
  shows: "changes" | "text";
  comments: ReaderComment[];
  /** Comments of others that nobody has answered. */
  waiting: number;
};

type Asked = { id: string; state: string | null; shows: "changes" | "text"; wanted: string; language: Language; partyId: string | null };

/** What readers see of a draft. Throws proposed-unknown, state-unknown. */
export async function viewProposed(portal: Portal, { id, state, shows, wanted, language, partyId }: Asked): Promise<ProposedView> {
  const commented = await readCommentedDraft(portal, id);
  const { draft, period, states } = commented;
  const counter = chooseState(commented, state);
  const content = await contentAt(portal, { draftId: id, counter });
  const text = chooseText(content, wanted);
  const { html, names, numbers } = renderSource(text.body, { clauses: content.version.clauses, language });
  const against = await readAgainst(portal, commented);
  const comments = await readReaderComments(portal, { draftId: id, partyId });
  return {
    id, slug: draft.slug, zone: content.agreement.zone, title: text.title, language: text.language, languages: content.texts.map((each) => each.language),
    period, states, counter, shows,
    publishedAs: draft.versionId === null ? null : content.version.version,
    clauses: names, html, numbers,
    against: against?.number ?? null,
    redline: against && (await compareWith(portal, against, { content, text })),
    comments: comments.filter(({ isShown, isOwn, body }) => body !== null && (isShown || isOwn)),
    waiting: comments.filter(({ answers, isOwn }) => answers.length === 0 && !isOwn).length,
  };
}

function chooseState({ states }: CommentedDraft, wanted: string | null): number {
  if (wanted === null) return (states.at(-1) ?? states[0]).counter;
  const found = states.find(({ counter }) => String(counter) === wanted);
  if (!found) throw new DomainError("state-unknown", { counter: wanted.slice(0, 10) });
  return found.counter;
}

type DraftText = DraftContent["texts"][number];

function chooseText({ texts, agreement }: DraftContent, wanted: string): DraftText {
  const text = texts.find(({ language }) => language === wanted) ?? texts.find(({ language }) => language === agreement.bindingLanguage) ?? texts[0];
  if (!text) throw new Error("a draft has at least one text");
  return text;
}

/** The version in force, unless it is the draft itself by now; then the one that it builds on. */
async function readAgainst({ db, now }: Portal, { draft }: CommentedDraft): Promise<Version | null> {
  const history = await readHistory({ db }, draft.slug);
  const current = history && inForceAt(history, now())?.version;
  if (current && current.number < draft.content.version.version) return current;
  return history?.versions.find(({ number }) => number === draft.content.version.buildsOn) ?? null;
}

async function compareWith({ db }: Portal, version: Version, { content, text }: { content: DraftContent; text: DraftText }): Promise<Redline | null> {
  const former = version.texts.find(({ language }) => language === text.language);
  if (!former) return null;
  const old = flagText(await readText({ db }, former.sha256), version.manifest.version.clauses);
  const next = flagText(text.body, content.version.clauses);
  return compareTexts(old, next);
}
