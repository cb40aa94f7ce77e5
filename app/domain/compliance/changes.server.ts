import { zoneDaysOf, type ZoneDays } from "#app/domain/compliance/days";
import { ALL_RECORDED, versionsOf, type ComplianceFilter } from "#app/domain/compliance/filter";
import { countedOfPlace } from "#app/domain/compliance/place-counts.server";
import { reachOf, type Rows } from "#app/domain/compliance/reach";
import { changesMeant } from "#app/domain/compliance/totals";
import { beginningOfDay, dayIn } from "#app/domain/publication/earliest";
import type { AgreementHistory } from "#app/domain/publication/history";
import type { Portal } from "#app/portal.server";
import {
  readTogether, selectChangesBetween, selectChangesKnown, selectFoldedChanges, selectFolds, selectLiftedChanges,
} from "#db/compliance/answer-totals";
import type { AnswerChange } from "#db/compliance/compliance";

type Asking = Pick<Portal, "db" | "now">;
type Db = Portal["db"];

/** `by` day, or all days in one. */
export type ChangesAsked = { histories: readonly AgreementHistory[]; filter: ComplianceFilter; by: "day" | "sort" };

/**
 * By how much the answers that a filter means changed up to its instant, of what was known. What is counted ahead is read as it was counted, and
 * the lines themselves only where they were recorded since, or on the day of the instant: all as it stood at one moment.
 */
export function readChanges({ db, now }: Asking, { histories, filter, by }: ChangesAsked): Promise<AnswerChange[]> {
  const versionIds = versionsOf(histories, filter).map(({ version }) => version.id);
  const known = filter.known ?? ALL_RECORDED;
  return readTogether(db, async (snapshot) => {
    const { counted, rows } = reachOf(await selectFolds(snapshot), known);
    const asked = { filter, by, versionIds, counted, zones: zoneDaysOf(histories, now()) };
    const ahead = await readAhead(snapshot, asked, db);
    const since = await readSince(snapshot, { ...asked, known, rows });
    return changesMeant([...ahead, ...within(versionIds, since)], filter);
  });
}

type Reading = { filter: ComplianceFilter; by: "day" | "sort"; versionIds: readonly string[]; counted: number; zones: readonly ZoneDays[] };

/** Days that were over by the instant, as they were counted. `store` is the database whose counts are kept in memory. */
async function readAhead(db: Db, { filter, by, versionIds, counted, zones }: Reading, store: Db): Promise<AnswerChange[]> {
  const { at, place } = filter;
  if (place !== null) {
    const ofPlace = await countedOfPlace(db, { place, counted, zones }, store);
    return zones.flatMap((each) => within(meantOf(each, versionIds), ofPlace).filter(({ day }) => day < dayIn(at, each.zone)));
  }
  const found = await Promise.all(zones.map((each) => selectFoldedChanges(db, { counted, before: dayIn(at, each.zone), versionIds: meantOf(each, versionIds), by, narrowed: filter })));
  return found.flat();
}

/** What changed on the day of the instant, what was recorded since the last count, and what was lifted. */
async function readSince(db: Db, { filter: { at, place }, counted, zones, known, rows }: Reading & { known: string; rows: readonly Rows[] }): Promise<AnswerChange[]> {
  const ofDay = await Promise.all(zones.map(async (each) => {
    const from = beginningOfDay(dayIn(at, each.zone), each.zone) ?? at;
    return within(each.versionIds, await selectChangesBetween(db, { counted, from, at, place, zones }));
  }));
  const after = await Promise.all(rows.map((each) => selectChangesKnown(db, { ...each, at, known, place, zones })));
  return [...ofDay.flat(), ...after.flat(), ...(await selectLiftedChanges(db, { at, known, place, zones }))];
}

function meantOf({ versionIds }: ZoneDays, meant: readonly string[]): string[] {
  return versionIds.filter((id) => meant.includes(id));
}

function within(versionIds: readonly string[], changes: readonly AnswerChange[]): AnswerChange[] {
  const meant = new Set(versionIds);
  return changes.filter(({ versionId }) => meant.has(versionId));
}
