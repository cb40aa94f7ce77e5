import { test } from "vitest";
import { AFTER, openAnnounced, READER } from "#test/support/announced";
import { expectSound } from "#test/support/sound";
import { giveRoles, openOperator } from "#test/support/staff-journey";

const OBJECT = "/agreements/general-terms/versions/2/object";

const SETTINGS = [
  { locale: "zh-CN", width: 390, colorScheme: "dark" },
  { locale: "en", width: 390, colorScheme: "light" },
  { locale: "en", width: 1280, colorScheme: "dark" },
  { locale: "zh-CN", width: 1280, colorScheme: "light" },
] as const;

test.each(SETTINGS)("every screen of a change, from the gate to leaving, is sound in $locale at $width pixels, $colorScheme", async (setting) => {
  const { journey, page } = await openAnnounced(setting, setting.locale === "en" ? "ordinary" : "essential");
  for (const path of ["/gate", OBJECT]) await expectSound(page, path);
  await page.locator("#reason").fill("太贵 & too dear");
  await page.locator("main form button").click();
  for (const path of [OBJECT, "/agreements/general-terms/versions/1/object", "/me", "/gate", "/leave"]) await expectSound(page, path);
  await page.locator("#understood").check();
  await page.locator("main form button").click();
  await expectSound(page, "/leave");
  const visitor = await journey.newPage(setting);
  await expectSound(visitor, "/gate?to=/me");
});

test.each(SETTINGS)("the gate after the effect and the desk of objections are sound in $locale at $width pixels, $colorScheme", async (setting) => {
  const { journey, page } = await openAnnounced(setting, setting.locale === "en" ? "ordinary" : "essential");
  await page.goto("/gate");
  journey.clock.set(AFTER);
  await journey.signIn(page, READER);
  for (const path of ["/gate", OBJECT]) await expectSound(page, path);
  await page.locator("#reason").fill("太贵 & too dear");
  await page.locator("main form button").click();
  await giveRoles(await openOperator(journey), READER, ["Editor"]);
  await expectSound(page, "/editor/objections");
  const answer = (await page.locator('main a[href^="/editor/objections/obj_"]').first().getAttribute("href")) ?? "";
  await expectSound(page, answer);
});
