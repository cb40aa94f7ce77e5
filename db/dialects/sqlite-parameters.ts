/** What SQLite stores as it is given: text, numbers, bytes and nothing. */
export type SqliteValue = string | number | Uint8Array | null;

/**
 * The parameters of a statement, checked. The driver binds bigint, undefined and NaN as NULL, a Date as a number of
 * milliseconds, and replaces lone surrogates: each would be stored altered and without a word. Throws a TypeError that
 * names the position, counted from 1.
 */
export function checkedParameters(parameters: readonly unknown[]): SqliteValue[] {
  return parameters.map((value, index) => checkedValue(value, `parameter ${index + 1}`));
}

/** The value when it can be stored as it is; else a TypeError that calls it by the name given. */
export function checkedValue(value: unknown, name: string): SqliteValue {
  if (value === null || value instanceof Uint8Array) return value;
  if (typeof value === "string") return checkedText(value, name);
  if (typeof value === "number") return checkedNumber(value, name);
  throw new TypeError(`${name} cannot be stored as it is: ${kindOf(value)}`);
}

function checkedText(text: string, name: string): string {
  if (text.isWellFormed()) return text;
  throw new TypeError(`${name} cannot be stored as it is: text with half of a surrogate pair`);
}

function checkedNumber(number: number, name: string): number {
  if (Number.isInteger(number) ? Number.isSafeInteger(number) : Number.isFinite(number)) return number;
  throw new TypeError(`${name} cannot be stored as it is: the number ${number}`);
}

function kindOf(value: unknown): string {
  return value instanceof Date ? "a Date" : typeof value;
}
