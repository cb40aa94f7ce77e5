import { sha256Of } from "#app/domain/digest";
import { utf8Of } from "#app/ledger/bytes";
import { canonicalJson, type JsonValue } from "#app/ledger/canonical";

/** The most bytes that lists may take in one entry, which has at most 64 KiB in all. */
export const MOST_LISTED_BYTES = 24_000;

/** The list itself or, where it takes more bytes than that, how long it is and the hash of its canonical JSON. */
export function listedWithin(list: readonly JsonValue[], bytes: number): JsonValue {
  const json = canonicalJson(list);
  return utf8Of(json).length <= bytes ? list : { count: list.length, sha256: sha256Of(json) };
}

/** The parties that a record is about, which an entry never names: how many, and the hash of the list as it is stored. Null: all. */
export function unnamedParties(partiesJson: string | null): JsonValue {
  if (partiesJson === null) return null;
  const parties: JsonValue = JSON.parse(partiesJson);
  return { count: Array.isArray(parties) ? parties.length : 0, sha256: sha256Of(partiesJson) };
}
