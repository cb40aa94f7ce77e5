import type { Audience } from "#app/domain/publication/manifest";
import type { Language } from "#app/messages/catalogue";

/** Why people are told. */
export const NOTICE_REASONS = [
  "announcement", "postponement", "withdrawal", "reminder", "ending", "assignment", "service", "price", "mark", "receipt", "late-objection", "explanation", "objection-answer",
] as const;
export type NoticeReason = (typeof NOTICE_REASONS)[number];

/** Why a delivery that waited was not sent after all. */
export const NOT_SENT_REASONS = ["withdrawn", "redated", "ended", "tookEffect", "answered", "unsubscribed", "left", "restricted", "erased"] as const;
export type NotSentReason = (typeof NOT_SENT_REASONS)[number];

/** The ways on which a notice comes to people. The site is public and brings it to nobody in particular. */
export const NOTICE_CHANNELS = ["site", "inbox", "mail", "webhook"] as const;
export type NoticeChannel = (typeof NOTICE_CHANNELS)[number];

/** A way that leads to one party. */
export type DeliveryChannel = Exclude<NoticeChannel, "site">;

/** How people are told, for one reason. */
export type NoticeRule = {
  /** Each of these that leads to the party is used. */
  allOf: readonly NoticeChannel[];
  /** The first of these that leads to the party is used where one of the others failed, and so on. */
  anyOf: readonly DeliveryChannel[];
  /** Days before the effective instant at which it goes out; empty for at once. */
  leadDays: readonly number[];
  /** Whether a party may choose to do without it. A legal notice cannot be unsubscribed. */
  mayBeUnsubscribed: boolean;
};

/**
 * Who must be told: the audience of the agreement with those whom it binds (of these, where versions are named, those who answered none of them);
 * those to whom earlier notices were brought, or who answered versions; or parties by name.
 */
export type NoticeAudience =
  | (Audience & { unanswered?: readonly string[] })
  | { who: "told"; noticeIds: readonly string[]; versionIds: readonly string[] }
  | { who: "parties"; partyIds: readonly string[] };

/** A notice in one language. Its bodies have places for what differs from person to person (fill.ts). */
export type NoticeText = { language: Language; subject: string; text: string; html: string };

/** A notice to be made with the act that it tells of. */
export type NewNotice = {
  reason: NoticeReason;
  /** Tells apart notices of one reason about one thing, such as the days of a reminder; none where there is but one. */
  occasion?: string;
  agreementId: string;
  versionId?: string;
  publicationId?: string;
  endingId?: string;
  actId?: string;
  /** The one party that is told; without it, the audience is. */
  partyId?: string;
  audience: NoticeAudience;
  rule: NoticeRule;
  /** The first language is for those whose own is not among them. */
  texts: readonly NoticeText[];
};

const TO_ALL: NoticeRule = { allOf: ["site", "inbox", "mail"], anyOf: ["webhook"], leadDays: [], mayBeUnsubscribed: false };
const TO_ONE: NoticeRule = { allOf: ["inbox", "mail"], anyOf: ["webhook"], leadDays: [], mayBeUnsubscribed: false };

/** What holds for each reason where an agreement says nothing else. */
export const NOTICE_RULES: Record<NoticeReason, NoticeRule> = {
  announcement: TO_ALL,
  postponement: TO_ALL,
  withdrawal: TO_ALL,
  reminder: { allOf: ["inbox", "mail"], anyOf: [], leadDays: [7, 1], mayBeUnsubscribed: true },
  ending: TO_ALL,
  assignment: TO_ALL,
  service: TO_ALL,
  price: TO_ALL,
  mark: TO_ALL,
  receipt: TO_ONE,
  "late-objection": TO_ONE,
  explanation: TO_ONE,
  "objection-answer": TO_ONE,
};

/** What one party is told of its own acts. It lets nobody wait behind what goes to many. */
const TO_ONE_PARTY: readonly NoticeReason[] = ["receipt", "late-objection", "explanation", "objection-answer"];

/** Whether a notice goes to many, as far as the queue is concerned. */
export function isToMany({ reason }: { reason: NoticeReason }): boolean {
  return !TO_ONE_PARTY.includes(reason);
}

/** Why many are told at once. Of notices to one party a version may have as many as there are parties. */
export const REASONS_TO_MANY: readonly NoticeReason[] = NOTICE_REASONS.filter((reason) => isToMany({ reason }));

/** What a notice is about and for what occasion: a second one of the same key is refused. */
export function onceKeyOf({ reason, occasion, agreementId, versionId, publicationId, endingId, actId, partyId }: Omit<NewNotice, "audience" | "rule" | "texts">): string {
  const about = actId ?? endingId ?? publicationId ?? versionId ?? agreementId;
  return [reason, about, ...(partyId === undefined ? [] : [partyId]), ...(occasion === undefined ? [] : [occasion])].join("/");
}
