import type { NoticeReason, NoticeText } from "#app/domain/notice/notice";
import { partyOf, wordsIn } from "#app/domain/notice/texts/about";
import type { Block } from "#app/domain/notice/texts/letter";
import { redlinesBlocks } from "#app/domain/notice/texts/redline-blocks";
import { setLetter } from "#app/domain/notice/texts/set-letter";
import { footOf, linkBlocks, localTimeOf, namedIn, refuseBlocks, summaryBlocks, timeOf, useBlocks, versionRows } from "#app/domain/notice/texts/version-blocks";
import type { NewDateFacts, VersionFacts } from "#app/domain/notice/texts/version-facts";
import { propertyLines } from "#app/domain/publication/property-lines";
import { agreementTermsMessages } from "#app/messages/agreement-terms";
import type { Language } from "#app/messages/catalogue";
import { noticeChanges } from "#app/messages/notice-changes";
import { noticeShell } from "#app/messages/notice-shell";

/** By which reason an announcement goes out. What concerns money comes first, then the service, then who the other side is. */
export function announcedReason({ version }: Pick<VersionFacts, "version">): Extract<NoticeReason, "announcement" | "assignment" | "service" | "price"> {
  const { reasons = ["amend"] } = version.manifest.version;
  if (reasons.includes("startCharging")) return "price";
  if (reasons.includes("changeService")) return "service";
  return reasons.every((reason) => reason === "assign") ? "assignment" : "announcement";
}

/** A change is announced: what changes, from when, what use will mean, how and until when to object or leave, with the redline. */
export function announcementText(facts: VersionFacts, language: Language): NoticeText {
  const { subject, title, lead } = headOf(facts, language);
  return setLetter({ ...versionLetter(facts, language), subject, title, lead: leadOf(lead, facts, language) });
}

/** A version has another date: a later one within the same notice, or one with which the notice begins anew. Complete like an announcement. */
export function postponementText(facts: NewDateFacts, language: Language): NoticeText {
  const { version, inForce, formerEffectiveAt, told, isAnew } = facts;
  const words = noticeChanges[language];
  const named = { ...namedIn(facts, language), formerAt: localTimeOf(formerEffectiveAt, version, language), inForce: inForce?.number ?? null };
  const { subject, title, lead } = isAnew ? words.anew(named) : words.postponed(named);
  const letter = versionLetter(facts, language);
  const saying: Block[] = [{ kind: "heading", text: words.heading.told }, { kind: "quote", ...wordsIn(told, version, language) }];
  const formerly: Block = { kind: "rows", rows: [{ label: noticeShell[language].label.formerly, value: timeOf(formerEffectiveAt, version, language) }] };
  return setLetter({ ...letter, subject, title, lead: leadOf(lead, facts, language), blocks: [formerly, ...saying, ...letter.blocks] });
}

/** The first paragraphs: what happens, and what it takes to bind. */
function leadOf(lead: string, { use }: VersionFacts, language: Language): string[] {
  return [lead, noticeChanges[language].inShort[use.kind]].filter((sentence) => sentence !== "");
}

function headOf(facts: VersionFacts, language: Language) {
  const words = noticeChanges[language];
  const named = namedIn(facts, language);
  if (facts.version.manifest.agreement.kind === "consent") return words.atOnce(named);
  const reason = announcedReason(facts);
  if (reason === "announcement") return words.announced(named);
  const former = facts.inForce ? partyOf(facts.inForce, language).name : named.party;
  return reason === "assignment" ? words.assigned({ ...named, party: former }, named.party) : words[reason](named);
}

function versionLetter(facts: VersionFacts, language: Language) {
  const { label } = noticeShell[language];
  const addressee = { label: label.addressee, value: { fill: "name" } as const };
  const blocks: Block[] = [
    { kind: "rows", rows: [addressee, ...versionRows(facts, language), ...formerPartyRows(facts, language)] },
    ...summaryBlocks(facts, language),
    ...propertyBlocks(facts, language),
    ...useBlocks(facts, language),
    ...refuseBlocks(facts, language),
    ...redlinesBlocks(facts.compared[language], language),
    ...linkBlocks(facts, language),
  ];
  return { language, sender: partyOf(facts.version, language).name, blocks, foot: footOf(facts, language, "legal") };
}

/** What changes beside the text from the version in force: a change of terms like any other. */
function propertyBlocks({ version, inForce }: VersionFacts, language: Language): Block[] {
  const lines = inForce ? propertyLines(version.manifest.agreement, inForce.manifest.agreement, language) : [];
  if (lines.length === 0) return [];
  const { changesTitle, properties, changed } = agreementTermsMessages[language];
  return [{ kind: "heading", text: changesTitle }, { kind: "list", items: lines.map(({ property, before, now }) => changed(properties[property], now, before ?? "")) }];
}

/** Who the other side was so far, where an assignment changes it. */
function formerPartyRows({ version, inForce }: VersionFacts, language: Language) {
  if (!inForce || !version.manifest.version.reasons?.includes("assign")) return [];
  const { label, partyLine } = noticeShell[language];
  return [{ label: label.formerParty, value: partyLine(partyOf(inForce, language)) }];
}
