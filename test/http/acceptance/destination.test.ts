import { expect, test } from "vitest";
import { gatePath, readDestination } from "#app/http/acceptance/destination.server";

const SERVICE = { serviceUrl: "https://app.example/start" };

test.each([
  ["/me?after=1#x", "/me?after=1#x"],
  ["https://app.example/work?id=1", "https://app.example/work?id=1"],
])("the gate leads on to %s", (given, led) => {
  expect(readDestination(given, SERVICE)).toBe(led);
});

test.each([
  null, "", "me", "https://evil.example/", "//evil.example/", "/\\evil.example", "https://app.example.evil.example/", "https://user:pw@app.example/", "http://app.example/",
  "javascript:alert(1)", "/gate", "/gate?to=/gate", "/accept?set=x", "/sign-in?to=/gate", "/sign-out", "/language", `/${"a".repeat(3000)}`, `https://app.example/${"a".repeat(3000)}`,
])("an off-site, looping or malformed return address (%s) leads to the first page", (given) => {
  expect(readDestination(given, SERVICE)).toBe("/");
});

test("without a service no absolute address is followed, and the gate's own address keeps where one was going", () => {
  expect(readDestination("https://app.example/work", { serviceUrl: null })).toBe("/");
  expect(gatePath("/")).toBe("/gate");
  expect(gatePath("https://app.example/a?b=1")).toBe("/gate?to=https%3A%2F%2Fapp.example%2Fa%3Fb%3D1");
});
