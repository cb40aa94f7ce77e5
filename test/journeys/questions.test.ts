import { expect, test } from "vitest";
import { expectAccessible } from "#test/support/browser";
import { openJourney } from "#test/support/journey";
import { openEditor } from "#test/support/journey-staff";

const READER = "chen.jie@example.com";

test("a reader asks what a clause means, staff answer, and the answer reaches the reader and the clause", async () => {
  const journey = await openJourney({ at: "2026-03-01T08:00:00Z" });
  const editor = await openEditor(journey);
  const stranger = await journey.newPage({ locale: "en", javaScriptEnabled: false });
  await stranger.goto("/agreements/general-terms?lang=en");
  await stranger.getByRole("link", { name: "Ask what 1.1. means" }).click();
  await stranger.getByRole("link", { name: "Sign in to ask" }).click();
  expect(stranger.url()).toContain("/sign-in?to=");

  const reader = await journey.newPage({ locale: "en", width: 390 });
  await journey.signUp(reader, READER);
  await reader.goto("/accept");
  await reader.getByRole("link", { name: "Ask what a clause means" }).first().click();
  await expectAccessible(reader);
  await reader.getByRole("link", { name: /^1\.1\. / }).click();
  await expectAccessible(reader);
  await reader.getByRole("button", { name: "Send the question" }).click();
  expect(await reader.getByRole("alert").innerText()).toContain("Write your question");
  await expectAccessible(reader);
  await reader.getByLabel("Your question", { exact: true }).fill("Who is “we” here?");
  await reader.getByRole("button", { name: "Send the question" }).click();
  expect(await reader.getByRole("status").innerText()).toContain("The question was sent");
  expect(await reader.locator("main").innerText()).toContain("Waits for an answer");
  await expectAccessible(reader);

  await editor.goto("/editor");
  await editor.getByRole("link", { name: "Questions about clauses: 1 waiting" }).click();
  await expectAccessible(editor);
  await editor.getByRole("link", { name: "Answer the question about 1.1." }).click();
  await expectAccessible(editor);
  await editor.getByLabel("Answer", { exact: true }).fill("The company named at the head of the page.");
  await editor.getByLabel("The question for everybody (optional)").fill("Who is “we”?");
  await editor.getByRole("button", { name: "Send the answer" }).click();
  expect(await editor.getByRole("status").innerText()).toContain("The answer was sent");
  await expectAccessible(editor);

  const mail = await journey.mailTo(READER, "/questions#");
  expect(mail).toContain("The company named at the head of the page.");
  await reader.goto("/questions");
  expect(await reader.locator("main").innerText()).toContain("The company named at the head of the page.");
  await expectAccessible(reader);
  const other = await journey.newPage({ locale: "zh-CN" });
  await other.goto("/agreements/general-terms?lang=en");
  await other.getByRole("link", { name: /询问 1\.1\. 的含义/ }).click();
  expect(await other.locator("main").innerText()).toContain("The company named at the head of the page.");
  expect(await other.locator("main").innerText()).not.toContain("here?");
  await expectAccessible(other);
});
