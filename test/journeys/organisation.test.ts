import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible } from "#test/support/browser";
import { openJourney, type Journey } from "#test/support/journey";

/** The words that people press and read, as they stand on the pages. */
const WORDS = {
  "zh-CN": { name: "北京示例科技有限公司", acting: /当前代表\s*北京示例科技有限公司/, relation: /依主账户的授权/, over: /授权已经终止/, ask: "请联系主账户持有人" },
  en: { name: "Example & Sons Ltd.", acting: /Acting for\s*Example & Sons Ltd\./, relation: /under an authority granted/, over: /has ended/, ask: "Ask the account owner" },
} as const;
type Locale = keyof typeof WORDS;

const OWNER = "owner@example.com";
const EMPLOYEE = "employee@example.com";

type Browsing = { journey: Journey; locale: Locale; width: 390 | 1280; javaScriptEnabled: boolean };

/** A person who has signed up, in a browser with or without script. */
async function openPerson({ journey, locale, width, javaScriptEnabled }: Browsing, address: string): Promise<Page> {
  const page = await journey.newPage({ locale, width });
  await journey.signUp(page, address);
  if (javaScriptEnabled) return page;
  const plain = await journey.newPage({ locale, width, javaScriptEnabled: false });
  await plain.context().addCookies(await page.context().cookies());
  return plain;
}

/** Nothing runs off the side of the page and, where the browser can be asked, axe finds nothing. */
async function expectSound(page: Page, { javaScriptEnabled }: Pick<Browsing, "javaScriptEnabled">): Promise<void> {
  if (!javaScriptEnabled) return;
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow, page.url()).toBeLessThanOrEqual(0);
  await expectAccessible(page);
}

/** Founds an organisation; gives the path of its page. */
async function found(page: Page, browsing: Browsing): Promise<string> {
  await page.goto("/organisations");
  await expectSound(page, browsing);
  await page.locator('main a[href="/organisations/new"]').click();
  await page.locator("main form button").click();
  await page.locator(".error-summary").waitFor();
  await expectSound(page, browsing);
  await page.locator("#name").fill(WORDS[browsing.locale].name);
  await page.locator("#place").selectOption("CN");
  await page.locator("main form button").click();
  await page.waitForURL(/\/organisations\/pty_/);
  expect(await page.locator("h1").innerText()).toBe(WORDS[browsing.locale].name);
  return new URL(page.url()).pathname;
}

/** Invites the employee for the scopes by their place in the list; gives the path of the mailed link. */
async function invite(page: Page, organisation: string, { journey, ...browsing }: Browsing & { scopes: number[] }): Promise<string> {
  await page.goto(organisation);
  await page.locator(`main a[href="${organisation}/invite"]`).click();
  await expectSound(page, browsing);
  await page.locator("#address").fill(EMPLOYEE);
  for (const scope of browsing.scopes) await page.locator(`input[name="scope-${scope}"]`).check();
  await page.locator("main form button").click();
  await page.waitForURL(/done=invited/);
  await expectSound(page, browsing);
  const mail = await journey.mailTo(EMPLOYEE, "/invitations/");
  return /\/invitations\/[\w-]+/.exec(mail)?.[0] ?? "";
}

async function acceptInvitation(page: Page, link: string, browsing: Browsing): Promise<void> {
  await page.goto(link);
  await expectSound(page, browsing);
  await page.locator('button[name="answer"][value="accept"]').click();
  await page.waitForURL(/done=accepted/);
}

/** Chooses the organisation, as the page of it offers. */
async function actFor(page: Page, organisation: string, browsing: Browsing): Promise<void> {
  await page.goto(organisation);
  await expectSound(page, browsing);
  await page.locator('main button[name="whom"]').click();
  await page.waitForURL(/\/me$/);
  expect(await page.locator(".acting-band").innerText()).toMatch(WORDS[browsing.locale].acting);
}

async function tickAndAccept(page: Page): Promise<void> {
  await page.getByRole("checkbox").check();
  await page.locator('button[name="answer"][value="accept"]').click();
}

