import { expect, test } from "vitest";
import { loader as agreements } from "#app/routes/agreements";
import { loader } from "#app/routes/home";
import { openShippedPortal, requestOf } from "#test/support/pages";
import { addPerson } from "#test/support/people";
import { openTestPortal, type TestPortal } from "#test/support/portal";

async function askHome(portal: TestPortal, headers: Record<string, string> = {}) {
  const { data, init } = await loader(requestOf(portal, { path: "/", headers }));
  return { entries: data.entries, headers: new Headers(init?.headers) };
}

test("home lists the agreements in order of precedence, with what is in force and what comes", async () => {
  const { entries } = await askHome(await openShippedPortal(), { "Accept-Language": "en" });
  expect(entries.map(({ title, inForce, next }) => [title.text, inForce?.number, next.map(({ number }) => number)])).toEqual([
    ["Cloud Notes Special Terms", 1, []],
    ["General Terms of Service", 1, [2]],
    ["Privacy Notice", 1, []],
    ["Consent to Product News, Usage Statistics and Interviews", 1, []],
  ]);
});

test("once its instant has come the announced version is the one in force", async () => {
  const portal = await openShippedPortal();
  portal.clock.set("2026-02-14T16:00:00Z");
  const { entries } = await askHome(portal);
  expect(entries[1]).toMatchObject({ slug: "general-terms", inForce: { number: 2 }, next: [] });
});

test("an empty portal has an empty home", async () => {
  expect((await askHome(await openTestPortal({ at: "2026-01-15" }))).entries).toEqual([]);
});

test("a visitor is shown no standing and nothing to accept", async () => {
  const { entries } = await askHome(await openShippedPortal());
  expect(entries.map(({ own }) => own)).toEqual([null, null, null, null]);
});

test("a signed-in person reads how they stand, and what to do about it", async () => {
  const portal = await openShippedPortal();
  const { token } = await addPerson(portal);
  const { entries, headers } = await askHome(portal, { Cookie: `concordat=${token}`, "Accept-Language": "en" });
  expect(entries[1]?.own).toMatchObject({ action: { href: "/accept", isAsked: true } });
  expect(entries[2]?.own).toBeNull();
  expect(headers.get("Cache-Control")).toBe("private, no-cache");
});

test("the tag of the page changes with language, viewer and news, and with nothing else", async () => {
  const portal = await openShippedPortal();
  const tagOf = async (headers: Record<string, string>) => (await askHome(portal, headers)).headers.get("ETag");
  const first = await tagOf({ "Accept-Language": "en" });
  portal.clock.set("2026-01-20");
  expect(await tagOf({ "Accept-Language": "en-GB" })).toBe(first);
  expect(await tagOf({ "Accept-Language": "zh" })).not.toBe(first);
  const { token } = await addPerson(portal);
  expect(await tagOf({ "Accept-Language": "en", Cookie: `concordat=${token}` })).not.toBe(first);
  portal.clock.set("2026-02-14T16:00:00Z");
  expect(await tagOf({ "Accept-Language": "en" })).not.toBe(first);
});

test("the address of an agreement without its name leads to the list of all", () => {
  expect(agreements().headers.get("Location")).toBe("/");
});
