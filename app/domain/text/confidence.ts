import type { Doubt } from "#app/domain/text/outline";

/** How much a doubt says against the reading: 1 for a clause that may be wrongly placed. */
const WEIGHTS: Readonly<Record<string, number>> = {
  "number-unplaced": 1,
  "number-repeat": 1,
  "number-starts-late": 0.5,
  "number-gap": 0.5,
  "number-in-preamble": 0.5,
  "code-unclosed": 1,
};

/** Two agreements in one text, or no clause at all, leave no more than this. */
const HARDLY = 0.3;

/**
 * How sure a reading is, 0 to 1: the share of clauses that no doubt stands against. Doubts about what a text promises
 * say nothing of its structure.
 */
export function confidenceOf(clauses: number, doubts: readonly Doubt[]): number {
  const against = doubts.reduce((sum, { code }) => sum + (WEIGHTS[code] ?? 0), 0);
  const share = clauses === 0 ? 0 : Math.max(0, 1 - against / clauses);
  const isDoubtfulWhole = clauses === 0 || doubts.some(({ code }) => code === "second-agreement");
  return isDoubtfulWhole ? Math.min(share, HARDLY) : share;
}
