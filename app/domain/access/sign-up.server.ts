import { countAttempt } from "#app/domain/access/attempts.server";
import { findHolder, type Account } from "#app/domain/access/holder.server";
import { newAccountSteps, type NewAccount } from "#app/domain/access/new-account.server";
import { hashPassword } from "#app/domain/access/password-hash.server";
import { newId } from "#app/domain/ids";
import type { Instant } from "#app/domain/instant";
import { writeMail } from "#app/domain/notice/channels/mail";
import { mailStep } from "#app/domain/notice/channels/send.server";
import type { Portal } from "#app/portal.server";
import { KeyTakenError, type Step } from "#db/commit";

export type SignUp = Pick<NewAccount, "address" | "name" | "customerKind" | "language"> & {
  password: string;
  /** What the client is counted by. */
  client: string;
};

export type SignedUp = { outcome: "mailed" } | { outcome: "closed" } | { outcome: "limited"; retryAt: Instant };

/**
 * Makes an account and mails its address; where the address has one, only tells its holder that somebody tried. The
 * outcome is the same for both, so that it tells a stranger nothing; nor does the time, since a new address is claimed
 * while the password is hashed.
 */
export async function signUp(portal: Portal, input: SignUp): Promise<SignedUp> {
  if (!portal.settings.isSignUpOpen) return { outcome: "closed" };
  const { password, client, ...person } = input;
  const retryAt = await countAttempt(portal, [
    { rule: "sign-up-address", subject: input.address },
    { rule: "sign-up-client", subject: client },
  ]);
  if (retryAt !== null) return { outcome: "limited", retryAt };
  const [passwordHash] = await Promise.all([hashPassword(password), claimAddress(portal, input.address)]);
  const made = await makeAccount(portal, { ...person, passwordHash, roles: [] });
  if (made.outcome === "taken") await tellHolder(portal, made.holder, input.address);
  return { outcome: "mailed" };
}

type Made = { outcome: "made"; accountId: string } | { outcome: "taken"; holder: Account };

/**
 * Makes the one account of an address, in one commit with what causes it. Of several at once the first commit wins and the
 * others find it taken. Throws StaleRowError when a causing step is stale.
 */
export async function makeAccount(
  portal: Pick<Portal, "db" | "writer" | "keys" | "settings" | "now">,
  account: Omit<NewAccount, "partyId">,
  causes: readonly Step[] = [],
): Promise<Made> {
  const claim = await claimAddress(portal, account.address);
  if (claim.kind === "account") return { outcome: "taken", holder: claim.account };
  const { accountId, steps } = await newAccountSteps(portal, { ...account, partyId: claim.partyId }, claim.kind === "imported" ? "imported" : "new");
  try {
    await portal.writer.commit({ steps: [...causes, ...steps] });
    return { outcome: "made", accountId };
  } catch (error) {
    const holder = error instanceof KeyTakenError ? await claimAddress(portal, account.address) : null;
    if (holder?.kind === "imported" && claim.kind === "party") return makeAccount(portal, account, causes);
    if (holder?.kind !== "account") throw error;
    return { outcome: "taken", holder: holder.account };
  }
}

type Claim = { kind: "account"; account: Account } | { kind: "party" | "imported"; partyId: string };

/**
 * The party that an account of this address is to have. A party that claimed the address but has no account yet is taken
 * over: a sign-up cut short blocks nobody, and of two at once the unique key on the party lets one through.
 */
export async function claimAddress(portal: Pick<Portal, "db" | "keys" | "settings" | "now">, address: string): Promise<Claim> {
  const holder = await findHolder(portal, address);
  if (holder?.kind === "account" || holder?.kind === "changing") return { kind: "account", account: holder.account };
  if (holder?.kind === "party" || holder?.kind === "imported") return holder;
  const partyId = newId("pty", portal.now());
  await portal.keys.createPartyKey(partyId);
  const isClaimed =
    holder === null
      ? (await portal.keys.claimAddress(address, partyId)) === partyId
      : await portal.keys.reassignAddress(address, holder.partyId, partyId);
  if (isClaimed) return { kind: "party", partyId };
  await portal.keys.destroyPartyKey(partyId);
  return claimAddress(portal, address);
}

async function tellHolder(portal: Portal, { partyId, language }: Account, to: string): Promise<void> {
  const { publicUrl } = portal.settings;
  const mail = writeMail({ to, language, publicUrl }, (texts) =>
    texts.alreadySignedUp({ signIn: `${publicUrl}/sign-in`, reset: `${publicUrl}/reset` }),
  );
  await portal.writer.commit({ steps: [await mailStep(portal, partyId, mail)] });
}
