import type { Page } from "playwright-core";
import { expect } from "vitest";
import { expectAccessible } from "#test/support/browser";

/** The page answers, nothing runs off its side, and axe finds nothing. */
export async function expectSound(page: Page, path: string, status = 200): Promise<void> {
  const response = await page.goto(path);
  expect(response?.status(), path).toBe(status);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow, `${path} at ${page.viewportSize()?.width} pixels`).toBeLessThanOrEqual(0);
  await expectAccessible(page);
}
