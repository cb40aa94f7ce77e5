import type { Role } from "#app/domain/access/role";
import type { Instant } from "#app/domain/instant";
import { inLanguage, type Localised } from "#app/domain/publication/localised";
import type { ChangeFault, SuggestedClass } from "#app/domain/publication/review/change-class";
import type { ClauseFlag, NoticeReason } from "#app/domain/publication/manifest";
import type { NoticeWorking } from "#app/domain/publication/notice-rule";
import { propertyLines, type PropertyLine } from "#app/domain/publication/property-lines";
import { renderSource, type ClauseName } from "#app/domain/publication/rendered.server";
import type { DraftComparison, ReviewedDraft, ReviewedText } from "#app/domain/publication/review/reviewed-draft.server";
import { timelineAt } from "#app/domain/publication/timeline";
import { countOpen } from "#app/domain/publication/drafting/draft-comment";
import type { DraftComment } from "#app/domain/publication/drafting/draft-comments.server";
import { openDraft } from "#app/domain/publication/drafting/open-draft";
import { clausesBehind } from "#app/domain/publication/later/translation";
import type { Finding } from "#app/domain/text/lint";
import { draftLine, type DraftLine } from "#app/http/desk/editor-view.server";
import { LANGUAGES, type Language } from "#app/messages/catalogue";

/** The stations of a draft, in order, with the instant of each that is known. */
export const STATIONS = ["draft", "review", "approval", "notice", "inForce"] as const;
export type Station = { name: (typeof STATIONS)[number]; state: "done" | "now" | "ahead"; at: Instant | null };

/** What every page about one draft shows at its head. */
export type DraftHead = DraftLine & { slug: string; zone: string; path: Station[]; against: number | null };

export type DraftView = {
  head: DraftHead;
  counter: number;
  mayEdit: boolean;
  languages: { language: string; isBinding: boolean; count: number }[];
  text: { language: string; html: string; numbers: "short" | "wide"; clauses: TreeClause[]; findings: Finding[] };
};

/** A clause in the tree, with what is to be done about it. */
export type TreeClause = ClauseName & { flags: ClauseFlag[]; behind: string[]; openComments: number; findings: number };

type ViewFor = { language: Language; now: Instant };

/** The head of a draft's pages. */
export function viewHead(reviewed: ReviewedDraft, { language, now }: ViewFor): DraftHead {
  const { draft, against } = reviewed;
  const { slug, content } = draft;
  return { ...draftLine(draft, language), slug, zone: content.agreement.zone, path: pathOf(reviewed, now), against: against?.number ?? null };
}

type DraftFor = ViewFor & { wanted: string | null; roles: readonly Role[]; comments: readonly DraftComment[] };

/** The text of a draft in a language, with what is wrong with it. */
export function viewDraft(reviewed: ReviewedDraft, { wanted, roles, comments, ...view }: DraftFor): DraftView {
  const { draft, texts } = reviewed;
  const { agreement, version } = draft.content;
  const shown = chooseText(texts, wanted ?? view.language);
  const { html, names, numbers } = renderSource(shown.body, { clauses: version.clauses, language: view.language });
  const open = openDraft(draft.content);
  const behind = open.texts.map(({ language }) => ({ language, ids: clausesBehind(open, language) }));
  const openComments = countOpen(comments);
  const clauses = names.map((name) => ({
    ...name,
    flags: [...(shown.text.flags.get(name.id) ?? [])],
    behind: behind.flatMap(({ language, ids }) => (ids.has(name.id) ? [language] : [])),
    openComments: openComments.get(name.id) ?? 0,
    findings: shown.findings.filter(({ clauseId }) => clauseId === name.id).length,
  }));
  return {
    head: viewHead(reviewed, view),
    counter: draft.counter,
    mayEdit: roles.includes("editor") && draft.versionId === null,
    languages: texts.map(({ language, findings }) => ({ language, isBinding: language === agreement.bindingLanguage, count: findings.length })),
    text: { language: shown.language, html, numbers, clauses, findings: shown.findings },
  };
}

function chooseText(texts: readonly ReviewedText[], wanted: string): ReviewedText {
  const shown = texts.find(({ language }) => language === wanted) ?? texts[0];
  if (!shown) throw new Error("a draft has at least one text");
  return shown;
}

