import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { AFTER, openAnnounced, READER } from "#test/support/announced";
import { expectAccessible } from "#test/support/browser";

/** The words that a person of each language looks for. */
const WORDS = {
  en: {
    decline: /Decline/, announced: "A change was announced", later: "Later", object: "Object to this change", objecting: "Object to version 2",
    objected: "You have objected to version 2", continue: "Continue to the service", deemed: /taken as accepted/i, answer: "Read, then accept or decline",
    essential: "Your answer is needed", leave: "Leave and close the account", copy: "Download a copy of everything", left: "You have left", survives: "go on binding",
  },
  "zh-CN": {
    decline: /不接受/, announced: "已公告一项变更", later: "稍后再看", object: "对该变更提出异议", objecting: "对第 2 版提出异议",
    objected: "您已对第 2 版提出异议", continue: "继续使用服务", deemed: /视为接受/, answer: "阅读后接受或者不接受",
    essential: "需要您作出答复", leave: "退出并注销账户", copy: "下载全部信息的副本", left: "您已退出", survives: "继续有效",
  },
} as const;
type Locale = keyof typeof WORDS;
type Setting = { locale: Locale; javaScriptEnabled: boolean; width: 390 | 1280 };

const SETTINGS: Setting[] = [
  { locale: "en", javaScriptEnabled: true, width: 1280 },
  { locale: "zh-CN", javaScriptEnabled: false, width: 390 },
];

function main(page: Page): Promise<string> {
  return page.locator("main").innerText();
}

async function ofKind(page: Page, { javaScriptEnabled }: Setting): Promise<void> {
  if (javaScriptEnabled) await expectAccessible(page);
}

test.each(SETTINGS)("an announced change is shown at the first visit, put off, and objected to ($locale, script: $javaScriptEnabled)", async (setting) => {
  const words = WORDS[setting.locale];
  const { page } = await openAnnounced(setting, "ordinary");
  await page.goto("/");
  expect(page.url()).toMatch(/\/gate$/);
  expect(await main(page)).toContain(words.announced);
  await ofKind(page, setting);
  await page.getByRole("button", { name: words.later }).click();
  expect(new URL(page.url()).pathname).toBe("/");
  await page.goto("/gate");
  await page.goto("/agreements/general-terms/versions/2/object");
  await ofKind(page, setting);
  await page.locator("#reason").fill("太贵 & too dear");
  await page.getByRole("button", { name: words.objecting }).click();
  expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe(words.objected);
  await ofKind(page, setting);
  await page.goto("/me");
  expect(await main(page)).toContain("2");
  await ofKind(page, setting);
  await page.goto("/");
  expect(new URL(page.url()).pathname).toBe("/");
});

test.each(SETTINGS)("after an ordinary change one continues to the service and sees the deemed record ($locale, script: $javaScriptEnabled)", async (setting) => {
  const words = WORDS[setting.locale];
  const { journey, page } = await openAnnounced(setting, "ordinary");
  await page.goto("/");
  await page.getByRole("button", { name: words.later }).click();
  journey.clock.set(AFTER);
  await journey.signIn(page, READER);
  expect(page.url()).toMatch(/\/gate$/);
  await ofKind(page, setting);
  await page.getByRole("button", { name: words.continue }).click();
  expect(page.url()).toContain("/receipts/acc_");
  expect(await main(page)).toMatch(words.deemed);
  await page.goto("/me");
  expect(await main(page)).toMatch(words.deemed);
  await page.goto("/");
  expect(new URL(page.url()).pathname).toBe("/");
});

test.each(SETTINGS)("after an essential change one declines at the gate, which does not return ($locale, script: $javaScriptEnabled)", async (setting) => {
  const words = WORDS[setting.locale];
  const { journey, page } = await openAnnounced(setting, "essential");
  journey.clock.set(AFTER);
  await journey.signIn(page, READER);
  await page.goto("/organisations");
  expect(new URL(page.url()).search).toBe("?to=%2Forganisations");
  expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe(words.essential);
  expect(await page.getByRole("button", { name: words.continue }).count()).toBe(0);
  await ofKind(page, setting);
  await page.getByRole("link", { name: words.answer }).click();
  await page.getByRole("button", { name: words.decline }).click();
  expect(page.url()).toContain("/receipts/dec_");
  await page.locator(".receipt-onward .button").click();
  expect(new URL(page.url()).pathname).toBe("/organisations");
});

test.each(SETTINGS)("one leaves with a copy of everything and the surviving clauses named ($locale, script: $javaScriptEnabled)", async (setting) => {
  const words = WORDS[setting.locale];
  const { page } = await openAnnounced(setting, "ordinary");
  await page.goto("/account");
  await page.getByRole("link", { name: words.leave }).click();
  expect(await main(page)).toContain(words.survives);
  await ofKind(page, setting);
  const saved = page.waitForEvent("download");
  await page.getByRole("link", { name: words.copy }).click();
  expect((await saved).suggestedFilename()).toBe("concordat-copy-2026-03-01.json");
  await page.locator("#understood").check();
  await page.locator("main form button").click();
  expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe(words.left);
  await ofKind(page, setting);
  await page.goto("/");
  expect(new URL(page.url()).pathname).toBe("/leave");
});
