import type { Page } from "playwright-core";
import { expect, test, vi } from "vitest";
import { expectAccessible } from "#test/support/browser";
import { openJourney, type Journey } from "#test/support/journey";
import { openOperator, openStaff } from "#test/support/journey-staff";

const READER = "chen.jie@example.com";
const PAGE = "/operator/retention";

async function expectSound(page: Page): Promise<void> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow, page.url()).toBeLessThanOrEqual(0);
  await expectAccessible(page);
}

/** Somebody asked what a clause means, and three years went by. */
async function openAsked(): Promise<{ journey: Journey; operator: Page; auditor: Page }> {
  const journey = await openJourney({ at: "2026-03-01T08:00:00Z" });
  const reader = await journey.newPage({ locale: "en" });
  await journey.signUp(reader, READER);
  await reader.goto("/agreements/general-terms?lang=en");
  await reader.getByRole("link", { name: "Ask what 1.1. means" }).click();
  await reader.getByLabel("Your question", { exact: true }).fill("Does it cover my clinic?");
  await reader.getByRole("button", { name: "Send the question" }).click();
  await reader.getByRole("status").waitFor();
  const operator = await openOperator(journey);
  const auditor = await openStaff(journey, operator, { address: "auditor@example.com", role: "Auditor" });
  journey.clock.set("2029-03-02T08:00:00Z");
  await journey.signIn(operator, "operator@example.com");
  await journey.signIn(auditor, "auditor@example.com");
  return { journey, operator, auditor };
}

test("what is due goes after an operator planned it and an auditor approved it, on every screen", async () => {
  const { journey, operator, auditor } = await openAsked();
  await operator.goto(PAGE);
  await expectSound(operator);
  await operator.locator("button[value=make]").click();
  expect(await operator.getByRole("status").innerText()).toContain("The plan was made");
  expect(await operator.locator("button[value=approve]").count()).toBe(0);
  await expectSound(operator);
  const phone = await journey.newPage({ locale: "zh-CN", width: 390, colorScheme: "dark" });
  await journey.signIn(phone, "auditor@example.com");
  await phone.goto(PAGE);
  await expectSound(phone);
  await phone.locator("button[value=reject]").click();
  expect(await phone.locator(".error-summary a").count()).toBe(1);
  await expectSound(phone);
  await auditor.goto(PAGE);
  await auditor.locator("button[value=approve]").click();
  expect(await auditor.getByRole("status").innerText()).toContain("being carried out");
  await vi.waitFor(async () => {
    await auditor.goto(PAGE);
    expect(await auditor.locator("main").innerText()).toContain("carried out · 1 removed");
  }, { timeout: 60_000, interval: 1000 });
  await expectSound(auditor);
  const reader = await journey.newPage({ locale: "en" });
  await journey.signIn(reader, READER);
  await reader.goto("/questions");
  expect(await reader.locator("main").innerText()).toContain("Removed at the end of its period.");
  await expectSound(reader);
});
