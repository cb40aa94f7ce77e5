/** Pages that make no sense as a place to go on to: they would lead in a circle or act again. */
const DEAD_ENDS = /^\/(sign-in|sign-up|sign-out|reset|confirm|operator|language)(\/|$)/;

/** Where to go on after a form: a path on this host; anything else, other hosts and loops included, is "/". */
export function readReturnPath(value: FormDataEntryValue | null): string {
  if (typeof value !== "string" || !value.startsWith("/") || value.length > 2000) return "/";
  const here = "http://here.invalid";
  const url = URL.canParse(value, here) ? new URL(value, here) : null;
  if (url === null || url.origin !== here || url.pathname.startsWith("//")) return "/";
  return DEAD_ENDS.test(url.pathname) ? "/" : `${url.pathname}${url.search}${url.hash}`;
}
