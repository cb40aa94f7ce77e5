import { expect, test } from "vitest";
import { openJourney } from "#test/support/journey";

const PAGE = "/agreements/general-terms/compare/1...2";

test("a reader steps from change to change by key, unless the keys are switched off, and by link without script", async () => {
  const journey = await openJourney({ at: "2026-03-01T08:00:00Z" });
  const page = await journey.newPage({ locale: "en" });
  await page.goto(PAGE);
  const ids = await page.locator(".change").evaluateAll((changes) => changes.map(({ id }) => id));
  const focused = () => page.evaluate(() => document.activeElement?.id);
  for (const expected of ids.slice(0, 3)) {
    await page.keyboard.press("n");
    expect(await focused()).toBe(expected);
  }
  await page.keyboard.press("p");
  expect(await focused()).toBe(ids[1]);
  expect(new URL(page.url()).hash).toBe(`#${ids[1]}`);
  await page.locator("#keys input").uncheck();
  await page.keyboard.press("n");
  expect(new URL(page.url()).hash).toBe(`#${ids[1]}`);
  await page.reload();
  expect(await page.locator("#keys input").isChecked()).toBe(false);

  const plain = await journey.newPage({ locale: "en", javaScriptEnabled: false });
  await plain.goto(PAGE);
  expect(await plain.locator("#keys").isVisible()).toBe(false);
  await plain.locator(".change").first().getByRole("link", { name: "Next change" }).click();
  expect(new URL(plain.url()).hash).toBe(`#${ids[1]}`);
});

test("any two versions are compared from the list of versions, and what is announced from its band", async () => {
  const journey = await openJourney({ at: "2026-03-01T08:00:00Z" });
  const page = await journey.newPage({ locale: "en", javaScriptEnabled: false });
  await page.goto("/agreements/general-terms");
  await page.getByRole("link", { name: "See what changes" }).click();
  expect(new URL(page.url()).pathname).toBe(PAGE);
  await page.goto("/agreements/general-terms/versions");
  await page.getByLabel("From").selectOption("2");
  await page.getByLabel("To", { exact: true }).selectOption("1");
  await page.getByRole("button", { name: "Compare" }).click();
  expect(new URL(page.url()).pathname).toBe("/agreements/general-terms/compare/2...1");
});
