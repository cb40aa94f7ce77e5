import type { Page } from "playwright-core";
import type { Journey } from "#test/support/journey";

const PASSWORD = "wire fence orchard nine";

/** The first operator of a portal, signed in; made by the address that the server prints. */
export async function openOperator(journey: Journey): Promise<Page> {
  const operator = await journey.newPage({ locale: "en" });
  await operator.goto(await journey.operatorLink());
  await operator.locator("#address").fill("operator@example.com");
  await operator.locator("#password").fill(PASSWORD);
  await operator.locator("main form button").click();
  await operator.waitForURL(/\/account/);
  return operator;
}

/** Gives the account of an address roles, by the operator's pages. */
export async function giveRoles(operator: Page, address: string, roles: string[]): Promise<void> {
  await operator.goto("/operator");
  await operator.locator("#address").fill(address);
  await operator.getByRole("button", { name: "Find" }).click();
  await operator.getByRole("link", { name: `Change roles of ${address}` }).click();
  for (const role of roles) await operator.getByRole("checkbox", { name: role }).check();
  await operator.getByLabel("Reason").fill("Joined the legal team");
  await operator.getByRole("button", { name: "Save roles" }).click();
  await operator.getByText(new RegExp(`${roles[0]} given`)).waitFor();
}

/** Takes a version of the general terms as a draft; gives the address of its page. */
export async function takeAsDraft(editor: Page): Promise<string> {
  await editor.goto("/editor");
  await editor.locator('form:has(input[value="general-terms"]) button').first().click();
  await editor.waitForURL(/\/editor\/drafts\/drf_/);
  return new URL(editor.url()).pathname;
}
