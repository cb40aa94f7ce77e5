import { sha256Of } from "#app/domain/digest";
import type { ZoneDays } from "#app/domain/compliance/days";
import type { Portal } from "#app/portal.server";
import { selectChangesOfRows, selectPartiesOfPlace } from "#db/compliance/answer-totals";
import type { AnswerChange } from "#db/compliance/compliance";

type Db = Portal["db"];

/** What the first so many lines come to for the parties of a place, who they were, and by which days it is told. */
type PlaceCount = { parties: string; days: string; counted: number; changes: AnswerChange[] };

/** Counts of places kept in memory for each database, the latest asked last; one takes some ten megabytes where there are a million lines. */
const MOST_PLACES = 4;
const kept = new WeakMap<Db, Map<string, PlaceCount>>();

type Asked = { place: string; counted: number; zones: readonly ZoneDays[] };

/**
 * What the lines up to `counted` changed for parties of a place, day by day. Lines are evidence and never change: what was counted of them is kept, for as long
 * as the same parties are there, and the lines between that count and this one are added or taken away.
 */
export async function countedOfPlace(db: Db, { place, counted, zones }: Asked, store: Db): Promise<AnswerChange[]> {
  if (counted === 0) return [];
  const [parties, days] = [sha256Of(await selectPartiesOfPlace(db, place)), sha256Of(JSON.stringify(zones))];
  const places = kept.get(store) ?? new Map<string, PlaceCount>();
  kept.set(store, places);
  const nothing: PlaceCount = { parties, days, counted: 0, changes: [] };
  const former = nearest([nothing, ...[...places.values()].filter((each) => each.parties === parties && each.days === days)], counted);
  if (former.counted === counted) return former.changes;
  const between = await selectChangesOfRows(db, { after: Math.min(former.counted, counted), through: Math.max(former.counted, counted), place, zones });
  const changes = [...former.changes, ...(former.counted < counted ? between : between.map((each) => ({ ...each, change: -each.change })))];
  places.delete(`${place} ${counted}`);
  places.set(`${place} ${counted}`, { parties, days, counted, changes });
  for (const oldest of places.keys()) if (places.size > MOST_PLACES) places.delete(oldest);
  return changes;
}

function nearest(counts: readonly PlaceCount[], counted: number): PlaceCount {
  return counts.reduce((best, each) => (Math.abs(each.counted - counted) < Math.abs(best.counted - counted) ? each : best));
}
