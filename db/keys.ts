import type { KeyObject } from "node:crypto";
import type { Kysely } from "kysely";
import { DayKeys } from "#db/keys/day-keys";
import { PartyKeys } from "#db/keys/party-keys";
import { addressHash, deriveKey, openBytes, sealBytes } from "#db/keys/sealing";
import { KEY_MIGRATIONS, type KeyTables } from "#db/keys/tables";
import { openDatabase } from "#db/open";
import { StoreError } from "#db/store-error";

/**
 * The key store: party keys (wrapped by a master key) and the look-up hash of each e-mail address. It lives outside the
 * database, in a file of its own with its own backup; destroying a party's key erases what the database holds of the person.
 */
export type KeyStore = {
  /** Makes a key for a party; call it before the commit that writes the party. */
  createPartyKey(partyId: string): Promise<void>;
  /** Encrypts a personal value under the party's key. `field` names table and column and is authenticated with it. */
  seal(partyId: string, field: string, value: string): Promise<string>;
  /** As seal; null when the party's key was destroyed. */
  sealUnlessErased(partyId: string, field: string, value: string): Promise<string | null>;
  /** The value, or null when the party's key was destroyed or is restricted. Throws when the text was altered. */
  open(partyId: string, field: string, sealed: string): Promise<string | null>;
  /** As open, of a restricted party too: for what storing and protecting its data needs, and nothing else. */
  openRestricted(partyId: string, field: string, sealed: string): Promise<string | null>;
  /** From now on nothing of the party is opened for ordinary use. */
  restrictParty(partyId: string): Promise<void>;
  destroyPartyKey(partyId: string): Promise<void>;
  /** The parties whose keys were destroyed, in the order of their ids, from after the one named. */
  selectDestroyed(page: { after: string; limit: number }): Promise<string[]>;
  /** A random key of that day (UTC, `2026-03-01`), which is gone two days later. */
  dayKey(day: string): Promise<Buffer>;
  /** Claims an e-mail address for a party. Gives the party that holds it: this one, or another that was first. */
  claimAddress(address: string, partyId: string): Promise<string>;
  /** Hands an address from a holder that never came to be (a sign-up cut short) to another party; false if the holder changed. */
  reassignAddress(address: string, from: string, to: string): Promise<boolean>;
  releaseAddress(address: string, partyId: string): Promise<void>;
  /** The party that holds the address, compared without case. */
  findByAddress(address: string): Promise<string | null>;
  close(): Promise<void>;
};

const READERS = 2;
const CHECK = "concordat key store";

/**
 * Opens the key store in its file, made when missing. Throws StoreError when it was made with another master key, or
 * cannot be opened.
 */
export async function openKeyStore({ file, masterKey }: { file: string; masterKey: Buffer }): Promise<KeyStore> {
  const wrapping = deriveKey(masterKey, "party keys");
  const lookUp = deriveKey(masterKey, "addresses");
  const db = await openDatabase<KeyTables>({ file, readers: READERS, migrations: KEY_MIGRATIONS });
  try {
    await checkMasterKey(db, wrapping, file);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  const keys = new PartyKeys(db, wrapping);
  const days = new DayKeys(db, wrapping);
  return {
    ...sealing(keys),
    ...addressClaims(db, lookUp),
    createPartyKey: (partyId) => keys.create(partyId),
    restrictParty: (partyId) => keys.restrict(partyId),
    destroyPartyKey: (partyId) => keys.destroy(partyId),
    selectDestroyed: (page) => keys.selectDestroyed(page),
    dayKey: (day) => days.find(day),
    close: () => db.destroy(),
  };
}

/** The first to open the store leaves a sealed text in it, which later only the same master key opens. */
async function checkMasterKey(db: Kysely<KeyTables>, wrapping: KeyObject, file: string): Promise<void> {
  const value = sealBytes(wrapping, "facts\0check", Buffer.from(CHECK));
  await db.insertInto("facts").values({ name: "check", value }).onConflict((conflict) => conflict.doNothing()).execute();
  const check = await db.selectFrom("facts").select("value").where("name", "=", "check").executeTakeFirstOrThrow();
  try {
    openBytes(wrapping, "facts\0check", check.value);
  } catch (cause) {
    throw new StoreError(`${file} was made with another master key. Put back the master key from its backup; without it nothing in this key store can be read.`, { cause });
  }
}

function sealing(keys: PartyKeys): Pick<KeyStore, "seal" | "sealUnlessErased" | "open" | "openRestricted"> {
  return {
    async seal(partyId, field, value) {
      const sealed = await sealWith(keys, { partyId, field, value });
      if (sealed === null) throw new Error(`the key of ${partyId} was destroyed`);
      return sealed;
    },
    sealUnlessErased: (partyId, field, value) => sealWith(keys, { partyId, field, value }),
    async open(partyId, field, sealed) {
      const found = await keys.find(partyId);
      return found && !found.isRestricted ? openBytes(found.key, placeOf(field, partyId), sealed).toString() : null;
    },
    async openRestricted(partyId, field, sealed) {
      const found = await keys.find(partyId);
      return found && openBytes(found.key, placeOf(field, partyId), sealed).toString();
    },
  };
}

async function sealWith(keys: PartyKeys, { partyId, field, value }: { partyId: string; field: string; value: string }): Promise<string | null> {
  if (!value.isWellFormed()) throw new TypeError(`${field} cannot be sealed as it is: text with half of a surrogate pair`);
  const found = await keys.find(partyId);
  return found && sealBytes(found.key, placeOf(field, partyId), Buffer.from(value));
}

function placeOf(field: string, partyId: string): string {
  return `${field}\0${partyId}`;
}

type Claims = Pick<KeyStore, "claimAddress" | "reassignAddress" | "releaseAddress" | "findByAddress">;

function addressClaims(db: Kysely<KeyTables>, lookUp: KeyObject): Claims {
  return {
    claimAddress: (address, partyId) => claim(db, { hash: addressHash(lookUp, address), partyId }),
    async reassignAddress(address, from, to) {
      const change = db.updateTable("addresses").set({ partyId: to }).where("hash", "=", addressHash(lookUp, address)).where("partyId", "=", from);
      return (await change.executeTakeFirst()).numUpdatedRows > 0n;
    },
    async releaseAddress(address, partyId) {
      await db.deleteFrom("addresses").where("hash", "=", addressHash(lookUp, address)).where("partyId", "=", partyId).execute();
    },
    async findByAddress(address) {
      const row = await db.selectFrom("addresses").select("partyId").where("hash", "=", addressHash(lookUp, address)).executeTakeFirst();
      return row?.partyId ?? null;
    },
  };
}

/** The unique key decides between two claims; both look within their own transaction at who holds it. */
async function claim(db: Kysely<KeyTables>, row: { hash: string; partyId: string }): Promise<string> {
  return db.transaction().execute(async (trx) => {
    await trx.insertInto("addresses").values(row).onConflict((conflict) => conflict.doNothing()).execute();
    return (await trx.selectFrom("addresses").select("partyId").where("hash", "=", row.hash).executeTakeFirstOrThrow()).partyId;
  });
}
