import { parseEntry, type Entry } from "#app/ledger/entry";
import { utf8Of } from "#app/ledger/bytes";
import type { Portal } from "#app/portal.server";
import { selectDocumentBody } from "#db/catalog";
import { findScreen } from "#db/evidence";
import { findNotedWords, findOfferedSet } from "#db/ledger/recorded";

/** A file that an entry rests on, under its name in the entry. */
export type RestingFile = { name: string; bytes: Uint8Array };

/**
 * The texts, manifests, screens and other files that an entry rests on, as stored: with them the verifier answers "text". Those that
 * are not kept as files of their own (the texts of a draft that was approved and not published) are left out.
 */
export async function readFiles({ db }: Pick<Portal, "db">, entryJson: string): Promise<RestingFile[]> {
  const parsed = parseEntry(utf8Of(entryJson));
  if ("fault" in parsed) throw new Error(`not an entry: ${parsed.fault}`);
  const { record, hashes = {} } = parsed.entry;
  const files = await Promise.all(Object.entries(hashes).map(async ([name, sha256]) => ({ name, body: await findBody({ db }, { record, name, sha256 }) })));
  return files.flatMap(({ name, body }) => (body === null ? [] : [{ name, bytes: utf8Of(body) }]));
}

type Named = Pick<Entry, "record"> & { name: string; sha256: string };

/** A text, manifest, screen, set or words that an entry names so, as stored; null where none is kept as a file of its own. */
export async function findBody({ db }: Pick<Portal, "db">, { record, name, sha256 }: Named): Promise<string | null> {
  if (name === "screen") return findScreen(db, sha256);
  if (name === "set") return findOfferedSet(db, record);
  if (name === "ground" || name === "refund" || name === "notice") return findNotedWords(db, { record, name });
  return selectDocumentBody(db, sha256);
}
