import { sha256Of } from "#app/domain/digest";
import type { ZoneDays } from "#app/domain/compliance/days";
import type { Portal } from "#app/portal.server";
import { selectChangesOfRows, selectPartiesOfPlace } from "#db/answer-totals";
import type { AnswerChange } from "#db/compliance";

type Db = Portal["db"];

/** What the first so many lines come to for the parties of a place, who they were, and by which days it is told. */
type PlaceCount = { parties: string; days: string; counted: number; changes: AnswerChange[] };

/** Counts of places kept in memory for each database, the latest asked last; one takes some ten megabytes where there are a million lines. */
const MOST_PLACES = 4;
const kept = new WeakMap<Db, Map<string, PlaceCount>>();

type Asked = { place: string; counted: number; zones: readonly ZoneDays[] };

/**
 * What the lines up to `counted` changed for parties of a place, day by day. Lines are evidence and never change: what was counted of them is kept, for as long
 * as the same parties are there, and what came since is added.
 */
export async function countedOfPlace(db: Db, { place, counted, zones }: Asked, store: Db): Promise<AnswerChange[]> {
  if (counted === 0) return [];
  const [parties, days] = [sha256Of(await selectPartiesOfPlace(db, place)), sha256Of(JSON.stringify(zones))];
  const places = kept.get(store) ?? new Map<string, PlaceCount>();
  kept.set(store, places);
  const former = [...places.values()].filter((each) => each.parties === parties && each.days === days && each.counted <= counted).sort((a, b) => b.counted - a.counted)[0];
  if (former?.counted === counted) return former.changes;
  const since = await selectChangesOfRows(db, { after: former?.counted ?? 0, through: counted, place, zones });
  const changes = [...(former?.changes ?? []), ...since];
  places.delete(`${place} ${counted}`);
  places.set(`${place} ${counted}`, { parties, days, counted, changes });
  for (const oldest of places.keys()) if (places.size > MOST_PLACES) places.delete(oldest);
  return changes;
}
