import { expect, test } from "vitest";
import { expectAccessible } from "#test/support/browser";
import { openJourney } from "#test/support/journey";
import { openEditor } from "#test/support/journey-staff";

test("an editor opens a draft for comments, a reader comments, and the answer stands there without a name", async () => {
  const journey = await openJourney({ at: "2026-03-01T08:00:00Z" });
  const editor = await openEditor(journey);
  await editor.goto("/editor");
  await editor.locator("article", { hasText: "General Terms" }).getByRole("button", { name: "Take version 2 as a draft" }).click();
  await editor.waitForURL(/\/editor\/drafts\/drf_/);
  const draft = new URL(editor.url()).pathname;
  await editor.getByRole("link", { name: "Edit 1.1.", exact: true }).click();
  await editor.locator(".cm-content[lang=en]").fill("These terms are agreed between Example Technology Ltd. and you.");
  await editor.getByRole("button", { name: "Save" }).click();
  await editor.getByText(/^Saved/).waitFor();
  await editor.goto(`${draft}/review`);
  await editor.getByLabel(/^Essential change/).check();
  await editor.getByLabel("Reason for the class (English)").fill("A flagged clause changes");
  await editor.getByLabel("What changes, for readers (English)").fill("It says who we are.");
  await editor.getByLabel("What changes, for readers (Chinese)").fill("写明我们是谁。");
  await editor.getByRole("button", { name: "Save" }).click();
  await editor.getByLabel("Why warnings stay, if there are any").fill("They were so in version 2");
  await editor.getByRole("button", { name: "Submit for approval" }).click();
  await editor.getByRole("link", { name: "Public comments" }).click();
  await expectAccessible(editor);
  await editor.getByLabel("Comments open until").fill("2026-03-20");
  await editor.getByRole("button", { name: "Open for comments" }).click();
  await editor.getByRole("link", { name: "The page for readers" }).waitFor();

  const reader = await journey.newPage({ locale: "en", width: 390 });
  await journey.signUp(reader, "chen.jie@example.com");
  await reader.goto("/agreements/general-terms?lang=en");
  await expectAccessible(reader);
  await reader.getByRole("link", { name: "Read the proposal and comment" }).click();
  await expectAccessible(reader);
  await reader.getByLabel("Your comment").fill("Please name the registered office too.");
  await reader.getByRole("button", { name: "Send the comment" }).click();
  expect(await reader.getByRole("status").innerText()).toContain("The comment was sent");

  await editor.goto(`${draft}/comments`);
  await editor.getByRole("link", { name: /^Answer this comment/ }).click();
  await expectAccessible(editor);
  await editor.getByLabel("Answer", { exact: true }).fill("It stands in clause 13.");
  await editor.getByRole("button", { name: "Send the answer" }).click();

  const stranger = await journey.newPage({ locale: "zh-CN" });
  await stranger.goto(new URL(reader.url()).pathname + "?lang=en");
  const said = await stranger.locator("#comments + *, section:has(#comments)").first().innerText();
  expect(said).toContain("It stands in clause 13.");
  expect(await stranger.locator("main").innerText()).not.toContain("chen.jie");
  await expectAccessible(stranger);
  await stranger.goto(new URL(reader.url()).pathname + "?view=text");
  await expectAccessible(stranger);
  journey.clock.set("2026-03-19T16:00:00Z");
  await stranger.reload();
  expect(await stranger.locator("main form").count()).toBe(0);
});
