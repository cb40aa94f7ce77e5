import { PassThrough, type Transform } from "node:stream";
import { text } from "node:stream/consumers";
import { renderToPipeableStream } from "react-dom/server";
import { expect, test } from "vitest";
import { htmlBody } from "#app/http/html-body.server";

const WORDS = "接受了吗";
const COUNT = 3000;

function rendered(body: Transform): Promise<string> {
  const { pipe } = renderToPipeableStream(<p>{Array.from({ length: COUNT }, (_, place) => <i key={place}>{WORDS}</i>)}</p>, { onAllReady: () => void pipe(body) });
  return text(body);
}

test("Chinese text comes out whole wherever the buffers of the renderer end", async () => {
  expect(await rendered(htmlBody())).toBe(`<p>${`<i>${WORDS}</i>`.repeat(COUNT)}</p>`);
});

test("without that, zero bytes would stand between its characters", async () => {
  expect(await rendered(new PassThrough())).toContain("\0");
});
