import { expect, test } from "vitest";
import { openJourney } from "#test/support/journey";
import { openOperator, openStaff } from "#test/support/journey-staff";
import { look, lookInBoth } from "#test/support/look";

test("an editor sets zone, deeming and the purposes of a consent and the review shows what changes beside the text", async () => {
  const journey = await openJourney({ at: "2026-03-01T08:00:00Z" });
  const operator = await openOperator(journey);
  const editor = await openStaff(journey, operator, { address: "chen.jing@example.com", role: "Editor" });
  await editor.goto("/editor/agreements/product-news-consent");
  await editor.getByRole("button", { name: "Take version 1 as a draft" }).click();
  await editor.getByRole("link", { name: "Agreement", exact: true }).click();
  await lookInBoth(editor);
  await editor.getByLabel("Time zone").fill("Nowhere/Land");
  await editor.getByLabel("Code", { exact: true }).fill("surveys");
  await editor.getByRole("button", { name: "Save" }).click();
  expect(await editor.getByRole("alert").innerText()).toContain("Enter a time zone of the IANA database");
  expect(await editor.getByRole("alert").innerText()).toContain("Enter the title of the purpose");
  await look(editor);
  await editor.getByLabel("Time zone").fill("Europe/Berlin");
  for (const language of ["zh-CN", "en"]) {
    await editor.locator(`[name="purpose.3.title.${language}"]`).fill("Surveys");
    await editor.locator(`[name="purpose.3.description.${language}"]`).fill("Two surveys a year, by us, until you withdraw.");
  }
  await editor.getByRole("button", { name: "Save" }).click();
  await editor.getByText("Saved.").waitFor();
  await editor.getByRole("link", { name: "Review", exact: true }).click();
  const changes = await editor.locator("section:has(> #terms)").innerText();
  expect(changes).toContain("Europe/Berlin");
  expect(changes).toContain("surveys – Surveys");
  await lookInBoth(editor);
});
