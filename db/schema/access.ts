/** Rows of people and their access; written as db/schema.ts says. */

type Instant = string;

/** Facts about this folder. The first row says whether it is a demo. */
export type PortalRow = {
  name: string;
  value: string;
};

export type PartyRow = {
  /** pty_ */
  id: string;
  kind: "person" | "organisation";
  customerKind: "consumer" | "business";
  /** ISO 3166-1 alpha-2, when known. */
  place: string | null;
  /** JSON array of product codes ordered. */
  productsJson: string;
  nameSealed: string | null;
  createdAt: Instant;
};

export type AccountRow = {
  /** usr_ */
  id: string;
  partyId: string;
  addressSealed: string;
  addressConfirmedAt: Instant | null;
  passwordSealed: string;
  /** JSON array of roles: editor, approver, auditor, operator. */
  rolesJson: string;
  /** Language of the interface and of mails. */
  language: string;
  createdAt: Instant;
  closedAt: Instant | null;
};

export type SessionRow = {
  /** SHA-256 of the session token. */
  tokenSha256: string;
  accountId: string;
  signInId: string;
  /** The organisation that the person chose to act for; null for themself. */
  actingForId: string | null;
  createdAt: Instant;
  seenAt: Instant;
  expiresAt: Instant;
};

/** A link sent by mail or printed at start; only the hash of its secret is kept. */
export type LinkRow = {
  tokenSha256: string;
  purpose: "confirm" | "reset" | "change" | "operator";
  accountId: string | null;
  /** What the link carries, such as the new address, sealed for the account's party. */
  detailSealed: string | null;
  createdAt: Instant;
  expiresAt: Instant;
  usedAt: Instant | null;
};

/** Counted attempts for rate limits, per key and window. */
export type AttemptRow = {
  /** A keyed hash of what is limited, such as address or client. */
  key: string;
  windowStartAt: Instant;
  count: number;
};

/** A role given to an account or taken from it. */
export type RoleChangeRow = {
  /** rol_ */
  id: string;
  accountId: string;
  act: "granted" | "revoked";
  role: string;
  /** The change of this role before this one, of whatever account; "" for the first. Unique with the role, so that two cannot race. */
  followsId: string;
  actorId: string;
  signInId: string;
  reason: string;
  happenedAt: Instant;
  recordedAt: Instant;
};

/** A completed sign-in; what stands behind "proof of person". */
export type SignInRow = {
  /** sig_ */
  id: string;
  accountId: string;
  method: "password" | "link";
  happenedAt: Instant;
  recordedAt: Instant;
};
