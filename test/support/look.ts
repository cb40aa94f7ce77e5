import type { Page } from "playwright-core";
import { expect } from "vitest";
import { expectAccessible } from "#test/support/browser";

/** Checks a page that was opened by a link in Chinese too. */
export async function lookInBoth(page: Page): Promise<void> {
  await look(page);
  await page.getByRole("button", { name: "中文" }).click();
  await page.getByRole("button", { name: "English" }).waitFor();
  await look(page);
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("button", { name: "中文" }).waitFor();
}

/** Checks a page at both widths and in both colour schemes. */
export async function look(page: Page): Promise<void> {
  for (const [width, colorScheme] of [[390, "dark"], [1280, "light"]] as const) {
    await page.setViewportSize({ width, height: 844 });
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), `width of ${page.url()}`).toBeLessThanOrEqual(width);
  }
}
