import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible } from "#test/support/browser";
import { openJourney, type Journey } from "#test/support/journey";

const EDITOR = "chen.jing@example.com";
const APPROVER = "zhou.wei@example.com";
const PASSWORD = "wire fence orchard nine";

/** The first operator gives an editor and an approver their roles; each is signed in. */
async function openStaff(journey: Journey): Promise<{ editor: Page; approver: Page }> {
  const pages = { editor: await journey.newPage({ locale: "en" }), approver: await journey.newPage({ locale: "en" }) };
  await journey.signUp(pages.editor, EDITOR);
  await journey.signUp(pages.approver, APPROVER);
  const operator = await journey.newPage({ locale: "en" });
  await operator.goto(await journey.operatorLink());
  await operator.locator("#address").fill("operator@example.com");
  await operator.locator("#password").fill(PASSWORD);
  await operator.locator("main form button").click();
  await operator.waitForURL(/\/account/);
  await giveRole(operator, EDITOR, "Editor");
  await giveRole(operator, APPROVER, "Approver");
  return pages;
}

async function giveRole(operator: Page, address: string, role: string): Promise<void> {
  await operator.goto("/operator");
  await operator.locator("#address").fill(address);
  await operator.getByRole("button", { name: "Find" }).click();
  await expectAccessible(operator);
  await operator.getByRole("link", { name: `Change roles of ${address}` }).click();
  await operator.getByLabel(role).check();
  await operator.getByLabel("Reason").fill("Joined the legal team");
  await operator.getByRole("button", { name: "Save roles" }).click();
  expect(await operator.locator("main").innerText()).toContain(`${role} given`);
}

/** Opens a clause of the draft by its number in the tree. */
async function openClause(editor: Page, draft: string, number: string): Promise<void> {
  await editor.goto(draft);
  await editor.getByRole("link", { name: `Edit ${number}`, exact: true }).click();
}

async function setText(editor: Page, draft: string, { number, zh, en }: { number: string; zh: string; en: string }): Promise<void> {
  await openClause(editor, draft, number);
  await editor.locator(".cm-content[lang=zh-CN]").fill(zh);
  await editor.locator(".cm-content[lang=en]").fill(en);
  await editor.getByRole("button", { name: "Save" }).click();
  await editor.getByText(/^Saved/).waitFor();
}

async function describe(editor: Page, draft: string, effective: string): Promise<void> {
  await editor.goto(`${draft}/review`);
  await editor.getByLabel(/^Essential change/).check();
  await editor.getByLabel("Reason for the class (English)").fill("A flagged clause changes");
  await editor.getByLabel("What changes, for readers (English)").fill("Support answers sooner.");
  await editor.getByLabel("What changes, for readers (Chinese)").fill("客服答复更快。");
  await editor.getByLabel("Takes effect").fill(effective);
  await editor.getByRole("button", { name: "Save" }).click();
  await editor.getByLabel("Why warnings stay, if there are any").fill("They were so in version 2");
  await editor.getByRole("button", { name: "Submit for approval" }).click();
  await editor.waitForURL(/\/review$/);
  expect(await editor.locator("h1").innerText()).toContain("in review");
}

async function approve(approver: Page, draft: string): Promise<void> {
  await approver.goto(`${draft}/review`);
  await approver.getByRole("button", { name: "Approve" }).click();
  await approver.waitForURL(/\/review$/);
  expect(await approver.locator("h1").innerText()).toContain("approved");
}

test("two people bring a draft from the version in force to a version in force, with no way round the notice", async () => {
  const journey = await openJourney({ at: "2026-03-01T08:00:00Z" });
  journey.clock.set("2026-04-02T08:00:00Z");
  const { editor, approver } = await openStaff(journey);

  await editor.goto("/editor");
  await expectAccessible(editor);
  await editor.locator("article", { hasText: "General Terms" }).getByRole("button", { name: "Take version 2 as a draft" }).click();
  await editor.waitForURL(/\/editor\/drafts\/drf_/);
  const draft = new URL(editor.url()).pathname;
  await expectAccessible(editor);

  await setText(editor, draft, { number: "1.1.", zh: "本条款由我们与您订立。", en: "These terms are agreed between us and you." });
  await setText(editor, draft, { number: "2.1.", zh: "“本服务”指我们提供的服务。", en: "“The service” means what we provide." });
  await expectAccessible(editor);
  await editor.getByRole("button", { name: "Move down" }).click();
  await openClause(editor, draft, "1.2.");
  await editor.getByLabel("conspicuous").check();
  await editor.getByRole("button", { name: "Save" }).click();
  await editor.getByText(/^Saved/).waitFor();

  await describe(editor, draft, "2026-05-02T15:59:59.999Z");
  await approver.goto(`${draft}/review`);
  await expectAccessible(approver);
  await approver.getByLabel("What has to be mended").fill("Say who we are in clause 1.1.");
  await approver.getByRole("button", { name: "Reject" }).click();
  await editor.goto(`${draft}/review`);
  expect(await editor.locator("main").innerText()).toContain("Say who we are in clause 1.1.");

  await setText(editor, draft, { number: "1.1.", zh: "本条款由示例科技有限公司与您订立。", en: "These terms are agreed between Example Technology Ltd. and you." });
  await describe(editor, draft, "2026-05-02T15:59:59.999Z");
  await approve(approver, draft);
  await editor.goto(`${draft}/review`);
  await editor.getByLabel("Reason for the record").fill("Spring update");
  await editor.getByRole("button", { name: "Publish and announce" }).click();
  expect(await editor.getByRole("alert").innerText()).toMatch(/3 May 2026|2026-05-0[23]/);

  await describe(editor, draft, "2026-05-03");
  await approve(approver, draft);
  await editor.goto(`${draft}/review`);
  await editor.getByLabel("Reason for the record").fill("Spring update");
  await editor.getByRole("button", { name: "Publish and announce" }).click();
  await editor.waitForURL((url) => url.pathname === draft);
  expect(await editor.locator("h1").innerText()).toContain("published");

  const reader = await journey.newPage({ locale: "en", javaScriptEnabled: false });
  await reader.goto("/agreements/general-terms");
  const banner = await reader.locator("main").innerText();
  expect(banner).toMatch(/Version 3 takes effect on\s+3 May 2026/);
  expect(banner).toContain("Support answers sooner.");
  await reader.goto("/agreements/general-terms/compare/2...3?lang=en");
  const compared = await reader.locator("main").innerText();
  expect(compared).toContain("agreed between");
  expect(compared).toMatch(/\d+ moved/);
  journey.clock.set("2026-05-02T15:59:59.999Z");
  await reader.goto("/agreements/general-terms?lang=en");
  expect(await reader.locator(".agreement-text").innerText()).not.toContain("“The service” means what we provide.");
  journey.clock.set("2026-05-02T16:00:00.000Z");
  await reader.goto("/agreements/general-terms?lang=en");
  expect(await reader.locator(".agreement-text").innerText()).toContain("“The service” means what we provide.");
});
