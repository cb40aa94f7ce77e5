import type { KeyObject } from "node:crypto";
import type { Kysely } from "kysely";
import { newKey, openBytes, sealBytes } from "#db/keys/sealing";
import type { KeyTables } from "#db/keys/tables";

const DAY_MS = 86_400_000;

/**
 * Random keys that last for a day and the next: what is hashed with one (such as whom an attempt was counted for) tells nothing to whoever
 * finds a copy of the database later. Days are those of UTC, `2026-03-01`.
 */
export class DayKeys {
  readonly #db: Kysely<KeyTables>;
  readonly #wrapping: KeyObject;
  #kept: { day: string; key: Buffer } | null = null;

  constructor(db: Kysely<KeyTables>, wrapping: KeyObject) {
    this.#db = db;
    this.#wrapping = wrapping;
  }

  /** The day's key, made when it is first asked for; those before the day before it are removed then. */
  async find(day: string): Promise<Buffer> {
    if (this.#kept?.day === day) return this.#kept.key;
    const key = await this.#keep(nameOf(day));
    this.#kept = { day, key };
    return key;
  }

  async #keep(name: string): Promise<Buffer> {
    const value = sealBytes(this.#wrapping, placeOf(name), newKey());
    return this.#db.transaction().execute(async (trx) => {
      const made = await trx.insertInto("facts").values({ name, value }).onConflict((conflict) => conflict.doNothing()).executeTakeFirst();
      if (made.numInsertedOrUpdatedRows !== 0n) await trx.deleteFrom("facts").where("name", ">=", nameOf("")).where("name", "<", dayBefore(name)).execute();
      const found = await trx.selectFrom("facts").select("value").where("name", "=", name).executeTakeFirstOrThrow();
      return openBytes(this.#wrapping, placeOf(name), found.value);
    });
  }
}

function nameOf(day: string): string {
  return `day ${day}`;
}

function dayBefore(name: string): string {
  return nameOf(new Date(Date.parse(name.slice(nameOf("").length)) - DAY_MS).toISOString().slice(0, 10));
}

function placeOf(name: string): string {
  return `facts\0${name}`;
}
