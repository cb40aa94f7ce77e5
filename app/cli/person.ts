import { readSession, type Session } from "#app/domain/access/session.server";
import { signIn } from "#app/domain/access/sign-in.server";
import { DomainError } from "#app/domain/refusal";
import type { Portal } from "#app/portal.server";

/** The session of a person who signs in for one command; `setting` is where the password was read from. Refuses attempts-exceeded, sign-in-wrong. */
export async function signInAs(portal: Portal, person: { address: string; password: string }, setting: string): Promise<Session & { token: string }> {
  const { address, password } = person;
  const signedIn = await signIn(portal, { address, password, client: "command line", formerToken: null });
  if (signedIn.outcome === "limited") throw new DomainError("attempts-exceeded");
  const session = signedIn.outcome === "signed-in" ? await readSession(portal, signedIn.token) : null;
  if (signedIn.outcome !== "signed-in" || session === null) throw new DomainError("sign-in-wrong", { address, setting });
  return { ...session, token: signedIn.token };
}
