import { z } from "zod";
import type { Instant } from "#app/domain/instant";

/** What an authority to act for an organisation covers. */
export const SCOPES = ["use", "accept", "receive notices"] as const;
export type Scope = (typeof SCOPES)[number];

/** The owner account may do everything for its organisation; others what it granted them. */
export type Relation = "owner" | "authorised";

/** An authority to act for an organisation. It holds from `beginsAt` on and before `endsAt`, and until it is revoked. */
export type Delegation = {
  /** dlg_ */
  id: string;
  partyId: string;
  actorId: string;
  relation: Relation;
  scopes: Scope[];
  beginsAt: Instant;
  endsAt: Instant | null;
  grantedAt: Instant;
  revokedAt: Instant | null;
};

export type DelegationState = "ahead" | "holds" | "expired" | "revoked";

/**
 * How an authority stood at an instant. An act of the same millisecond as the revocation was written before it, because the
 * database takes none after: it stood under the authority.
 */
export function delegationStateAt({ beginsAt, endsAt, revokedAt }: Pick<Delegation, "beginsAt" | "endsAt" | "revokedAt">, at: Instant): DelegationState {
  if (revokedAt !== null && revokedAt < at) return "revoked";
  if (endsAt !== null && endsAt <= at) return "expired";
  return beginsAt > at ? "ahead" : "holds";
}

const scopesColumn = z.array(z.enum(SCOPES));

/** Reads a column of scopes. Throws on anything but an array of them. */
export function parseScopes(json: string): Scope[] {
  return scopesColumn.parse(JSON.parse(json));
}

const named = z.strictObject({ address: z.string(), name: z.string().nullable() });

/** Who granted what to whom, as they were called and reached then. */
const grantDetail = z.strictObject({ organisation: z.string(), owner: named, person: named });
export type GrantDetail = z.infer<typeof grantDetail>;

/** Why and by whom an authority was revoked. */
const revocationDetail = z.strictObject({ reason: z.string(), by: named });
export type RevocationDetail = z.infer<typeof revocationDetail>;

/** An authority with the names and addresses as granted, and why it was revoked; both null once the organisation is erased. */
export type ToldDelegation = Delegation & {
  granted: GrantDetail | null;
  revocation: RevocationDetail | null;
  /** Whether names and addresses were removed at the end of their period. */
  isRemoved: boolean;
};

/** Reads what is sealed with a grant. */
export function parseGrantDetail(json: string): GrantDetail {
  return grantDetail.parse(JSON.parse(json));
}

/** Reads what is sealed with a revocation. */
export function parseRevocationDetail(json: string): RevocationDetail {
  return revocationDetail.parse(JSON.parse(json));
}
