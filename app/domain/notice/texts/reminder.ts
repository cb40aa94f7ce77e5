import type { NoticeText } from "#app/domain/notice/notice";
import { addressOf, partyOf } from "#app/domain/notice/texts/about";
import { setLetter } from "#app/domain/notice/texts/set-letter";
import { footOf, linkBlocks, namedIn, refuseBlocks, summaryBlocks, useBlocks, versionRows } from "#app/domain/notice/texts/version-blocks";
import type { VersionFacts } from "#app/domain/notice/texts/version-facts";
import type { Language } from "#app/messages/catalogue";
import { noticeChanges } from "#app/messages/notice-changes";
import { noticeShell } from "#app/messages/notice-shell";

/** A version that somebody has not answered takes effect soon: everything that the announcement said but the redline, which is linked. */
export function reminderText(facts: VersionFacts, language: Language): NoticeText {
  const { label, link } = noticeShell[language];
  const { lead, ...head } = noticeChanges[language].reminder(namedIn(facts, language));
  return setLetter({
    language,
    sender: partyOf(facts.version, language).name,
    ...head,
    lead: [lead],
    blocks: [
      { kind: "rows", rows: [{ label: label.addressee, value: { fill: "name" } }, ...versionRows(facts, language)] },
      ...summaryBlocks(facts, language),
      ...useBlocks(facts, language),
      ...refuseBlocks(facts, language),
      ...linkBlocks(facts, language),
      { kind: "links", links: [{ label: link.choices, url: addressOf.reminders(facts) }] },
    ],
    foot: footOf(facts, language, "reminder"),
  });
}
