import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible } from "#test/support/browser";
import { CORPUS_DIR } from "#test/support/corpus";
import { openJourney, type Journey } from "#test/support/journey";
import { giveRoles, openOperator } from "#test/support/staff-journey";

const SEED = join(CORPUS_DIR, "seed/general-terms.md");
const SLUG = "cloud-terms";
const EDITOR = "chen.jing@example.com";
const APPROVER = "zhou.wei@example.com";

async function openStaff(journey: Journey): Promise<{ editor: Page; approver: Page }> {
  const pages = { editor: await journey.newPage({ locale: "en" }), approver: await journey.newPage({ locale: "en" }) };
  await journey.signUp(pages.editor, EDITOR);
  await journey.signUp(pages.approver, APPROVER);
  const operator = await openOperator(journey);
  await giveRoles(operator, EDITOR, ["Editor"]);
  await giveRoles(operator, APPROVER, ["Approver"]);
  return pages;
}

/** Nothing runs off the side of the page, and axe finds nothing. */
async function expectSound(page: Page, width: number): Promise<void> {
  await page.setViewportSize({ width, height: 844 });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow, `${page.url()} at ${width} pixels`).toBeLessThanOrEqual(0);
  await expectAccessible(page);
}

/** Brings the file in by the desk; gives the address of the draft. */
async function bringIn(editor: Page): Promise<string> {
  await editor.goto("/editor");
  await editor.getByRole("link", { name: "Bring in a text as a new agreement" }).click();
  await expectAccessible(editor);
  await editor.getByLabel("File (Chinese)").setInputFiles(SEED);
  await editor.getByRole("button", { name: "Show how it is read" }).click();
  expect(await editor.getByRole("alert").innerText()).toContain("lower-case letters");
  expect(await editor.getByLabel("Text (Chinese)").inputValue()).toContain("【审慎阅读】");
  await editor.getByLabel("Name in addresses").fill(SLUG);
  await editor.getByLabel("Name (Chinese)").fill("绵阳探云科技有限公司");
  await editor.getByLabel("Address (Chinese)").fill("四川省绵阳市");
  await editor.getByRole("button", { name: "Show how it is read" }).click();
  for (const width of [390, 1280]) await expectSound(editor, width);
  const reading = await editor.locator("main").innerText();
  expect(reading).toContain("TanCloud 通用服务条款");
  expect(reading).toMatch(/Articles\s+13\b/);
  expect(reading).toContain("The text promises emphasis");
  await editor.getByRole("button", { name: "Make the draft" }).click();
  await editor.waitForURL(/\/editor\/drafts\/drf_/);
  const draft = new URL(editor.url()).pathname;
  await editor.goto(`${draft}/agreement`);
  expect(await editor.getByLabel("Name (Chinese)").inputValue()).toBe("绵阳探云科技有限公司");
  return draft;
}

async function openClause(editor: Page, draft: string, number: string): Promise<void> {
  await editor.goto(draft);
  await editor.getByRole("link", { name: `Edit ${number}`, exact: true }).click();
}

async function flag(editor: Page, draft: string, { number, flags }: { number: string; flags: string[] }): Promise<void> {
  await openClause(editor, draft, number);
  for (const each of flags) await editor.getByLabel(each, { exact: true }).check();
  await save(editor);
}

async function setText(editor: Page, draft: string, { number, zh }: { number: string; zh: string }): Promise<void> {
  await openClause(editor, draft, number);
  await editor.locator(".cm-content[lang=zh-CN]").fill(zh);
  await save(editor);
}

async function save(editor: Page): Promise<void> {
  await editor.getByRole("button", { name: "Save", exact: true }).click();
  await editor.getByText(/^Saved/).waitFor();
}

type Words = { changeClass: RegExp; reason: string; en: string; zh: string; effective: string };

