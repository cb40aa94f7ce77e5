import type { Instant } from "#app/domain/instant";
import { inLanguage, type Localised } from "#app/domain/publication/localised";
import type { Desk, DeskDraft, Waiting } from "#app/domain/publication/desk.server";
import type { ReviewStatus } from "#app/domain/publication/review/review";
import type { AgreementHistory } from "#app/domain/publication/history";
import { zoneOf } from "#app/domain/publication/reading.server";
import { timelineAt } from "#app/domain/publication/timeline";
import { viewEntry, type EntryView } from "#app/http/reading/agreement-view.server";
import type { Language } from "#app/messages/catalogue";

export type DraftLine = {
  id: string;
  title: Localised;
  number: number;
  buildsOn: number | null;
  stage: ReviewStatus;
  updatedAt: Instant;
  /** Where its file lies, for one that was brought in. */
  file: string;
  reviewReason: string | null;
};

export type DeskAgreement = { slug: string; kind: AgreementHistory["kind"]; title: Localised; zone: string; versions: EntryView[]; drafts: DraftLine[] };

export type WaitingLine =
  | { task: Exclude<Waiting["task"], "decide" | "translate">; slug: string; draft: DraftLine }
  | { task: "translate"; id: string; slug: string; number: number; language: string }
  | { task: "decide"; slug: string; what: "clauseMark" | "ending"; createdAt: Instant; id: string };

export type DeskView = {
  waiting: WaitingLine[];
  agreements: DeskAgreement[];
  /** Drafts of agreements of which nothing is published yet. */
  unpublished: { slug: string; drafts: DraftLine[] }[];
};

/** The desk in the language of the interface. */
export function viewDesk({ histories, drafts, waiting }: Desk, { language, now }: { language: Language; now: Instant }): DeskView {
  const linesOf = (slug: string) => drafts.filter((draft) => draft.slug === slug).map((draft) => draftLine(draft, language));
  const published = new Set(histories.map(({ slug }) => slug));
  const others = new Set(drafts.map(({ slug }) => slug).filter((slug) => !published.has(slug)));
  return {
    waiting: waiting.map((each) => waitingLine(each, language)),
    agreements: histories.map((history) => ({ ...viewHistoryOf(history, { language, now }), drafts: linesOf(history.slug) })),
    unpublished: Array.from(others, (slug) => ({ slug, drafts: linesOf(slug) })),
  };
}

function viewHistoryOf(history: AgreementHistory, { language, now }: { language: Language; now: Instant }): Omit<DeskAgreement, "drafts"> {
  const timeline = timelineAt(history, now);
  const version = timeline.find(({ status }) => status === "in force")?.version ?? timeline[0]?.version;
  const { bindingLanguage = language } = version?.manifest.agreement ?? {};
  const localise = (texts: Record<string, string>) => inLanguage(texts, [language, bindingLanguage]);
  const titles = Object.fromEntries((version?.texts ?? []).map((text) => [text.language, text.title]));
  return {
    slug: history.slug,
    kind: history.kind,
    title: version ? localise(titles) : { text: history.slug, language },
    zone: zoneOf(timeline),
    versions: timeline.map((entry) => viewEntry(entry, timeline, localise)),
  };
}

/** A draft as a line of a list. */
export function draftLine({ id, content, stage, updatedAt, reviewReason }: DeskDraft, language: Language): DraftLine {
  const titles = Object.fromEntries(content.texts.map((text) => [text.language, text.title]));
  const { version: number, buildsOn } = content.version;
  const title = inLanguage(titles, [language, content.agreement.bindingLanguage]);
  return { id, title, number, buildsOn, stage, updatedAt, file: content.origin.by === "version" ? "" : content.origin.file, reviewReason };
}

function waitingLine(waiting: Waiting, language: Language): WaitingLine {
  if (waiting.task === "translate") return translationLine(waiting.draft);
  if (waiting.task !== "decide") return { task: waiting.task, slug: waiting.draft.slug, draft: draftLine(waiting.draft, language) };
  const { id, slug, kind, createdAt } = waiting.proposal;
  return { task: "decide", slug, what: kind, createdAt, id };
}

/** A translation out of a content folder, which waits for an approver. */
export function translationLine({ id, slug, content }: DeskDraft): Extract<WaitingLine, { task: "translate" }> {
  return { task: "translate", id, slug, number: content.version.version, language: content.texts[0]?.language ?? "" };
}
