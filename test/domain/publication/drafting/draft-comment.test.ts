import { expect, test } from "vitest";
import { countOpen, isOpenComment } from "#app/domain/publication/drafting/draft-comment";

function thread(clauseId: string | null, actorId: string, ...answers: string[]) {
  return { clauseId, actorId, answers: answers.map((each) => ({ actorId: each })) };
}

test("a comment is answered once somebody else has the last word", () => {
  expect(isOpenComment(thread("a", "chen"))).toBe(true);
  expect(isOpenComment(thread("a", "chen", "zhou"))).toBe(false);
  expect(isOpenComment(thread("a", "chen", "zhou", "chen"))).toBe(true);
});

test("open comments are counted by clause", () => {
  const threads = [thread("a", "chen"), thread("a", "zhou"), thread("a", "chen", "zhou"), thread(null, "chen")];
  expect([...countOpen(threads)]).toEqual([["a", 2], [null, 1]]);
});
