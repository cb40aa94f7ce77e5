export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue | undefined };

const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Canonical JSON (RFC 8785): members sorted by UTF-16 code units, no white space, numbers and strings as ECMAScript
 * writes them. Members that are undefined are left out. Throws on numbers and strings that JSON cannot carry.
 */
export function canonicalJson(value: JsonValue): string {
  if (typeof value === "number" && !Number.isFinite(value)) throw new Error(`not a JSON number: ${value}`);
  if (typeof value === "string" && LONE_SURROGATE.test(value)) throw new Error("a lone surrogate is not text");
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(",")}]`;
  return `{${Object.entries(value).sort(byKey).flatMap(writeMember).join(",")}}`;
}

function isList(value: object): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}

function writeMember([key, value]: [string, JsonValue | undefined]): string[] {
  return value === undefined ? [] : [`${canonicalJson(key)}:${canonicalJson(value)}`];
}
