import { countAttempt } from "#app/domain/access/attempts.server";
import { readAccount } from "#app/domain/access/holder.server";
import { useLinkStep } from "#app/domain/access/link";
import { confirmationSteps } from "#app/domain/access/new-account.server";
import { commitUnlessStale, readLink } from "#app/domain/access/open-link.server";
import type { Instant } from "#app/domain/instant";
import type { Portal } from "#app/portal.server";
import { updateRows } from "#db/commit";

/** Confirms the address to which a link was mailed. False when the link cannot be used. */
export async function confirmAddress(portal: Portal, token: string): Promise<boolean> {
  const found = await readLink(portal, { purpose: "confirm", token });
  if (found === null) return false;
  const now = portal.now();
  const confirmed = { set: { addressConfirmedAt: now }, where: { id: found.account.id, addressConfirmedAt: null } };
  return commitUnlessStale(portal, [useLinkStep(found.link, now), updateRows("accounts", confirmed)]);
}

export type ConfirmationSent = { outcome: "mailed" } | { outcome: "confirmed" } | { outcome: "limited"; retryAt: Instant };

/** Mails the confirmation of an account's address again, unless it is confirmed. */
export async function sendConfirmation(portal: Portal, accountId: string): Promise<ConfirmationSent> {
  const account = await readAccount(portal, accountId);
  if (account === null || account.addressConfirmedAt !== null) return { outcome: "confirmed" };
  const retryAt = await countAttempt(portal, [{ rule: "account-mail", subject: accountId }]);
  if (retryAt !== null) return { outcome: "limited", retryAt };
  await portal.writer.commit({ steps: await confirmationSteps(portal, account) });
  return { outcome: "mailed" };
}
