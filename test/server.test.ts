import { request as send } from "node:http";
import type { ServerBuild } from "@remix-run/node";
import { expect, onTestFinished, test } from "vitest";
import { openServer } from "#app/server";
import { openTestPortal } from "#test/support/portal";

/** What reaches Remix is answered with 500 here, for there are no routes: what is refused before has its own status. */
const NO_ROUTES = {
  routes: {}, assets: { routes: {}, entry: { module: "", imports: [] }, url: "", version: "" }, assetsBuildDirectory: "", publicPath: "/", basename: "/",
  entry: { module: { default: () => new Response("page", { status: 299 }) } }, future: {}, mode: "production", isSpaMode: false,
} as unknown as ServerBuild;

type Asked = { method?: string; path?: string; headers?: Record<string, string> };

async function ask(settings: Record<string, string>, { method = "GET", path = "/", headers = {} }: Asked) {
  const portal = await openTestPortal({ at: "2026-03-01", settings });
  const running = await openServer(NO_ROUTES, { ...portal, settings: { ...portal.settings, port: 0 } });
  onTestFinished(() => running.close());
  return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]> }>((resolve, reject) => {
    const sent = send(new URL(path, running.url), { method, headers: { host: "portal.example", ...headers } }, (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, headers: response.headers });
    });
    sent.on("error", reject).end();
  });
}

test.each([
  ["another site", "https://evil.example"],
  ["another port of this host", "http://portal.example:8080"],
  ["nowhere", "null"],
])("a form sent from %s is refused", async (_, origin) => {
  expect((await ask({}, { method: "POST", headers: { origin } })).status).toBe(403);
});

test.each([
  ["the host that was asked", {}, "http://portal.example"],
  ["the public address, behind a proxy that keeps the host to itself", { PUBLIC_URL: "https://terms.example" }, "https://terms.example"],
])("a form sent from %s goes on to its page", async (_, settings, origin) => {
  expect((await ask(settings, { method: "POST", headers: { origin } })).status).not.toBe(403);
});

test.each(["PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"])("%s is not answered", async (method) => {
  const { status, headers } = await ask({}, { method });
  expect([status, headers.allow]).toEqual([405, "GET, HEAD, POST"]);
});

test.each(["/accept.data", "/_root.data", "/__manifest"])("%s gives no data apart from a page", async (path) => {
  expect((await ask({}, { path })).status).toBe(404);
});

test("health answers without the database, ready with it", async () => {
  expect((await ask({}, { path: "/health" })).status).toBe(200);
  expect((await ask({}, { path: "/ready" })).status).toBe(200);
});

test("every answer forbids framing, foreign content and guessing of types", async () => {
  const { headers } = await ask({}, { path: "/page.data" });
  expect(headers["content-security-policy"]).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["strict-transport-security"]).toBeUndefined();
});

test("over https browsers are told to stay there", async () => {
  const { headers } = await ask({ PUBLIC_URL: "https://terms.example" }, { path: "/page.data" });
  expect(headers["strict-transport-security"]).toMatch(/max-age=\d{7,}/);
});
