import type { Kysely } from "kysely";
import type { Instant } from "#app/domain/instant";
import type { Settings } from "#app/settings";
import type { Writer } from "#db/commit";
import type { KeyStore } from "#db/keys";
import type { Database } from "#db/schema";

/** An open portal: one data folder with all that operations need. */
export type Portal = {
  settings: Settings;
  /** For reading. All writes go through the writer. */
  db: Kysely<Database>;
  writer: Writer;
  keys: KeyStore;
  /** Secret behind one-time tokens, form tokens and rate-limit keys. */
  secret: Buffer;
  /** The one clock. */
  now(): Instant;
  close(): Promise<void>;
};
