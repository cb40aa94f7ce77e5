import type { Instant } from "#app/domain/instant";
import type { NoticeText } from "#app/domain/notice/notice";
import { addressOf, partyOf, titleOf, wordsIn, type AboutVersion, type NamedClause } from "#app/domain/notice/texts/about";
import type { Block } from "#app/domain/notice/texts/letter";
import { setLetter } from "#app/domain/notice/texts/set-letter";
import { footOf, localTimeOf, paragraph, timeOf } from "#app/domain/notice/texts/version-blocks";
import type { WordsByLanguage } from "#app/domain/publication/drafting/words";
import type { Language } from "#app/messages/catalogue";
import { noticeActs } from "#app/messages/notice-acts";
import { noticeShell } from "#app/messages/notice-shell";
import { formatDate } from "#app/messages/time";

/** The end of an agreement, for all or for those who are told. */
export type EndingFacts = {
  publicUrl: string;
  slug: string;
  /** The version in force when the end was announced. */
  version: AboutVersion;
  isForAll: boolean;
  announcedAt: Instant;
  endsAt: Instant;
  noticeDays: number;
  ground: WordsByLanguage;
  refund: WordsByLanguage;
  dataUntil: Instant | null;
  surviving: Record<Language, readonly NamedClause[]>;
};

/** An agreement ends: why, when, what is paid back, until when data can be fetched, what goes on binding. */
export function endingText(facts: EndingFacts, language: Language): NoticeText {
  const { version, isForAll, endsAt, ground, refund } = facts;
  const words = noticeActs[language].ending;
  const { link } = noticeShell[language];
  const party = partyOf(version, language).name;
  const endsDate = formatDate(endsAt, { zone: version.manifest.agreement.zone, language });
  const { lead, ...head } = words.head({ party, title: titleOf(version, language), endsAt: localTimeOf(endsAt, version, language), endsDate, isForAll });
  const links = [
    { label: link.own, url: { fill: "link" } as const },
    { label: link.agreement, url: addressOf.agreement(facts) },
    { label: link.copy, url: addressOf.copy(facts) },
  ];
  const blocks: Block[] = [
    { kind: "rows", rows: endingRows(facts, language) },
    { kind: "heading", text: words.ground },
    { kind: "quote", ...wordsIn(ground, version, language) },
    { kind: "heading", text: words.refund },
    { kind: "quote", ...wordsIn(refund, version, language) },
    ...dataBlocks(facts, language),
    ...survivingBlocks(facts, language),
    { kind: "heading", text: words.after },
    paragraph(words.afterwards),
    { kind: "links", links },
  ];
  return setLetter({ language, sender: party, ...head, lead: [lead], blocks, foot: footOf(facts, language, "legal") });
}

function endingRows({ version, announcedAt, endsAt, noticeDays, dataUntil }: EndingFacts, language: Language) {
  const { label, ...shell } = noticeShell[language];
  return [
    { label: label.addressee, value: { fill: "name" } as const },
    { label: label.agreement, value: titleOf(version, language) },
    { label: label.bound, value: shell.version(version.number) },
    { label: label.announcedAt, value: timeOf(announcedAt, version, language) },
    { label: label.endsAt, value: timeOf(endsAt, version, language) },
    ...(noticeDays > 0 ? [{ label: label.noticePeriod, value: shell.fullDays(noticeDays) }] : []),
    ...(dataUntil === null ? [] : [{ label: label.dataUntil, value: timeOf(dataUntil, version, language) }]),
    { label: label.party, value: shell.partyLine(partyOf(version, language)) },
  ];
}

function dataBlocks({ version, endsAt, dataUntil }: EndingFacts, language: Language): Block[] {
  const words = noticeActs[language].ending;
  const sentence = dataUntil === null ? words.dataNone(localTimeOf(endsAt, version, language)) : words.dataUntil(localTimeOf(dataUntil, version, language));
  return [{ kind: "heading", text: words.data }, paragraph(sentence)];
}

function survivingBlocks({ version, surviving }: EndingFacts, language: Language): Block[] {
  const words = noticeActs[language].ending;
  const clauses = surviving[language];
  const heading: Block = { kind: "heading", text: words.survives };
  if (clauses.length === 0) return [heading, paragraph(words.survivesNone)];
  const items = clauses.map(({ place, name }) => [place, name].filter((part) => part !== "").join(" "));
  return [heading, paragraph(words.survivesLead(version.number)), { kind: "list", items }];
}
