import { sql, type Kysely } from "kysely";
import { expect, test } from "vitest";
import { dayIn, zoneOffsets } from "#app/domain/publication/earliest";
import { sqlDay, type DaysOf } from "#db/answer-days";
import type { Database } from "#db/schema";
import { chanceOf } from "#test/fixture/chance";
import { openStore } from "#test/support/store";

const SPAN = { from: "1990-01-01T00:00:00.000Z", until: "2027-01-01T00:00:00.000Z" };

/** With and without changes of clocks, whole hours or not, on both sides of the line of dates. */
const ZONES = ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC"];

function zonesOf(): DaysOf[] {
  return ZONES.map((zone) => ({ versionIds: [zone], offsets: zoneOffsets(zone, SPAN) }));
}

async function daysBy(db: Kysely<Database>, pairs: readonly { zone: string; instant: string }[]): Promise<string[]> {
  const { rows } = await sql<{ day: string }>`select ${sqlDay(sql.raw(`value ->> 'instant'`), sql.raw(`value ->> 'zone'`), zonesOf())} as "day" from json_each(${JSON.stringify(pairs)})`.execute(db);
  return rows.map(({ day }) => day);
}

test("the database counts by the same days as people do in each zone, also around changes of clocks", async () => {
  const { db } = await openStore();
  const chance = chanceOf(4);
  const around = zonesOf().flatMap(({ offsets }) => offsets.flatMap(({ from }) => [-1, 0, 1].map((by) => new Date(Date.parse(from) + by).toISOString())));
  const anywhen = Array.from({ length: 300 }, () => new Date(chance.between(Date.parse(SPAN.from), Date.parse(SPAN.until))).toISOString());
  const pairs = [...around, ...anywhen].filter((instant) => instant >= SPAN.from && instant < SPAN.until).flatMap((instant) => ZONES.map((zone) => ({ zone, instant })));
  const days = await daysBy(db, pairs);
  expect(pairs.filter(({ zone, instant }, place) => days[place] !== dayIn(instant, zone))).toEqual([]);
});

test("of a version that is not named a day is one in UTC", async () => {
  const { db } = await openStore();
  expect(await daysBy(db, [{ zone: "nowhere", instant: "2026-03-01T23:59:59.999Z" }])).toEqual(["2026-03-01"]);
});
