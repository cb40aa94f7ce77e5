import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openJourney, type Journey } from "#test/support/journey";
import { expectSound } from "#test/support/sound";
import { giveRoles, openOperator, takeAsDraft } from "#test/support/staff-journey";

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
  "/agreements/general-terms/versions/1/clauses",
  "/agreements/general-terms/versions/1/clauses/contracting-party?lang=en",
  "/agreements/general-terms/compare/1...2",
  "/agreements/general-terms/compare/1...2?view=side",
  "/agreements/general-terms/compare/2...2",
  "/notices",
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
  ["/notices/pub_unknown", 404],
  ["/inbox/dlv_unknown", 404],
  ["/reminders/unknown", 404],
  ["/reset/unknown", 404],
  ["/confirm/unknown", 404],
  ["/operator/unknown", 404],
  ["/account/address/unknown", 404],
];

/** A long address, without a place to break. */
const LONG_ADDRESS = "chen.jie.department.for.agreements@a-company-of-long-name.example.com";

/** Accepts what is asked; gives the address of the receipt. */
async function receiptOf(page: Page): Promise<string> {
  await page.goto("/accept");
  await page.locator("#accepted").check();
  await page.locator("button[value=accept]").click();
  await page.waitForURL(/\/receipts\//);
  return new URL(page.url()).pathname;
}

const OWN = ["/", "/inbox", "/account?change=reminders", "/accept", "/consents", "/me", "/questions", "/account", "/account/data", "/agreements/general-terms"];

const SETTINGS = [
  { locale: "zh-CN", width: 390, colorScheme: "light" },
  { locale: "en", width: 390, colorScheme: "dark" },
  { locale: "en", width: 1280, colorScheme: "light" },
  { locale: "zh-CN", width: 1280, colorScheme: "dark" },
] as const;

test.each(SETTINGS)("every public screen is sound in $locale at $width pixels, $colorScheme", async (setting) => {
  const journey = await openJourney({ at: "2026-03-01T08:00:00Z" });
  const page = await journey.newPage(setting);
  for (const path of PUBLIC) await expectSound(page, path);
  await page.goto("/notices");
  const notices = await page.locator(".notice-list h2 a").evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  for (const path of notices) await expectSound(page, path);
});

test.each(SETTINGS)("every own screen and every refusal is sound in $locale at $width pixels, $colorScheme", async (setting) => {
  const journey = await openJourney({ at: "2026-03-01T08:00:00Z" });
  const page = await journey.newPage(setting);
  await journey.signUp(page, LONG_ADDRESS);
  const message = `/inbox/${await journey.tell(LONG_ADDRESS)}`;
  for (const path of [...OWN, message, "/inbox"]) await expectSound(page, path);
  for (const [path, status] of REFUSED) await expectSound(page, path, status);
  await expectSound(page, await receiptOf(page));
});

/** The pages of a draft and of one of its clauses, whose draft has two states, a comment and a translation that fell behind. */
async function openStaffScreens(journey: Journey, page: Page): Promise<string[]> {
  await journey.signUp(page, "chen.jing@example.com");
  const operator = await openOperator(journey);
  await giveRoles(operator, "chen.jing@example.com", ["Editor", "Operator", "Auditor"]);
  const draft = await takeAsDraft(page);
  const clause = (await page.locator(".tree-edit").nth(6).getAttribute("href")) ?? "";
  await page.goto(clause);
  await page.locator(".cm-content").first().fill("您可以**随时**查阅，见第 9.2.4 条和第 99.9 条。");
  await page.locator("#save-state").filter({ hasText: /\d:\d\d/ }).waitFor();
  await page.locator("#comment").fill("为什么？");
  await page.locator(".new-comment button").click();
  await page.locator(".comment-body").waitFor();
  return ["/editor", "/editor/import", "/editor/import?agreement=general-terms", draft, `${draft}?lang=en`, `${draft}/review`, `${draft}/agreement`, `${draft}/states`, `${draft}/states/1`, `${draft}/add?after=${clause.split("/").at(-1)}`, clause, `${clause}/place`, `${clause}/place?how=inside&anchor=${await secondAnchor(page, clause)}`, "/operator", "/operator/retention", "/compliance/rules", "/compliance/rules/general-terms", "/compliance/exports", await takeOut(page), "/compliance/audit", "/compliance/parties", await openOwnCase(page)];
}

/** Makes an export by its form; gives the address of its page. */
async function takeOut(page: Page): Promise<string> {
  await page.goto("/compliance/exports");
  await page.locator('input[name="dataSet"][value="acceptances"]').check();
  await page.locator("#reason").fill("Yearly audit");
  await page.locator('button[value="order"]').click();
  await page.locator('a[href$="/file"]').waitFor();
  return new URL(page.url()).pathname;
}

/** The auditor's own case, with what is personal shown; gives its address. */
async function openOwnCase(page: Page): Promise<string> {
  await page.goto("/compliance/parties");
  await page.locator("#sought").fill("chen.jing@example.com");
  await page.locator("main form .button").click();
  await page.locator("#reason").fill("To look at the page");
  await page.locator("form:has(#reason) .button").click();
  await page.locator("#person + dl").getByText("chen.jing@example.com").waitFor();
  return new URL(page.url()).pathname;
}

async function secondAnchor(page: Page, clause: string): Promise<string> {
  await page.goto(`${clause}/place`);
  return (await page.locator("#anchor option").nth(5).getAttribute("value")) ?? "";
}

test.each(SETTINGS)("every screen of staff is sound in $locale at $width pixels, $colorScheme", async (setting) => {
  const journey = await openJourney({ at: "2026-03-01T08:00:00Z" });
  const page = await journey.newPage(setting);
  const screens = await openStaffScreens(journey, page);
  for (const path of screens) await expectSound(page, path);
  await page.goto("/operator");
  await expectSound(page, (await page.locator('main a[href^="/operator/accounts/"]').first().getAttribute("href")) ?? "");
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
