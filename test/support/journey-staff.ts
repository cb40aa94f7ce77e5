import type { Page } from "playwright-core";
import type { Journey } from "#test/support/journey";

const PASSWORD = "wire fence orchard nine";

/** The first operator of the portal, signed in. */
export async function openOperator(journey: Journey): Promise<Page> {
  const operator = await journey.newPage({ locale: "en" });
  await operator.goto(await journey.operatorLink());
  await operator.locator("#address").fill("operator@example.com");
  await operator.locator("#password").fill(PASSWORD);
  await operator.locator("main form button").click();
  await operator.waitForURL(/\/account/);
  return operator;
}

/** A signed-in person to whom the operator gave a role, by the name of the role on the page. */
export async function openStaff(journey: Journey, operator: Page, { address, role }: { address: string; role: string }): Promise<Page> {
  const page = await journey.newPage({ locale: "en" });
  await journey.signUp(page, address);
  await operator.goto("/operator");
  await operator.locator("#address").fill(address);
  await operator.getByRole("button", { name: "Find" }).click();
  await operator.getByRole("link", { name: `Change roles of ${address}` }).click();
  await operator.getByLabel(role).check();
  await operator.getByLabel("Reason").fill("Joined the legal team");
  await operator.getByRole("button", { name: "Save roles" }).click();
  await operator.getByRole("status").waitFor();
  return page;
}

/** A signed-in editor. */
export async function openEditor(journey: Journey): Promise<Page> {
  return openStaff(journey, await openOperator(journey), { address: "editor@example.com", role: "Editor" });
}
