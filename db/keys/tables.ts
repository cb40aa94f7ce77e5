import type { Generated } from "kysely";
import * as first from "#db/keys/2026-11-23-first";
import * as restricted from "#db/keys/2026-11-23-restricted";
import type { Migration } from "#db/migrate";

/** The key store's own tables, in a file apart from the portal's. */
export type KeyTables = {
  /** What the store knows of itself, sealed under the master key: `check`, a known text, and `day …`, the keys of days. */
  facts: { name: string; value: string };
  /** Each party's key, wrapped; null once it was destroyed, so that it is never made anew. A restricted one opens nothing for ordinary use. */
  partyKeys: { partyId: string; wrapped: string | null; isRestricted: Generated<0 | 1> };
  /** Who holds an e-mail address, by its look-up hash. */
  addresses: { hash: string; partyId: string };
};

/** Every migration of the key store, oldest first. */
export const KEY_MIGRATIONS: readonly Migration[] = [first, restricted];
