import { createHash } from "node:crypto";
import type { Exchange } from "#app/http/context";
import { problemResponse } from "#app/http/problem";
import { isCopyRight } from "#app/http/revalidate.server";
import { readLanguage } from "#app/http/language.server";

/** A text for everyone, under the name with which it is saved. */
export type PublishedText = { name: string; text: string };

/** Answers with a text that anyone may keep and ask about again, or with the refusal as problem+json. */
export async function answerPublishedText({ request, context }: Exchange, work: Promise<PublishedText>): Promise<Response> {
  try {
    const { name, text } = await work;
    const tag = `"${createHash("sha256").update(text).digest("base64url")}"`;
    const headers = new Headers({
      "Content-Type": "text/plain; charset=utf-8",
      "Content-Disposition": `inline; filename="${name}"`,
      "Cache-Control": "public, no-cache",
      ETag: tag,
    });
    return isCopyRight(request, tag) ? new Response(null, { status: 304, headers }) : new Response(text, { headers });
  } catch (error) {
    return problemResponse(error, readLanguage({ request, context }, null));
  }
}
