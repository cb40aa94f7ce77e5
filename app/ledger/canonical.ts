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
  const fault = profileFault(value, 0);
  if (fault !== null) throw new Error(`value${fault.place} ${fault.what}`);
  return canonicalJson(value);
}

/** The UTF-8 bytes of entryJson: what is hashed and stored. */
export function entryBytes(value: JsonValue): Uint8Array {
  return utf8Of(entryJson(value));
}

/** Whether entryJson would take the value. Never throws. */
export function isInProfile(value: JsonValue): boolean {
  return profileFault(value, 0) === null;
}

/** Whether the value is an object with members. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !isList(value);
}

/** What is wrong, and where: the place is put together on the way out, since most values have no fault. */
type Fault = { place: string; what: string };

function profileFault(value: JsonValue | undefined, level: number): Fault | null {
  if (value === null || typeof value === "boolean") return null;
  if (typeof value === "string") return value.isWellFormed() ? null : faultHere("holds a lone surrogate");
  if (typeof value === "number") return Number.isSafeInteger(value) ? null : faultHere("is not an integer that JSON carries exactly");
  if (typeof value !== "object") return faultHere(`is ${typeof value}`);
  if (level === MOST_LEVELS) return faultHere("lies too deep");
  return isList(value) ? listFault(value, level) : objectFault(value, level);
}

function faultHere(what: string): Fault {
  return { place: "", what };
}

function listFault(list: readonly JsonValue[], level: number): Fault | null {
  for (let place = 0; place < list.length; place++) {
    const fault = profileFault(list[place], level + 1);
    if (fault !== null) return { ...fault, place: `[${place}]${fault.place}` };
  }
  return null;
}

function objectFault(value: JsonObject, level: number): Fault | null {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return faultHere("is not plain data");
  for (const key of Object.keys(value)) {
    if (!key.isWellFormed()) return faultHere("has a member named by a lone surrogate");
    const fault = profileFault(value[key], level + 1);
    if (fault !== null) return { ...fault, place: `.${key}${fault.place}` };
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
