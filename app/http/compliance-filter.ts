import { filterAt, type ComplianceFilter } from "#app/domain/compliance/filter";
import { plusMilliseconds, type Instant } from "#app/domain/instant";
import { beginningOfDay } from "#app/domain/publication/earliest";
import { FILTER_CHOICES, FILTER_FIELDS, type FilterField } from "#app/http/compliance-fields";

/** The filter that an address names, and what of it was written so that it means something. `isWrongDate`: the date is none. */
export type ReadFilter = { filter: ComplianceFilter; typed: Partial<Record<FilterField, string>>; isWrongDate: boolean };

/** Reads the filter of an address; what it does not know does not narrow. A date counts to its end in UTC. */
export function readFilter(query: URLSearchParams, now: Instant): ReadFilter {
  const typed = Object.fromEntries(FILTER_FIELDS.flatMap((name) => {
    const value = query.get(name)?.trim();
    return value ? [[name, value.slice(0, 80)] as const] : [];
  }));
  const at = typed.at === undefined ? now : endOfDay(typed.at);
  const filter = {
    ...filterAt(at ?? now),
    slug: typed.agreement ?? null,
    number: /^[1-9]\d{0,5}$/.test(typed.version ?? "") ? Number(typed.version) : null,
    language: typed.language ?? null,
    changeClass: chosen(FILTER_CHOICES.class, typed.class),
    method: chosen(FILTER_CHOICES.method, typed.method),
    grade: chosen(FILTER_CHOICES.grade, typed.grade),
    customerKind: chosen(FILTER_CHOICES.customer, typed.customer),
  };
  return { filter, typed, isWrongDate: at === null };
}

/** The address of a page with this filter and what is added to it. */
export function filterAddress(path: string, typed: ReadFilter["typed"], more: Record<string, string>): string {
  return `${path}?${new URLSearchParams({ ...typed, ...more }).toString()}`;
}

function chosen<T extends string>(allowed: readonly T[], value: string | undefined): T | null {
  return allowed.find((each) => each === value) ?? null;
}

function endOfDay(text: string): Instant | null {
  const next = beginningOfDay(text, "UTC", 1);
  return next && plusMilliseconds(next, -1);
}
