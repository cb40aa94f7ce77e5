import { createSecretKey, type KeyObject } from "node:crypto";
import { sql, type Kysely } from "kysely";
import { newKey, openBytes, sealBytes } from "#db/keys/sealing";
import type { KeyTables } from "#db/keys/tables";

/**
 * How long an unwrapped key is kept. A page opens many fields of few people within moments, and longer keeping gains
 * nothing; a key that another process destroyed is out of reach after this.
 */
const KEPT_MILLISECONDS = 1000;
const KEPT_KEYS = 500;

/** The keys of the parties, each wrapped under the one key given. */
export class PartyKeys {
  readonly #db: Kysely<KeyTables>;
  readonly #wrapping: KeyObject;
  readonly #kept = new Map<string, { key: KeyObject; until: number }>();

  constructor(db: Kysely<KeyTables>, wrapping: KeyObject) {
    this.#db = db;
    this.#wrapping = wrapping;
  }

  /** Makes a party's key; does nothing when it has one. Throws when its key was destroyed. */
  async create(partyId: string): Promise<void> {
    const wrapped = sealBytes(this.#wrapping, placeOf(partyId), newKey());
    await this.#db.insertInto("partyKeys").values({ partyId, wrapped }).onConflict((conflict) => conflict.doNothing()).execute();
    if ((await this.find(partyId)) === null) throw new Error(`the key of ${partyId} was destroyed`);
  }

  /** The party's key; null when it was destroyed. Throws when it never had one. */
  async find(partyId: string): Promise<KeyObject | null> {
    const kept = this.#kept.get(partyId);
    if (kept && kept.until > performance.now()) return kept.key;
    this.#kept.delete(partyId);
    const row = await this.#db.selectFrom("partyKeys").select("wrapped").where("partyId", "=", partyId).executeTakeFirst();
    if (!row) throw new Error(`no key was made for ${partyId}`);
    return row.wrapped === null ? null : this.#keep(partyId, createSecretKey(openBytes(this.#wrapping, placeOf(partyId), row.wrapped)));
  }

  /** Wipes the party's key and its claims on addresses, from the file and from the log beside it. */
  async destroy(partyId: string): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      await trx.insertInto("partyKeys").values({ partyId, wrapped: null })
        .onConflict((conflict) => conflict.column("partyId").doUpdateSet({ wrapped: null })).execute();
      await trx.deleteFrom("addresses").where("partyId", "=", partyId).execute();
    });
    this.#kept.delete(partyId);
    await sql`pragma wal_checkpoint(truncate)`.execute(this.#db);
  }

  #keep(partyId: string, key: KeyObject): KeyObject {
    this.#kept.set(partyId, { key, until: performance.now() + KEPT_MILLISECONDS });
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT_KEYS) break;
      this.#kept.delete(oldest);
    }
    return key;
  }
}

function placeOf(partyId: string): string {
  return `partyKeys\0${partyId}`;
}
