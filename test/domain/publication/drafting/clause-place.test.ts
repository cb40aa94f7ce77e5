import { expect, test } from "vitest";
import { planMove } from "#app/domain/publication/drafting/clause-place";
import { openDraft } from "#app/domain/publication/drafting/open-draft";
import type { Place } from "#app/domain/publication/drafting/place";
import { draftWith } from "#test/support/draft";
import { refusalOf } from "#test/support/refusal";

const CHINESE = "# 条款\n\n欢迎。\n\n再次欢迎。\n\n1. 范围\n\n1.1. 适用于全部服务。\n\n1.2. 另有约定的除外。\n\n2. 变更\n\n2.1. 见第 1.2 条。\n\n2.1.1. 细则。\n\n2.2. 最后一条。\n";
/** c1, c2: preamble; c3: 1.; c4: 1.1.; c5: 1.2.; c6: 2.; c7: 2.1.; c8: 2.1.1.; c9: 2.2. */
const DRAFT = openDraft(draftWith({ "zh-CN": CHINESE }));

function move(clauseId: string, how: Place["how"], anchorId: string) {
  return planMove(DRAFT, clauseId, { how, anchorId });
}

test.each([
  ["c5", "after", "c7", { after: "c7", level: 2 }],
  ["c5", "before", "c9", { after: "c7", level: 2 }],
  ["c9", "before", "c7", { after: "c6", level: 2 }],
  ["c6", "before", "c3", { after: "c2", level: 1 }],
  ["c9", "inside", "c3", { after: "c5", level: 2 }],
  ["c5", "inside", "c7", { after: "c8", level: 3 }],
  ["c4", "before", "c5", { after: "c3", level: 2 }],
  ["c2", "before", "c1", { after: null, level: 0 }],
  ["c3", "after", "c6", { after: "c6", level: 1 }],
] as const)("%s %s %s", (clauseId, how, anchorId, place) => {
  expect(move(clauseId, how, anchorId).edit).toMatchObject({ op: "moveClause", clauseId, ...place });
});

test("a move tells which numbers change and that references follow", () => {
  const plan = move("c5", "inside", "c7");
  expect(plan).toMatchObject({ levels: { from: 2, to: 3 }, following: 1, isSame: false });
  expect(plan.renumbered).toEqual([{ id: "c5", name: "另有约定的除外。", from: "1.2.", to: "2.1.2." }]);
  expect(move("c4", "before", "c5")).toMatchObject({ isSame: true, renumbered: [], following: 0 });
});

test("an article moved behind another takes its sub-clauses along", () => {
  expect(move("c3", "after", "c6").renumbered.map(({ from, to }) => `${from} → ${to}`)).toEqual([
    "2. → 1.", "2.1. → 1.1.", "2.1.1. → 1.1.1.", "2.2. → 1.2.", "1. → 2.", "1.1. → 2.1.", "1.2. → 2.2.",
  ]);
});

test("a clause cannot come to lie in itself, nor a clause among the paragraphs of the preamble", async () => {
  expect(await refusalOf(() => move("c6", "inside", "c7"))).toMatchObject({ code: "edit-unfit" });
  expect(await refusalOf(() => move("c4", "before", "c1"))).toMatchObject({ code: "edit-unfit" });
  expect(await refusalOf(() => move("c4", "after", "gone"))).toMatchObject({ code: "clause-absent" });
});
