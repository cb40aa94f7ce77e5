import { expect, test } from "vitest";
import { readLanguage } from "#app/http/language.server";
import { action } from "#app/routes/language";
import { requestOf, thrownBy } from "#test/support/pages";
import { openTestPortal } from "#test/support/portal";

const FROM_HERE = { "Sec-Fetch-Site": "same-origin" };

test("the language chosen is remembered in the browser, and the reader goes on where they were", async () => {
  const portal = await openTestPortal({ at: "2026-01-15" });
  const form = { language: "en", to: "/agreements/general-terms?lang=zh-CN" };
  const response = await action(requestOf(portal, { path: "/language", headers: FROM_HERE, form }));
  expect([response.status, response.headers.get("Location")]).toEqual([303, form.to]);
  const cookie = response.headers.get("Set-Cookie")?.split(";")[0] ?? "";
  const next = requestOf(portal, { path: "/", headers: { Cookie: cookie, "Accept-Language": "zh-CN" } });
  expect(readLanguage(next, { language: "zh-CN" })).toBe("en");
});

test.each(["https://elsewhere.example/", "//elsewhere.example", "/language", "javascript:alert(1)", ""])(
  "the way back never leads to %s",
  async (to) => {
    const portal = await openTestPortal({ at: "2026-01-15" });
    const response = await action(requestOf(portal, { path: "/language", headers: FROM_HERE, form: { language: "en", to } }));
    expect(response.headers.get("Location")).toBe("/");
  },
);

test("a language that there is not is refused and nothing is remembered", async () => {
  const portal = await openTestPortal({ at: "2026-01-15" });
  const thrown = await thrownBy(action(requestOf(portal, { path: "/language", headers: FROM_HERE, form: { language: "xx" } })));
  expect(thrown).toMatchObject({ status: 400, data: { code: "input-invalid" } });
});

test("another site cannot choose for the reader", async () => {
  const portal = await openTestPortal({ at: "2026-01-15" });
  const headers = { "Sec-Fetch-Site": "cross-site" };
  const thrown = await thrownBy(action(requestOf(portal, { path: "/language", headers, form: { language: "en" } })));
  expect(thrown).toMatchObject({ status: 403, data: { code: "form-foreign" } });
});

test("without a choice the account's language counts, then the browser's, then the portal's", async () => {
  const portal = await openTestPortal({ at: "2026-01-15", settings: { DEFAULT_LANGUAGE: "en" } });
  const asked = (header?: string) => requestOf(portal, { path: "/", headers: header ? { "Accept-Language": header } : {} });
  expect(readLanguage(asked("en"), { language: "zh-CN" })).toBe("zh-CN");
  expect(readLanguage(asked("zh"), null)).toBe("zh-CN");
  expect(readLanguage(asked("fr"), null)).toBe("en");
  expect(readLanguage(asked(), { language: "tlh" })).toBe("en");
});
