import { expect, test } from "vitest";
import { endSessionStep } from "#app/domain/access/session.server";
import { limitedClient } from "#app/http/limits.server";
import { readOnwardPath, readReturnPath } from "#app/http/return-path.server";
import { endedSessionCookie, readSessionToken, sessionCookie } from "#app/http/session.server";
import { readViewer, requireViewer } from "#app/http/viewer.server";
import { contextOf, openTestBrowser, thrownResponse } from "#test/support/exchange";
import { addPerson } from "#test/support/people";
import { openTestPortal } from "#test/support/portal";

test("over https the session cookie is for this host alone, never for scripts, and lives as long as the session", async () => {
  const portal = await openTestPortal({ at: "2026-03-01", settings: { PUBLIC_URL: "https://terms.example.com", SESSION_HOURS: "12" } });
  const attributes = "Path=/; HttpOnly; SameSite=Lax";
  expect(sessionCookie(contextOf(portal), "abc")).toBe(`__Host-concordat=abc; ${attributes}; Max-Age=43200; Secure`);
  expect(endedSessionCookie(contextOf(portal))).toBe(`__Host-concordat=; ${attributes}; Max-Age=0; Secure`);
});

test("over http the cookie has a name of its own, and a cookie of the other kind is not read", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  expect(sessionCookie(contextOf(portal), "abc")).toBe("concordat=abc; Path=/; HttpOnly; SameSite=Lax; Max-Age=1209600");
  const browser = openTestBrowser(portal);
  browser.cookies.set("__Host-concordat", "abc");
  browser.cookies.set("xconcordat", "abc");
  expect(readSessionToken(browser.get("/"))).toBeNull();
});

test("the viewer is the person of the session cookie", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const person = await addPerson(portal, { customerKind: "business", language: "zh-CN" });
  const browser = openTestBrowser(portal);
  expect(await readViewer(browser.get("/"))).toBeNull();
  browser.cookies.set("concordat", "not a session");
  expect(await readViewer(browser.get("/"))).toBeNull();
  browser.cookies.set("concordat", person.token);
  const { partyId, accountId, signInId, signIn, party, own } = person;
  expect(own).toEqual({ partyId, customerKind: "business" });
  expect(signIn).toEqual({ id: signInId, method: "password", happenedAt: portal.now() });
  const viewer = { own, actingFor: { whom: "self" }, partyId, accountId, signInId, signIn, party, address: "li.ming@example.com", isAddressConfirmed: false, roles: [], language: "zh-CN", left: null, unread: 0 };
  expect(await readViewer(browser.get("/"))).toEqual({ ...viewer, formToken: expect.stringMatching(/^[\w-]{43}$/) });
});

test("the loaders of one page share their viewer; the next page and a form ask anew", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const browser = openTestBrowser(portal);
  browser.cookies.set("concordat", (await addPerson(portal)).token);
  const page = browser.get("/");
  const form = browser.post("/", {});
  const viewer = await readViewer(page);
  expect(await readViewer(form)).toMatchObject({ accountId: viewer?.accountId });
  await portal.writer.commit({ steps: [endSessionStep(browser.cookies.get("concordat") ?? "")] });
  expect(await readViewer({ ...page, request: new Request(page.request) })).toBe(viewer);
  expect([await readViewer(form), await readViewer(browser.get("/"))]).toEqual([null, null]);
});

test("who is not signed in is sent to sign in and back to the page they wanted", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const response = await thrownResponse(() => requireViewer(openTestBrowser(portal).get("/accept?set=a&lang=zh-CN")));
  expect([response.status, response.headers.get("Location")]).toEqual([302, "/sign-in?to=%2Faccept%3Fset%3Da%26lang%3Dzh-CN"]);
});

test.each(["/me", "/agreements/general-terms?at=2026-01-01#c-3.1", "/account"])("%s is a place to go on to", (path) => {
  expect(readOnwardPath(path)).toBe(path);
});

test.each([
  "https://evil.example/", "//evil.example/", "/\\evil.example/", "\\\\evil.example", "/\t/evil.example", "javascript:alert(1)", "me", "",
  "/sign-out", "/language", "/x/..//evil.example/", `/${"a".repeat(2001)}`, null,
])("%j leads to the first page instead", (path) => {
  expect(readReturnPath(path)).toBe("/");
  expect(readOnwardPath(path)).toBe("/");
});

test.each(["/sign-in", "/sign-in?to=/sign-in", "/sign-up#x", "/reset/abc", "/./sign-in"])("%j may be gone back to, but not on to from a sign-in", (path) => {
  expect(readReturnPath(path)).toBe(path.replace("/.", ""));
  expect(readOnwardPath(path)).toBe("/");
});

test.each([
  ["192.0.2.7", "192.0.2.7"],
  ["::ffff:192.0.2.7", "192.0.2.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
  ["2001:0db8:0001:0002::9", "2001:db8:1:2"],
  ["2001:db8::1", "2001:db8:0:0"],
  ["::1", "0:0:0:0"],
  ["fe80::1%eth0", "fe80:0:0:0"],
  ["", ""],
])("the client %j is counted as %j", async (address, counted) => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  expect(limitedClient(contextOf(portal, address))).toBe(counted);
});
