import { expect, test } from "vitest";
import { at, openTestPortal } from "#test/support/portal";

test("a demo portal goes by the clock it is given", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  expect(portal.now()).toBe(at("2026-03-01"));
  portal.clock.set("2026-04-01T10:00:00+08:00");
  expect(portal.now()).toBe("2026-04-01T02:00:00.000Z");
});
