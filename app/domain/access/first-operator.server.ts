import { newLink, useLinkStep } from "#app/domain/access/link";
import type { NewAccount } from "#app/domain/access/new-account.server";
import { hashPassword } from "#app/domain/access/password-hash.server";
import { newSession } from "#app/domain/access/session.server";
import { staffEntries } from "#app/domain/access/sign-in.server";
import { makeAccount } from "#app/domain/access/sign-up.server";
import { tokenDigest } from "#app/domain/access/token";
import type { Portal } from "#app/portal.server";
import { hasOperator, selectOpenLink } from "#db/access";
import { deleteRows, StaleRowError } from "#db/commit";
import type { LinkRow } from "#db/schema/access";

/** The address with which the first operator makes an account; earlier ones end. Null once there is an operator. */
export async function openOperatorLink(portal: Pick<Portal, "db" | "writer" | "settings" | "now">): Promise<string | null> {
  if (await hasOperator(portal.db)) return null;
  const { token, step } = newLink({ purpose: "operator", accountId: null, detailSealed: null }, portal.now());
  await portal.writer.commit({ steps: [deleteRows("links", { where: { purpose: "operator" } }), step] });
  return `${portal.settings.publicUrl}/operator/${token}`;
}

/** The link of the first operator, while it can be used; null otherwise. */
export async function readOperatorLink({ db, now }: Pick<Portal, "db" | "now">, token: string): Promise<LinkRow | null> {
  const link = await selectOpenLink(db, { purpose: "operator", tokenSha256: tokenDigest(token) }, now());
  return link === null || (await hasOperator(db)) ? null : link;
}

export type FirstOperator = Pick<NewAccount, "address" | "name" | "language"> & { token: string; password: string };

export type OperatorCreated = { outcome: "created"; token: string } | { outcome: "link-over" } | { outcome: "taken" };

/** Makes the first operator's account by the printed link, which works once, and signs the person in. */
export async function createFirstOperator(portal: Portal, input: FirstOperator): Promise<OperatorCreated> {
  const { token, password, ...person } = input;
  const link = await readOperatorLink(portal, token);
  if (link === null) return { outcome: "link-over" };
  const passwordHash = await hashPassword(password);
  const account: Omit<NewAccount, "partyId"> = { ...person, passwordHash, customerKind: "business", roles: ["operator"] };
  try {
    const made = await makeAccount(portal, account, [useLinkStep(link, portal.now())]);
    if (made.outcome === "taken") return { outcome: "taken" };
    const session = newSession(portal, { accountId: made.accountId, method: "link" });
    await portal.writer.commit({ steps: session.steps, entries: staffEntries(portal, { rolesJson: JSON.stringify(account.roles) }, session.signIn) });
    return { outcome: "created", token: session.token };
  } catch (error) {
    if (error instanceof StaleRowError) return { outcome: "link-over" };
    throw error;
  }
}
