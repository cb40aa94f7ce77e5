import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible } from "#test/support/browser";
import { openJourney } from "#test/support/journey";

/** Every address that needs no account, one of each kind of answer among them. */
const PUBLIC = [
  "/",
  "/agreements/general-terms",
  "/agreements/general-terms?lang=en",
  "/agreements/general-terms?at=2026-05-01",
  "/agreements/privacy-notice",
  "/agreements/product-news-consent",
  "/agreements/general-terms/versions",
  "/agreements/general-terms/versions/1",
  "/agreements/general-terms/versions/2",
  "/agreements/general-terms/compare/1...2",
  "/agreements/general-terms/compare/1...2?view=side",
  "/agreements/general-terms/compare/2...2",
  "/verify",
  "/transparency",
  "/sign-up",
  "/sign-in",
  "/reset",
];

/** What cannot be shown, each with its status. */
const REFUSED: [string, number][] = [
  ["/no-such-page", 404],
  ["/agreements/no-such-agreement", 404],
  ["/agreements/general-terms/versions/9", 404],
  ["/agreements/general-terms?at=2020-01-01", 404],
  ["/agreements/general-terms?at=someday", 400],
  ["/receipts/acc_unknown", 404],
  ["/reset/unknown", 404],
  ["/confirm/unknown", 404],
  ["/operator/unknown", 404],
  ["/account/address/unknown", 404],
];

const OWN = ["/", "/accept", "/consents", "/me", "/account", "/agreements/general-terms"];

const SETTINGS = [
  { locale: "zh-CN", width: 390, colorScheme: "light" },
  { locale: "en", width: 390, colorScheme: "dark" },
  { locale: "en", width: 1280, colorScheme: "light" },
  { locale: "zh-CN", width: 1280, colorScheme: "dark" },
] as const;

/** The page answers, nothing runs off its side, and axe finds nothing. */
async function expectSound(page: Page, path: string, status = 200): Promise<void> {
  const response = await page.goto(path);
  expect(response?.status(), path).toBe(status);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow, `${path} at ${page.viewportSize()?.width} pixels`).toBeLessThanOrEqual(0);
  await expectAccessible(page);
}

test.each(SETTINGS)("every public screen is sound in $locale at $width pixels, $colorScheme", async (setting) => {
  const journey = await openJourney({ at: "2026-03-01T08:00:00Z" });
  const page = await journey.newPage(setting);
  for (const path of PUBLIC) await expectSound(page, path);
});

test.each(SETTINGS)("every own screen and every refusal is sound in $locale at $width pixels, $colorScheme", async (setting) => {
  const journey = await openJourney({ at: "2026-03-01T08:00:00Z" });
  const page = await journey.newPage(setting);
  await journey.signUp(page, "chen.jie@example.com");
  for (const path of OWN) await expectSound(page, path);
  for (const [path, status] of REFUSED) await expectSound(page, path, status);
});

test("nothing on a page comes from another host, and no page runs a script but its own small one", async () => {
  const journey = await openJourney({ at: "2026-03-01T08:00:00Z" });
  const page = await journey.newPage({ locale: "en" });
  const foreign: string[] = [];
  const faults: string[] = [];
  page.on("request", (request) => void (request.url().startsWith(journey.url) || foreign.push(request.url())));
  page.on("console", (message) => void (message.type() === "error" && faults.push(message.text())));
  page.on("pageerror", (error) => void faults.push(error.message));
  for (const path of PUBLIC) {
    await page.goto(path);
    const inline = await page.locator("script:not([src])").count();
    expect(inline, path).toBe(0);
  }
  expect(foreign).toEqual([]);
  expect(faults.filter((fault) => !/status of (400|404|410)/.test(fault))).toEqual([]);
});
