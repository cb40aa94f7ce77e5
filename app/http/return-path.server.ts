/** Addresses that are no page of their own. */
const NO_PAGE = /^\/(sign-out|language)(\/|$)/;

/** Pages that make no sense as a place to go on to from a sign-in: they would lead in a circle. */
const LOOPS = /^\/(sign-in|sign-up|reset|confirm|operator\/[\w-]{43})(\/|$)/;

/** The page to go back to after a form: a path on this host; anything else is "/". */
export function readReturnPath(value: FormDataEntryValue | null): string {
  if (typeof value !== "string" || !value.startsWith("/") || value.length > 2000) return "/";
  const here = "http://here.invalid";
  const url = URL.canParse(value, here) ? new URL(value, here) : null;
  if (url === null || url.origin !== here || url.pathname.startsWith("//")) return "/";
  return NO_PAGE.test(url.pathname) ? "/" : `${url.pathname}${url.search}${url.hash}`;
}

/** The page to go on to after signing in; never one that leads back to it. */
export function readOnwardPath(value: FormDataEntryValue | null): string {
  const path = readReturnPath(value);
  return LOOPS.test(path.replace(/[?#].*/, "")) ? "/" : path;
}
