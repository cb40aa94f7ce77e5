import { expect, test } from "vitest";
import { readOutline } from "#app/domain/text/outline";
import { corpusText, hasCorpus } from "#test/support/corpus";

test("a text whose clauses all find their place is read with full confidence", () => {
  expect(readOutline("1. Fees\n\n1.1. Paid in advance.\n\n1.2. No refund.\n").confidence).toBe(1);
});

test("each number out of its run takes some of it", () => {
  const { confidence } = readOutline("1. Fees\n\n1.1. Paid in advance.\n\n1.4. No refund.\n");
  expect(confidence).toBeGreaterThan(0.5);
  expect(confidence).toBeLessThan(1);
});

test("a text without any clause is hardly read", () => {
  expect(readOutline("Some words and nothing else.\n").confidence).toBe(0);
});

test.skipIf(!hasCorpus)("two agreements in one file leave little, the seed everything", () => {
  expect(readOutline(corpusText("apache-hertzbeat/tancloud-general-terms/001-2022-03-04.md")).confidence).toBeLessThanOrEqual(0.3);
  expect(readOutline(corpusText("seed/general-terms.md")).confidence).toBe(1);
});