async function submit(editor: Page, draft: string, { changeClass, reason, en, zh, effective }: Words): Promise<void> {
  await editor.goto(`${draft}/review`);
  await editor.getByLabel(changeClass).check();
  await editor.getByLabel("Reason for the class (English)").fill(reason);
  await editor.getByLabel("Reason for the class (Chinese)").fill("见修改说明。");
  await editor.getByLabel("What changes, for readers (English)").fill(en);
  await editor.getByLabel("What changes, for readers (Chinese)").fill(zh);
  await editor.getByLabel("Takes effect").fill(effective);
  await editor.getByRole("button", { name: "Save", exact: true }).click();
  await editor.getByLabel("Why warnings stay, if there are any").fill("The text is taken over as it was accepted");
  await editor.getByRole("button", { name: "Submit for approval" }).click();
  await editor.getByRole("heading", { level: 1, name: /in review/ }).waitFor();
}

async function approveAndPublish({ editor, approver }: { editor: Page; approver: Page }, draft: string): Promise<void> {
  await approver.goto(`${draft}/review`);
  await approver.getByRole("button", { name: "Approve" }).click();
  await approver.getByRole("heading", { level: 1, name: /approved/ }).waitFor();
  await editor.goto(`${draft}/review`);
  await editor.getByLabel("Reason for the record").fill("Terms of the cloud service");
  await editor.getByRole("button", { name: /^Publish/ }).click();
  await editor.waitForURL((url) => url.pathname === draft);
}

async function textOf(reader: Page): Promise<string> {
  await reader.goto(`/agreements/${SLUG}`);
  return reader.locator(".agreement-text").innerText();
}

const FIRST: Words = { changeClass: /^First version/, reason: "First publication", en: "The terms of the service.", zh: "首次发布。", effective: "" };
const SECOND: Words = { changeClass: /^Essential change/, reason: "Notice and support change", en: "Support answers within an hour.", zh: "客服一小时内答复。", effective: "2026-05-03" };

test.skipIf(!existsSync(SEED))("the seed is brought in, published, revised and published as version 2 through the browser alone", async () => {
  const journey = await openJourney({ at: "2026-03-01T08:00:00Z" });
  const { editor, approver } = await openStaff(journey);

  const first = await bringIn(editor);
  await flag(editor, first, { number: "10.5.", flags: ["conspicuous", "liability"] });
  await flag(editor, first, { number: "12.2.", flags: ["conspicuous", "jurisdiction"] });
  await submit(editor, first, FIRST);
  await approveAndPublish({ editor, approver }, first);
  const reader = await journey.newPage({ locale: "zh-CN", javaScriptEnabled: false });
  expect(await textOf(reader)).toContain("TanCloud 应按照约定提供服务。");

  journey.clock.set("2026-04-02T08:00:00Z");
  await journey.signIn(editor, EDITOR);
  await journey.signIn(approver, APPROVER);
  await editor.goto("/editor");
  await editor.locator(`form:has(input[value="${SLUG}"])`).getByRole("button", { name: "Take version 1 as a draft" }).click();
  await editor.waitForURL(/\/editor\/drafts\/drf_/);
  const second = new URL(editor.url()).pathname;
  await setText(editor, second, { number: "5.1.", zh: "TanCloud 应按照约定提供服务，并在一小时内答复。" });
  await setText(editor, second, { number: "6.6.", zh: "TanCloud 根据适用的法律保护用户的数据。" });
  await openClause(editor, second, "7.1.");
  await editor.getByRole("button", { name: "Move down" }).click();
  await flag(editor, second, { number: "13.6.", flags: ["survives"] });
  await submit(editor, second, SECOND);
  await approveAndPublish({ editor, approver }, second);

  await reader.goto(`/agreements/${SLUG}?lang=zh-CN`);
  const banner = await reader.locator("main").innerText();
  expect(banner).toMatch(/第 2 版.*2026\s*年\s*5\s*月\s*3\s*日/);
  expect(banner).toContain("客服一小时内答复。");
  await reader.goto(`/agreements/${SLUG}/compare/1...2`);
  expect(await reader.locator("main ins").allInnerTexts()).toContainEqual(expect.stringContaining("并在一小时内答复"));
  journey.clock.set("2026-05-02T15:59:59.999Z");
  expect(await textOf(reader)).not.toContain("并在一小时内答复");
  journey.clock.set("2026-05-02T16:00:00.000Z");
  expect(await textOf(reader)).toContain("并在一小时内答复");
});
