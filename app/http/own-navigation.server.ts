import { isOpenedByPerson } from "#app/http/acceptance/opening.server";

/**
 * Whether a person's own browser opens the page as a whole: a GET by navigation, not ahead of them, not by a script, a frame or a
 * program. Browsers say so themselves; one that says nothing is taken for a program. Throws where the page is fetched ahead.
 */
export function isOwnNavigation(request: Request): boolean {
  if (!isOpenedByPerson(request) || request.method !== "GET") return false;
  return request.headers.get("Sec-Fetch-Dest") === "document" && request.headers.get("Sec-Fetch-Mode") === "navigate";
}
