import { randomBytes } from "node:crypto";
import { LEDGER_CRYPTO } from "#app/domain/evidence/ledger/crypto.server";
import { utf8Of } from "#app/ledger/bytes";
import { canonicalJson, type JsonValue } from "#app/ledger/canonical";
import { commitmentTo, OPENING_BYTES, type Opening } from "#app/ledger/commitment";
import { parseEntry } from "#app/ledger/entry";
import type { Portal } from "#app/portal.server";
import { insertRow, type Step } from "#db/commit";
import { selectEntriesOfRecord } from "#db/ledger/ledger";
import { selectOpenings } from "#db/ledger/recorded";
import type { OpeningRow } from "#db/schema/acceptance";

/** The commitments that an entry holds, by tag, and the steps that keep what opens them. */
export type Committed = { commitments: Record<string, string>; steps: Step[] };

/** Personal values of a record by their tags, to be kept under this party's key. A value that is null is not known and gives no commitment. */
export type Personal = { recordId: string; partyId: string; values: Readonly<Record<string, JsonValue>> };

/** Commits to each value with an opening of its own; both go into rows of `openings`, sealed. Throws when the party's key was destroyed. */
export async function commitTo(portal: Pick<Portal, "keys">, { recordId, partyId, values }: Personal): Promise<Committed> {
  const known = Object.entries(values).filter(([, value]) => value !== null);
  const openings = randomBytes(OPENING_BYTES * known.length);
  const committed = await Promise.all(known.map(([tag, value], place) => {
    const opening = openings.subarray(place * OPENING_BYTES, (place + 1) * OPENING_BYTES);
    return commitToValue(portal, { recordId, partyId, tag, value, opening });
  }));
  return {
    commitments: Object.fromEntries(committed.map(({ tag, commitment }) => [tag, commitment])),
    steps: committed.map(({ step }) => step),
  };
}

type OneValue = { recordId: string; partyId: string; tag: string; value: JsonValue; opening: Buffer };

async function commitToValue({ keys }: Pick<Portal, "keys">, { recordId, partyId, tag, value, opening }: OneValue) {
  const row = {
    recordId,
    partyId,
    tag,
    openingSealed: await keys.seal(partyId, "openings.opening", opening.toString("base64")),
    valueSealed: await keys.seal(partyId, "openings.value", canonicalJson(value)),
  };
  return { tag, commitment: commitmentTo(LEDGER_CRYPTO, { tag, opening, value }), step: insertRow("openings", row) };
}

/** What opens a commitment; null once the party's key is destroyed, or what opened it was removed. */
export type KeptOpening = { tag: string; opened: Opening | null };

/** What opens the commitments of a record, by tag. */
export async function readOpenings({ db, keys }: Pick<Portal, "db" | "keys">, recordId: string): Promise<KeptOpening[]> {
  const kept = await Promise.all((await selectOpenings(db, recordId)).map((row) => openRow({ keys }, row)));
  const [entry] = await selectEntriesOfRecord(db, recordId);
  const parsed = entry && parseEntry(utf8Of(entry.entryJson));
  const tags = Object.keys((parsed && "entry" in parsed && parsed.entry.commitments) || {});
  const removed = tags.filter((tag) => !kept.some((each) => each.tag === tag));
  return [...kept, ...removed.map((tag) => ({ tag, opened: null }))];
}

/** What a stored row opens. */
export async function openRow({ keys }: Pick<Portal, "keys">, { partyId, tag, openingSealed, valueSealed }: OpeningRow): Promise<KeptOpening> {
  const opening = await keys.open(partyId, "openings.opening", openingSealed);
  const json = await keys.open(partyId, "openings.value", valueSealed);
  if (opening === null || json === null) return { tag, opened: null };
  const value: JsonValue = JSON.parse(json);
  return { tag, opened: { tag, opening: Buffer.from(opening, "base64"), value } };
}
