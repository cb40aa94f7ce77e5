import type { Circumstances } from "#app/domain/acceptance/act-person.server";
import type { Exchange } from "#app/http/context";

/** Browsers say by one of these headers that nobody is looking yet. */
const AHEAD_OF_READER = ["Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"];

/**
 * Whether a person opens the page: a GET that is not made ahead of them. HEAD shows nothing; a prefetch is refused, so
 * that the browser asks again when the person comes.
 */
export function isOpenedByPerson(request: Request): boolean {
  if (request.method === "HEAD") return false;
  const purpose = AHEAD_OF_READER.map((name) => request.headers.get(name) ?? "").join(" ");
  if (/prefetch|preview|prerender/i.test(purpose)) throw new Response(null, { status: 503, headers: { "Cache-Control": "no-store" } });
  return true;
}

/** The circumstances of a request, for the record of an act. */
export function circumstancesOf({ request, context }: Exchange): Circumstances {
  const { address, source } = context.client;
  return { address, addressSource: source, agent: request.headers.get("User-Agent") };
}
