import { newToken, tokenDigest } from "#app/domain/access/token";
import { plusMilliseconds, type Instant } from "#app/domain/instant";
import { insertRow, updateRows, type Step } from "#db/commit";
import type { LinkRow } from "#db/schema/access";

const HOUR = 3_600_000;

/** How long a link can be used. */
const LIFETIMES: Record<LinkRow["purpose"], number> = {
  confirm: 7 * 24 * HOUR,
  reset: HOUR,
  change: 24 * HOUR,
  operator: 24 * HOUR,
};

type NewLink = Pick<LinkRow, "purpose" | "accountId" | "detailSealed">;

/** A new link: the secret that goes into its address, and the step that keeps its hash. */
export function newLink(link: NewLink, now: Instant): { token: string; step: Step } {
  const token = newToken();
  const expiresAt = plusMilliseconds(now, LIFETIMES[link.purpose]);
  return { token, step: insertRow("links", { ...link, tokenSha256: tokenDigest(token), createdAt: now, expiresAt, usedAt: null }) };
}

/** The step that uses a link up; its commit is refused as stale when somebody else was first. */
export function useLinkStep({ tokenSha256 }: Pick<LinkRow, "tokenSha256">, now: Instant): Step {
  return updateRows("links", { set: { usedAt: now }, where: { tokenSha256, usedAt: null }, expect: 1 });
}
