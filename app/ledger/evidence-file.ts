import { base64Of, hexOf, parseBase64, parseHex, parseUtf8, utf8Of } from "#app/ledger/bytes";
import { isObject, type JsonObject, type JsonValue } from "#app/ledger/canonical";
import type { Opening } from "#app/ledger/commitment";
import type { Hashing } from "#app/ledger/crypto";
import { parseVerifierKey, writeVerifierKey, type NoteKey } from "#app/ledger/note";
import type { Evidence } from "#app/ledger/verify";

/** What an outside authority said about the time of a checkpoint (RFC 3161), and that checkpoint where it is known. */
export type TimeToken = { checkpoint: string | null; token: Uint8Array };

/** Evidence with what came along: keys, which nothing vouches for, and time tokens, which these programs do not check. */
export type HeldEvidence = { evidence: Evidence; keys: readonly NoteKey[]; timeTokens: readonly TimeToken[] };

export type EvidenceFault =
  | "nothingGiven" | "tooLarge" | "tooMany" | "notText" | "notJson" | "notEvidence" | "formatUnknown"
  | "memberUnknown" | "memberMissing" | "memberMalformed" | "keyMalformed" | "keyMissing" | "fileUnreadable"
  | "twice" | "entryMissing" | "proofMissing" | "erasureIncomplete"
  | "openingsMalformed" | "consistencyMalformed" | "consistencyForeign" | "consistencyMissing"
  | "zipMalformed" | "bagUnsafe" | "bagTwice" | "bagTooLarge" | "bagAlone";

/** Why what was handed in cannot be read. `about` names a file or a member. */
export class UnreadableEvidence extends Error {
  constructor(readonly fault: EvidenceFault, readonly about: string = "") {
    super(`${fault} ${about}`);
    this.name = "UnreadableEvidence";
  }
}

/** The name of the form, in its member `format`. */
export const EVIDENCE_FORMAT = "concordat/evidence/1";

/** The most bytes of an evidence file, and of all that is handed in at once. */
export const MOST_EVIDENCE_BYTES = 32 * 1024 * 1024;

const MOST = { keys: 50, files: 200, openings: 1000, held: 100, timeTokens: 50 } as const;
const MEMBERS = ["format", "entry", "proof", "keys", "files", "openings", "held", "erasure", "timeTokens"];

