import { countAttempt } from "#app/domain/access/attempts.server";
import { findAccount, type Account } from "#app/domain/access/holder.server";
import { newLink, useLinkStep } from "#app/domain/access/link";
import { commitUnlessStale, readLink } from "#app/domain/access/open-link.server";
import { hashPassword } from "#app/domain/access/password-hash.server";
import type { Instant } from "#app/domain/instant";
import { writeMail } from "#app/domain/notice/channels/mail";
import { mailStep } from "#app/domain/notice/channels/send.server";
import type { Portal } from "#app/portal.server";
import { deleteRows, updateRows, type Step } from "#db/commit";

export type ResetRequested = { outcome: "mailed" } | { outcome: "limited"; retryAt: Instant };

/**
 * Mails a link for a new password, if there is an account. Without one a link that opens nothing is stored, so that the
 * answer is the same and takes as long.
 */
export async function requestReset(
  portal: Portal,
  { address, client }: { address: string; client: string },
): Promise<ResetRequested> {
  const retryAt = await countAttempt(portal, [
    { rule: "reset-address", subject: address },
    { rule: "reset-client", subject: client },
  ]);
  if (retryAt !== null) return { outcome: "limited", retryAt };
  const account = await findAccount(portal, address);
  const { token, step } = newLink({ purpose: "reset", accountId: account?.id ?? null, detailSealed: null }, portal.now());
  const mail = account === null ? [] : [await resetMail(portal, account, token)];
  await portal.writer.commit({ steps: [step, ...mail] });
  return { outcome: "mailed" };
}

function resetMail(portal: Portal, { partyId, address, language }: Account, token: string): Promise<Step> {
  const { publicUrl } = portal.settings;
  const mail = writeMail({ to: address, language, publicUrl }, (texts) => texts.reset({ link: `${publicUrl}/reset/${token}` }));
  return mailStep(portal, partyId, mail);
}

/**
 * Sets a new password by a mailed link and ends all sessions and links of the account. Whoever has the mail has the
 * address, so it counts as confirmed. False when the link cannot be used.
 */
export async function resetPassword(portal: Portal, { token, password }: { token: string; password: string }): Promise<boolean> {
  const found = await readLink(portal, { purpose: "reset", token });
  if (found === null) return false;
  const { link, account } = found;
  const now = portal.now();
  const confirmed = { set: { addressConfirmedAt: now }, where: { id: account.id, addressConfirmedAt: null } };
  return commitUnlessStale(portal, [
    useLinkStep(link, now),
    updateRows("accounts", confirmed),
    ...(await newPasswordSteps(portal, account, password)),
    deleteRows("links", { where: { accountId: account.id } }),
  ]);
}

/** The steps that give an account another password, end all its sessions and tell its address. */
export async function newPasswordSteps(portal: Portal, account: Account, password: string): Promise<Step[]> {
  const { publicUrl } = portal.settings;
  const { id, partyId, passwordSealed, address, language } = account;
  const sealed = await portal.keys.seal(partyId, "accounts.password", await hashPassword(password));
  const mail = writeMail({ to: address, language, publicUrl }, (texts) => texts.passwordChanged({ reset: `${publicUrl}/reset` }));
  return [
    updateRows("accounts", { set: { passwordSealed: sealed }, where: { id, passwordSealed }, expect: 1 }),
    deleteRows("sessions", { where: { accountId: id } }),
    await mailStep(portal, partyId, mail),
  ];
}
