import { expect, test } from "vitest";
import { sha256Of } from "#app/domain/digest";
import { loader } from "#app/routes/version-text";
import { openShippedPortal, requestOf } from "#test/support/pages";
import type { TestPortal } from "#test/support/portal";

type Asked = { slug?: string; number?: string; file?: string; headers?: Record<string, string> };

function ask(portal: TestPortal, { slug = "general-terms", number = "1", file = "zh-CN.md", headers = {} }: Asked): Promise<Response> {
  const path = `/agreements/${slug}/versions/${number}/${file}`;
  return loader(requestOf(portal, { path, params: { slug, number, file }, headers }));
}

test("the exact text is served as markdown that never changes, under the hash that it was published with", async () => {
  const response = await ask(await openShippedPortal(), {});
  const body = await response.text();
  expect(body).toContain("1. 合同双方");
  expect(Object.fromEntries(response.headers)).toEqual({
    "content-type": "text/markdown; charset=utf-8",
    "content-language": "zh-CN",
    "content-disposition": 'inline; filename="general-terms-1.zh-CN.md"',
    "cache-control": "public, max-age=31536000, immutable",
    etag: `"${sha256Of(body)}"`,
  });
});

test("a reader whose copy is right gets no body, even when a proxy weakened the tag", async () => {
  const portal = await openShippedPortal();
  const tag = (await ask(portal, {})).headers.get("ETag") ?? "";
  const again = await ask(portal, { headers: { "If-None-Match": `"other", W/${tag}` } });
  expect([again.status, await again.text()]).toEqual([304, ""]);
  const other = await ask(portal, { headers: { "If-None-Match": '"other"' } });
  expect(other.status).toBe(200);
});

test.each([
  [{ slug: "no-such-terms" }, "agreement-unknown"],
  [{ number: "9" }, "version-unknown"],
  [{ number: "01" }, "version-unknown"],
  [{ file: "ja.md" }, "text-unknown"],
  [{ file: "zh-CN.html" }, "text-unknown"],
  [{ file: "../../1.json" }, "text-unknown"],
])("%o is not found, said to machines in one form", async (asked, code) => {
  const response = await ask(await openShippedPortal(), asked);
  expect(response.status).toBe(404);
  expect(response.headers.get("Content-Type")).toBe("application/problem+json");
  expect(await response.json()).toMatchObject({ status: 404, code });
});
