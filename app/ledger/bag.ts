import { faultOfBag, type BagFiles, type BagFinding, type Digest } from "#app/ledger/bagit";
import { hexOf, parseBase64, parseUtf8, utf8Of } from "#app/ledger/bytes";
import { canonicalJson, isObject, type JsonObject, type JsonValue } from "#app/ledger/canonical";
import { parseTreeHead } from "#app/ledger/checkpoint";
import type { LedgerCrypto } from "#app/ledger/crypto";
import { erasureOf, parseEntry, type Entry } from "#app/ledger/entry";
import { UnreadableEvidence } from "#app/ledger/evidence-file";
import { readHandedIn, type HandedFile } from "#app/ledger/handed-in";
import { judgeEvidence, type Judgement } from "#app/ledger/judgement";
import type { NoteKey } from "#app/ledger/note";

/** Where the parts of an evidence bag lie in its payload. */
export const BAG_PLACES = {
  records: "data/records.jsonl",
  openings: "data/openings.jsonl",
  keys: "data/keys.vkey",
  proofs: "data/proofs/",
  checkpoints: "data/checkpoints/",
  consistency: "data/consistency/",
  timeTokens: "data/timestamps/",
  /** Each file in these is named for its SHA-256, and an entry of the bag rests on it. */
  files: ["data/documents/", "data/screens/", "data/notices/"],
} as const;

/** A line of `records.jsonl`: an entry as it was hashed, and once more to be read. */
export type BagRecord = { ledger: string; index: number; /** Base64 of the very bytes. */ leaf: string; /** Path of its .tlog-proof within `data/`. */ proof: string; entry: Entry };

/** A line of `openings.jsonl`. */
export type BagOpening = { ledger: string; index: number; tag: string; opening: string; value: JsonValue };

/** `viewOther`: what is there to be read is not what was hashed. `placeOther`: it does not stand where the line says. */
export type BagRecordFault = "lineMalformed" | "viewOther" | "placeOther" | "unreadable";

/** What is said of one entry of a bag; where it cannot be read, why. */
export type JudgedRecord =
  | { line: number; record: string; kind: string; judgement: Judgement }
  | { line: number; fault: BagRecordFault; about: string };

export type BagJudgement = {
  /** What makes it no valid bag. */
  bag: BagFinding | null;
  records: JudgedRecord[];
  /** Files beside the entries on which none of them rests, and checkpoints of other ledgers than theirs. */
  strays: string[];
  trust: Judgement["trust"];
  verdict: Judgement["verdict"];
};

type Judging = { crypto: LedgerCrypto; digest: Digest };

/**
 * Checks an evidence bag: as a bag (RFC 8493), then each of its entries as if it had been handed in by itself with all that the bag has for it. Never throws,
 * whatever is in the bag.
 */
export function judgeBag({ crypto, digest }: Judging, files: BagFiles, given: readonly NoteKey[]): BagJudgement {
  const bag = faultOfBag(digest, files);
  const shelf = shelve(crypto, files);
  const records = [...shelf.lines.map((_, place) => judgeLine({ crypto, shelf, given }, place)), ...shelf.broken];
  const named = new Set(records.flatMap((record) => ("judgement" in record ? Object.values(record.judgement.verification.entry?.hashes ?? {}) : [])));
  const ledgers = new Set(shelf.lines.map((line) => line?.ledger));
  const foreign = shelf.beside.filter(({ name, bytes }) => !concernsOne(originOf(name, bytes), ledgers));
  const strays = [...[...shelf.byHash].filter(([sha256]) => !named.has(sha256)).map(([, file]) => file), ...foreign].map(({ name }) => name);
  const trust = given.length > 0 ? "given" : "inside";
  const isBad = bag !== null || strays.length > 0 || records.length === 0 || records.some((record) => "fault" in record || record.judgement.verdict === "fails");
  return { bag, records, strays, trust, verdict: isBad ? "fails" : trust === "given" ? "holds" : "selfConsistent" };
}

function concernsOne(origin: string | null, ledgers: ReadonlySet<string | undefined>): boolean {
  return origin === null || ledgers.has(origin);
}

type Shelf = {
  files: BagFiles;
  lines: (BagRecord | null)[];
  openings: ReadonlyMap<string, BagOpening[]>;
  byHash: ReadonlyMap<string, HandedFile>;
  /** What every entry of a ledger is held against. */
  beside: HandedFile[];
  erasures: ReadonlyMap<string, BagRecord>;
  /** The lines of openings that are none. */
  broken: JudgedRecord[];
};

function shelve(crypto: LedgerCrypto, files: BagFiles): Shelf {
  const lines = jsonLines(files, BAG_PLACES.records).map(readRecord);
  const openings = new Map<string, BagOpening[]>();
  const openingLines = jsonLines(files, BAG_PLACES.openings).map(readOpening);
  for (const opening of openingLines) {
    if (opening) openings.set(placeOf(opening), [...(openings.get(placeOf(opening)) ?? []), opening]);
  }
  const inPlaces = (places: readonly string[]) => [...files].filter(([path]) => places.some((place) => path.startsWith(place))).map(([name, bytes]) => ({ name, bytes }));
  const resting = inPlaces(BAG_PLACES.files);
  return {
    files,
    lines,
    openings,
    byHash: new Map(resting.map((file) => [hexOf(crypto.sha256(file.bytes)), file])),
    beside: inPlaces([BAG_PLACES.checkpoints, BAG_PLACES.consistency, BAG_PLACES.keys]),
    erasures: new Map(lines.flatMap((line) => (line ? erasedBy(line) : []))),
    broken: openingLines.flatMap((opening, place) => (opening ? [] : [{ line: place + 1, fault: "lineMalformed" as const, about: BAG_PLACES.openings }])),
  };
}

