import { newSession, readSession, type Session } from "#app/domain/access/session.server";
import type { Role } from "#app/domain/access/role";
import { makeAccount } from "#app/domain/access/sign-up.server";
import type { Portal } from "#app/portal.server";

/** An account with these roles, signed in at the portal's instant; no password is hashed. */
export async function addActor(portal: Portal, name: string, roles: Role[]): Promise<Session> {
  const person = { address: `${name}@example.com`, name: null, language: "en", customerKind: "business", passwordHash: "none" } as const;
  const made = await makeAccount(portal, { ...person, roles });
  if (made.outcome !== "made") throw new Error(`${name} is taken`);
  return signInAgain(portal, made.accountId);
}

/** A fresh sign-in of an account. */
export async function signInAgain(portal: Portal, accountId: string): Promise<Session> {
  const { token, steps } = newSession(portal, { accountId, method: "password" });
  await portal.writer.commit({ steps });
  const session = await readSession(portal, token);
  if (session === null) throw new Error(`${accountId} is not signed in`);
  return session;
}
