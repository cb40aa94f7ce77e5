/** Rows of who may act for an organisation; written as db/schema.ts says. */

type Instant = string;

/** An authority to act for an organisation as it was granted, or its revocation. */
export type DelegationRow = {
  /** dlg_ */
  id: string;
  /** The grant that the row is about: its own id for a grant. */
  delegationId: string;
  act: "granted" | "revoked";
  /** "" for a grant, the grant's id for its revocation. Unique with delegationId, so that two cannot race. */
  followsId: string;
  /** The organisation. */
  partyId: string;
  /** The account that may act. */
  actorId: string;
  /** The owner account has every scope without end; others have what it granted. */
  relation: "owner" | "authorised";
  /** JSON array of scopes; empty in a revocation. */
  scopesJson: string;
  /** From this instant on, and before that one; null for no end. A revocation has neither. */
  beginsAt: Instant | null;
  endsAt: Instant | null;
  /** The account that granted or revoked, and the sign-in behind it. */
  byId: string;
  signInId: string;
  /** The sign-in behind the acceptance of the invitation; null for the owner, and for revocations. */
  acceptedSignInId: string | null;
  happenedAt: Instant;
  recordedAt: Instant;
};

/** An authority that was offered by mail and waits for the person to accept it. */
export type InvitationRow = {
  /** inv_ */
  id: string;
  /** SHA-256 of the secret in the mailed link. */
  tokenSha256: string;
  partyId: string;
  /** 1, 2, 3 … within the organisation; unique, so that two cannot race. */
  number: number;
  byId: string;
  signInId: string;
  /** The invited address, sealed under the organisation's key. */
  addressSealed: string;
  scopesJson: string;
  /** Null: as soon as it is accepted. */
  beginsAt: Instant | null;
  endsAt: Instant | null;
  createdAt: Instant;
  expiresAt: Instant;
  answeredAt: Instant | null;
  outcome: "accepted" | "declined" | "withdrawn" | null;
};
