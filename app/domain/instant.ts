/** A UTC instant as ISO-8601 text with milliseconds, `2026-03-31T16:00:00.000Z`: compares and sorts as text. */
export type Instant = string;

const INSTANT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** Reads a date (its UTC midnight) or an instant with zone; null for anything else, impossible dates included. */
export function parseInstant(text: string): Instant | null {
  if (!INSTANT.test(text)) return null;
  const milliseconds = Date.parse(text);
  if (Number.isNaN(milliseconds)) return null;
  const day = text.slice(0, 10);
  if (new Date(Date.parse(day)).toISOString().slice(0, 10) !== day) return null;
  return new Date(milliseconds).toISOString();
}

/** The instant so many milliseconds later (earlier when negative). */
export function plusMilliseconds(instant: Instant, milliseconds: number): Instant {
  return new Date(Date.parse(instant) + milliseconds).toISOString();
}
