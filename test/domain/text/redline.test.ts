import { expect, test } from "vitest";
import type { ClauseFlag } from "#app/domain/publication/manifest";
import { compareOutlines } from "#app/domain/text/comparison";
import { readOutline } from "#app/domain/text/outline";
import { changesOf, isFold, newContexts, type Redline } from "#app/domain/text/redline";
import { toRedline } from "#app/domain/text/set-redline";

type Flags = Record<string, ClauseFlag[]>;

/** Flags are given by printed number. */
function redlineOf(before: string, after: string, flags: { old?: Flags; new?: Flags } = {}): Redline {
  const text = (source: string, given: Flags = {}) => {
    const outline = readOutline(source);
    return { outline, flags: new Map(outline.clauses.map(({ id, number }) => [id, given[number ?? ""] ?? []])) };
  };
  const [old, fresh] = [text(before, flags.old), text(after, flags.new)];
  return toRedline(compareOutlines(old.outline, fresh.outline), { old, new: fresh });
}

/** Folds as the places in them, changes as their kind and place. */
function shape({ parts }: Redline): string[] {
  return parts.map((part) => {
    const rows = isFold(part) ? part.folded : [part];
    const places = rows.map((row) => (row.new[0] ?? row.old[0])?.place).join(" ");
    return isFold(part) ? `(${places})` : `${part.kind} ${places}`;
  });
}

const TERMS = "1. 费用\n\n1.1. 预先支付。\n\n1.2. 概不退款。\n\n2. 数据\n\n2.1. 数据归您所有。\n\n2.2. 我们每日备份。\n";

test("what stays is folded around what changed", () => {
  expect(shape(redlineOf(TERMS, TERMS.replace("每日", "每周")))).toEqual(["(1 1.1 1.2 2 2.1)", "changed 2.2"]);
});

test("clauses that are only renumbered or set otherwise are folded too", () => {
  const after = TERMS.replace("1.2. 概不退款。", "1.2. 欠费计收违约金。\n\n1.3. 概不退款。").replace("2.1. 数据", "2.1.  数据");
  expect(shape(redlineOf(TERMS, after))).toEqual(["(1 1.1)", "added 1.2", "(1.3 2 2.1 2.2)"]);
});

test("a clause that only moved is shown with the place that it came from", () => {
  const moved = changesOf(redlineOf(TERMS, TERMS.replace("1.2. 概不退款。\n\n", "").replace("我们每日备份。", "我们每日备份。\n\n2.3. 概不退款。")));
  expect(moved.map(({ kind, isMoved, old, new: fresh }) => [kind, isMoved, old[0]?.place, fresh[0]?.place])).toEqual([["unchanged", true, "1.2", "2.3"]]);
});

test("a change stands in the clauses around it, and one that went in those that stayed", () => {
  const [changed, removed] = changesOf(redlineOf(TERMS, TERMS.replace("预先", "按月").replace("2.2. 我们每日备份。\n", "")));
  expect(changed?.context.map(({ name }) => name)).toEqual(["费用"]);
  expect(removed?.context.map(({ name }) => name)).toEqual(["数据"]);
});

test("the clauses around are told once for neighbours", () => {
  const changes = changesOf(redlineOf(TERMS, TERMS.replace("预先", "按月").replace("概不", "酌情").replace("每日", "每周")));
  expect(newContexts(changes).map((clauses) => clauses.map(({ place }) => place))).toEqual([["1"], [], ["2"]]);
});

test("a flag that comes or goes makes a clause a change, though its words stay", () => {
  const redline = redlineOf(TERMS, TERMS, { old: { "1.1.": ["price"] }, new: { "1.2.": ["conspicuous"], "1.1.": [] } });
  expect(redline.counts).toMatchObject({ reflagged: 2, unchanged: 6, changed: 0 });
  expect(changesOf(redline).map(({ isConspicuous, gainedFlags, lostFlags }) => [isConspicuous, gainedFlags, lostFlags])).toEqual([
    [false, [], ["price"]],
    [true, ["conspicuous"], []],
  ]);
});

test("a clause that went is conspicuous as it was", () => {
  const [gone] = changesOf(redlineOf(TERMS, TERMS.replace("1.2. 概不退款。\n\n", ""), { old: { "1.2.": ["conspicuous"] } }));
  expect(gone).toMatchObject({ kind: "removed", isConspicuous: true, lostFlags: [] });
});

test("where only a link's target changed, targets are told", () => {
  const before = "1. Rules\n\n1.1. See [the policy](https://example.com/old).\n";
  const [change] = changesOf(redlineOf(before, before.replace("/old", "/new")));
  expect(change?.words.map(({ text }) => text).join("")).toBe("See the policy <https://example.com/oldnew>.");
  expect(change?.isAsWritten).toBe(false);
});

test("where only the emphasis changed, the text is told as it is written", () => {
  const before = "1. Rules\n\n1.1. We are not liable.\n";
  const [change] = changesOf(redlineOf(before, before.replace("not liable", "**not liable**")));
  expect(change).toMatchObject({ kind: "changed", isAsWritten: true });
  expect(change?.words.filter(({ op }) => op === "insert").map(({ text }) => text)).toEqual(["**", "**"]);
});

test("the wrapping of lines is no difference of words", () => {
  const before = "1. Rules\n\n1.1. We are liable, whatever is said elsewhere,\nfor slight negligence\nand worse.\n";
  const [change] = changesOf(redlineOf(before, "1. Rules\n\n1.1. We are liable, whatever is said elsewhere,\nfor gross\nnegligence and worse.\n"));
  expect(change?.words.filter(({ op }) => op !== "keep").map(({ text }) => text)).toEqual(["slight", "gross"]);
});

test("clauses that were joined are read one after another with their numbers", () => {
  const [first, second] = ["双方应当采取合理措施保护从对方取得的保密信息，不低于保护自身信息的程度。", "接受方只能将保密信息用于履行本协议，并限于确有需要的雇员知悉。"];
  const [joined] = changesOf(redlineOf(`8. 保密\n\n8.1. ${first}\n\n8.2. ${second}\n`, `8. 保密\n\n8.1. ${first}${second}\n`));
  expect(joined).toMatchObject({ kind: "joined", heading: [] });
  expect(joined?.words.filter(({ op }) => op === "remove").map(({ text }) => text).join("")).toContain("8.2");
});

test("a changed date line and title are shown, unchanged ones are not counted among the folded", () => {
  const before = `# 条款\n\n更新日期：2026 年 1 月 1 日\n\n${TERMS}`;
  expect(shape(redlineOf(before, before.replace("1 月", "6 月")))).toEqual(["changed ", "(1 1.1 1.2 2 2.1 2.2)"]);
});
