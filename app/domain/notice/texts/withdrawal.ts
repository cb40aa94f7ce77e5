import type { NoticeText } from "#app/domain/notice/notice";
import { addressOf, partyOf, titleOf, wordsIn, type AboutVersion } from "#app/domain/notice/texts/about";
import { setLetter } from "#app/domain/notice/texts/set-letter";
import { footOf, paragraph, timeOf } from "#app/domain/notice/texts/version-blocks";
import type { Instant } from "#app/domain/instant";
import type { WordsByLanguage } from "#app/domain/publication/drafting/words";
import type { Language } from "#app/messages/catalogue";
import { noticeChanges } from "#app/messages/notice-changes";
import { noticeShell } from "#app/messages/notice-shell";

/** Versions that are withdrawn together before they took effect; `version` is the first of them. */
export type WithdrawalFacts = {
  publicUrl: string;
  slug: string;
  version: AboutVersion;
  inForce: AboutVersion | null;
  withdrawnAt: Instant;
  /** Each version that falls, in their order, and when it was to take effect. */
  falling: readonly { number: number; effectiveAt: Instant }[];
  told: WordsByLanguage;
};

/** A version will not take effect after all. */
export function withdrawalText(facts: WithdrawalFacts, language: Language): NoticeText {
  const { version, falling, inForce, withdrawnAt, told } = facts;
  const numbers = falling.map(({ number }) => number);
  const words = noticeChanges[language];
  const { label, link, ...shell } = noticeShell[language];
  const title = titleOf(version, language);
  const rows = [
    { label: label.addressee, value: { fill: "name" } as const },
    { label: label.agreement, value: title },
    { label: label.version, value: numbers.map(shell.version).join(language === "en" ? ", " : "、") },
    { label: label.withdrawn, value: timeOf(withdrawnAt, version, language) },
    ...falling.map(({ number, effectiveAt }) => ({ label: falling.length === 1 ? label.formerly : shell.formerlyOf(number), value: timeOf(effectiveAt, version, language) })),
    { label: label.party, value: shell.partyLine(partyOf(inForce ?? version, language)) },
  ];
  const { lead, ...head } = words.withdrawn({ title, numbers, inForce: inForce?.number ?? null });
  return setLetter({
    language,
    sender: partyOf(inForce ?? version, language).name,
    ...head,
    lead: [lead],
    blocks: [
      { kind: "rows", rows },
      { kind: "heading", text: words.heading.told },
      { kind: "quote", ...wordsIn(told, version, language) },
      paragraph(words.withdrawnAnswers),
      { kind: "links", links: [{ label: link.own, url: { fill: "link" } }, { label: link.agreement, url: addressOf.agreement(facts) }] },
    ],
    foot: footOf({ publicUrl: facts.publicUrl, version: inForce ?? version }, language, "legal"),
  });
}
