import { filterAt, type ComplianceFilter, type State } from "#app/domain/compliance/filter";
import { parseInstant, plusMilliseconds, type Instant } from "#app/domain/instant";
import { beginningOfDay } from "#app/domain/publication/earliest";
import { FILTER_CHOICES, FILTER_FIELDS, type FilterField } from "#app/http/compliance/compliance-fields";

/** The filter that an address names, what was written of it, the fields that mean nothing as they were written, and the zone of its dates. */
export type ReadFilter = { filter: ComplianceFilter; typed: Partial<Record<FilterField, string>>; faults: FilterField[]; zone: string };

/** `zoneOf`: in which zone dates are meant, by the short name of the agreement that is asked about; null for all. */
export type FilterReading = { now: Instant; zoneOf: (slug: string | null) => string };

/** Reads the filter of an address; what means nothing does not narrow, and is named. A date is a day in the zone: `from` from its beginning, `at` and `known` to its end. */
export function readFilter(query: URLSearchParams, { now, zoneOf }: FilterReading): ReadFilter {
  const typed = typedIn(query);
  const zone = zoneOf(typed.agreement ?? null);
  const read = {
    slug: typed.agreement ?? null,
    number: /^[1-9]\d{0,5}$/.test(typed.version ?? "") ? Number(typed.version) : null,
    changeClass: chosen(FILTER_CHOICES.class, typed.class),
    method: chosen(FILTER_CHOICES.method, typed.method),
    grade: chosen(FILTER_CHOICES.grade, typed.grade),
    customerKind: chosen(FILTER_CHOICES.customer, typed.customer),
    partyKind: chosen(FILTER_CHOICES.kind, typed.kind),
    place: typed.place ?? null,
    language: typed.language ?? null,
    from: momentOf(typed.from, "begin", zone),
    at: momentOf(typed.at, "end", zone),
    known: momentOf(typed.known, "end", zone),
  };
  const meanings: Record<FilterField, unknown> = { ...read, agreement: read.slug, version: read.number, class: read.changeClass, customer: read.customerKind, kind: read.partyKind };
  const faults = FILTER_FIELDS.filter((name) => typed[name] !== undefined && meanings[name] === null);
  return { filter: { ...filterAt(now), ...read, at: read.at ?? now }, typed, faults, zone };
}

const MOST_TYPED = 80;

function typedIn(query: URLSearchParams): ReadFilter["typed"] {
  return Object.fromEntries(FILTER_FIELDS.flatMap((name) => {
    const value = query.get(name)?.trim();
    return value ? [[name, value.slice(0, MOST_TYPED)] as const] : [];
  }));
}

/** The address of a page with this filter and what is added to it. */
export function filterAddress(path: string, typed: ReadFilter["typed"], more: Record<string, string>): string {
  return `${path}?${new URLSearchParams({ ...typed, ...more }).toString()}`;
}

/** What of the filter narrows the list of a state, as it was written: those who owe an answer have no method, grade or language, and failures neither. */
export function narrowing(typed: ReadFilter["typed"], state: State): Record<string, string> {
  const isOwed = state === "due" || state === "required";
  const others: readonly FilterField[] = isOwed || state === "unreachable" ? ["method", "grade", "language", ...(isOwed ? ["from" as const] : [])] : [];
  return Object.fromEntries(Object.entries(typed).filter(([name]) => !others.some((each) => each === name)));
}

function chosen<T extends string>(allowed: readonly T[], value: string | undefined): T | null {
  return allowed.find((each) => each === value) ?? null;
}

/** An instant as it was written; of a date, its first millisecond in the zone or its last. Null for neither. */
export function momentOf(text: string | undefined, edge: "begin" | "end", zone: string): Instant | null {
  if (text === undefined) return null;
  const begin = beginningOfDay(text, zone, edge === "end" ? 1 : 0);
  if (begin === null) return parseInstant(text);
  return edge === "end" ? plusMilliseconds(begin, -1) : begin;
}
