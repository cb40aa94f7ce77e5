import { expect, test } from "vitest";
import { newPace } from "#app/domain/notice/delivery/pace";

/** The sizes of pages where the writer takes so many microseconds for a party, and so many others wait for it. */
async function sizesAt(others: number, ...perParty: number[]): Promise<number[]> {
  let now = 0;
  const pace = newPace({ underWay: () => others }, () => now);
  const sizes: number[] = [];
  for (const each of perParty) {
    await pace.timed(async () => void (now += (pace.size() * each) / 1_000));
    sizes.push(pace.size());
  }
  return sizes;
}

test("while others wait, pages become as large as the writer gets done in fifty milliseconds", async () => {
  expect((await sizesAt(3, 20, 20, 20)).at(-1)).toBe(2_500);
  expect((await sizesAt(3, 10, 10, 10, 10)).at(-1)).toBe(5_000);
});

test("while nobody waits, they become three times as large", async () => {
  expect((await sizesAt(0, 20, 20, 20, 20, 20)).at(-1)).toBe(7_500);
});

test("pages become smaller where the writer is slow, and larger again after", async () => {
  const sizes = await sizesAt(3, 160, 160, 160, 10, 10, 10, 10, 10, 10);
  expect(sizes.slice(0, 3)).toEqual([500, 500, 500]);
  expect(sizes.at(-1)).toBeGreaterThan(2_000);
});

test("a page is never so small that it does not pay, nor without end", async () => {
  expect((await sizesAt(3, 9_000, 9_000, 9_000)).at(-1)).toBe(500);
  expect((await sizesAt(3, ...Array<number>(20).fill(0))).at(-1)).toBe(8_000);
});
