import { addressOf, partyOf, titleOf, wordsIn, type AboutVersion } from "#app/domain/notice/texts/about";
import type { Block, Link, Row } from "#app/domain/notice/texts/letter";
import type { VersionFacts } from "#app/domain/notice/texts/version-facts";
import type { Language } from "#app/messages/catalogue";
import { languageName } from "#app/messages/language-names";
import { noticeChanges } from "#app/messages/notice-changes";
import { noticeShell } from "#app/messages/notice-shell";
import { readingMessages } from "#app/messages/reading";
import { formatDate, formatInstant, formatUtc } from "#app/messages/time";

/** An instant in the agreement's zone and in UTC. */
export function timeOf(instant: string, version: AboutVersion, language: Language): string {
  const { zone } = version.manifest.agreement;
  return noticeShell[language].time(formatInstant(instant, { zone, language }), formatUtc(instant));
}

/** An instant as sentences tell it; the rows have it in UTC too. */
export function localTimeOf(instant: string, version: AboutVersion, language: Language): string {
  return formatInstant(instant, { zone: version.manifest.agreement.zone, language });
}

/** What the sentences of a notice name. */
export function namedIn({ version, announcedAt, effectiveAt }: VersionFacts, language: Language) {
  const { zone } = version.manifest.agreement;
  return {
    party: partyOf(version, language).name,
    title: titleOf(version, language),
    number: version.number,
    announcedAt: localTimeOf(announcedAt, version, language),
    effectiveAt: localTimeOf(effectiveAt, version, language),
    effectiveDate: formatDate(effectiveAt, { zone, language }),
  };
}

/** What is announced, in rows. */
export function versionRows(facts: VersionFacts, language: Language): Row[] {
  const { version, announcedAt, effectiveAt, noticeDays } = facts;
  const { label, ...shell } = noticeShell[language];
  const objecting = mayObject(facts) ? [{ label: label.objectUntil, value: timeOf(effectiveAt, version, language) }] : [];
  return [
    { label: label.agreement, value: titleOf(version, language) },
    { label: label.version, value: shell.version(version.number) },
    { label: label.changeClass, value: readingMessages[language].changeClass[version.changeClass] },
    { label: label.announcedAt, value: timeOf(announcedAt, version, language) },
    { label: label.effectiveAt, value: timeOf(effectiveAt, version, language) },
    ...(noticeDays > 0 ? [{ label: label.noticePeriod, value: shell.fullDays(noticeDays) }] : []),
    ...objecting,
    { label: label.party, value: shell.partyLine(partyOf(version, language)) },
  ];
}

/** Terms alone are objected to. */
export function mayObject({ version }: VersionFacts): boolean {
  return version.manifest.agreement.kind === "terms";
}

/** What changes, as the publication tells readers. */
export function summaryBlocks({ version }: VersionFacts, language: Language): Block[] {
  const summary = wordsIn(version.manifest.version.summary, version, language);
  return [{ kind: "heading", text: noticeChanges[language].heading.summary }, { kind: "quote", ...summary }];
}

/** What going on using the service will mean for this change. */
export function useBlocks(facts: VersionFacts, language: Language): Block[] {
  const { use, noticeDays, effectiveAt, version } = facts;
  const words = noticeChanges[language];
  const heading: Block = { kind: "heading", text: words.heading.use };
  if (use.kind !== "deemed") return [heading, ...words.use[use.kind].map(paragraph)];
  const { customers, clause, number: clauseOf } = use;
  const deemed = { clause, clauseOf, number: version.number, noticeDays, effectiveAt: localTimeOf(effectiveAt, version, language) };
  const conditions: Block = { kind: "list", items: words.deemed.conditions(deemed) };
  if (customers === "everybody") return [heading, paragraph(words.deemed.everybody(deemed)), conditions, paragraph(words.deemed.notUse)];
  const others = customers === "business" ? "consumer" : "business";
  return [heading, paragraph(words.deemed.some(customers, deemed)), conditions, paragraph(words.deemed.notUse), paragraph(words.deemed.others(others))];
}

/** How and until when to object or leave. */
export function refuseBlocks(facts: VersionFacts, language: Language): Block[] {
  const { heading, refuse } = noticeChanges[language];
  const { kind } = facts.version.manifest.agreement;
  const sentences = kind === "terms" ? refuse.terms(localTimeOf(facts.effectiveAt, facts.version, language)) : refuse[kind];
  return [{ kind: "heading", text: heading.refuse }, ...sentences.map(paragraph)];
}

/** Where to read old and new, and to answer. */
export function linkBlocks(facts: VersionFacts, language: Language): Block[] {
  const { link } = noticeShell[language];
  return [{ kind: "heading", text: noticeChanges[language].heading.links }, { kind: "links", links: [{ label: link.own, url: { fill: "link" } }, ...readingLinks(facts, language), ...answeringLinks(facts, language)] }];
}

function readingLinks(facts: VersionFacts, language: Language): Link[] {
  const { link } = noticeShell[language];
  const { number } = facts.version;
  const comparisons = facts.compared[language].map(({ number: from }) => ({ label: link.comparison(from, number), url: addressOf.comparison(facts, { from, to: number }, language) }));
  const former = facts.inForce ? [{ label: link.former(facts.inForce.number), url: addressOf.version(facts, facts.inForce.number, language) }] : [];
  return [...comparisons, { label: link.next(number), url: addressOf.version(facts, number, language) }, ...former];
}

function answeringLinks(facts: VersionFacts, language: Language): Link[] {
  const { link } = noticeShell[language];
  const { kind } = facts.version.manifest.agreement;
  const leave = { label: link.leave, url: addressOf.leave(facts) };
  if (kind === "information") return [leave];
  if (kind === "consent") return [{ label: link.consents, url: addressOf.consents(facts) }, leave];
  const accept = facts.use.kind === "editorial" ? [] : [{ label: link.accept, url: addressOf.accept(facts) }];
  return [...accept, { label: link.object, url: addressOf.object(facts, facts.version.number) }, leave];
}

/** Why it comes, who sends it, which text binds. */
export function footOf({ publicUrl, version }: Pick<VersionFacts, "publicUrl" | "version">, language: Language, why: "legal" | "reminder"): string[] {
  const { foot } = noticeShell[language];
  const binding = version.texts[0]?.language ?? "";
  const texts = version.texts.length > 1 ? foot.translation(languageName(binding, language)) : foot.derived;
  return [foot[why], texts, foot.imprint(partyOf(version, language)), foot.automatic(publicUrl)];
}

export function paragraph(text: string): Block {
  return { kind: "paragraph", text };
}
