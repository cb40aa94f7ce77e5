import type { Instant } from "#app/domain/instant";
import type { NoticeText } from "#app/domain/notice/notice";
import { addressOf, partyOf, titleOf, type AboutVersion } from "#app/domain/notice/texts/about";
import { setLetter } from "#app/domain/notice/texts/set-letter";
import { footOf, localTimeOf, paragraph, timeOf } from "#app/domain/notice/texts/version-blocks";
import type { Localised } from "#app/domain/publication/localised";
import type { Language } from "#app/messages/catalogue";
import { noticeActs } from "#app/messages/notice-acts";
import { noticeShell } from "#app/messages/notice-shell";

type About = { publicUrl: string; slug: string; version: AboutVersion };

export type LateObjectionFacts = About & { objectedAt: Instant; effectiveAt: Instant };

/** An objection came after the version took effect: recorded, not counted, and what can be done instead. */
export function lateObjectionText(facts: LateObjectionFacts, language: Language): NoticeText {
  const { version, objectedAt, effectiveAt } = facts;
  const words = noticeActs[language].late;
  const { label, link } = noticeShell[language];
  const time = (instant: Instant) => localTimeOf(instant, version, language);
  const rows = [
    { label: label.addressee, value: { fill: "name" } as const },
    { label: label.happenedAt, value: timeOf(objectedAt, version, language) },
    { label: label.objectUntil, value: timeOf(effectiveAt, version, language) },
  ];
  const { lead, ...head } = words.head({ title: titleOf(version, language), number: version.number, objectedAt: time(objectedAt), effectiveAt: time(effectiveAt) });
  const links = [{ label: link.own, url: { fill: "link" } as const }, { label: link.next(version.number), url: addressOf.version(facts, version.number, language) }, { label: link.leave, url: addressOf.leave(facts) }];
  return setLetter({
    language,
    sender: partyOf(version, language).name,
    ...head,
    lead: [lead],
    blocks: [{ kind: "rows", rows }, ...words.still.map(paragraph), { kind: "links", links }],
    foot: footOf(facts, language, "legal"),
  });
}

export type ObjectionAnswerFacts = About & { answer: "keep" | "leave" | "lift" | "reply"; untilAt: Instant | null };

/** An objection is answered. What staff wrote stays under the key of the party and is filled in: the text is the same for all who got such an answer. */
export function objectionAnswerText(facts: ObjectionAnswerFacts, language: Language): NoticeText {
  const { version, answer, untilAt } = facts;
  const words = noticeActs[language].objection;
  const { label, link } = noticeShell[language];
  const { lead, ...head } = words.head({ title: titleOf(version, language), number: version.number });
  const until = untilAt && localTimeOf(untilAt, version, language);
  const receipt = { label: link.receipt, url: { fill: "receipt" } as const };
  return setLetter({
    language,
    sender: partyOf(version, language).name,
    ...head,
    lead: [lead],
    blocks: [
      { kind: "rows", rows: [{ label: label.addressee, value: { fill: "name" } }, { label: label.record, value: { fill: "actId" } }] },
      paragraph(words.effect({ answer, number: version.number, until })),
      { kind: "heading", text: words.words },
      { kind: "said", text: { fill: "answer" } },
      paragraph(words.kept),
      { kind: "links", links: [receipt, { label: link.own, url: { fill: "link" } }, { label: link.next(version.number), url: addressOf.version(facts, version.number, language) }] },
    ],
    foot: footOf(facts, language, "legal"),
  });
}

export type ExplanationFacts = About & { clause: string; /** Null where it is for the asker alone: then it is filled in. */ answer: Localised | null; questionUrl: string };

/** A question about a clause is answered. The question itself stays under the asker's key and is not repeated. */
export function explanationText(facts: ExplanationFacts, language: Language): NoticeText {
  const { version, clause, answer, questionUrl } = facts;
  const words = noticeActs[language].explanation;
  const { label, link } = noticeShell[language];
  const { lead, ...head } = words.head({ clause, title: titleOf(version, language), number: version.number });
  const links = [{ label: link.question, url: questionUrl }, { label: link.next(version.number), url: addressOf.version(facts, version.number, language) }];
  return setLetter({
    language,
    sender: partyOf(version, language).name,
    ...head,
    lead: [lead],
    blocks: [
      { kind: "rows", rows: [{ label: label.addressee, value: { fill: "name" } }] },
      { kind: "heading", text: words.answer },
      answer === null ? { kind: "said", text: { fill: "answer" } } : { kind: "quote", ...answer },
      paragraph(words.kept),
      { kind: "links", links },
    ],
    foot: footOf(facts, language, "legal"),
  });
}