async function revoke(page: Page, organisation: string, browsing: Browsing): Promise<void> {
  await page.goto(organisation);
  await page.locator(`main a[href^="${organisation}/authorities/"]`).first().click();
  await page.locator("main form button").click();
  await page.locator(".error-summary").waitFor();
  await page.locator("#reason").fill("Left the company");
  await expectSound(page, browsing);
  await page.locator("main form button").click();
  await page.waitForURL(/done=revoked/);
}

test.each([
  ["zh-CN", "with script", true, 1280],
  ["en", "with script", true, 390],
  ["zh-CN", "without script", false, 390],
  ["en", "without script", false, 1280],
] as const)("in %s %s an organisation is founded, a person authorised, acts for it, is revoked and then refused", async (locale, _, javaScriptEnabled, width) => {
  const journey = await openJourney({ at: "2026-03-01T08:00:00Z" });
  const browsing: Browsing = { journey, locale, width, javaScriptEnabled };
  const words = WORDS[locale];
  const owner = await openPerson(browsing, OWNER);
  const organisation = await found(owner, browsing);
  const link = await invite(owner, organisation, { ...browsing, scopes: [0, 1] });
  const employee = await openPerson(browsing, EMPLOYEE);
  await acceptInvitation(employee, link, browsing);
  await actFor(employee, organisation, browsing);

  await employee.goto("/accept");
  await expectSound(employee, browsing);
  expect(await employee.locator(".acceptance").innerText()).not.toContain(words.name);
  await tickAndAccept(employee);
  await employee.waitForURL(/\/receipts\/acc_/);
  const receipt = new URL(employee.url()).pathname;
  expect(await employee.locator("main").innerText()).toMatch(words.relation);
  await expectSound(employee, browsing);
  await owner.goto(receipt);
  expect(await owner.locator("main").innerText()).toContain(EMPLOYEE);

  await employee.goto("/acting-for?to=%2Faccept");
  await expectSound(employee, browsing);
  await employee.locator('button[name="whom"][value="self"]').click();
  await employee.waitForURL(/\/accept$/);
  expect(await employee.getByRole("checkbox").isChecked()).toBe(false);
  await actFor(employee, organisation, browsing);

  await revoke(owner, organisation, browsing);
  await employee.goto("/accept");
  await employee.waitForURL(/\/acting-for/);
  expect(await employee.locator("main").innerText()).toMatch(words.over);
  await expectSound(employee, browsing);
  expect((await employee.goto(receipt))?.status()).toBe(404);
  expect((await owner.goto(receipt))?.status()).toBe(200);
});

test("a form opened before the revocation is refused, and the page says whom to ask", async () => {
  const journey = await openJourney({ at: "2026-03-01T08:00:00Z" });
  const browsing: Browsing = { journey, locale: "en", width: 390, javaScriptEnabled: true };
  const owner = await openPerson(browsing, OWNER);
  const organisation = await found(owner, browsing);
  const employee = await openPerson(browsing, EMPLOYEE);
  await acceptInvitation(employee, await invite(owner, organisation, { ...browsing, scopes: [1] }), browsing);
  await actFor(employee, organisation, browsing);
  await employee.goto("/accept");
  await revoke(owner, organisation, browsing);
  await tickAndAccept(employee);
  await employee.waitForURL(/\/acting-for/);
  await owner.goto(organisation);
  await owner.locator('main button[name="whom"]').click();
  await owner.goto("/me");
  expect(await owner.locator('a[href*="/receipts/"]').count()).toBe(0);
});

test("at the gate, one who may only use the service is told to ask the account owner", async () => {
  const journey = await openJourney({ at: "2026-03-01T08:00:00Z" });
  const browsing: Browsing = { journey, locale: "en", width: 1280, javaScriptEnabled: true };
  const owner = await openPerson(browsing, OWNER);
  const organisation = await found(owner, browsing);
  const employee = await openPerson(browsing, EMPLOYEE);
  await acceptInvitation(employee, await invite(owner, organisation, { ...browsing, scopes: [0] }), browsing);
  await actFor(employee, organisation, browsing);
  for (const path of ["/accept", "/consents"]) {
    await employee.goto(path);
    expect(await employee.locator("h1").innerText()).toBe(WORDS.en.ask);
    expect(await employee.locator("main").innerText()).toContain(OWNER);
    await expectSound(employee, browsing);
  }
});