export type ReviewView = {
  head: DraftHead;
  languages: string[];
  /** Findings of all languages. */
  findings: (Finding & { language: string })[];
  comparison: { language: string; from: number; other: { number: number; side: "base" | "in force" } | null; suggested: SuggestedClass["changeClass"]; reasons: ChangeFault[] } | null;
  words: ReviewWords;
  changeClass: "first" | "editorial" | "ordinary" | "essential" | null;
  classReason: Localised;
  summaries: Localised[];
  party: { name: Localised; address: Localised; contact: string };
  working: NoticeWorking;
  /** What changes beside the text, from the version compared with; everything of a first version. */
  properties: { from: number | null; lines: PropertyLine[] };
};

/** What an editor writes about a draft, as the fields of a form; by every language that readers are told in. */
export type ReviewWords = {
  counter: number;
  classes: ("first" | "editorial" | "ordinary" | "essential")[];
  reasons: NoticeReason[];
  languages: { language: string; classReason: string; summary: string }[];
  effectiveAt: Instant | null;
};

/** What review looks at beside the redline. */
export function viewReview(reviewed: ReviewedDraft, compared: DraftComparison | null, view: ViewFor): ReviewView {
  const { draft, texts, working } = reviewed;
  const against = compared?.from ?? reviewed.against;
  const { agreement, version } = draft.content;
  const localise = (words: Record<string, string>) => inLanguage(words, [view.language, agreement.bindingLanguage]);
  const { name, address, contact } = agreement.contractingParty;
  return {
    head: viewHead(reviewed, view),
    languages: texts.map(({ language }) => language),
    findings: texts.flatMap(({ language, findings }) => findings.map((finding) => ({ ...finding, language }))),
    comparison: compared && { language: compared.language, from: compared.from.number, other: otherSide(reviewed, compared), suggested: compared.suggested.changeClass, reasons: compared.suggested.reasons },
    words: viewWords(reviewed),
    changeClass: version.changeClass,
    classReason: localise(version.classReason),
    summaries: Object.entries(version.summary).map(([language, text]) => ({ language, text })),
    party: { name: localise(name), address: localise(address), contact },
    working,
    properties: { from: against?.number ?? null, lines: propertyLines(agreement, against?.manifest.agreement ?? null, view.language) },
  };
}

/** The version that a draft can be compared with besides: what it builds on and what is in force may be two. */
function otherSide({ assessment: { base, inForce } }: ReviewedDraft, { from }: DraftComparison): { number: number; side: "base" | "in force" } | null {
  if (!base || !inForce || base === inForce) return null;
  return from === base ? { number: inForce.number, side: "in force" } : { number: base.number, side: "base" };
}

function viewWords({ draft, texts }: ReviewedDraft): ReviewWords {
  const { version, effectiveAt = null } = draft.content;
  const languages = [...new Set([...LANGUAGES, ...texts.map(({ language }) => language)])];
  return {
    counter: draft.counter,
    classes: version.version === 1 ? ["first"] : ["editorial", "ordinary", "essential"],
    reasons: version.reasons ?? ["amend"],
    languages: languages.map((language) => ({ language, classReason: version.classReason[language] ?? "", summary: version.summary[language] ?? "" })),
    effectiveAt,
  };
}

function pathOf({ draft, history, working }: ReviewedDraft, now: Instant): Station[] {
  const published = history && timelineAt(history, now).find(({ version }) => version.id === draft.versionId);
  const { announcedAt = null, effectiveAt = published ? null : working.earliestAt } = published ?? {};
  const isInForce = published?.status === "in force" || published?.status === "superseded";
  const place = published ? (isInForce ? 4 : 3) : { draft: 0, rejected: 0, "in review": 1, approved: 2, published: 3 }[draft.stage];
  const dates = [draft.updatedAt, place >= 1 ? draft.reviewedAt : null, place >= 2 ? draft.reviewedAt : null, announcedAt, effectiveAt];
  return STATIONS.map((name, index) => ({ name, state: index < place ? "done" : index === place ? "now" : "ahead", at: dates[index] ?? null }));
}
