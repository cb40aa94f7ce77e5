import { createSecretKey, type KeyObject } from "node:crypto";
import { sql, type Kysely } from "kysely";
import { compileOnce } from "#db/compile-once";
import { gather } from "#db/gather";
import { newKey, openBytes, sealBytes } from "#db/keys/sealing";
import type { KeyTables } from "#db/keys/tables";

/**
 * How long an unwrapped key is kept. A page opens many fields of few people within moments, and longer keeping gains
 * nothing; a key that another process destroyed is out of reach after this.
 */
const KEPT_MILLISECONDS = 1000;
const KEPT_KEYS = 500;
/** Rows of one insert at most. */
const MADE_TOGETHER = 500;

const selectKeys = compileOnce(["partyId"], (db: Kysely<KeyTables>, given) => db.selectFrom("partyKeys").select(["wrapped", "isRestricted"]).where("partyId", "=", given("partyId")));

export type FoundKey = { key: KeyObject; isRestricted: boolean };

/** The keys of the parties, each wrapped under the one key given. */
export class PartyKeys {
  readonly #db: Kysely<KeyTables>;
  readonly #wrapping: KeyObject;
  readonly #kept = new Map<string, { found: FoundKey; until: number }>();
  /** How many keys were destroyed or restricted here: a key read before and unwrapped after is not kept. */
  #changed = 0;
  /** Keys that are made at once share a flush to disk. */
  readonly #make = gather((partyIds: string[]) => this.#insert(partyIds));

  constructor(db: Kysely<KeyTables>, wrapping: KeyObject) {
    this.#db = db;
    this.#wrapping = wrapping;
  }

  /** Makes a party's key; does nothing when it has one. Throws when its key was destroyed. */
  async create(partyId: string): Promise<void> {
    await this.#make(partyId);
    if ((await this.find(partyId)) === null) throw new Error(`the key of ${partyId} was destroyed`);
  }

  async #insert(partyIds: readonly string[]): Promise<void> {
    for (let from = 0; from < partyIds.length; from += MADE_TOGETHER) {
      const rows = partyIds.slice(from, from + MADE_TOGETHER).map((partyId) => ({ partyId, wrapped: sealBytes(this.#wrapping, placeOf(partyId), newKey()) }));
      await this.#db.insertInto("partyKeys").values(rows).onConflict((conflict) => conflict.doNothing()).execute();
    }
  }

  /** The party's key; null when it was destroyed. Throws when it never had one. */
  async find(partyId: string): Promise<FoundKey | null> {
    const kept = this.#kept.get(partyId);
    if (kept && kept.until > performance.now()) return kept.found;
    const before = this.#changed;
    const [row] = await selectKeys(this.#db, { partyId });
    if (!row) throw new Error(`no key was made for ${partyId}`);
    if (row.wrapped === null) return null;
    const key = createSecretKey(openBytes(this.#wrapping, placeOf(partyId), row.wrapped));
    const found = { key, isRestricted: row.isRestricted === 1 };
    if (before === this.#changed) this.#keep(partyId, found);
    return found;
  }

  /** Keeps the party's key from ordinary use. May be repeated. */
  async restrict(partyId: string): Promise<void> {
    await this.#db.updateTable("partyKeys").set({ isRestricted: 1 }).where("partyId", "=", partyId).execute();
    this.#forget(partyId);
  }

  /** The parties whose keys were destroyed, by id, those after the one named. */
  async selectDestroyed({ after, limit }: { after: string; limit: number }): Promise<string[]> {
    const rows = await this.#db.selectFrom("partyKeys").select("partyId").where("wrapped", "is", null).where("partyId", ">", after)
      .orderBy("partyId").limit(limit).execute();
    return rows.map(({ partyId }) => partyId);
  }

  /** Wipes the party's key and its claims on addresses, from the file and from the log beside it. May be repeated. */
  async destroy(partyId: string): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      await trx.insertInto("partyKeys").values({ partyId, wrapped: null })
        .onConflict((conflict) => conflict.column("partyId").doUpdateSet({ wrapped: null })).execute();
      await trx.deleteFrom("addresses").where("partyId", "=", partyId).execute();
    });
    this.#forget(partyId);
    await this.#emptyLog();
  }

  async #emptyLog(): Promise<void> {
    const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(this.#db);
    if (rows[0]?.busy !== 0) throw new Error("the destroyed key still lies in the key store's log, which another program is reading");
  }

  #forget(partyId: string): void {
    this.#changed += 1;
    this.#kept.delete(partyId);
  }

  #keep(partyId: string, found: FoundKey): void {
    this.#kept.set(partyId, { found, until: performance.now() + KEPT_MILLISECONDS });
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT_KEYS) break;
      this.#kept.delete(oldest);
    }
  }
}

function placeOf(partyId: string): string {
  return `partyKeys\0${partyId}`;
}
