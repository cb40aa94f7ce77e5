import type { MetaDescriptor } from "@remix-run/node";
import type { Language } from "#app/messages/catalogue";
import { commonMessages } from "#app/messages/common";
import { organisationMessages } from "#app/messages/organisation";

type Words = (typeof organisationMessages)[Language];

/** The title of a page about organisations, in the language that its loader found; none where the loader failed. */
export function organisationTitle(page: { language: Language } | undefined, title: (words: Words) => string): MetaDescriptor[] {
  return page ? [{ title: commonMessages[page.language].titled(title(organisationMessages[page.language])) }] : [];
}
