import type { Page } from "playwright-core";
import { expect, test, vi } from "vitest";
import { expectAccessible } from "#test/support/browser";
import { openJourney, type Journey } from "#test/support/journey";
import { giveRoles, openOperator, takeAsDraft } from "#test/support/staff-journey";

const BOUND = { zh: ".cm-content[lang=zh-CN]", en: ".cm-content[lang=en]" };

/** Two editors and a draft of the general terms; each has the page of clause 1.1. open. */
async function openTwo(): Promise<{ journey: Journey; first: Page; second: Page; draft: string; clause: string }> {
  const journey = await openJourney({ at: "2026-03-01T08:00:00Z" });
  const [first, second] = [await journey.newPage({ locale: "en" }), await journey.newPage({ locale: "en" })];
  await journey.signUp(first, "chen.jing@example.com");
  await journey.signUp(second, "zhou.wei@example.com");
  const operator = await openOperator(journey);
  for (const address of ["chen.jing@example.com", "zhou.wei@example.com"]) await giveRoles(operator, address, ["Editor"]);
  const draft = await takeAsDraft(first);
  const clause = await addressOf(first, "1.1.");
  for (const page of [first, second]) await page.goto(clause);
  return { journey, first, second, draft, clause };
}

async function addressOf(page: Page, number: string): Promise<string> {
  return (await page.getByRole("link", { name: `Edit ${number}`, exact: true }).getAttribute("href")) ?? "";
}

async function faultsOf(page: Page): Promise<string[]> {
  const faults: string[] = [];
  page.on("console", (message) => void (message.type() === "error" && faults.push(message.text())));
  page.on("pageerror", (error) => void faults.push(error.message));
  return faults;
}

function stateOf(page: Page) {
  return page.locator("#save-state");
}

test("what is typed is shown as readers will see it and saved at a pause; the tab key leaves the editor", async () => {
  const { first, second, clause } = await openTwo();
  const faults = await faultsOf(first);
  await first.reload();
  await first.locator(BOUND.zh).fill("您可以**随时**查阅，见第 9.2.4 条。");
  const preview = first.locator("[data-preview=zh-CN]");
  await preview.locator("strong", { hasText: "随时" }).waitFor();
  expect(await preview.locator(".citations a").innerText()).toContain("9.2.4.");
  await first.getByText(/^Saved at/).waitFor();
  await expectAccessible(first);
  await first.locator(BOUND.zh).focus();
  await first.keyboard.press("Tab");
  expect(await first.evaluate(() => document.activeElement?.classList.contains("cm-content"))).toBe(false);
  await second.goto(clause);
  expect(await second.locator(BOUND.zh).innerText()).toContain("随时");
  expect(await second.locator("[data-preview=en]").innerText()).toContain("behind the binding text");
  expect(faults).toEqual([]);
});

test("a new clause is written in the same editor, shown as readers will see it, and added", async () => {
  const { first, clause } = await openTwo();
  const faults = await faultsOf(first);
  await first.goto(clause);
  await first.getByRole("link", { name: "Add a clause behind this one" }).click();
  await first.locator(BOUND.zh).fill("**新增**条款，见第 9.2.4 条。");
  const preview = first.locator("[data-preview=zh-CN]");
  await preview.locator("strong", { hasText: "新增" }).waitFor();
  expect(await preview.innerText()).toContain("1.2.");
  expect(await first.locator("[data-preview=en]").innerText()).toBe("");
  await expectAccessible(first);
  await first.locator(BOUND.en).fill("A new clause, see clause 9.2.4.");
  await first.getByRole("button", { name: "Add clause" }).click();
  await first.getByText("A new clause, see clause").or(first.getByText("新增条款，见第")).first().waitFor();
  expect(faults).toEqual([]);
});

test("words that cannot be read are refused in the preview's place and kept", async () => {
  const { first } = await openTwo();
  await first.locator(BOUND.zh).fill("一。\n\n9.9. 夹带的条款。");
  await first.locator(".preview-fault").waitFor();
  await stateOf(first).filter({ hasText: "Not saved:" }).waitFor();
  await first.reload();
  expect(await first.locator(BOUND.zh).innerText()).toContain("9.9. 夹带的条款。");
});

