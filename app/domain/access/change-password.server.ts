import { keptChoice } from "#app/domain/access/acting-for.server";
import { countAttempt } from "#app/domain/access/attempts.server";
import { readAccount, type Account } from "#app/domain/access/holder.server";
import { commitUnlessStale } from "#app/domain/access/open-link.server";
import { newPasswordSteps } from "#app/domain/access/reset-password.server";
import { continuedSession, type Session } from "#app/domain/access/session.server";
import { isAccountsPassword } from "#app/domain/access/sign-in.server";
import type { Instant } from "#app/domain/instant";
import type { Portal } from "#app/portal.server";
import { deleteRows } from "#db/commit";

type Checked = { outcome: "right"; account: Account } | { outcome: "wrong" } | { outcome: "limited"; retryAt: Instant };

/** Whether the person in a session still knows the account's password: asked before what must not happen to others. */
export async function checkPassword(portal: Portal, accountId: string, password: string): Promise<Checked> {
  const retryAt = await countAttempt(portal, [{ rule: "account-password", subject: accountId }]);
  if (retryAt !== null) return { outcome: "limited", retryAt };
  const account = await readAccount(portal, accountId);
  const isRight = await isAccountsPassword(portal, account, password);
  return account !== null && isRight ? { outcome: "right", account } : { outcome: "wrong" };
}

export type PasswordChanged =
  | { outcome: "changed"; token: string }
  | { outcome: "wrong" }
  | { outcome: "limited"; retryAt: Instant };

/** Changes the password of a signed-in person. All sessions and pending changes end; the person's own goes on anew. */
export async function changePassword(
  portal: Portal,
  session: Pick<Session, "accountId" | "signInId" | "actingFor">,
  { current, password }: { current: string; password: string },
): Promise<PasswordChanged> {
  const checked = await checkPassword(portal, session.accountId, current);
  if (checked.outcome !== "right") return checked;
  const { accountId, signInId, actingFor } = session;
  const { token, step } = continuedSession(portal, { accountId, signInId, actingForId: keptChoice(actingFor) });
  const isChanged = await commitUnlessStale(portal, [
    ...(await newPasswordSteps(portal, checked.account, password)),
    deleteRows("links", { where: { accountId, purpose: "reset" } }),
    deleteRows("links", { where: { accountId, purpose: "change" } }),
    step,
  ]);
  return isChanged ? { outcome: "changed", token } : { outcome: "wrong" };
}
