import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openJourney } from "#test/support/journey";
import { expectSound } from "#test/support/sound";
import { giveRoles, openOperator } from "#test/support/staff-journey";

const READER = "chen.jie@example.com";
const AUDITOR = "wei.na@example.com";
const PASSWORD = "wire fence orchard nine";

async function acceptAll(page: Page): Promise<void> {
  await page.goto("/accept");
  await page.getByRole("checkbox").check();
  await page.locator('main button[value="accept"]').click();
  await page.waitForURL(/\/receipts\//);
}

async function findParty(page: Page, words: string): Promise<void> {
  await page.goto("/compliance/parties");
  await page.locator("#sought").fill(words);
  await page.locator("main form .button").click();
}

/** Asks to see what is personal; the sign-in is too old, so that the password is asked for first. */
async function unmask(page: Page): Promise<void> {
  await page.locator("#reason").fill("A complaint by letter");
  await page.locator("form:has(#reason) .button").click();
  if (page.url().includes("/sign-in/again")) {
    await page.locator("#current").fill(PASSWORD);
    await page.locator("main form .button").click();
    await page.waitForURL(/\/compliance\/parties\/pty_/);
    await page.locator("#reason").fill("A complaint by letter");
    await page.locator("form:has(#reason) .button").click();
  }
}

test.each([
  { locale: "zh-CN", width: 390, colorScheme: "dark", hidden: "已隐藏", accepted: "接受", looked: "查看卷宗中的个人信息" },
  { locale: "en", width: 1280, colorScheme: "light", hidden: "hidden", accepted: "Accepted", looked: "Had personal data of a case shown" },
] as const)("an auditor in $locale finds a party, reads its case, signs in again to see who it is, prints it, and is on record, without script", async ({ hidden, accepted, looked, ...setting }) => {
  const journey = await openJourney({ at: "2026-03-01T08:00:00Z" });
  const reader = await journey.newPage({ locale: setting.locale });
  await journey.signUp(reader, READER);
  await acceptAll(reader);
  const signingUp = await journey.newPage(setting);
  await journey.signUp(signingUp, AUDITOR);
  await giveRoles(await openOperator(journey), AUDITOR, ["Auditor"]);
  const page = await journey.newPage({ ...setting, javaScriptEnabled: false });
  await journey.signIn(page, AUDITOR);
  journey.clock.set("2026-03-01T09:00:00Z");

  await findParty(page, "nobody@example.com");
  expect(await page.locator(".error-summary a").count()).toBe(1);
  await findParty(page, READER);
  const path = new URL(page.url()).pathname;
  expect(await page.locator("main").innerText()).toContain(hidden);
  expect(await page.content()).not.toContain(READER);
  expect(await page.locator(".case-items h3").allInnerTexts()).toContain(accepted);
  await page.locator("#day").fill("2026-02-01");
  await page.locator("form:has(#day) .button").click();
  expect(new URL(page.url()).searchParams.get("day")).toBe("2026-02-01");

  await unmask(page);
  expect(await page.locator("#person + dl").innerText()).toContain(READER);
  expect(page.url()).not.toContain("complaint");
  await page.emulateMedia({ media: "print" });
  expect(await page.locator("form:visible, nav:visible, .actions:visible").count()).toBe(0);
  expect(await page.locator(".case-items h3").first().isVisible()).toBe(true);
  await page.emulateMedia({ media: "screen" });

  const seen = await journey.newPage(setting);
  await journey.signIn(seen, AUDITOR);
  for (const each of ["/compliance/parties", path, `${path}?part=acts&order=oldest&day=2026-03-01&known=2026-03-01`, `${path}?day=never`, "/compliance/audit", "/compliance/audit?from=never"]) await expectSound(seen, each);
  await page.goto("/compliance/audit");
  expect(await page.locator("tbody").innerText()).toContain(looked);
});

test("an operator who is no auditor is refused a case in words", async () => {
  const journey = await openJourney({ at: "2026-03-01T08:00:00Z" });
  const operator = await openOperator(journey);
  await expectSound(operator, "/compliance/parties/pty_unknown", 403);
  await expectSound(operator, "/compliance/audit");
});
