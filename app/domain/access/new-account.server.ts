import { newLink } from "#app/domain/access/link";
import type { Role } from "#app/domain/access/role";
import { newId } from "#app/domain/ids";
import { writeMail } from "#app/domain/notice/channels/mail";
import { mailStep } from "#app/domain/notice/channels/send.server";
import type { Language } from "#app/messages/catalogue";
import type { Portal } from "#app/portal.server";
import { insertRow, updateRows, type Step } from "#db/commit";

export type NewAccount = {
  partyId: string;
  /** As parseAddress gives it. */
  address: string;
  passwordHash: string;
  name: string | null;
  customerKind: "consumer" | "business";
  language: Language;
  roles: Role[];
};

type Sealing = Pick<Portal, "keys" | "settings" | "now">;

/**
 * The steps that make an account for a party whose key exists, and send the mail that asks to confirm its address. A party of which
 * acceptances were brought in has its row already.
 */
export async function newAccountSteps(
  portal: Sealing,
  account: NewAccount,
  party: "new" | "imported" = "new",
): Promise<{ accountId: string; steps: Step[] }> {
  const now = portal.now();
  const accountId = newId("usr", now);
  const own = await partyStep(portal, account, party);
  const { partyId, address, passwordHash, language, roles } = account;
  const row = {
    id: accountId,
    partyId,
    addressSealed: await portal.keys.seal(partyId, "accounts.address", address),
    addressConfirmedAt: null,
    passwordSealed: await portal.keys.seal(partyId, "accounts.password", passwordHash),
    rolesJson: JSON.stringify(roles),
    language,
    createdAt: now,
    closedAt: null,
  };
  const confirmation = await confirmationSteps(portal, { id: accountId, partyId, address, language });
  return { accountId, steps: [own, insertRow("accounts", row), ...confirmation] };
}

async function partyStep({ keys, now }: Sealing, { partyId, name, customerKind }: NewAccount, party: "new" | "imported"): Promise<Step> {
  const nameSealed = name === null ? null : await keys.seal(partyId, "parties.name", name);
  if (party === "imported") return updateRows("parties", { set: { customerKind, nameSealed }, where: { id: partyId }, expect: 1 });
  return insertRow("parties", { id: partyId, kind: "person", customerKind, place: null, productsJson: "[]", nameSealed, createdAt: now() });
}

/** The steps that send an account the link with which its address is confirmed. */
export async function confirmationSteps(
  portal: Sealing,
  { id, partyId, address, language }: { id: string; partyId: string; address: string; language: Language },
): Promise<Step[]> {
  const { publicUrl } = portal.settings;
  const { token, step } = newLink({ purpose: "confirm", accountId: id, detailSealed: null }, portal.now());
  const mail = writeMail({ to: address, language, publicUrl }, (texts) => texts.confirm({ link: `${publicUrl}/confirm/${token}` }));
  return [step, await mailStep(portal, partyId, mail)];
}
