import { readAccount, type Account } from "#app/domain/access/holder.server";
import { tokenDigest } from "#app/domain/access/token";
import type { Portal } from "#app/portal.server";
import { selectOpenLink } from "#db/access";
import { StaleRowError, type NewEntry, type Step } from "#db/commit";
import type { LinkRow } from "#db/schema/access";

export type OpenLink = { link: LinkRow; account: Account };

/** A link that can be used, with its account; null for an unknown, used or expired one, without a difference. */
export async function readLink(
  portal: Pick<Portal, "db" | "keys" | "settings" | "now">,
  { purpose, token }: { purpose: LinkRow["purpose"]; token: string },
): Promise<OpenLink | null> {
  const link = await selectOpenLink(portal.db, { purpose, tokenSha256: tokenDigest(token) }, portal.now());
  if (link === null || link.accountId === null) return null;
  const account = await readAccount(portal, link.accountId);
  return account && { link, account };
}

/** Commits; false, with nothing written, when a link was used or an account changed since it was read. */
export async function commitUnlessStale({ writer }: Pick<Portal, "writer">, steps: Step[], entries: NewEntry[] = []): Promise<boolean> {
  try {
    await writer.commit({ steps, entries });
    return true;
  } catch (error) {
    if (error instanceof StaleRowError) return false;
    throw error;
  }
}
