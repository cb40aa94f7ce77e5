import { type RawBuilder, sql } from "kysely";

/** Versions whose answers are counted by the days of one zone: its offsets from UTC in minutes, each from an instant on, the newest first; the last one stands for all before. */
export type DaysOf = { versionIds: readonly string[]; offsets: readonly { from: string; minutes: number }[] };

/** SQL for the day (2026-03-01) on which an instant lies in the zone of a version; of a version that is not named, in UTC. */
export function sqlDay(instant: RawBuilder<unknown>, versionId: RawBuilder<unknown>, zones: readonly DaysOf[]): RawBuilder<unknown> {
  const named = zones.filter(({ versionIds, offsets }) => versionIds.length > 0 && offsets.some(({ minutes }) => minutes !== 0));
  if (named.length === 0) return sql`substr(${instant}, 1, 10)`;
  const arms = named.map(({ versionIds, offsets }) => sql`when ${versionId} in (${sql.join(versionIds.map((id) => sql.lit(id)))}) then ${shifted(instant, offsets)}`);
  return sql`case ${sql.join(arms, sql` `)} else substr(${instant}, 1, 10) end`;
}

function shifted(instant: RawBuilder<unknown>, offsets: DaysOf["offsets"]): RawBuilder<unknown> {
  const day = (minutes: number) => sql`date(${instant}, ${sql.lit(`${minutes} minutes`)})`;
  const [oldest, ...newer] = offsets.toReversed();
  const arms = newer.toReversed().map(({ from, minutes }) => sql`when ${instant} >= ${sql.lit(from)} then ${day(minutes)}`);
  return arms.length === 0 ? day(oldest?.minutes ?? 0) : sql`case ${sql.join(arms, sql` `)} else ${day(oldest?.minutes ?? 0)} end`;
}
