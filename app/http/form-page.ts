import type { HeadersArgs, MetaDescriptor } from "@remix-run/node";
import { accountMessages } from "#app/messages/account";
import type { Language } from "#app/messages/catalogue";
import { commonMessages } from "#app/messages/common";

/** Headers of every page with a form: nothing of it is kept, by browser or proxy. */
export function formPageHeaders({ actionHeaders }: HeadersArgs): Headers {
  const headers = new Headers({ "Cache-Control": "no-store" });
  const retryAfter = actionHeaders?.get("Retry-After");
  if (retryAfter) headers.set("Retry-After", retryAfter);
  return headers;
}

type Words = (typeof accountMessages)[Language];

/** The title of a page in the language that its loader found; none where the loader failed: the root names the problem. */
export function formPageTitle(page: { language: Language } | undefined, title: (words: Words) => string): MetaDescriptor[] {
  return page ? [{ title: commonMessages[page.language].titled(title(accountMessages[page.language])) }] : [];
}
