import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { openJourney, type Journey } from "#test/support/journey";
import { openOperator, openStaff } from "#test/support/journey-staff";
import { look, lookInBoth } from "#test/support/look";

const BASE = "/editor/agreements/general-terms";

async function openTwo(journey: Journey): Promise<{ editor: Page; approver: Page }> {
  const operator = await openOperator(journey);
  const editor = await openStaff(journey, operator, { address: "chen.jing@example.com", role: "Editor" });
  return { editor, approver: await openStaff(journey, operator, { address: "zhou.wei@example.com", role: "Approver" }) };
}

function main(page: Page): Locator {
  return page.locator("main");
}

async function sayWhy(page: Page, notice: string): Promise<void> {
  await page.getByLabel("Notice to readers (Chinese)").fill("施行时间有变。");
  await page.getByLabel("Notice to readers (English)").fill(notice);
  await page.getByLabel("Reason for the record").fill("The release is late");
  await page.getByRole("button", { name: "Check before it is done" }).click();
}

async function readAs(journey: Journey, path: string): Promise<{ page: Page; text: string }> {
  const page = await journey.newPage({ locale: "en", javaScriptEnabled: false });
  await page.goto(path);
  return { page, text: await main(page).innerText() };
}

test("an announced version gets another date and is withdrawn, each after it was looked at, and readers are told why", async () => {
  const journey = await openJourney({ at: "2026-03-01T08:00:00Z" });
  const { approver } = await openTwo(journey);
  await approver.goto("/editor");
  await approver.locator("article", { hasText: "General Terms" }).getByRole("link", { name: "Versions and acts" }).click();
  await lookInBoth(approver);
  await approver.getByLabel("Day or instant").fill("2026-04-15");
  await approver.getByRole("button", { name: "Show the state" }).click();
  expect(await main(approver).innerText()).toContain("Version 2 is in force.");
  await approver.goto(`${BASE}/versions/2`);
  expect(await main(approver).innerText()).toContain("will be asked for a click");
  await lookInBoth(approver);

  await approver.getByRole("link", { name: "Give it another date" }).click();
  await approver.getByLabel("New date").fill("2026-03-20");
  await sayWhy(approver, "Version 2 comes two weeks later.");
  expect(await approver.getByRole("alert").innerText()).toContain("is too early");
  await look(approver);
  await approver.getByLabel("New date").fill("2026-04-15");
  await approver.getByRole("button", { name: "Check before it is done" }).click();
  expect(await main(approver).innerText()).toContain("The notice that is running goes on");
  await look(approver);
  await approver.getByRole("button", { name: "Set the new date" }).click();
  await approver.waitForURL(/#version-2$/);
  const told = await readAs(journey, "/agreements/general-terms");
  expect(told.text).toMatch(/15 April 2026/);
  expect(told.text).toContain("Version 2 comes two weeks later.");

  await approver.goto(`${BASE}/versions/2/withdraw`);
  await sayWhy(approver, "Version 1 stays.");
  expect(await main(approver).innerText()).toContain("Version 1 stays in force.");
  await look(approver);
  await approver.getByRole("button", { name: "Withdraw this version" }).click();
  await approver.waitForURL(/#version-2$/);
  expect((await readAs(journey, "/agreements/general-terms/versions/2")).text).toContain("Version 1 stays.");
});

test("a void mark and an end are proposed by one person, decided by another, and seen by readers", async () => {
  const journey = await openJourney({ at: "2026-03-01T08:00:00Z" });
  const { editor, approver } = await openTwo(journey);
  await editor.goto(`${BASE}/versions/1/mark`);
  await lookInBoth(editor);
  await editor.getByLabel("Clause", { exact: true }).selectOption({ index: 8 });
  await editor.getByLabel(/^Ground.*\(English\)/).fill("Judgment of 20 February 2026");
  await editor.getByRole("button", { name: "Propose it" }).click();
  expect(await editor.getByRole("alert").innerText()).toContain("ground");
  await editor.getByLabel(/^Ground.*\(Chinese\)/).fill("2026 年 2 月 20 日判决");
  await editor.getByRole("button", { name: "Propose it" }).click();
  await editor.waitForURL(/\/editor\/proposals\/prp_/);
  expect(await main(editor).innerText()).toContain("You proposed this");
  await look(editor);

  await approver.goto("/editor");
  await approver.getByRole("link", { name: /A clause is to be marked/ }).click();
  await look(approver);
  await approver.getByRole("button", { name: "Mark the clause void" }).click();
  await approver.waitForURL(/proposals\/prp_\w+$/);
  const marked = await readAs(journey, "/agreements/general-terms?lang=en");
  expect(await marked.page.locator(".band-marks").innerText()).toContain("Judgment of 20 February 2026");
  expect(await marked.page.locator(".clause-mark").innerText()).toContain("This clause is void.");

  await editor.goto(`${BASE}/end`);
  await lookInBoth(editor);
  for (const [label, words] of [["Ground (Chinese)", "停止服务"], ["Ground (English)", "The service closes"], ["What is paid back (Chinese)", "余额退还"], ["What is paid back (English)", "The balance"]] as const) {
    await editor.getByLabel(label).fill(words);
  }
  await editor.getByLabel("Last day to fetch data").fill("2026-06-01");
  await editor.getByText(/^Other clauses/).click();
  await editor.locator("details input[name=surviving]").first().check();
  await editor.getByRole("button", { name: "Propose it" }).click();
  await editor.waitForURL(/\/editor\/proposals\/prp_/);
  const proposal = new URL(editor.url()).pathname;
  await approver.goto(proposal);
  await lookInBoth(approver);
  await approver.getByRole("button", { name: "Announce the end" }).click();
  await approver.waitForURL((url) => url.pathname === proposal && url.search === "");
  const ending = await readAs(journey, "/agreements/general-terms");
  const band = await ending.page.locator(".band-ending").innerText();
  expect(band).toMatch(/This agreement ends on\s+1 April 2026/);
  expect(band).toContain("The balance");
  expect(await ending.page.locator(".band-ending li").count()).toBeGreaterThan(1);
  await approver.goto("/agreements/general-terms");
  await lookInBoth(approver);
});

test("a translation is corrected and another one added, each served under its own address", async () => {
  const journey = await openJourney({ at: "2026-03-01T08:00:00Z" });
  const { editor, approver } = await openTwo(journey);
  const page = `${BASE}/versions/1/texts/en`;
  await editor.goto(page);
  await lookInBoth(editor);
  const text = editor.getByLabel("Text (markdown)");
  const english = await text.inputValue();
  await text.fill(english.replace(/\n1\.1\. [^\n]*\n/, "\n"));
  await editor.getByRole("button", { name: "Propose the correction" }).click();
  expect(await editor.getByRole("alert").innerText()).toContain("Clause 1.1. of the binding text has no counterpart");
  await look(editor);
  await text.fill(english.replace(/(\n1\.1\. )[^\n]*/, "$1These terms bind us and you."));
  await editor.getByRole("button", { name: "Propose the correction" }).click();
  await editor.waitForURL(/proposed/);
  await lookInBoth(editor);
  expect(await editor.getByRole("button", { name: "Show it to readers" }).count()).toBe(0);
  await approver.goto(editor.url());
  await lookInBoth(approver);
  await approver.getByRole("button", { name: "Show it to readers as a new revision" }).click();
  await approver.waitForURL(/saved=2/);
  expect(await approver.getByRole("status").innerText()).toContain("revision 2");

  await editor.goto(`${BASE}/versions/1/texts/de`);
  await editor.getByLabel(/^File/).setInputFiles({ name: "1.de.md", mimeType: "text/markdown", buffer: Buffer.from(english) });
  await editor.getByRole("button", { name: "Propose it" }).click();
  await editor.waitForURL(/proposed/);
  await approver.goto(editor.url());
  await approver.getByRole("button", { name: "Add it for readers" }).click();
  await approver.waitForURL(/saved=1/);
  const reader = await readAs(journey, "/agreements/general-terms?lang=en");
  expect(reader.text).toContain("These terms bind us and you.");
  expect(await reader.page.locator(".downloads a").evaluateAll((links) => links.map((link) => link.getAttribute("href")?.split("/").at(-1)))).toEqual(["zh-CN.md", "de.md", "en.2.md"]);
  const former = await reader.page.request.get("/agreements/general-terms/versions/1/en.md");
  expect(await former.text()).toBe(english);
});
