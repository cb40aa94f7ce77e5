import type { LoaderFunctionArgs } from "@remix-run/node";
import { answerFeed } from "#app/http/notices/notice-feed.server";
import { atomOf } from "#app/http/notices/notice-feeds";

/** The public notices as Atom. */
export function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  return answerFeed({ request, context }, { file: "feed.atom", type: "application/atom+xml", write: atomOf });
}