/** The places of the entries whose openings an entry says were destroyed, each with it. */
function erasedBy(line: BagRecord): [string, BagRecord][] {
  const bytes = parseBase64(line.leaf);
  const parsed = bytes && parseEntry(bytes);
  const erasure = parsed && "entry" in parsed ? erasureOf(parsed.entry) : null;
  return (erasure?.entries ?? []).map((index) => [placeOf({ ledger: erasure?.ledger ?? "", index }), line]);
}

function placeOf({ ledger, index }: Pick<BagRecord, "ledger" | "index">): string {
  return `${index} ${ledger}`;
}

function judgeLine({ crypto, shelf, given }: { crypto: LedgerCrypto; shelf: Shelf; given: readonly NoteKey[] }, place: number): JudgedRecord {
  const line = place + 1;
  const record = shelf.lines[place];
  if (!record) return { line, fault: "lineMalformed", about: BAG_PLACES.records };
  const leaf = parseBase64(record.leaf);
  if (!leaf || canonicalJson(record.entry) !== parseUtf8(leaf)) return { line, fault: "viewOther", about: record.entry.record };
  try {
    const judgement = judgeEvidence(crypto, readHandedIn(crypto, handedFor(shelf, { record, leaf })), given);
    const { index, head } = judgement.verification;
    if (head && (index !== record.index || head.origin !== record.ledger)) return { line, fault: "placeOther", about: record.entry.record };
    return { line, record: record.entry.record, kind: record.entry.kind, judgement };
  } catch (error) {
    if (!(error instanceof UnreadableEvidence)) throw error;
    return { line, fault: "unreadable", about: `${error.fault} ${error.about}`.trim() };
  }
}

/** The files with which an entry would be handed in by itself. */
function handedFor(shelf: Shelf, { record, leaf }: { record: BagRecord; leaf: Uint8Array }): HandedFile[] {
  const resting = Object.values(record.entry.hashes ?? {}).map((sha256) => shelf.byHash.get(sha256));
  const openings = (shelf.openings.get(placeOf(record)) ?? []).map(({ tag, opening, value }) => ({ tag, opening, value }));
  const erasure = openings.length === 0 ? shelf.erasures.get(placeOf(record)) : undefined;
  return [
    { name: "entry.json", bytes: leaf },
    ...proofFile(shelf, record, "entry.tlog-proof"),
    ...[...new Set(resting)].filter((file) => file !== undefined).map(({ bytes }, place) => ({ name: `file-${place}.bin`, bytes })),
    ...(openings.length > 0 ? [{ name: "openings.json", bytes: utf8Of(JSON.stringify(openings)) }] : []),
    ...(erasure ? [{ name: "erasure.json", bytes: parseBase64(erasure.leaf) ?? new Uint8Array() }, ...proofFile(shelf, erasure, "erasure.tlog-proof")] : []),
    ...shelf.beside.filter((file) => concerns(file, record.ledger)),
  ];
}

/** Whether an entry is held against the file: keys are for all, checkpoints and the proofs between them for the entries of their ledger. */
function concerns({ name, bytes }: HandedFile, ledger: string): boolean {
  const origin = originOf(name, bytes);
  return origin === null || origin === ledger;
}

/** The ledger that a checkpoint, or the checkpoint of a proof, names; null for what is neither, which is then found out by whoever reads it. */
function originOf(name: string, bytes: Uint8Array): string | null {
  const text = parseUtf8(bytes) ?? "";
  const checkpoint = name.startsWith(BAG_PLACES.consistency) ? text.slice(text.indexOf("\n\n") + 2) : text;
  return name.startsWith(BAG_PLACES.keys) ? null : (parseTreeHead(checkpoint.slice(0, checkpoint.indexOf("\n\n") + 1))?.origin ?? null);
}

function proofFile({ files }: Shelf, { proof }: BagRecord, name: string): HandedFile[] {
  const bytes = files.get(`data/${proof}`);
  return bytes ? [{ name, bytes }] : [];
}

function jsonLines(files: BagFiles, path: string): (JsonValue | undefined)[] {
  const text = parseUtf8(files.get(path) ?? new Uint8Array());
  return text === null ? [undefined] : text.split("\n").filter((line) => line !== "").map(parseJson);
}

function parseJson(text: string): JsonValue | undefined {
  try {
    const value: JsonValue = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

function readRecord(value: JsonValue | undefined): BagRecord | null {
  if (!isObject(value) || !isPlaced(value)) return null;
  const { ledger, index, leaf, proof, entry } = value;
  const parsed = parseEntry(utf8Of(isObject(entry) ? canonicalJson(entry) : ""));
  if (typeof leaf !== "string" || typeof proof !== "string" || !("entry" in parsed)) return null;
  return { ledger, index, leaf, proof, entry: parsed.entry };
}

function readOpening(value: JsonValue | undefined): BagOpening | null {
  if (!isObject(value) || !isPlaced(value)) return null;
  const { ledger, index, tag, opening, value: opened } = value;
  if (typeof tag !== "string" || typeof opening !== "string" || opened === undefined) return null;
  return { ledger, index, tag, opening, value: opened };
}

function isPlaced(value: JsonObject): value is JsonObject & { ledger: string; index: number } {
  return typeof value.ledger === "string" && Number.isSafeInteger(value.index);
}
