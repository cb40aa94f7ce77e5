import { expect, test } from "vitest";
import { openForm, readForm } from "#app/http/form.server";
import { readViewer } from "#app/http/viewer.server";
import { openTestBrowser, contextOf, thrownResponse, type TestBrowser } from "#test/support/exchange";
import { addPerson } from "#test/support/people";
import { openTestPortal } from "#test/support/portal";

const HTTPS = { PUBLIC_URL: "https://terms.example.com" };

async function openBrowser(settings: Record<string, string> = {}) {
  const portal = await openTestPortal({ at: "2026-03-01", settings });
  return { portal, browser: openTestBrowser(portal) };
}

/** Opens a page with a form: the browser keeps its cookie, the page has its token. */
function openPage(browser: TestBrowser): string {
  const { formToken, headers } = openForm(browser.get("/sign-in"));
  browser.keep(headers);
  return formToken;
}

async function codeOf(response: Response): Promise<{ status: number; code: string }> {
  return { status: response.status, code: (await response.json()).code };
}

test("a form of this portal is read, and its page may be opened in several tabs", async () => {
  const { browser } = await openBrowser();
  const [first, second] = [openPage(browser), openPage(browser)];
  for (const formToken of [first, second]) {
    expect((await readForm(browser.post("/sign-in", { formToken, address: "李" }), null)).get("address")).toBe("李");
  }
});

test.each([
  ["without a token", {}],
  ["with an invented token", { formToken: "x".repeat(43) }],
])("a form %s is refused", async (_, fields) => {
  const { browser } = await openBrowser();
  openPage(browser);
  const response = await thrownResponse(() => readForm(browser.post("/sign-in", fields), null));
  expect(await codeOf(response)).toEqual({ status: 403, code: "form-stale" });
});

test("a form that is refused gives back what was written in it, and no password", async () => {
  const { browser } = await openBrowser();
  openPage(browser);
  const fields = { formToken: "x", address: "li@example.com", password: "wire fence orchard nine", current: "第 九", name: "李 明", reason: "原因\n两行", version: "ver_1" };
  const response = await thrownResponse(() => readForm(browser.post("/sign-in", fields), null));
  expect((await response.json()).details).toEqual({ typed: "李 明\n\n原因\n两行" });
});

test("a token served to another browser is refused", async () => {
  const { portal, browser } = await openBrowser();
  const formToken = openPage(openTestBrowser(portal));
  openPage(browser);
  const response = await thrownResponse(() => readForm(browser.post("/sign-in", { formToken }), null));
  expect(await codeOf(response)).toEqual({ status: 403, code: "form-stale" });
});

test("a browser that keeps no cookies is refused", async () => {
  const { browser } = await openBrowser();
  const { formToken } = openForm(browser.get("/sign-in"));
  const response = await thrownResponse(() => readForm(browser.post("/sign-in", { formToken }), null));
  expect(await codeOf(response)).toEqual({ status: 403, code: "form-stale" });
});

test.each([
  [{ Origin: "https://evil.example" }],
  [{ Origin: "null" }],
  [{ Origin: "https://terms.example.com.evil.example" }],
  [{ "Sec-Fetch-Site": "cross-site" }],
  [{ "Sec-Fetch-Site": "same-site" }],
])("a form sent with %j is refused even with the right token", async (headers) => {
  const { browser } = await openBrowser(HTTPS);
  const formToken = openPage(browser);
  const response = await thrownResponse(() => readForm(browser.post("/sign-in", { formToken }, headers), null));
  expect(await codeOf(response)).toEqual({ status: 403, code: "form-foreign" });
});

test("a form may come from the public address or from the host that answers", async () => {
  const { portal, browser } = await openBrowser(HTTPS);
  const formToken = openPage(browser);
  expect((await readForm(browser.post("/sign-in", { formToken }), null)).get("formToken")).toBe(formToken);
  const cookie = Array.from(browser.cookies, ([name, value]) => `${name}=${value}`).join("; ");
  const inside = new Request("http://10.0.0.5:3000/sign-in", {
    method: "POST",
    headers: { Cookie: cookie, Origin: "http://10.0.0.5:3000" },
    body: new URLSearchParams({ formToken }),
  });
  expect((await readForm({ request: inside, context: contextOf(portal) }, null)).get("formToken")).toBe(formToken);
});

test("a viewer's form needs the token of their session: the browser's own and another person's are refused", async () => {
  const { portal, browser } = await openBrowser();
  const browserToken = openPage(browser);
  const [li, wang] = [await addPerson(portal), await addPerson(portal, { address: "wang@example.com" })];
  browser.cookies.set("concordat", wang.token);
  const other = await readViewer(browser.get("/"));
  browser.cookies.set("concordat", li.token);
  const viewer = await readViewer(browser.get("/"));
  if (viewer === null || other === null) throw new Error("nobody is signed in");
  expect(viewer.formToken).not.toBe(other.formToken);
  for (const formToken of [browserToken, other.formToken]) {
    const response = await thrownResponse(() => readForm(browser.post("/account", { formToken }), viewer));
    expect(await codeOf(response)).toEqual({ status: 403, code: "form-stale" });
  }
  expect(await readForm(browser.post("/account", { formToken: viewer.formToken }), viewer)).toBeInstanceOf(FormData);
});

test("only POST is taken", async () => {
  const { browser } = await openBrowser();
  const { request, context } = browser.get("/sign-in");
  for (const method of ["GET", "PUT", "DELETE"]) {
    const response = await thrownResponse(() => readForm({ request: new Request(request, { method }), context }, null));
    expect([response.status, response.headers.get("Allow")]).toEqual([405, "POST"]);
  }
});

test("a body that is too large is refused, also when it does not say how large it is", async () => {
  const { browser } = await openBrowser();
  const formToken = openPage(browser);
  const announced = browser.post("/sign-in", { formToken, address: "a".repeat(70_000) });
  expect((await thrownResponse(() => readForm(announced, null))).status).toBe(413);
  const chunk = new TextEncoder().encode("a".repeat(40_000));
  const { request, context } = browser.post("/sign-in", {});
  const body = new ReadableStream({ pull: (controller) => controller.enqueue(chunk) });
  const endless = new Request(request.url, { method: "POST", headers: request.headers, body, duplex: "half" } as RequestInit);
  expect((await thrownResponse(() => readForm({ request: endless, context }, null))).status).toBe(413);
});

test.each(["application/json", "text/plain", "multipart/form-data; boundary=x", ""])("a body of type %j that is no form is refused", async (type) => {
  const { browser } = await openBrowser();
  const { request, context } = browser.post("/sign-in", {});
  const headers = new Headers(request.headers);
  headers.set("Content-Type", type);
  const broken = new Request(request.url, { method: "POST", headers, body: "\u0000{broken" });
  expect(await codeOf(await thrownResponse(() => readForm({ request: broken, context }, null)))).toEqual({ status: 400, code: "form-unreadable" });
});
