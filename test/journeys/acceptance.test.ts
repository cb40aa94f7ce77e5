import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible } from "#test/support/browser";
import { openJourney, type Journey } from "#test/support/journey";

/** The words that people press and read, as they stand on the pages. */
const WORDS = {
  "zh-CN": {
    accept: "接受并继续",
    unticked: "勾选",
    receipt: "回执",
    mine: "我的协议",
    version: "第 1 版",
  },
  en: {
    accept: "Accept and continue",
    unticked: "tick",
    receipt: "Receipt",
    mine: "My agreements",
    version: "version 1",
  },
} as const;
type Locale = keyof typeof WORDS;

test.each([
  ["zh-CN", "with script", true, 1280],
  ["en", "without script", false, 390],
  ["en", "with script", true, 1280],
  ["zh-CN", "without script", false, 390],
] as const)("in %s %s a person signs up, reads, is refused without the tick, accepts and keeps a receipt", async (locale, _, javaScriptEnabled, width) => {
  const words = WORDS[locale];
  const journey = await openJourney({ at: "2026-03-01T08:00:00Z" });
  const page = await journey.newPage({ locale, javaScriptEnabled: true, width });
  await journey.signUp(page, "wang.fang@example.com");
  const reader = javaScriptEnabled ? page : await withoutScript(journey, page, { locale, width });

  await reader.goto("/");
  await reader.locator("main").getByRole("link", { name: /接受|accept/i }).first().click();
  await reader.locator(".acceptance-set a").first().click();
  await reader.waitForURL(/\/versions\/1$/);
  await reader.goBack();

  await reader.getByRole("button", { name: words.accept }).click();
  expect(await reader.locator("#act-problem").innerText()).toContain(words.unticked);
  expect(await reader.getByRole("checkbox").isChecked()).toBe(false);
  if (javaScriptEnabled) await expectAccessible(reader);

  await reader.getByRole("checkbox").check();
  await reader.getByRole("button", { name: words.accept }).click();
  await reader.waitForURL(/\/receipts\/acc_/);
  expect(await reader.locator("main").innerText()).toContain("2026-03-01 08:00 UTC");
  if (javaScriptEnabled) await expectAccessible(reader);
  const receipt = reader.url();

  await reader.goto("/me");
  expect(await reader.locator("main").innerText()).toMatch(new RegExp(words.version, "i"));
  expect(await reader.locator(`a[href*="${new URL(receipt).pathname}"]`).count()).toBeGreaterThan(0);
  if (javaScriptEnabled) await expectAccessible(reader);
});

/** The same person in a browser that runs no script. */
async function withoutScript(journey: Journey, page: Page, person: { locale: Locale; width: 390 | 1280 }): Promise<Page> {
  const plain = await journey.newPage({ ...person, javaScriptEnabled: false });
  await plain.context().addCookies(await page.context().cookies());
  return plain;
}

test("a form opened before a new version took effect is shown again with the new one, and records nothing", async () => {
  const journey = await openJourney({ at: "2026-03-01T08:00:00Z" });
  const page = await journey.newPage({ locale: "en" });
  await journey.signUp(page, "li.na@example.com");
  journey.clock.set("2026-03-31T15:59:00Z");
  await journey.signIn(page, "li.na@example.com");
  await page.goto("/accept");
  await page.getByRole("checkbox").check();
  journey.clock.set("2026-03-31T16:00:00Z");
  await page.getByRole("button", { name: WORDS.en.accept }).click();
  expect(await page.locator("#act-problem").innerText()).toMatch(/changed|new version/i);
  expect(await page.locator(".acceptance-set").innerText()).toContain("version 2");
  expect(await page.getByRole("checkbox").isChecked()).toBe(false);
  await page.goto("/me");
  expect(await page.locator(`a[href*="/receipts/"]`).count()).toBe(0);
});

test("consents are given, refused and withdrawn one by one, each with one press", async () => {
  const journey = await openJourney({ at: "2026-03-01T08:00:00Z" });
  const page = await journey.newPage({ locale: "en", width: 390 });
  await journey.signUp(page, "zhao.min@example.com");
  await page.goto("/consents");
  await expectAccessible(page);
  await page.getByRole("button", { name: /^(I consent|Give|Consent)/ }).first().click();
  await page.goto("/consents");
  await page.getByRole("button", { name: /withdraw/i }).first().click();
  await page.goto("/me");
  expect(await page.locator("main").innerText()).toMatch(/withdrawn/i);
});
