import { Temporal } from "temporal-polyfill";
import { parseInstant, type Instant } from "#app/domain/instant";
import { DomainError } from "#app/domain/refusal";

/**
 * The instant that a reader asks about: an instant with its zone, or a day, which begins at its first instant in the
 * agreement's zone. A space stands for the plus sign that addresses lose. Throws instant-invalid.
 */
export function readAskedInstant(text: string, zone: string): Instant {
  const written = text.trim().replace(" ", "+");
  const instant = parseInstant(written);
  if (instant === null) throw new DomainError("instant-invalid", { value: text.slice(0, 80) });
  return written.length === 10 ? startOfDay(written, zone) : instant;
}

function startOfDay(day: string, zone: string): Instant {
  const start = Temporal.PlainDate.from(day).toZonedDateTime(zone);
  return new Date(start.epochMilliseconds).toISOString();
}
