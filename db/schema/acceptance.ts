/** Rows of what was shown and answered; written as db/schema.ts says. */

type Instant = string;
type Flag = 0 | 1;

/** The acceptance screen's HTML fragment, stored once per content. */
export type ScreenRow = {
  sha256: string;
  html: string;
  recordedAt: Instant;
};

/** The screen on which an act was offered. The only row that opening a page writes. */
export type PresentationRow = {
  /** prs_ */
  id: string;
  partyId: string;
  actorId: string;
  purpose: "terms" | "consent";
  screenSha256: string;
  /** SHA-256 of setJson. */
  setSha256: string;
  /** The set offered: canonical JSON, lines in order of precedence. */
  setJson: string;
  language: string;
  /** SHA-256 of the one-time token. */
  tokenSha256: string;
  happenedAt: Instant;
  recordedAt: Instant;
};

/** One act of one actor for one party: an acceptance, a decline, a consent given, refused or withdrawn. */
export type ActRow = {
  /** acc_ for an acceptance, dec_ decline, obj_ objection, con_ consent given, ref_ refused, wdr_ withdrawn */
  id: string;
  kind: "acceptance" | "decline" | "objection" | "consent" | "refusal" | "withdrawal";
  method: "click" | "api" | "deemed" | "imported";
  partyId: string;
  actorId: string;
  delegationId: string | null;
  /** Unique: an offered screen is answered once. */
  presentationId: string | null;
  signInId: string | null;
  language: string;
  isAddressConfirmed: Flag;
  happenedAt: Instant;
  recordedAt: Instant;
};

/** One agreement (and, for consents, purpose) within an act. */
export type ActLineRow = {
  actId: string;
  /** 0, 1, 2 … in order of precedence. */
  position: number;
  partyId: string;
  /** What the line is about: the version id for terms, "<agreement id>/<purpose>" for a consent. */
  subject: string;
  /** The act before this one about the same subject; "" for the first. Unique with party and subject: decides races. */
  followsActId: string;
  agreementId: string;
  versionId: string;
  language: string;
  /** Hash of the text shown, and of the text that binds. */
  shownSha256: string;
  bindingSha256: string;
  precedence: number;
  purpose: string | null;
  /** JSON array: the conspicuous clauses as listed on the screen, {id, number, sha256}. */
  conspicuousJson: string;
  /** The acceptance of an earlier version that this one replaces. */
  replacesActId: string | null;
  happenedAt: Instant;
  recordedAt: Instant;
};

/** Personal circumstances of an act: client address and agent. Erasable apart from the act. */
export type ActCircumstancesRow = {
  actId: string;
  partyId: string;
  addressSealed: string | null;
  agentSealed: string | null;
  /** How the client address was learnt: "socket" or "proxy". */
  addressSource: string;
};

/** What opens one commitment of a ledger entry; gone once the value may no longer be known. */
export type OpeningRow = {
  /** The record that the entry names. */
  recordId: string;
  /** Under whose key it is sealed. */
  partyId: string;
  /** Which of the entry's commitments, such as "address". */
  tag: string;
  /** 32 random bytes in base64. */
  openingSealed: string;
  /** Canonical JSON. */
  valueSealed: string;
};

/** A personal value of a row of evidence, kept beside it so that it can go while the row stands. */
export type PersonalValueRow = {
  /** The row. */
  recordId: string;
  /** Its table and what it is, as "questions.question"; part of the seal. */
  field: string;
  /** Under whose key it is sealed. */
  partyId: string;
  /** "" once it was removed at the end of its period. */
  valueSealed: string;
};
