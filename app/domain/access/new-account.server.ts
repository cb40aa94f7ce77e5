import { newLink } from "#app/domain/access/link";
import type { Role } from "#app/domain/access/role";
import { newId } from "#app/domain/ids";
import type { Instant } from "#app/domain/instant";
import { writeMail } from "#app/domain/notice/mail";
import { mailStep } from "#app/domain/notice/send.server";
import type { Language } from "#app/messages/catalogue";
import type { Portal } from "#app/portal.server";
import { insertRow, type Step } from "#db/commit";

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

/** The steps that make an account for a party whose key exists, and send the mail that asks to confirm its address. */
export async function newAccountSteps(portal: Sealing, account: NewAccount): Promise<{ accountId: string; steps: Step[] }> {
  const now = portal.now();
  const accountId = newId("usr", now);
  const party = await partyRow(portal, account, now);
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
  return { accountId, steps: [insertRow("parties", party), insertRow("accounts", row), ...confirmation] };
}

async function partyRow({ keys }: Sealing, { partyId, name, customerKind }: NewAccount, now: Instant) {
  const nameSealed = name === null ? null : await keys.seal(partyId, "parties.name", name);
  return { id: partyId, kind: "person", customerKind, place: null, productsJson: "[]", nameSealed, createdAt: now } as const;
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
