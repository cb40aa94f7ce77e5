import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible } from "#test/support/browser";
import { openJourney, type Journey } from "#test/support/journey";
import { openOperator } from "#test/support/journey-staff";

const READER = "chen.jie@example.com";
const PASSWORD = "wire fence orchard nine";

async function expectSound(page: Page): Promise<void> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow, page.url()).toBeLessThanOrEqual(0);
  await expectAccessible(page);
}

async function acceptAll(page: Page): Promise<void> {
  await page.goto("/accept");
  await page.getByRole("checkbox").check();
  await page.locator('main button[value="accept"]').click();
  await page.waitForURL(/\/receipts\//);
}

async function trySignIn(journey: Journey, locale: "zh-CN" | "en"): Promise<string> {
  const page = await journey.newPage({ locale, javaScriptEnabled: false });
  await page.goto("/sign-in");
  await page.locator("#address").fill(READER);
  await page.locator("#password").fill(PASSWORD);
  await page.locator("main form button").click();
  return page.locator("main").innerText();
}

test.each([
  { locale: "zh-CN", width: 390, colorScheme: "dark", says: "限制处理至 2029 年 3 月 1 日" },
  { locale: "en", width: 1280, colorScheme: "light", says: "restricted until 1 March 2029" },
] as const)("a person in $locale asks to be erased without script, the operator approves, and signing in says until when", async ({ says, ...setting }) => {
  const journey = await openJourney({ at: "2026-03-01T08:00:00Z" });
  const reader = await journey.newPage({ ...setting, javaScriptEnabled: false });
  await journey.signUp(reader, READER);
  await acceptAll(reader);
  await reader.goto("/account");
  await reader.locator('main a[href="/account/erasure"]').click();
  await reader.locator("button[value=ask]").click();
  expect(await reader.locator(".error-summary a").count()).toBe(2);
  await reader.locator("#ground").check();
  await reader.locator("#understood").check();
  await reader.locator("button[value=ask]").click();
  expect(await reader.locator("button[value=withdraw]").count()).toBe(1);

  const operator = await openOperator(journey);
  await operator.goto("/operator/erasures");
  await expectSound(operator);
  await operator.locator(".staff-list a").first().click();
  await expectSound(operator);
  await operator.getByRole("button", { name: "Approve and carry out" }).click();
  expect(await operator.getByRole("status").innerText()).toContain("carried out");
  await expectSound(operator);

  expect(await trySignIn(journey, setting.locale)).toContain(says);
  await reader.goto("/account");
  expect(reader.url()).toContain("/sign-in");
});

test.each([{ locale: "zh-CN", width: 390 }, { locale: "en", width: 1280 }] as const)("the person's own page is sound in $locale, asked and not", async (setting) => {
  const journey = await openJourney({ at: "2026-03-01T08:00:00Z" });
  const page = await journey.newPage(setting);
  await journey.signUp(page, READER);
  await page.goto("/account/erasure");
  await expectSound(page);
  await page.locator("button[value=ask]").click();
  await expectSound(page);
  await page.locator("#ground").check();
  await page.locator("#understood").check();
  await page.locator("button[value=ask]").click();
  await expectSound(page);
});
