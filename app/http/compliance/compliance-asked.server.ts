import { zoneAsked } from "#app/domain/compliance/days";
import { readHistories } from "#app/domain/publication/catalog.server";
import { readFilter, type ReadFilter } from "#app/http/compliance/compliance-filter";
import type { Portal } from "#app/portal.server";

/** The filter of an address, whose dates are days of the agreement that it names, or of all. */
export async function readAsked(portal: Pick<Portal, "db" | "now">, query: URLSearchParams): Promise<ReadFilter> {
  const histories = await readHistories(portal);
  return readFilter(query, { now: portal.now(), zoneOf: (slug) => zoneAsked(histories, slug) });
}
