import type { When } from "#app/domain/compliance/bound-at";
import { CASE_PARTS, type CaseCursor, type CasePart } from "#app/domain/compliance/case/part";
import { plusMilliseconds, type Instant } from "#app/domain/instant";
import { beginningOfDay } from "#app/domain/publication/earliest";

/** What the address of a case asks for, as it was typed. */
export type CaseQuery = { part: CasePart | "all"; order: "oldest" | "newest"; day: string; known: string; after: string };

/** A case shows sign-ins only where they are asked for: there are too many of them beside the rest. */
const ALL = CASE_PARTS.filter((part) => part !== "signIns");

/** What an address asks for; what it does not know is as if it were not there. */
export function readCaseQuery(query: URLSearchParams): CaseQuery {
  const typed = (name: string) => query.get(name)?.trim().slice(0, 80) ?? "";
  return {
    part: CASE_PARTS.find((part) => part === query.get("part")) ?? "all",
    order: query.get("order") === "oldest" ? "oldest" : "newest",
    day: typed("day"), known: typed("known"), after: typed("after"),
  };
}

/** The records, and the instant, that a query means; `isWrongDay` where a day of it is none. */
export function meaningOf({ part, order, day, known, after }: CaseQuery): { parts: readonly CasePart[]; order: "oldest" | "newest"; after: CaseCursor | null; when: When | null; known: Instant | null; isWrongDay: boolean } {
  const [happenedAt = "", id = ""] = after.split("~");
  const [isDay, knownAt] = [beginningOfDay(day, "UTC") !== null, endOfDay(known)];
  const isWrongDay = (day !== "" && !isDay) || (known !== "" && knownAt === null) || (day === "" && known !== "");
  return {
    parts: part === "all" ? ALL : [part],
    order,
    after: id === "" ? null : { happenedAt, id },
    when: day === "" || isWrongDay ? null : { day },
    known: knownAt,
    isWrongDay,
  };
}

/** The address of the case of a party with what is asked for; `after`: from after this record. */
export function caseAddress(partyId: string, { part, order, day, known }: CaseQuery, after: CaseCursor | null = null): string {
  const asked = { ...(part === "all" ? {} : { part }), ...(order === "newest" ? {} : { order }), ...(day === "" ? {} : { day }), ...(known === "" ? {} : { known }) };
  const query = new URLSearchParams({ ...asked, ...(after ? { after: `${after.happenedAt}~${after.id}` } : {}) }).toString();
  return `/compliance/parties/${partyId}${query === "" ? "" : `?${query}`}`;
}

function endOfDay(text: string): Instant | null {
  const next = text === "" ? null : beginningOfDay(text, "UTC", 1);
  return next && plusMilliseconds(next, -1);
}
