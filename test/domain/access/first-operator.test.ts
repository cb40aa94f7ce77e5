import { expect, test } from "vitest";
import { createFirstOperator, openOperatorLink } from "#app/domain/access/first-operator.server";
import { readSession } from "#app/domain/access/session.server";
import { addPerson, PASSWORD, waitingSubjects } from "#test/support/people";
import { openTestPortal, type TestPortal } from "#test/support/portal";

const OPERATOR = { address: "operator@example.com", password: PASSWORD, name: null, language: "en" } as const;

async function printedToken(portal: TestPortal): Promise<string> {
  return (await openOperatorLink(portal))?.split("/operator/")[1] ?? "";
}

test("the printed link makes the first operator, who is signed in by it", async () => {
  const portal = await openTestPortal({ at: "2026-03-01", settings: { PUBLIC_URL: "https://terms.example.com" } });
  const link = await openOperatorLink(portal);
  expect(link).toMatch(/^https:\/\/terms\.example\.com\/operator\/[\w-]{43}$/);
  const created = await createFirstOperator(portal, { ...OPERATOR, token: link?.split("/operator/")[1] ?? "" });
  if (created.outcome !== "created") throw new Error(created.outcome);
  expect(await readSession(portal, created.token)).toMatchObject({ roles: ["operator"], isAddressConfirmed: false });
  expect(await portal.db.selectFrom("signIns").select("method").execute()).toEqual([{ method: "link" }]);
  expect(await waitingSubjects(portal)).toEqual(["Confirm your e-mail address"]);
  expect(await openOperatorLink(portal)).toBeNull();
});

test("each start prints a fresh link and ends the former one", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const [former, latest] = [await printedToken(portal), await printedToken(portal)];
  expect(await createFirstOperator(portal, { ...OPERATOR, token: former })).toEqual({ outcome: "link-over" });
  expect(await createFirstOperator(portal, { ...OPERATOR, token: latest })).toMatchObject({ outcome: "created" });
});

test("of several uses of the link at once one makes an operator", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const token = await printedToken(portal);
  const uses = [1, 2, 3].map((i) => createFirstOperator(portal, { ...OPERATOR, address: `operator${i}@example.com`, token }));
  const outcomes = (await Promise.all(uses)).map(({ outcome }) => outcome);
  expect(outcomes.toSorted()).toEqual(["created", "link-over", "link-over"]);
  expect((await portal.db.selectFrom("accounts").select("id").execute()).length).toBe(1);
});

test("an address that has an account is refused and the link stays usable", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  await addPerson(portal, { address: OPERATOR.address });
  const token = await printedToken(portal);
  expect(await createFirstOperator(portal, { ...OPERATOR, token })).toEqual({ outcome: "taken" });
  expect(await createFirstOperator(portal, { ...OPERATOR, address: "other@example.com", token })).toMatchObject({ outcome: "created" });
});

test("the link works for a day, even where sign-up is closed", async () => {
  const portal = await openTestPortal({ at: "2026-03-01", settings: { SIGN_UP: "no" } });
  const token = await printedToken(portal);
  portal.clock.set("2026-03-02");
  expect(await createFirstOperator(portal, { ...OPERATOR, token })).toEqual({ outcome: "link-over" });
  expect(await createFirstOperator(portal, { ...OPERATOR, token: await printedToken(portal) })).toMatchObject({ outcome: "created" });
});
