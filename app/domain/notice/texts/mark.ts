import type { Instant } from "#app/domain/instant";
import type { NoticeText } from "#app/domain/notice/notice";
import { addressOf, partyOf, titleOf, wordsIn, type AboutVersion, type NamedClause } from "#app/domain/notice/texts/about";
import { setLetter } from "#app/domain/notice/texts/set-letter";
import { footOf, paragraph, timeOf } from "#app/domain/notice/texts/version-blocks";
import type { Localised } from "#app/domain/publication/localised";
import type { WordsByLanguage } from "#app/domain/publication/drafting/words";
import type { Language } from "#app/messages/catalogue";
import { noticeActs } from "#app/messages/notice-acts";
import { noticeShell } from "#app/messages/notice-shell";

/** A clause that is void, or on which the operator will not rely. */
export type MarkFacts = {
  publicUrl: string;
  slug: string;
  version: AboutVersion;
  kind: "void" | "undertaking";
  /** The clause by name, and its words. */
  clause: Record<Language, NamedClause & { words: Localised }>;
  ground: WordsByLanguage;
  /** Null: from the beginning. */
  sinceAt: Instant | null;
  markedAt: Instant;
};

/** One clause falls alone: which, why, since when. */
export function markText(facts: MarkFacts, language: Language): NoticeText {
  const { version, kind, ground } = facts;
  const words = noticeActs[language].mark;
  const { link } = noticeShell[language];
  const { words: clauseWords, place, name } = facts.clause[language];
  const party = partyOf(version, language).name;
  const { lead, ...head } = words[kind]({ party, title: titleOf(version, language), number: version.number, clause: place || name });
  return setLetter({
    language,
    sender: party,
    ...head,
    lead: [lead],
    blocks: [
      { kind: "rows", rows: markRows(facts, language) },
      { kind: "heading", text: words.clause },
      { kind: "quote", ...clauseWords },
      { kind: "heading", text: words.ground },
      { kind: "quote", ...wordsIn(ground, version, language) },
      paragraph(words.others),
      { kind: "links", links: [{ label: link.own, url: { fill: "link" } }, { label: link.agreement, url: addressOf.agreement(facts) }] },
    ],
    foot: footOf(facts, language, "legal"),
  });
}

function markRows({ version, clause, kind, sinceAt, markedAt }: MarkFacts, language: Language) {
  const { label, ...shell } = noticeShell[language];
  const { place, name } = clause[language];
  const since = sinceAt === null ? noticeActs[language].mark.sinceBeginning : timeOf(sinceAt, version, language);
  return [
    { label: label.addressee, value: { fill: "name" } as const },
    { label: label.agreement, value: titleOf(version, language) },
    { label: label.version, value: shell.version(version.number) },
    { label: label.clause, value: [place, name].filter((part) => part !== "").join(" ") },
    { label: label.announcedAt, value: timeOf(markedAt, version, language) },
    ...(kind === "void" ? [{ label: label.since, value: since }] : []),
    { label: label.party, value: shell.partyLine(partyOf(version, language)) },
  ];
}
