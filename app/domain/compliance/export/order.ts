import { sha256Of } from "#app/domain/digest";
import { DATA_SETS, FILTER_WORDS, FILTERS, formatFor, namesParties, type DataSetName, type FilterName, type Format } from "#app/domain/compliance/export/data-sets";
import { parseInstant } from "#app/domain/instant";
import { DomainError } from "#app/domain/refusal";
import { canonicalJson } from "#app/ledger/canonical";

/** What narrows an export, as it was typed: an agreement by its address name, a version by its number, instants in UTC. */
export type Filter = Partial<Record<FilterName, string>>;

/** What somebody wants to take out. */
export type ExportOrder = {
  dataSet: DataSetName;
  format: Format;
  filter: Filter;
  mask: "masked" | "unmasked";
  /** Why, in words. */
  reason: string;
  /** The checkpoint to export at, by the number of its entries; null for the newest. */
  size: number | null;
};

/**
 * The filter as it is kept: what is blank left out, instants in UTC. Refuses export-filter-unfit: a name that the data set does not know, a
 * version without its agreement, a word of no closed list, an instant that is none, or a range that ends before it begins.
 */
export function readFilter(dataSet: DataSetName, typed: Filter): Filter {
  const allowed: readonly FilterName[] = DATA_SETS[dataSet].filters;
  const given = FILTERS.flatMap((name) => {
    const value = typed[name]?.trim() ?? "";
    return value === "" ? [] : [[name, value] as const];
  });
  for (const [name] of given) if (!allowed.includes(name)) throw unfit(name);
  const filter: Filter = Object.fromEntries(given.map(([name, value]) => [name, valueOf(name, value)]));
  if (filter.version !== undefined && filter.agreement === undefined) throw unfit("version");
  if (filter.from !== undefined && filter.until !== undefined && filter.from >= filter.until) throw unfit("until");
  return filter;
}

function valueOf(name: FilterName, value: string): string {
  if (value.length > 200) throw unfit(name);
  if (name in FILTER_WORDS) return wordOf(name, value);
  if (name === "version" && !/^[1-9]\d{0,5}$/.test(value)) throw unfit(name);
  if (name !== "from" && name !== "until") return value;
  const instant = parseInstant(value);
  if (instant === null) throw unfit(name);
  return instant;
}

function wordOf(name: FilterName, value: string): string {
  const words: Partial<Record<FilterName, readonly string[]>> = FILTER_WORDS;
  if (!words[name]?.includes(value)) throw unfit(name);
  return value;
}

function unfit(filter: FilterName): DomainError {
  return new DomainError("export-filter-unfit", { filter });
}

/** What the records of an export keep of its filter. */
export function filterRecord(filter: Filter): { filterJson: string; filterSha256: string } {
  const filterJson = canonicalJson(filter);
  return { filterJson, filterSha256: sha256Of(filterJson) };
}

/** Whether a second person must approve: names and addresses of more than one party. */
export function needsSecondPerson({ mask, filter }: Pick<ExportOrder, "mask" | "filter">): boolean {
  return mask === "unmasked" && filter.party === undefined;
}

/** Refuses export-format-unfit: evidence is written as a bag, and nothing else is. */
export function checkFormat({ dataSet, format }: Pick<ExportOrder, "dataSet" | "format">): void {
  if (format !== formatFor(dataSet, format) || (format === "bag" && dataSet !== "evidence")) throw new DomainError("export-format-unfit");
}

/** Refuses export-no-party where there is nobody to unmask. */
export function checkMask({ mask, dataSet }: Pick<ExportOrder, "mask" | "dataSet">): void {
  if (mask === "unmasked" && !namesParties(dataSet)) throw new DomainError("export-no-party");
}