/** An evidence file: one JSON document with all that a stranger needs to check an entry offline. Throws on an entry that is no text: a bug. */
export function writeEvidenceFile({ evidence, keys, timeTokens }: HeldEvidence): string {
  const { entry, proof, files = [], openings = [], held = [], erasure } = evidence;
  const document = {
    format: EVIDENCE_FORMAT,
    entry: entryText(entry),
    proof,
    keys: keys.map(writeVerifierKey),
    files: files.map(({ name, bytes }) => ({ name, ...writeContent(bytes) })),
    openings: openings.map(({ tag, opening, value }) => ({ tag, opening: hexOf(opening), value })),
    held: held.map((each) => ({ checkpoint: each.checkpoint, proof: each.proof.map(base64Of) })),
    ...(erasure ? { erasure: { entry: entryText(erasure.entry), proof: erasure.proof } } : {}),
    timeTokens: timeTokens.map(({ checkpoint, token }) => ({ ...(checkpoint === null ? {} : { checkpoint }), token: base64Of(token) })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function entryText(bytes: Uint8Array): string {
  const text = parseUtf8(bytes);
  if (text === null) throw new Error("an entry is UTF-8");
  return text;
}

function writeContent(bytes: Uint8Array): { text: string } | { base64: string } {
  const text = parseUtf8(bytes);
  return text === null ? { base64: base64Of(bytes) } : { text };
}

/** Reads an evidence file. Members that the form does not have are refused: nobody is to take for checked what is not. Throws UnreadableEvidence. */
export function readEvidenceFile(hashing: Hashing, bytes: Uint8Array): HeldEvidence {
  const document = readDocument(bytes);
  allowOnly(document, MEMBERS, "");
  const erasure = document.erasure === undefined ? undefined : objectAt(document.erasure, "erasure");
  if (erasure) allowOnly(erasure, ["entry", "proof"], "erasure.");
  const evidence: Evidence = {
    ...readLogged(document, ""),
    files: itemsAt(document, "files", ["name", "text", "base64"]).map(readFile),
    openings: itemsAt(document, "openings", OPENING_MEMBERS).map(readOpening),
    held: itemsAt(document, "held", ["checkpoint", "proof"]).map(readHeld),
    ...(erasure ? { erasure: readLogged(erasure, "erasure.") } : {}),
  };
  return { evidence, keys: readKeyMembers(hashing, document), timeTokens: itemsAt(document, "timeTokens", ["checkpoint", "token"]).map(readToken) };
}

/** The openings of a file of their own: a JSON list as in an evidence file. Throws UnreadableEvidence. */
export function readOpenings(bytes: Uint8Array, name: string): Opening[] {
  const openings = parseJson(parseUtf8(bytes) ?? "");
  if (!isList(openings)) throw new UnreadableEvidence("openingsMalformed", name);
  return itemsAt({ openings }, "openings", OPENING_MEMBERS).map(readOpening);
}

/** The keys of a text with a verifier key on each line. Throws UnreadableEvidence; `about` is the line. */
export function readKeyLines(hashing: Hashing, text: string): NoteKey[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== "");
  if (lines.length > MOST.keys) throw new UnreadableEvidence("tooMany", "keys");
  return lines.map((line) => readKey(hashing, line));
}

function readKey(hashing: Hashing, line: string): NoteKey {
  const key = parseVerifierKey(hashing, line);
  if (!key) throw new UnreadableEvidence("keyMalformed", line);
  return key;
}

function readDocument(bytes: Uint8Array): JsonObject {
  if (bytes.length === 0) throw new UnreadableEvidence("nothingGiven");
  if (bytes.length > MOST_EVIDENCE_BYTES) throw new UnreadableEvidence("tooLarge");
  const text = parseUtf8(bytes);
  if (text === null) throw new UnreadableEvidence("notText");
  const document = parseJson(text);
  if (document === undefined) throw new UnreadableEvidence("notJson");
  if (!isObject(document) || typeof document.format !== "string") throw new UnreadableEvidence("notEvidence");
  if (document.format !== EVIDENCE_FORMAT) throw new UnreadableEvidence("formatUnknown", document.format);
  return document;
}

/** Editors may have put a byte order mark before it. */
function parseJson(text: string): JsonValue | undefined {
  try {
    const value: JsonValue = JSON.parse(text.replace(/^\ufeff/, ""));
    return value;
  } catch {
    return undefined;
  }
}

const OPENING_MEMBERS = ["tag", "opening", "value"];

type Item = { item: JsonObject; place: string };

function readLogged(object: JsonObject, place: string): { entry: Uint8Array; proof: string } {
  return { entry: utf8Of(textAt(object, "entry", place)), proof: textAt(object, "proof", place) };
}

function readFile({ item, place }: Item): { name: string; bytes: Uint8Array } {
  const name = textAt(item, "name", place);
  if ((item.text === undefined) === (item.base64 === undefined)) throw new UnreadableEvidence("memberMalformed", place.slice(0, -1));
  return { name, bytes: item.text === undefined ? base64At(item, "base64", place) : utf8Of(textAt(item, "text", place)) };
}

function readOpening({ item, place }: Item): Opening {
  const opening = parseHex(textAt(item, "opening", place));
  if (!opening) throw new UnreadableEvidence("memberMalformed", `${place}opening`);
  if (item.value === undefined) throw new UnreadableEvidence("memberMissing", `${place}value`);
  return { tag: textAt(item, "tag", place), opening, value: item.value };
}

function readHeld({ item, place }: Item): { checkpoint: string; proof: Uint8Array[] } {
  const proof = item.proof ?? [];
  if (!isList(proof) || proof.length > MOST.held) throw new UnreadableEvidence("memberMalformed", `${place}proof`);
  const hashes = proof.map((hash) => (typeof hash === "string" ? parseBase64(hash) : null)).filter((hash) => hash !== null);
  if (hashes.length !== proof.length) throw new UnreadableEvidence("memberMalformed", `${place}proof`);
  return { checkpoint: textAt(item, "checkpoint", place), proof: hashes };
}

function readToken({ item, place }: Item): TimeToken {
  return { checkpoint: item.checkpoint === undefined ? null : textAt(item, "checkpoint", place), token: base64At(item, "token", place) };
}

function readKeyMembers(hashing: Hashing, document: JsonObject): NoteKey[] {
  return listAt(document, "keys").map((line) => readKey(hashing, typeof line === "string" ? line : JSON.stringify(line)));
}

function itemsAt(object: JsonObject, name: keyof typeof MOST, members: readonly string[]): Item[] {
  return listAt(object, name).map((value, index) => {
    const item = objectAt(value, `${name}[${index}]`);
    allowOnly(item, members, `${name}[${index}].`);
    return { item, place: `${name}[${index}].` };
  });
}

function listAt(object: JsonObject, name: keyof typeof MOST): readonly JsonValue[] {
  const list = object[name] ?? [];
  if (!isList(list)) throw new UnreadableEvidence("memberMalformed", name);
  if (list.length > MOST[name]) throw new UnreadableEvidence("tooMany", name);
  return list;
}

function objectAt(value: JsonValue, place: string): JsonObject {
  if (!isObject(value)) throw new UnreadableEvidence("memberMalformed", place);
  return value;
}

function textAt(object: JsonObject, name: string, place: string): string {
  const text = object[name];
  if (text === undefined) throw new UnreadableEvidence("memberMissing", place + name);
  if (typeof text !== "string" || !text.isWellFormed()) throw new UnreadableEvidence("memberMalformed", place + name);
  return text;
}

function base64At(object: JsonObject, name: string, place: string): Uint8Array {
  const bytes = parseBase64(textAt(object, name, place));
  if (!bytes) throw new UnreadableEvidence("memberMalformed", place + name);
  return bytes;
}

function allowOnly(object: JsonObject, members: readonly string[], place: string): void {
  const unknown = Object.keys(object).find((name) => !members.includes(name));
  if (unknown !== undefined) throw new UnreadableEvidence("memberUnknown", place + unknown);
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}
