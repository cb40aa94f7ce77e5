import { expect, test } from "vitest";
import { filterAt } from "#app/domain/compliance/filter";
import { readBound } from "#app/domain/compliance/questions.server";
import { stackOf } from "#app/domain/compliance/bound-at";
import { checkFolded, foldAnswers, readTotals } from "#app/domain/compliance/totals.server";
import { BEGIN, END, NEVER } from "#test/fixture/agreements";
import { chanceOf } from "#test/fixture/chance";
import { fillPortal, type Truth } from "#test/fixture/generate";
import { isoOf } from "#test/fixture/publish";
import { toldStack, toldTotals } from "#test/fixture/told";
import { trueStack, trueTotals, type TrueParty } from "#test/fixture/truth";
import { openTestPortal, type TestPortal } from "#test/support/portal";

const PLAN = { parties: 300, acceptances: 1500, seed: 7, keyedEvery: 4 };

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

test("answers about parties and totals are what the maker of the data knows to be true", { timeout: 240_000 }, async () => {
  const portal = await openTestPortal({ at: isoOf(BEGIN) });
  const truth = await fillPortal(portal, PLAN);
  portal.clock.set(isoOf(END));
  for (const { party, at, known } of pairs(truth, 1000)) {
    const about = { party: party.id, at: isoOf(at), known: isoOf(known) };
    expect({ ...about, stack: await askedStack(portal, party, { at, known: null }) }).toEqual({ ...about, stack: trueStack(truth.agreements, party, { at, known: NEVER }) });
    expect({ ...about, stack: await askedStack(portal, party, { at, known }) }).toEqual({ ...about, stack: trueStack(truth.agreements, party, { at, known }) });
  }
  await foldAnswers(portal);
  expect(await checkFolded(portal)).toEqual([]);
  for (const { at } of pairs(truth, 50)) {
    expect({ at: isoOf(at), totals: sorted(toldTotals(await readTotals(portal, filterAt(isoOf(at))))) }).toEqual({ at: isoOf(at), totals: sorted(trueTotals(truth.agreements, truth.parties, at)) });
  }
});
