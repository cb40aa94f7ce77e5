import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openJourney, type Journey } from "#test/support/journey";
import { openOperator, openStaff } from "#test/support/journey-staff";
import { expectSound } from "#test/support/sound";

const READERS = ["chen.jie@example.com", "wang.fang@example.com"];
const PASSWORD = "wire fence orchard nine";

const SETTINGS = [
  { locale: "zh-CN", width: 390, javaScriptEnabled: false, colorScheme: "dark" },
  { locale: "en", width: 1280, javaScriptEnabled: true, colorScheme: "light" },
] as const;

type Setting = (typeof SETTINGS)[number];

async function acceptAll(journey: Journey, address: string): Promise<void> {
  const page = await journey.newPage({ locale: "zh-CN", javaScriptEnabled: false });
  await journey.signUp(page, address);
  await page.goto("/accept");
  await page.getByRole("checkbox").check();
  await page.locator('main button[value="accept"]').click();
  await page.waitForURL(/\/receipts\//);
}

/** Two readers who accepted on different days, one who did not, and an auditor. */
async function openDesk(setting: Setting): Promise<Page> {
  const journey = await openJourney({ at: "2026-03-01T08:00:00Z" });
  const operator = await openOperator(journey);
  await openStaff(journey, operator, { address: "auditor@example.com", role: "Auditor" });
  for (const [place, address] of READERS.entries()) {
    journey.clock.set(`2026-03-0${place + 2}T08:00:00Z`);
    await acceptAll(journey, address);
  }
  journey.clock.set("2026-03-04T08:00:00Z");
  const auditor = await journey.newPage(setting);
  await signIn(auditor);
  return auditor;
}

async function signIn(page: Page): Promise<void> {
  await page.goto("/sign-in");
  await page.locator("#address").fill("auditor@example.com");
  await page.locator("#password").fill(PASSWORD);
  await page.locator("main form button").click();
  await page.waitForURL(({ pathname }) => pathname !== "/sign-in");
}

/** Where a page may run no script, axe cannot either. */
async function look(page: Page, path: string, { javaScriptEnabled }: Pick<Setting, "javaScriptEnabled">): Promise<void> {
  if (javaScriptEnabled) return expectSound(page, path);
  expect((await page.goto(path))?.status()).toBe(200);
}

/** Takes the masked acceptances out as CSV, and reads the file. */
async function takeOut(page: Page): Promise<string[]> {
  await page.locator('nav a[href="/compliance/exports"]').last().click();
  await page.locator('input[name="dataSet"][value="acceptances"]').check();
  await page.locator("#reason").fill("Yearly review of acceptances");
  await page.locator('button[value="order"]').click();
  await page.waitForURL(/\/compliance\/exports\/\w+/);
  const saved = page.waitForEvent("download");
  await page.locator("a.button[download]").click();
  const text = await readFile(await (await saved).path(), "utf8");
  return text.trimEnd().split("\r\n");
}

test.each(SETTINGS)("an auditor comes from a number to its list, and takes the records out ($locale, script: $javaScriptEnabled)", async (setting) => {
  const page = await openDesk(setting);
  await look(page, "/compliance", setting);
  expect(await page.locator("#general-terms").innerText()).not.toContain("general-terms");
  await page.locator("main details").first().locator("summary").click();
  await page.locator("#agreement").selectOption("general-terms");
  await page.locator("#at").fill("2026-03-02");
  await page.locator("main form button").click();
  const number = page.locator('main a[href*="state=accepted"]').first();
  expect(await number.innerText()).toBe("1");
  await look(page, page.url(), setting);
  await number.click();
  expect(await page.locator("main tbody tr").count()).toBe(1);
  expect(await page.locator("main").innerText()).not.toContain("@example.com");
  await look(page, page.url(), setting);
  const lines = await takeOut(page);
  expect(lines.length).toBeGreaterThan(2);
  expect(lines[0]).toContain("party");
});

test.each(SETTINGS)("an auditor comes from a number to its list, to the case of a party and to its act, and each look is on record ($locale, script: $javaScriptEnabled)", async (setting) => {
  const page = await openDesk(setting);
  await page.goto("/compliance");
  await page.locator('main a[href*="state=accepted"]').first().click();
  expect(await page.locator("main tbody tr").count()).toBe(2);
  const list = page.url();
  const partyId = (await page.locator("main tbody th a").first().innerText()).trim();
  await page.locator("main tbody th a").first().click();
  await page.waitForURL(`**/compliance/parties/${partyId}`);
  await look(page, page.url(), setting);
  await page.goto(list);
  const act = page.locator('main tbody td a[href*="#acc_"]').first();
  const actId = (await act.innerText()).trim();
  await act.click();
  await page.waitForURL(({ hash }) => hash === `#${actId}`);
  const record = page.locator(`[id="${actId}"]`);
  expect(await record.innerText()).toContain(actId);
  const saved = page.waitForEvent("download");
  await record.locator('a[href$="/entry.json"]').click();
  expect(JSON.parse(await readFile(await (await saved).path(), "utf8"))).toMatchObject({ kind: "acceptance.click", record: actId });
  await page.goto("/compliance/audit?kind=case.viewed");
  expect(await page.locator("main tbody tr").count()).toBe(1);
  expect(await page.locator("main tbody").innerText()).toContain(partyId);
  await page.goto("/compliance/audit?kind=list.viewed");
  expect(await page.locator('main tbody a[href*="state=accepted"]').count()).toBe(1);
});

test("the drawing of growth is told in a table, and has a legend of strokes", async () => {
  const page = await openDesk({ ...SETTINGS[1] });
  await page.goto("/compliance");
  const figure = page.locator("figure").first();
  expect(await figure.locator(".growth-legend li").count()).toBeGreaterThan(0);
  expect(await figure.locator("figcaption").innerText()).toContain("Beijing time");
  await figure.locator("summary").click();
  expect(await figure.locator("tbody tr").count()).toBe(2);
});
