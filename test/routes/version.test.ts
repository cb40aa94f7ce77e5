import { expect, test } from "vitest";
import { loader } from "#app/routes/version";
import { openShippedPortal, requestOf, SECOND_AT, thrownBy } from "#test/support/pages";
import type { TestPortal } from "#test/support/portal";

function ask(portal: TestPortal, number: string, search = "") {
  const path = `/agreements/general-terms/versions/${number}${search}`;
  return loader(requestOf(portal, { path, params: { slug: "general-terms", number } }));
}

test("a version keeps its address while its standing changes", async () => {
  const portal = await openShippedPortal();
  const before = (await ask(portal, "2")).data.view;
  expect(before).toMatchObject({ shown: { number: 2, status: "announced" }, inForce: 1 });
  portal.clock.set(SECOND_AT);
  const after = (await ask(portal, "2")).data.view;
  expect(after).toMatchObject({ shown: { number: 2, status: "in force" }, text: { sha256: before.text.sha256 } });
  expect((await ask(portal, "1")).data.view).toMatchObject({ shown: { status: "superseded", supersededBy: 2 }, inForce: 2 });
});

test.each(["0", "3", "1.0", "01", "one", "-1", "1e0", "9".repeat(400)])("there is no version %s", async (number) => {
  const thrown = await thrownBy(ask(await openShippedPortal(), number));
  expect(thrown).toMatchObject({ status: 404, data: { code: "version-unknown", details: { slug: "general-terms" } } });
});

test("a version that was not announced yet cannot be read", async () => {
  const portal = await openShippedPortal();
  portal.clock.set("2026-01-15T07:29:59.999Z");
  expect((await thrownBy(ask(portal, "1"))).status).toBe(404);
});

test("a language that the version lacks leads to its history", async () => {
  const thrown = await thrownBy(ask(await openShippedPortal(), "1", "?lang=fr"));
  expect(thrown).toMatchObject({ status: 404, data: { code: "text-unknown", details: { slug: "general-terms" } } });
});