test("two people on one clause: the second sees both sides, overwrites nothing unseen, and saves over it knowingly", async () => {
  const { first, second, clause } = await openTwo();
  await first.locator(BOUND.zh).fill("甲的文字。");
  await first.getByText(/^Saved at/).waitFor();
  await second.locator(BOUND.zh).fill("乙的文字。");
  const sides = second.locator("#conflicts");
  await sides.getByText("甲").first().waitFor();
  expect(await sides.innerText()).toMatch(/As it stands now[\s\S]*甲[\s\S]*的文字。[\s\S]*What you wrote[\s\S]*乙[\s\S]*的文字。/);
  await expectAccessible(second);
  await second.locator(BOUND.zh).fill("乙的文字，又改。");
  await second.getByRole("button", { name: "Save" }).click();
  await second.getByText(/^Saved at/).waitFor();
  await first.goto(clause);
  expect(await first.locator(BOUND.zh).innerText()).toBe("乙的文字，又改。");
});

test("two people on one clause in two languages: both are kept, and each page takes over what the other wrote", async () => {
  const { first, second } = await openTwo();
  await first.locator(BOUND.zh).fill("甲的文字。");
  await first.getByText(/^Saved at/).waitFor();
  await second.locator(BOUND.en).fill("The second one's words.");
  await stateOf(second).filter({ hasText: "Somebody else changed this clause too" }).waitFor();
  expect(await second.locator(BOUND.zh).innerText()).toBe("甲的文字。");
  await second.reload();
  expect(await second.locator(BOUND.zh).innerText()).toBe("甲的文字。");
  expect(await second.locator(BOUND.en).innerText()).toBe("The second one's words.");
});

test("without a connection nothing typed is lost: it is tried again, and comes back with the page", async () => {
  const { first, clause } = await openTwo();
  await first.context().setOffline(true);
  await first.locator(BOUND.zh).fill("离线时写的文字。");
  await stateOf(first).filter({ hasText: "no connection" }).waitFor();
  await first.context().setOffline(false);
  await first.getByText(/^Saved at/).waitFor();
  await first.goto(clause);
  expect(await first.locator(BOUND.zh).innerText()).toBe("离线时写的文字。");
});

test("words typed just before leaving are saved", async () => {
  const { first, second, draft, clause } = await openTwo();
  await first.locator(BOUND.zh).fill("临走前写的文字。");
  await first.goto(draft);
  await vi.waitFor(async () => {
    await second.goto(clause);
    expect(await second.locator(BOUND.zh).innerText()).toBe("临走前写的文字。");
  }, { timeout: 30_000 });
});

test("a saved state is shown against the present and brought back, and a clause is moved once its renumbering is seen", async () => {
  const { first, draft, clause } = await openTwo();
  await first.locator(BOUND.zh).fill("被改写的文字。");
  await first.getByText(/^Saved at/).waitFor();
  await first.goto(`${draft}/states`);
  await first.getByRole("link", { name: "Compare with the present: state 1" }).click();
  await first.getByRole("link", { name: "Chinese" }).click();
  expect(await first.locator("ins").allInnerTexts()).not.toEqual([]);
  await first.getByRole("button", { name: "Bring back" }).click();
  expect(await first.locator("main").innerText()).toContain("State 1 brought back");
  await first.goto(clause);
  expect(await first.locator(BOUND.zh).innerText()).not.toContain("被改写的文字。");
  await first.getByRole("link", { name: "Move elsewhere or to another level" }).click();
  await first.getByLabel("inside, as its last sub-clause").check();
  await first.locator("#anchor").selectOption({ index: 6 });
  await first.getByRole("button", { name: "Show what changes" }).click();
  await first.getByText(/Its level changes from 2 to \d|becomes the last sub-clause/).first().waitFor();
  await first.getByRole("button", { name: "Move", exact: true }).click();
  await first.waitForURL(/\?saved/);
});

test("without script the preview is a button, and saving another", async () => {
  const { journey, first, clause } = await openTwo();
  const plain = await journey.newPage({ locale: "en", javaScriptEnabled: false });
  await plain.context().addCookies(await first.context().cookies());
  await plain.goto(clause);
  await plain.locator("textarea[lang=zh-CN]").fill("您可以**随时**查阅。");
  await plain.getByRole("button", { name: "Preview" }).click();
  expect(await plain.locator("[data-preview=zh-CN] strong").innerText()).toBe("随时");
  expect(await plain.locator("textarea[lang=zh-CN]").inputValue()).toBe("您可以**随时**查阅。");
  await plain.getByRole("button", { name: "Save" }).click();
  await plain.getByText("Saved.").waitFor();
});
