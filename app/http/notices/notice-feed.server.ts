import { createHash } from "node:crypto";
import { readNewestNotices } from "#app/domain/notice/public/public-notices.server";
import { inLanguage } from "#app/domain/publication/localised";
import type { Exchange } from "#app/http/context";
import { readLanguage } from "#app/http/language.server";
import { feedOf, type Feed } from "#app/http/notices/notice-feeds";
import { viewNoticeLine } from "#app/http/notices/notices-view.server";
import { isCopyRight } from "#app/http/revalidate.server";

type Format = { file: string; type: string; write: (feed: Feed) => string };

/** Answers with the feed of public notices in the language that the address names, or else the reader prefers. */
export async function answerFeed(exchange: Exchange, { file, type, write }: Format): Promise<Response> {
  const { request, context: { portal } } = exchange;
  const language = readLanguage(exchange, null);
  const notices = await readNewestNotices(portal);
  const lines = notices.map((notice) => {
    const { contractingParty, bindingLanguage } = notice.version.manifest.agreement;
    return { ...viewNoticeLine(notice, language), party: inLanguage(contractingParty.name, [language, bindingLanguage]).text };
  });
  const body = write(feedOf(lines, { language, publicUrl: portal.settings.publicUrl, file }));
  const tag = `W/"${createHash("sha256").update(body).digest("base64url")}"`;
  const headers = new Headers({
    "Content-Type": `${type}; charset=utf-8`,
    "Content-Language": language,
    "Cache-Control": "public, no-cache",
    Vary: "Accept-Language, Cookie",
    ETag: tag,
    ...(notices[0] && { "Last-Modified": new Date(notices[0].happenedAt).toUTCString() }),
  });
  return isCopyRight(request, tag) ? new Response(null, { status: 304, headers }) : new Response(body, { headers });
}
