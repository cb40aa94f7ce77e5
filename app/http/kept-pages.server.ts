import { buffer } from "node:stream/consumers";
import type { Readable } from "node:stream";
import { createTextCache } from "#app/domain/publication/text-cache";

/** About 64 MB. */
const KEPT_BYTES = 64_000_000;

const pages = createTextCache<Buffer<ArrayBuffer>>(KEPT_BYTES);

/**
 * The tag of a page that is the same for everybody who is not signed in; null for others. Such a tag covers everything that the page is made from
 * (revalidate.server.ts), so that equal tags mean equal pages.
 */
export function publicTag(status: number, headers: Headers): string | null {
  return status === 200 && headers.get("Cache-Control") === "no-cache" ? headers.get("ETag") : null;
}

type Making = { nonce: string; render: () => Promise<Readable> };

/** The page of a public tag, made once and kept while room lasts; never one with a nonce in it, which is good for one response. */
export async function readPublicPage(tag: string, { nonce, render }: Making): Promise<Buffer<ArrayBuffer>> {
  const kept = pages.get(tag);
  if (kept) return kept;
  const page = Buffer.from(await buffer(await render()));
  if (!page.includes(nonce)) pages.set(tag, page, page.length);
  return page;
}
