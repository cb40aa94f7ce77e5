import { expect, test } from "vitest";
import { checkFolded, foldAnswers, recountAnswers } from "#app/domain/compliance/counted-ahead.server";
import { filterAt, type ComplianceFilter } from "#app/domain/compliance/filter";
import { listAnswers } from "#app/domain/compliance/questions.server";
import { LAST_ROW, reachOf } from "#app/domain/compliance/reach";
import { readGrowth, readTotals } from "#app/domain/compliance/totals.server";
import { updateRows } from "#db/commit";
import { BEGIN, END } from "#test/fixture/agreements";
import { chanceOf } from "#test/fixture/chance";
import { fillPortal } from "#test/fixture/generate";
import { isoOf } from "#test/fixture/publish";
import { acceptTerms, publish } from "#test/support/acceptance";
import { at } from "#test/support/builders";
import { addPerson } from "#test/support/people";
import { openTestPortal, type TestPortal } from "#test/support/portal";

function fold(firstRow: number, lastRow: number, first: string, last: string) {
  return { firstRow, lastRow, firstRecordedAt: at(first), lastRecordedAt: at(last) };
}

const FOLDS = [fold(1, 10, "2026-01-01", "2026-01-10"), fold(11, 20, "2026-01-09", "2026-01-20"), fold(21, 30, "2026-01-21", "2026-01-30")];

test("what was counted ahead is relied on as far as all of it was known, and what may have been known is read line by line", () => {
  expect(reachOf([], at("2026-01-01"))).toEqual({ counted: 0, rows: [{ after: 0, through: LAST_ROW }] });
  expect(reachOf(FOLDS, at("2026-02-01"))).toEqual({ counted: 30, rows: [{ after: 30, through: LAST_ROW }] });
  expect(reachOf(FOLDS, at("2026-01-15"))).toEqual({ counted: 10, rows: [{ after: 10, through: 20 }, { after: 30, through: LAST_ROW }] });
  expect(reachOf(FOLDS, at("2026-01-25"))).toEqual({ counted: 20, rows: [{ after: 20, through: LAST_ROW }] });
  expect(reachOf(FOLDS, at("2026-01-20"))).toEqual({ counted: 20, rows: [{ after: 30, through: LAST_ROW }] });
  expect(reachOf(FOLDS, at("2025-12-31"))).toEqual({ counted: 0, rows: [{ after: 30, through: LAST_ROW }] });
});

async function openPast(): Promise<TestPortal> {
  const portal = await openTestPortal({ at: isoOf(BEGIN) });
  await fillPortal(portal, { parties: 60, acceptances: 500, seed: 3, keyedEvery: 6 });
  portal.clock.set(isoOf(END));
  return portal;
}

function filters(): ComplianceFilter[] {
  const chance = chanceOf(8);
  const moment = () => isoOf(chance.between(BEGIN, END));
  const narrowed: Partial<ComplianceFilter>[] = [{}, { place: "DE" }, { place: "FR", customerKind: "business" }, { slug: "order-terms" }, { method: "deemed" }, { place: "XX" }];
  return narrowed.flatMap((each) => [1, 2, 3].flatMap(() => {
    const filter = { ...filterAt(moment()), ...each };
    return [filter, { ...filter, known: moment() }];
  }));
}

async function told(portal: TestPortal): Promise<unknown[]> {
  const answers = [];
  for (const filter of filters()) answers.push({ filter, totals: (await readTotals(portal, filter)).map(({ version, ...each }) => ({ ...each, version: version.id })), growth: await readGrowth(portal, filter) });
  return answers;
}

test("totals and growth are the same counted from the lines, counted ahead in many parts, and asked again", { timeout: 120_000 }, async () => {
  const portal = await openPast();
  const fromLines = await told(portal);
  await foldAnswers(portal, 97);
  expect((await portal.db.selectFrom("answerFolds").selectAll().execute()).length).toBeGreaterThan(4);
  expect(await told(portal)).toEqual(fromLines);
  expect(await told(portal)).toEqual(fromLines);
  expect(await checkFolded(portal)).toEqual([]);
  await recountAnswers(portal);
  expect(await told(portal)).toEqual(fromLines);
});

test("a party that moves is counted where it is now, and what is answered meanwhile is counted too", async () => {
  const portal = await openPast();
  await foldAnswers(portal, 100);
  const filter = { ...filterAt(isoOf(END)), place: "DE" };
  const accepted = async () => (await readTotals(portal, filter)).reduce((sum, each) => sum + each.accepted, 0);
  const listed = async () => (await listAnswers(portal, { state: "accepted", filter }, { after: null, limit: 5000 })).items;
  expect(await accepted()).toBe((await listed()).length);
  const partyId = (await listed())[0]?.partyId ?? "";
  const before = await accepted();
  await portal.writer.commit({ steps: [updateRows("parties", { set: { place: "FR" }, where: { id: partyId } })] });
  expect(await accepted()).toBeLessThan(before);
  expect(await accepted()).toBe((await listed()).length);
  await portal.writer.commit({ steps: [updateRows("parties", { set: { customerKind: "business", place: "DE" }, where: { id: partyId } })] });
  await foldAnswers(portal, 100);
  expect(await accepted()).toBe(before);
});

test("two that count at once count nothing twice, and none counts on after a fold that was forgotten", async () => {
  const portal = await openPast();
  await Promise.all([foldAnswers(portal, 150), foldAnswers(portal, 150)]);
  expect(await checkFolded(portal)).toEqual([]);
  const { id } = await portal.db.selectFrom("parties").innerJoin("actLines", "actLines.partyId", "parties.id").select("parties.id").where("customerKind", "=", "consumer").executeTakeFirstOrThrow();
  await Promise.all([foldAnswers(portal, 40), portal.writer.commit({ steps: [updateRows("parties", { set: { customerKind: "business" }, where: { id } })] })]);
  await foldAnswers(portal, 150);
  expect(await checkFolded(portal)).toEqual([]);
});

test("a day is one of the zone of the version: what happens after midnight in Beijing is of the next day there", async () => {
  const portal = await openTestPortal({ at: "2026-01-01" });
  await publish(portal);
  for (const [place, instant] of ["2026-03-01T15:59:59.999Z", "2026-03-01T16:00:00.000Z"].entries()) {
    portal.clock.set(instant);
    await acceptTerms(portal, await addPerson(portal, { address: `reader${place}@example.com` }));
  }
  portal.clock.set("2026-03-05T00:00:00.000Z");
  const growth = async () => (await readGrowth(portal, filterAt(portal.now()))).map(({ day, accepted }) => [day, accepted]);
  expect(await growth()).toEqual([["2026-03-01", 1], ["2026-03-02", 2]]);
  await foldAnswers(portal);
  expect(await growth()).toEqual([["2026-03-01", 1], ["2026-03-02", 2]]);
  for (const [instant, count] of [["2026-03-01T15:59:59.999Z", 1], ["2026-03-01T16:00:00.000Z", 2]] as const) {
    expect([instant, (await readTotals(portal, filterAt(instant)))[0]?.accepted]).toEqual([instant, count]);
  }
});
