import { Writable } from "node:stream";
import type { ReactNode } from "react";
import { renderToPipeableStream, renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { InBatches, RestProvider } from "#app/components/batches";
import { restsInTurn } from "#app/domain/rest.server";

const ITEMS = Array.from({ length: 9 }, (_, index) => index);

function List({ note }: { note: (item: number) => void }): ReactNode {
  return <ol><InBatches items={ITEMS} most={3}>{(item) => <Item key={item} item={item} note={note} />}</InBatches></ol>;
}

function Item({ item, note }: { item: number; note: (item: number) => void }) {
  note(item);
  return <li>{item}</li>;
}

const WHOLE = `<ol>${ITEMS.map((item) => `<li>${item}</li>`).join("")}</ol>`;

/** What a page says that is rendered as pages are. */
function renderPage(page: ReactNode): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const out = new Writable({ write: (chunk: Buffer, _encoding, done) => { chunks.push(chunk); done(); }, final: (done) => { resolve(Buffer.concat(chunks).toString()); done(); } });
    const { pipe } = renderToPipeableStream(page, { onAllReady: () => pipe(out), onShellError: reject });
  });
}

test("others are served between the batches of a long list, and the page is the same as in one go", async () => {
  const told: (number | "others")[] = [];
  const served = { isOver: false };
  const serve = () => void (served.isOver || setImmediate(() => { told.push("others"); serve(); }));
  serve();
  const html = await renderPage(<RestProvider value={restsInTurn()}><List note={(item) => void told.push(item)} /></RestProvider>);
  served.isOver = true;
  expect(html).toBe(WHOLE);
  const places = ITEMS.map((item) => told.indexOf(item));
  expect(told.filter((each) => each !== "others")).toEqual(ITEMS);
  for (const first of [3, 6]) expect(told.slice(places[first - 1], places[first])).toContain("others");
});

test("where nothing says how to rest, a list is set in one go", () => {
  expect(renderToStaticMarkup(<List note={() => undefined} />)).toBe(WHOLE);
});
