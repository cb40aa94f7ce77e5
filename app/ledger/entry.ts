import { parseUtf8, utf8Of } from "#app/ledger/bytes";
import { canonicalJson, entryJson, isInProfile, isObject, type JsonObject, type JsonValue } from "#app/ledger/canonical";
import { isKeyName } from "#app/ledger/note";

/** Every kind of entry, in the words of docs/glossary.md. */
export const ENTRY_KINDS = [
  "ledger.opened", "ledger.sealed",
  "key.introduced", "key.retired",
  "version.approved", "version.announced", "version.postponed", "version.withdrawn",
  "translation.added",
  "clause.voided", "undertaking.given", "agreement.ended",
  "notice.issued", "notice.delivered", "notice.failed", "notice.displayed", "notice.acknowledged",
  "acceptance.click", "acceptance.api", "acceptance.deemed", "acceptance.imported",
  "decline.made", "objection.made", "objection.answered",
  "consent.given", "consent.refused", "consent.withdrawn",
  "delegation.granted", "delegation.revoked",
  "role.granted", "role.revoked",
  "explanation.requested", "explanation.answered",
  "evidence.exported", "evidence.fetched", "evidence.sent", "evidence.cutShort",
  "case.viewed", "case.unmasked", "list.viewed", "staff.signedIn", "settings.changed",
  "party.left", "party.restricted", "party.erased",
  "retention.approved", "retention.finished",
  "time.anchored", "clock.anomaly",
] as const;

export type EntryKind = (typeof ENTRY_KINDS)[number];

/** One item of the ledger. It holds no personal data: personal values stand in it as commitments only. */
export type Entry = {
  /** Version of this form. */
  v: 1;
  kind: EntryKind;
  /** The origin of the ledger that it belongs to. */
  ledger: string;
  /** The id of the record that it names. */
  record: string;
  /** When it happened, and when it was recorded: instants of the server, UTC with milliseconds. */
  at: string;
  recordedAt: string;
  /** The index of the entry that this one replaces or follows in meaning. */
  prev?: number;
  /** Written after its record, because the record is older than the ledger. */
  late?: true;
  /** SHA-256, in hexadecimal, of the texts, screens and other files that it rests on, by a name for each. */
  hashes?: { readonly [name: string]: string };
  /** Commitments to personal values, by their tags (commitment.ts). */
  commitments?: { readonly [tag: string]: string };
  /** What else its kind says. */
  body?: JsonObject;
};

/** The most bytes that an entry may have. */
export const MOST_ENTRY_BYTES = 65_536;

const REQUIRED = ["v", "kind", "ledger", "record", "at", "recordedAt"] as const satisfies ReadonlyArray<keyof Entry>;

const MEMBERS: Record<keyof Entry, (value: JsonValue | undefined) => boolean> = {
  v: (value) => value === 1,
  kind: (value) => ENTRY_KINDS.some((kind) => kind === value),
  ledger: (value) => typeof value === "string" && isKeyName(value),
  record: (value) => typeof value === "string" && value !== "",
  at: isInstant,
  recordedAt: isInstant,
  prev: isIndex,
  late: (value) => value === true,
  hashes: isHashesByName,
  commitments: isHashesByName,
  body: isObject,
};

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const SHA256_HEX = /^[0-9a-f]{64}$/;

/** The entry as canonical JSON; its UTF-8 bytes are what is hashed. Throws where it is not of the form or too large: a bug. */
export function writeEntry(entry: Entry): string {
  const json = entryJson(entry);
  if (!isEntry(entry)) throw new Error(`not an entry: ${json.slice(0, 200)}`);
  const { length } = utf8Of(json);
  if (length > MOST_ENTRY_BYTES) throw new Error(`an entry has at most ${MOST_ENTRY_BYTES} bytes, not ${length}`);
  return json;
}

export type EntryFault = "tooLarge" | "notText" | "notJson" | "notCanonical" | "notAnEntry";

/** Reads the bytes of an entry, or says why they are none. Never throws. */
export function parseEntry(bytes: Uint8Array): { entry: Entry } | { fault: EntryFault } {
  if (bytes.length > MOST_ENTRY_BYTES) return { fault: "tooLarge" };
  const text = parseUtf8(bytes);
  if (text === null) return { fault: "notText" };
  const value = parseJson(text);
  if (value === undefined) return { fault: "notJson" };
  if (!isInProfile(value) || canonicalJson(value) !== text) return { fault: "notCanonical" };
  return isEntry(value) ? { entry: value } : { fault: "notAnEntry" };
}

/** What a `party.erased` entry says: the entries whose openings were destroyed, of which ledger, when, and on what ground. */
export type Erasure = { at: string; ground: string; ledger: string; entries: number[] };

/** The erasure that the entry records; null where it records none. */
export function erasureOf({ kind, at, ledger, body = {} }: Entry): Erasure | null {
  const { ground, entries, of } = body;
  if (kind !== "party.erased" || typeof ground !== "string" || !Array.isArray(entries)) return null;
  return { at, ground, ledger: typeof of === "string" ? of : ledger, entries: entries.filter(isIndex) };
}

function parseJson(text: string): JsonValue | undefined {
  try {
    const value: JsonValue = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

function isEntry(value: JsonValue): value is Entry {
  if (!isObject(value) || !REQUIRED.every((name) => Object.hasOwn(value, name))) return false;
  return Object.entries(value).every(([name, member]) => isMember(name) && MEMBERS[name](member));
}

function isMember(name: string): name is keyof Entry {
  return Object.hasOwn(MEMBERS, name);
}

function isInstant(value: JsonValue | undefined): boolean {
  if (typeof value !== "string" || !INSTANT.test(value)) return false;
  const milliseconds = Date.parse(value);
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString() === value;
}

function isIndex(value: JsonValue | undefined): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

function isHashesByName(value: JsonValue | undefined): boolean {
  return isObject(value) && Object.values(value).every((hash) => typeof hash === "string" && SHA256_HEX.test(hash));
}
