import * as first from "#db/keys/migrations/2026-11-23-first";
import type { Migration } from "#db/migrate";

/** Every migration of the key store, oldest first. */
export const KEY_MIGRATIONS: readonly Migration[] = [first];
