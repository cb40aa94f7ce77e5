/** Rows of notices, of their deliveries and of what became of each; written as db/schema.ts says. */

type Instant = string;
type Flag = 0 | 1;

/** What people are told, why, and who must be told. */
export type NoticeRow = {
  /** ntc_ */
  id: string;
  reason:
    | "announcement" | "postponement" | "withdrawal" | "reminder" | "ending" | "assignment" | "service" | "price"
    | "mark" | "receipt" | "late-objection" | "explanation" | "objection-answer";
  /** What it is about and for what occasion: unique, so that nothing is told twice. */
  onceKey: string;
  agreementId: string;
  versionId: string | null;
  publicationId: string | null;
  endingId: string | null;
  actId: string | null;
  /** The one party that is told; null where an audience is. */
  partyId: string | null;
  /** Who must be told: the audience, as JSON. */
  audienceJson: string;
  /** By which channels, how long ahead, whether one may do without it: JSON. */
  ruleJson: string;
  happenedAt: Instant;
  recordedAt: Instant;
};

/** A notice in one language. Its bodies are documents, with places for what differs from person to person. */
export type NoticeTextRow = {
  noticeId: string;
  language: string;
  subject: string;
  textSha256: string;
  htmlSha256: string;
  happenedAt: Instant;
  recordedAt: Instant;
};

/** A notice on its way to one party by one channel. In the inbox it is delivered by being there. */
export type DeliveryRow = {
  /** dlv_ */
  id: string;
  noticeId: string;
  partyId: string;
  channel: "inbox" | "mail" | "webhook";
  language: string;
  happenedAt: Instant;
  recordedAt: Instant;
};

/** Deliveries that were made together, as the ledger names them: those with ids from the first to the last. */
export type DeliveryBatchRow = {
  /** dlb_ */
  id: string;
  /** The notice; null where each of the deliveries is of a notice of its own. */
  noticeId: string | null;
  firstId: string;
  lastId: string;
  deliveries: number;
  /** SHA-256 of the list of them. */
  listSha256: string;
  happenedAt: Instant;
  recordedAt: Instant;
};

/** What a notice says came to be wrong before it was handed over, or its party is no longer to be told. */
export type NotSentReason = "withdrawn" | "redated" | "ended" | "tookEffect" | "answered" | "unsubscribed" | "left" | "restricted" | "erased";

/**
 * What became of a delivery. That it is queued is the delivery itself. The address as used, and what was said about it, are personal values under
 * the key of the delivery's party.
 */
export type DeliveryEventRow = {
  /** dle_ */
  id: string;
  deliveryId: string;
  /** The event of this delivery before it; "" for the first. Unique with the delivery, so that two cannot race. */
  followsId: string;
  state: "handedOver" | "deferred" | "delivered" | "bounced" | "failed" | "displayed" | "acknowledged" | "notSent";
  /** Why it was not sent after all; null in every other state. */
  reason: NotSentReason | null;
  source: "server" | "smtp" | "dsn" | "webhook" | "viewer";
  /** SHA-256 of the exact bytes that were sent. */
  messageSha256: string | null;
  /** The record by which the ledger names it: its own id, or that of the event with which it was entered; null where it is none. */
  enteredAs: string | null;
  happenedAt: Instant;
  recordedAt: Instant;
};

/** The public address of a notice, fetched while a change is announced. */
export type SiteCheckRow = {
  /** chk_ */
  id: string;
  noticeId: string;
  url: string;
  /** The status of the answer; 0 where there was none. */
  status: number;
  bodySha256: string | null;
  happenedAt: Instant;
  recordedAt: Instant;
};

/** How far a notice has been brought to the parties that it is for, in the order of their ids. */
export type FanOutRow = {
  noticeId: string;
  /** The last party that was looked at; "" before the first. */
  afterPartyId: string;
  /** The id that deliveries of the last page begin with, while the ledger does not name them yet; "" otherwise. */
  openPrefix: string;
  /** 1 for a notice to many, which lets those to one party pass (notice.ts). */
  isToMany: Flag;
  /** Parties told, and mails (and webhook calls) queued, handed over and given up. */
  count: number;
  queued: number;
  handedOver: number;
  failed: number;
  /** How many were not handed over after all, by the reason: JSON. */
  notSentJson: string;
  /** Why it was brought to nobody more from some page on; null where it was not stopped. */
  stoppedFor: NotSentReason | null;
  createdAt: Instant;
  finishedAt: Instant | null;
};

/** A delivery that is still to be handed over. */
export type DeliveryQueueRow = {
  deliveryId: string;
  /** 1 where the notice is one to many. */
  isToMany: Flag;
  nextAttemptAt: Instant;
  attempts: number;
  /** Until when which worker has it in hand; null for nobody. */
  leasedUntil: Instant | null;
  leasedBy: string | null;
};

/** What a party chose about notices that it may do without. */
export type NoticeChoiceRow = {
  partyId: string;
  wantsReminders: Flag;
};

/** A party that a notice could not be brought to by a channel, for the operator to see to. */
export type DeliveryTaskRow = {
  deliveryId: string;
  partyId: string;
  /** bounced, failed, unreachable */
  reason: string;
  createdAt: Instant;
  doneAt: Instant | null;
  /** The account that saw to it. */
  doneById: string | null;
};

export type OutboxRow = {
  /** out_ */
  id: string;
  partyId: string;
  channel: "mail";
  /** The message, sealed for the party. */
  messageSealed: string;
  createdAt: Instant;
  attempts: number;
  nextAttemptAt: Instant | null;
  sentAt: Instant | null;
  failure: string | null;
};
