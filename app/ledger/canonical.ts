import { utf8Of } from "#app/ledger/bytes";

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
export type JsonObject = { readonly [key: string]: JsonValue | undefined };

/** How deep lists and objects of an entry may lie in each other. */
const MOST_LEVELS = 32;

/**
 * Canonical JSON (RFC 8785): members sorted by UTF-16 code units, no white space, numbers and strings as ECMAScript
 * writes them. Members that are undefined are left out. Throws on numbers and strings that JSON cannot carry.
 */
export function canonicalJson(value: JsonValue): string {
  if (typeof value === "number" && !Number.isFinite(value)) throw new Error(`not a JSON number: ${value}`);
  if (typeof value === "string" && !value.isWellFormed()) throw new Error("a lone surrogate is not text");
  if (value === undefined) throw new Error("undefined is not JSON");
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (isList(value)) return `[${Array.from(value, canonicalJson).join(",")}]`;
  return `{${writeMembers(value).join(",")}}`;
}

/**
 * Canonical JSON within the profile of ledger entries, as text: integers within ±(2^53 − 1), well-formed text, plain lists and
 * objects at most 32 deep, no member undefined. Throws an error that names the place: such a value is a bug.
 */
export function entryJson(value: JsonValue): string {
  const fault = profileFault(value, "value", 0);
  if (fault !== null) throw new Error(fault);
  return canonicalJson(value);
}

/** The UTF-8 bytes of entryJson: what is hashed and stored. */
export function entryBytes(value: JsonValue): Uint8Array {
  return utf8Of(entryJson(value));
}

/** Whether entryJson would take the value. Never throws. */
export function isInProfile(value: JsonValue): boolean {
  return profileFault(value, "value", 0) === null;
}

/** Whether the value is an object with members. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !isList(value);
}

function profileFault(value: JsonValue | undefined, place: string, level: number): string | null {
  if (value === null || typeof value === "boolean") return null;
  if (typeof value === "string") return value.isWellFormed() ? null : `${place} holds a lone surrogate`;
  if (typeof value === "number") return Number.isSafeInteger(value) ? null : `${place} is not an integer that JSON carries exactly`;
  if (typeof value !== "object") return `${place} is ${typeof value}`;
  if (level === MOST_LEVELS) return `${place} lies too deep`;
  if (isList(value)) return firstFault(Array.from(value.keys()), (key) => profileFault(value[key], `${place}[${key}]`, level + 1));
  return objectFault(value, place, level);
}

function objectFault(value: JsonObject, place: string, level: number): string | null {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return `${place} is not plain data`;
  return firstFault(Object.keys(value), (key) =>
    key.isWellFormed() ? profileFault(value[key], `${place}.${key}`, level + 1) : `${place} has a member named by a lone surrogate`);
}

function firstFault<Key>(keys: readonly Key[], faultAt: (key: Key) => string | null): string | null {
  for (const key of keys) {
    const fault = faultAt(key);
    if (fault !== null) return fault;
  }
  return null;
}

function isList(value: object): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Without a comparison of its own, sort goes by UTF-16 code units. */
function writeMembers(object: JsonObject): string[] {
  const members: string[] = [];
  for (const key of Object.keys(object).sort()) {
    const value = object[key];
    if (value !== undefined) members.push(`${canonicalJson(key)}:${canonicalJson(value)}`);
  }
  return members;
}
