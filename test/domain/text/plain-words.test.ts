import { expect, test } from "vitest";
import { linkTargets } from "#app/domain/text/markdown";
import { readOutline } from "#app/domain/text/outline";
import { plainClause } from "#app/domain/text/plain-words";

function plain(source: string) {
  const { clauses } = readOutline(source);
  const clause = clauses.findLast(({ role }) => role === "clause") ?? clauses[0];
  if (!clause) throw new Error("no clause");
  return plainClause(clause, linkTargets(source));
}

test.each([
  ["emphasis", "1.1. 您**不得**转租_本_服务。", "您不得转租_本_服务。"],
  ["a wrapped line", "1.1. Fees are paid in advance,\nmonth by month.", "Fees are paid in advance, month by month."],
  ["a wrapped Chinese line", "1.1. 服务费用应当预先支付，\n按月计算。", "服务费用应当预先支付，按月计算。"],
  ["a list", "1.1. You must not:\n\n- rent it\n- sell it", "You must not:\n• rent it\n• sell it"],
  ["a table", "1.1. The fees are:\n\n| plan | fee |\n| --- | --- |\n| small | 10 |", "The fees are:\nplan | fee\nsmall | 10"],
  ["what looks like markup", "1.1. Write <script>alert(1)</script> & co.", "Write <script>alert(1)</script> & co."],
])("%s is told in plain words", (_, clause, words) => {
  expect(plain(`1. Scope\n\n${clause}\n`).words).toBe(words);
});

test("a link is told by its words, and with its target where that is asked for", () => {
  const { words, linkedWords, targets } = plain("1.1. See [our policy](https://example.com/policy) and [the rules][r].\n\n[r]: /rules\n");
  expect({ words, linkedWords, targets }).toEqual({
    words: "See our policy and the rules.",
    linkedWords: "See our policy <https://example.com/policy> and the rules </rules>.",
    targets: ["https://example.com/policy", "/rules"],
  });
});

test("a keyword keeps its brackets, another heading stands alone", () => {
  expect(plain("1.1. 【责任】我们承担责任。\n").heading).toBe("【责任】");
  expect(plain("## 1. Fees\n\nPaid ahead.\n").heading).toBe("Fees");
});

test("front matter is told as it is written", () => {
  expect(plain("---\ntitle: Terms\n---\n").words).toBe("---\ntitle: Terms\n---");
});
