import { FRESH_MINUTES, isFresh } from "#app/domain/access/fresh";
import type { Role } from "#app/domain/access/role";
import type { Instant } from "#app/domain/instant";
import { DomainError } from "#app/domain/refusal";

/** Who works on agreements; a session is one. */
export type Actor = { accountId: string; roles: readonly Role[]; signInId: string };

/** Throws role-missing unless the actor has one of the roles. */
export function checkRole({ roles }: Pick<Actor, "roles">, ...wanted: [Role, ...Role[]]): void {
  if (!wanted.some((role) => roles.includes(role))) throw new DomainError("role-missing", { role: wanted.join(" / ") });
}

/** Throws sign-in-stale unless there is a sign-in and it lies at most FRESH_MINUTES back. */
export function checkFresh(signedInAt: Instant | null, now: Instant): void {
  if (!isFresh(signedInAt, now)) throw new DomainError("sign-in-stale", { minutes: FRESH_MINUTES });
}

/** The words of a reason. Throws reason-missing when they are blank. */
export function checkReason(reason: string): string {
  const words = reason.trim();
  if (words === "") throw new DomainError("reason-missing");
  return words;
}
