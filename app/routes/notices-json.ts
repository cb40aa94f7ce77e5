import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerFeed } from "#app/http/notices/notice-feed.server";
import { jsonFeedOf } from "#app/http/notices/notice-feeds";

/** The public notices as JSON Feed. */
export function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  return answerFeed({ request, context }, { file: "feed.json", type: "application/feed+json", write: jsonFeedOf });
}
