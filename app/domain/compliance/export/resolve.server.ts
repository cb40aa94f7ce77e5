import type { Filter } from "#app/domain/compliance/export/order";
import { readHistory } from "#app/domain/publication/catalog.server";
import { DomainError } from "#app/domain/refusal";
import type { Portal } from "#app/portal.server";

/** The filter with agreement and version by their ids. Refuses agreement-unknown, version-unknown. */
export async function resolveFilter({ db }: Pick<Portal, "db">, filter: Filter): Promise<Filter> {
  if (filter.agreement === undefined) return filter;
  const history = await readHistory({ db }, filter.agreement);
  if (!history) throw new DomainError("agreement-unknown");
  const { version: number, ...others } = filter;
  const found = history.versions.find((each) => String(each.number) === number);
  if (number !== undefined && !found) throw new DomainError("version-unknown");
  return { ...others, agreement: history.id, ...(found ? { version: found.id } : {}) };
}
