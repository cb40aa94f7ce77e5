import { expect, test } from "vitest";
import type { Redline, RedlineChange, RedlineClause } from "#app/domain/text/redline";
import { describeCounts, describeFold, tellChange } from "#app/messages/compare";

const NONE: Redline["counts"] = {
  unchanged: 0, changed: 0, added: 0, removed: 0, split: 0, joined: 0, headingOnly: 0, layoutOnly: 0, moved: 0, renumbered: 0, reflagged: 0,
};

function clause(place: string, changes: Partial<RedlineClause> = {}): RedlineClause {
  return { id: `id-${place}`, role: "clause", level: 2, number: place, place, name: "Fees", ...changes };
}

function change(from: string | null, to: string | null, changes: Partial<RedlineChange> = {}): RedlineChange {
  return {
    kind: "changed", isMoved: false, isRenumbered: from !== to && from !== null && to !== null,
    old: from === null ? [] : [clause(from)], new: to === null ? [] : [clause(to)],
    context: [], heading: [], words: [{ op: "keep", text: "words" }], isAsWritten: false, isConspicuous: false, gainedFlags: [], lostFlags: [],
    ...changes,
  };
}

test.each([
  [{ changed: 1, unchanged: 1 }, "1 clause changed; 1 clause keeps the same words.", "改动 1 条；1 条文字不变。"],
  [{ changed: 2, split: 1, added: 1, moved: 3, unchanged: 9 }, "3 clauses changed, 1 added, and 3 moved; 9 clauses keep the same words.", "改动 3 条，新增 1 条，移位 3 条；9 条文字不变。"],
  [{ removed: 1, reflagged: 2 }, "1 clause removed and 2 marked otherwise.", "删去 1 条，标记有变 2 条。"],
  [{ unchanged: 5, layoutOnly: 2, renumbered: 3 }, "No word changed: 7 clauses keep the same words, 3 under another number.", "没有文字变化：7 条文字不变，其中 3 条改了编号。"],
])("the counts %j are one sentence", (counts, english, chinese) => {
  expect([describeCounts({ ...NONE, ...counts }, "en"), describeCounts({ ...NONE, ...counts }, "zh-CN")]).toEqual([english, chinese]);
});

test.each([
  ["changed", change("3.2", "3.2"), ["changed"], ["改动"]],
  ["renumbered", change("3.2", "3.3"), ["changed", "renumbered 3.2 → 3.3"], ["改动", "编号由 3.2 改为 3.3"]],
  ["moved", change("4.2", "5.1", { kind: "unchanged", isMoved: true }), ["same words", "moved here from 4.2"], ["文字未变", "由 4.2 移至此处"]],
  ["moved without a number", change("", "", { isMoved: true, isRenumbered: false }), ["changed", "moved here"], ["改动", "移至此处"]],
  ["split", change("4.1", "4.1", { kind: "split", new: [clause("4.1"), clause("4.2")] }), ["4.1 split into 4.1, 4.2"], ["由 4.1 拆分为 4.1、4.2"]],
  ["joined", change("8.1", "8.1", { kind: "joined", old: [clause("8.1"), clause("8.2")] }), ["joined from 8.1, 8.2"], ["由 8.1、8.2 合并"]],
  ["unnumbered", change("2", ""), ["changed", "number 2 dropped"], ["改动", "不再使用编号 2"]],
  ["flagged", change("1", "1", { kind: "unchanged", gainedFlags: ["conspicuous"], lostFlags: ["price"] }),
    ["same words", "now shown conspicuously", "no longer marked as concerning the price"], ["文字未变", "现以醒目方式显示", "不再标为价格条款"]],
])("a clause that was %s is told so", (_, row, english, chinese) => {
  expect([tellChange(row, "en"), tellChange(row, "zh-CN")]).toEqual([english, chinese]);
});

const unchanged = { kind: "unchanged" } as const;

test.each([
  ["one clause", [change("3.4", "3.4", unchanged)], "Unchanged: 3.4 · 1 clause", "未变：3.4 · 1 条"],
  ["several", [change("3.4", "3.4", unchanged), change("4", "4", unchanged), change("4.1", "4.1", unchanged)], "Unchanged: 3.4 – 4.1 · 3 clauses", "未变：3.4 – 4.1 · 3 条"],
  ["a heading of what follows at the end", [change("3.4", "3.4", unchanged), change("4", "4", { ...unchanged, words: [] })], "Unchanged: 3.4 · 2 clauses", "未变：3.4 · 2 条"],
  ["all renumbered", [change("14", "15", unchanged), change("15", "16", unchanged)], "Unchanged: 15 – 16 (formerly 14 – 15) · 2 clauses, renumbered", "未变：15 – 16（原 14 – 15） · 2 条，仅改编号"],
  ["some set otherwise", [change("1", "1", unchanged), change("2", "2", { kind: "layoutOnly" })], "Unchanged: 1 – 2 · 2 clauses, 1 set otherwise", "未变：1 – 2 · 2 条，其中 1 条仅改版式"],
])("what is folded is named by its numbers: %s", (_, folded, english, chinese) => {
  expect([describeFold({ folded }, "en"), describeFold({ folded }, "zh-CN")]).toEqual([english, chinese]);
});
