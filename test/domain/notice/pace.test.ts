import { expect, test } from "vitest";
import { newPace } from "#app/domain/notice/pace";

/** The sizes of pages where the writer takes so many microseconds for a party. */
async function sizesAt(...perParty: number[]): Promise<number[]> {
  let now = 0;
  const pace = newPace(() => now);
  const sizes: number[] = [];
  for (const each of perParty) {
    await pace.timed(async () => void (now += (pace.size() * each) / 1_000));
    sizes.push(pace.size());
  }
  return sizes;
}

test("pages become as large as the writer gets done in fifty milliseconds", async () => {
  expect((await sizesAt(20, 20, 20)).at(-1)).toBe(2_500);
  expect((await sizesAt(10, 10, 10, 10)).at(-1)).toBe(5_000);
});

test("pages become smaller where the writer is busy with others, and larger again after", async () => {
  const sizes = await sizesAt(160, 160, 160, 10, 10, 10, 10, 10, 10);
  expect(sizes.slice(0, 3)).toEqual([500, 500, 500]);
  expect(sizes.at(-1)).toBeGreaterThan(2_000);
});

test("a page is never so small that it does not pay, nor without end", async () => {
  expect((await sizesAt(9_000, 9_000, 9_000)).at(-1)).toBe(500);
  expect((await sizesAt(...Array<number>(20).fill(0))).at(-1)).toBe(8_000);
});
