import { createHash, createHmac } from "node:crypto";
import { copyFile, readdir, readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { LEDGER_CRYPTO } from "#app/domain/evidence/ledger/crypto.server";
import { commitmentTo } from "#app/ledger/commitment";
import { parseEntry } from "#app/ledger/entry";
import { openKeyStore, type KeyStore } from "#db/keys";
import { deriveKey } from "#db/keys/sealing";
import { openPlain, type PlainConnection } from "#test/support/plain-sqlite";
import { temporaryFolder, TEST_MASTER_KEY } from "#test/support/store";

/** Copies a database file with the log beside it, as a backup of the disk would. */
export async function copyDatabase(file: string): Promise<string> {
  const folder = await temporaryFolder();
  const names = (await readdir(dirname(file))).filter((name) => name.startsWith(basename(file)) && !name.endsWith("-shm"));
  for (const name of names) await copyFile(join(dirname(file), name), join(folder, name));
  return join(folder, basename(file));
}

/** What somebody holds who wants to know whether a guess is true. */
export type Held = { database: string; keyStore: string };

/**
 * Every way in which a true guess about a person shows in a copy of the database, with a key store and the master key: a sealed value that
 * opens to it, a commitment that fits it, the value or a hash of it standing somewhere.
 */
export async function confirmationsOf({ database, keyStore }: Held, guesses: readonly string[]): Promise<string[]> {
  const plain = await openPlain(database);
  const keys = await openKeyStore({ file: await copyDatabase(keyStore), masterKey: TEST_MASTER_KEY });
  try {
    const opened = await openSealed(plain, keys);
    return [
      ...opened.filter(({ value }) => guesses.some((guess) => value.includes(guess))).map(({ place }) => `opens: ${place}`),
      ...(await fitting(plain, { guesses, openings: opened.filter(({ place }) => place === "openings.openingSealed").map(({ value }) => value) })),
      ...(await standing([database, `${database}-wal`, keyStore, `${keyStore}-wal`], guesses)),
    ].sort();
  } finally {
    await keys.close();
  }
}

/** By which names the columns are sealed: table and column without the ending. */
async function openSealed(plain: PlainConnection, keys: KeyStore): Promise<{ place: string; value: string }[]> {
  const columns = await plain.all<{ table: string; column: string }>(
    `select t.name as "table", c.name as "column" from pragma_table_list as t, pragma_table_info(t.name) as c where c.name like '%Sealed'`,
  );
  const parties = await plain.all<{ id: string }>(`select id from parties`);
  const opened: { place: string; value: string }[] = [];
  for (const { table, column } of columns) {
    for (const { text } of await plain.all<{ text: string }>(`select "${column}" as text from "${table}" where "${column}" like 'v1.%'`)) {
      for (const { id } of parties) {
        const value = await keys.openRestricted(id, `${table}.${column.replace("Sealed", "")}`, text).catch(() => null);
        if (value !== null) opened.push({ place: `${table}.${column}`, value });
      }
    }
  }
  return opened;
}

/** The commitments that fit a guess under an opening that could be read. */
async function fitting(plain: PlainConnection, { guesses, openings }: { guesses: readonly string[]; openings: readonly string[] }): Promise<string[]> {
  const known = [...openings.map((text) => Buffer.from(text, "base64")), Buffer.alloc(32), TEST_MASTER_KEY];
  const rows = await plain.all<{ entryJson: string }>(`select "entryJson" from "ledgerEntries"`);
  return rows.flatMap(({ entryJson }) => {
    const parsed = parseEntry(Buffer.from(entryJson));
    const commitments = "entry" in parsed ? Object.entries(parsed.entry.commitments ?? {}) : [];
    return commitments.flatMap(([tag, commitment]) =>
      guesses.filter((value) => known.some((opening) => commitmentTo(LEDGER_CRYPTO, { tag, opening, value }) === commitment)).map(() => `fits: ${tag}`));
  });
}

/** Guesses, and what an unsalted or known key makes of them, that stand in the bytes of files. */
async function standing(files: readonly string[], guesses: readonly string[]): Promise<string[]> {
  const bytes = await Promise.all(files.map((file) => readFile(file).catch(() => Buffer.alloc(0))));
  return guesses.flatMap((guess) => tracesOf(guess).flatMap((trace) => bytes.flatMap((content, place) => (content.includes(trace) ? [`stands: ${basename(files[place] ?? "")}`] : []))));
}

function tracesOf(guess: string): string[] {
  const keys = [TEST_MASTER_KEY, deriveKey(TEST_MASTER_KEY, "addresses"), deriveKey(TEST_MASTER_KEY, "party keys")];
  const hashes = [
    ...["sha256", "sha1", "md5", "sha512"].map((name) => createHash(name).update(guess).digest()),
    ...keys.map((key) => createHmac("sha256", key).update(guess).digest()),
  ];
  return [guess, Buffer.from(guess).toString("base64"), ...hashes.flatMap((hash) => [hash.toString("hex"), hash.toString("base64url"), hash.toString("base64")])];
}
