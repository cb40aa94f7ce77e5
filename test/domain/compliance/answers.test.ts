import { expect, test } from "vitest";
import { filterAt, type ComplianceFilter } from "#app/domain/compliance/filter";
import { listAnswers, listFailedDeliveries, listMissing, listUnreachable, readBound, type Listed, type MissingCursor } from "#app/domain/compliance/questions.server";
import { stackOf } from "#app/domain/compliance/bound-at";
import { checkFolded, foldAnswers } from "#app/domain/compliance/counted-ahead.server";
import { readTotals, type VersionTotals } from "#app/domain/compliance/totals.server";
import type { AnswerCursor } from "#db/compliance/compliance";
import type { FailureCursor } from "#db/compliance/compliance-notices";
import { BEGIN, END, NEVER } from "#test/fixture/agreements";
import { chanceOf } from "#test/fixture/chance";
import { fillPortal, type Truth } from "#test/fixture/generate";
import { isoOf } from "#test/fixture/publish";
import { toldStack, toldTotals } from "#test/fixture/told";
import { trueStack, trueTotals, type TrueParty } from "#test/fixture/truth";
import { openTestPortal, type TestPortal } from "#test/support/portal";

const PLAN = { parties: 300, acceptances: 3000, seed: 7, keyedEvery: 4 };

const ANSWERED = ["accepted", "deemed", "declined", "objected", "given", "withdrawn"] as const;
const OWED = ["required", "due"] as const;

/** What the portal says of a party, in the words of the truth. */
async function askedStack(portal: TestPortal, party: TrueParty, { at, known }: { at: number; known: number | null }) {
  const { answers } = await readBound(portal, { partyId: party.id, when: { instant: isoOf(at) }, known: known === null ? null : isoOf(known) });
  return toldStack(stackOf(answers));
}

function pairs(truth: Truth, count: number) {
  const chance = chanceOf(99);
  const [first, ...rest] = truth.parties;
  if (!first) throw new Error("no party");
  return Array.from({ length: count }, () => ({ party: chance.pick([first, ...rest]), at: chance.between(BEGIN, END), known: chance.between(BEGIN, END) }));
}

function sorted(map: Map<string, number>): [string, number][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Every item of a list, page by page. */
async function whole<Item, Cursor>(read: (after: Cursor | null) => Promise<Listed<Item, Cursor>>): Promise<Item[]> {
  const all: Item[] = [];
  for (let after: Cursor | null = null; ; ) {
    const { items, next }: Listed<Item, Cursor> = await read(after);
    all.push(...items);
    if (next === null) return all;
    after = next;
  }
}

/** Each list by its number, as the totals tell it: the same filter opens both. */
async function listedCounts(portal: TestPortal, filter: ComplianceFilter): Promise<Record<string, number>> {
  const page = { limit: 17, most: 40 };
  const answers = ANSWERED.map(async (state) => [state, (await whole((after: AnswerCursor | null) => listAnswers(portal, { state, filter }, { after, ...page }))).length] as const);
  const missing = OWED.map(async (state) => [state, (await whole((after: MissingCursor | null) => listMissing(portal, { state, filter }, { after, ...page }))).length] as const);
  const unreachable = await whole((after: FailureCursor | null) => listUnreachable(portal, filter, { after, ...page }));
  expect(unreachable.every(({ failures }) => failures.length > 0)).toBe(true);
  return Object.fromEntries([...(await Promise.all([...answers, ...missing])), ["unreachable", unreachable.length]]);
}

function summed(totals: readonly VersionTotals[]): Record<string, number> {
  return Object.fromEntries([...ANSWERED, ...OWED, "unreachable" as const].map((state) => [state, totals.reduce((sum, each) => sum + each[state], 0)]));
}

test("answers about parties and totals are what the maker of the data knows to be true", { timeout: 240_000 }, async () => {
  const portal = await openTestPortal({ at: isoOf(BEGIN) });
  const truth = await fillPortal(portal, PLAN);
  expect(truth.acceptances).toBeGreaterThan(2400);
  portal.clock.set(isoOf(END));
  for (const { party, at, known } of pairs(truth, 1000)) {
    const about = { party: party.id, at: isoOf(at), known: isoOf(known) };
    expect({ ...about, stack: await askedStack(portal, party, { at, known: null }) }).toEqual({ ...about, stack: trueStack(truth.agreements, party, { at, known: NEVER }) });
    expect({ ...about, stack: await askedStack(portal, party, { at, known }) }).toEqual({ ...about, stack: trueStack(truth.agreements, party, { at, known }) });
  }
  const chance = chanceOf(5);
  for (const narrowed of [{}, { slug: "general-terms", number: 2 }, { customerKind: "business" as const }, { method: "api" as const }, { language: "en" }, { changeClass: "ordinary" as const }, { grade: "C" as const }, { place: "DE" }, { place: "FR", language: "zh-CN" }, { partyKind: "organisation" as const, from: isoOf(chance.between(BEGIN, END)) }]) {
    const filter = { ...filterAt(isoOf(chance.between(BEGIN, END))), ...narrowed };
    expect({ filter, counts: await listedCounts(portal, filter) }).toEqual({ filter, counts: summed(await readTotals(portal, filter)) });
  }
  const failures = await whole((after: FailureCursor | null) => listFailedDeliveries(portal, filterAt(isoOf(END)), { after, limit: 7 }));
  expect(failures.map(({ partyId, happenedAt }) => `${partyId} ${happenedAt}`).sort()).toEqual(truth.parties.flatMap(({ id, failures: own }) => own.map((each) => `${id} ${isoOf(each.at)}`)).sort());
  await foldAnswers(portal);
  expect(await checkFolded(portal)).toEqual([]);
  for (const { at } of pairs(truth, 50)) {
    expect({ at: isoOf(at), totals: sorted(toldTotals(await readTotals(portal, filterAt(isoOf(at))))) }).toEqual({ at: isoOf(at), totals: sorted(trueTotals(truth.agreements, truth.parties, at)) });
  }
});
