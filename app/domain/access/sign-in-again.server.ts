import { keptChoice } from "#app/domain/access/acting-for.server";
import { checkPassword } from "#app/domain/access/change-password.server";
import { isFresh } from "#app/domain/access/fresh";
import { commitUnlessStale } from "#app/domain/access/open-link.server";
import { endSessionStep, newSession, type Session } from "#app/domain/access/session.server";
import { samePasswordStep, staffEntries } from "#app/domain/access/sign-in.server";
import type { Instant } from "#app/domain/instant";
import type { Portal } from "#app/portal.server";
import { findSignIn } from "#db/evidence";

export type SignedInAgain = { outcome: "signed-in"; token: string } | { outcome: "wrong" } | { outcome: "limited"; retryAt: Instant };

/** A new sign-in of the person in a session, by the password; the former session ends. */
export async function signInAgain(
  portal: Portal,
  { accountId, actingFor, formerToken }: Pick<Session, "accountId" | "actingFor"> & { formerToken: string },
  password: string,
): Promise<SignedInAgain> {
  const checked = await checkPassword(portal, accountId, password);
  if (checked.outcome !== "right") return checked;
  const { token, steps, signIn } = newSession(portal, { accountId, method: "password", actingForId: keptChoice(actingFor) });
  const isOpened = await commitUnlessStale(portal, [samePasswordStep(checked.account), endSessionStep(formerToken), ...steps], staffEntries(portal, checked.account, signIn));
  return isOpened ? { outcome: "signed-in", token } : { outcome: "wrong" };
}

/** Whether a sign-in lies at most so many minutes back. */
export async function isFreshSignIn({ db, now }: Pick<Portal, "db" | "now">, signInId: string, minutes?: number): Promise<boolean> {
  const signIn = await findSignIn(db, signInId);
  return isFresh(signIn?.happenedAt ?? null, now(), minutes);
}
