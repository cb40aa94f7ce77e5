import { isSameAddress } from "#app/domain/access/address";
import { countAttempt } from "#app/domain/access/attempts.server";
import { checkPassword } from "#app/domain/access/change-password.server";
import { findHolder, type Account } from "#app/domain/access/holder.server";
import { newLink, useLinkStep } from "#app/domain/access/link";
import { commitUnlessStale, readLink } from "#app/domain/access/open-link.server";
import { samePasswordStep } from "#app/domain/access/sign-in.server";
import type { Instant } from "#app/domain/instant";
import { writeMail } from "#app/domain/notice/channels/mail";
import { mailStep } from "#app/domain/notice/channels/send.server";
import type { Portal } from "#app/portal.server";
import { deleteRows, updateRows, type Step } from "#db/commit";

export type ChangeRequested =
  | { outcome: "mailed" }
  | { outcome: "same" }
  | { outcome: "wrong" }
  | { outcome: "limited"; retryAt: Instant };

/**
 * Asks for another address: the new one is mailed a link, the present one is told. Where the new one belongs to another
 * account its holder is told instead; the outcome is the same.
 */
export async function requestAddressChange(
  portal: Portal,
  accountId: string,
  { address, password }: { address: string; password: string },
): Promise<ChangeRequested> {
  const checked = await checkPassword(portal, accountId, password);
  if (checked.outcome !== "right") return checked;
  const { account } = checked;
  if (isSameAddress(account.address, address)) return { outcome: "same" };
  const retryAt = await countAttempt(portal, [{ rule: "account-mail", subject: accountId }]);
  if (retryAt !== null) return { outcome: "limited", retryAt };
  const holder = await findHolder(portal, address);
  const steps = holder?.kind === "account" ? [await takenMail(portal, holder.account)] : await linkSteps(portal, account, address);
  const isAsked = await commitUnlessStale(portal, [samePasswordStep(account), ...steps, await askedMail(portal, account, address)]);
  return { outcome: isAsked ? "mailed" : "wrong" };
}

async function linkSteps(portal: Portal, { id, partyId, language }: Account, address: string): Promise<Step[]> {
  const { publicUrl } = portal.settings;
  const detailSealed = await portal.keys.seal(partyId, "links.detail", address);
  const { token, step } = newLink({ purpose: "change", accountId: id, detailSealed }, portal.now());
  const link = `${publicUrl}/account/address/${token}`;
  const mail = writeMail({ to: address, language, publicUrl }, (texts) => texts.confirmChange({ link }));
  return [deleteRows("links", { where: { accountId: id, purpose: "change" } }), step, await mailStep(portal, partyId, mail)];
}

function takenMail(portal: Portal, { partyId, address, language }: Account): Promise<Step> {
  const { publicUrl } = portal.settings;
  const pages = { signIn: `${publicUrl}/sign-in`, reset: `${publicUrl}/reset` };
  return mailStep(portal, partyId, writeMail({ to: address, language, publicUrl }, (texts) => texts.changeTaken(pages)));
}

function askedMail(portal: Portal, { partyId, address, language }: Account, next: string): Promise<Step> {
  const { publicUrl } = portal.settings;
  const change = { former: address, next, reset: `${publicUrl}/reset` };
  return mailStep(portal, partyId, writeMail({ to: address, language, publicUrl }, (texts) => texts.changeAsked(change)));
}

/** The address that a change link would bring; null when the link cannot be used. */
export async function readAddressChange(portal: Portal, token: string) {
  const found = await readLink(portal, { purpose: "change", token });
  if (found === null || found.link.detailSealed === null) return null;
  const next = await portal.keys.open(found.account.partyId, "links.detail", found.link.detailSealed);
  return next === null ? null : { ...found, next };
}

export type AddressChanged = { outcome: "changed" } | { outcome: "taken" } | { outcome: "link-over" };

/** Moves an account to the address that a link was mailed to. The key store's look-up moves first and is claimed once. */
export async function confirmAddressChange(portal: Portal, token: string): Promise<AddressChanged> {
  const change = await readAddressChange(portal, token);
  if (change === null) return { outcome: "link-over" };
  const { account, link, next } = change;
  if (!(await isClaimed(portal, account.partyId, next))) return { outcome: "taken" };
  const now = portal.now();
  const addressSealed = await portal.keys.seal(account.partyId, "accounts.address", next);
  const isChanged = await commitUnlessStale(portal, [
    useLinkStep(link, now),
    updateRows("accounts", {
      set: { addressSealed, addressConfirmedAt: now },
      where: { id: account.id, addressSealed: account.addressSealed },
      expect: 1,
    }),
    deleteRows("links", { where: { accountId: account.id } }),
    ...(await changedMails(portal, account, next)),
  ]);
  if (!isChanged) return { outcome: "link-over" };
  await portal.keys.releaseAddress(account.address, account.partyId);
  return { outcome: "changed" };
}

/** Whether the party holds the address now; one that nobody's account uses is handed over. */
async function isClaimed(portal: Portal, partyId: string, address: string): Promise<boolean> {
  const holderId = await portal.keys.claimAddress(address, partyId);
  if (holderId === partyId) return true;
  const holder = await findHolder(portal, address);
  if (holder?.kind !== "party" && holder?.kind !== "leftover") return false;
  return portal.keys.reassignAddress(address, holder.partyId, partyId);
}

async function changedMails(portal: Portal, { partyId, address, language }: Account, next: string): Promise<Step[]> {
  const { publicUrl } = portal.settings;
  const change = { former: address, next, reset: `${publicUrl}/reset` };
  const mailTo = (to: string) => mailStep(portal, partyId, writeMail({ to, language, publicUrl }, (texts) => texts.addressChanged(change)));
  return [await mailTo(address), await mailTo(next)];
}
