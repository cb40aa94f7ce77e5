import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { publicTag, readPublicPage } from "#app/http/kept-pages.server";

function making(page: string) {
  const made = { count: 0 };
  const render = () => {
    made.count += 1;
    return Promise.resolve(Readable.from([Buffer.from(page)]));
  };
  return { made, of: { nonce: "fresh", render } };
}

test("a page that everybody sees alike is made once for its tag, and anew for another", async () => {
  const { made, of } = making("<p>条款</p>");
  for (const tag of ['W/"one"', 'W/"one"', 'W/"two"']) expect(String(await readPublicPage(tag, of))).toBe("<p>条款</p>");
  expect(made.count).toBe(2);
});

test("a page with a nonce in it is made for each response", async () => {
  const { made, of } = making('<script nonce="fresh"></script>');
  for (const tag of ['W/"three"', 'W/"three"']) await readPublicPage(tag, of);
  expect(made.count).toBe(2);
});

test.each([
  ["of a signed-in person", 200, { ETag: 'W/"a"', "Cache-Control": "private, no-cache" }],
  ["that nothing tells apart from another", 200, { "Cache-Control": "no-cache" }],
  ["of an error", 404, { ETag: 'W/"a"', "Cache-Control": "no-cache" }],
  ["that is not to be kept", 200, { ETag: 'W/"a"', "Cache-Control": "no-store" }],
])("a page %s is kept for nobody", (_, status, headers) => {
  expect(publicTag(status, new Headers(headers))).toBeNull();
});

test("a page of a visitor is known by its tag", () => {
  expect(publicTag(200, new Headers({ ETag: 'W/"a"', "Cache-Control": "no-cache" }))).toBe('W/"a"');
});
