import { expect, test } from "vitest";
import { expectAccessible } from "#test/support/browser";
import { openJourney } from "#test/support/journey";
import { openOperator } from "#test/support/journey-staff";

const PERSON = "wang.fang@example.com";
const HEAD = "email,version,happened_at,method\n";

function fileOf(rows: string) {
  return { name: "rows.csv", mimeType: "text/csv", buffer: Buffer.from(HEAD + rows) };
}

test("an operator brings in a past acceptance, and its person finds it with what is not known of it", async () => {
  const journey = await openJourney({ at: "2026-03-01T08:00:00Z" });
  const operator = await openOperator(journey);
  await operator.goto("/operator");
  await operator.getByRole("link", { name: "Bring in past acceptances" }).click();
  await expectAccessible(operator);
  await operator.locator("#file").setInputFiles(fileOf(`${PERSON},1,2024-05-01\nnobody,1,2024-05-01,click\n`));
  await operator.getByLabel("System that recorded them").fill("The former shop");
  await operator.getByRole("button", { name: "Check and bring in" }).click();
  expect(await operator.getByRole("alert").innerText()).toContain("Line 3");
  await expectAccessible(operator);
  await operator.locator("#file").setInputFiles(fileOf(`${PERSON},1,2024-05-01,box ticked\n`));
  await operator.getByRole("button", { name: "Check and bring in" }).click();
  expect(await operator.getByRole("status").innerText()).toContain("1 acceptances were brought in");

  const person = await journey.newPage({ locale: "en", width: 390 });
  await journey.signUp(person, PERSON);
  await person.goto("/me");
  expect(await person.locator("main").innerText()).toContain("brought in from earlier records");
  await person.getByRole("link", { name: "Receipt" }).first().click();
  const receipt = await person.locator("main").innerText();
  expect(receipt).toContain("The former shop");
  expect(receipt).toContain("the screen that was shown");
  expect(receipt).toContain("the time of day");
  await expectAccessible(person);
});
