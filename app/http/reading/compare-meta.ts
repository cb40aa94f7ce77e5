import type { MetaDescriptor } from "@remix-run/node";
import type { CompareView } from "#app/http/reading/compare-view.server";
import type { Language } from "#app/messages/catalogue";
import { commonMessages } from "#app/messages/common";
import { compareMessages } from "#app/messages/compare";

/** Title and margins on paper. A comparison is derived: search engines are led to the texts instead. */
export function describeComparison(page: { view: CompareView; language: Language } | undefined): MetaDescriptor[] {
  if (!page) return [];
  const { view: { slug, title, from, to }, language } = page;
  const address = `/agreements/${slug}/compare/${from.number}...${to.number}`;
  return [
    { title: commonMessages[language].titled(compareMessages[language].title(title.text, from.number, to.number)) },
    { name: "robots", content: "noindex" },
    { tagName: "link", rel: "canonical", href: address },
    { tagName: "link", rel: "stylesheet", media: "print", href: `${address}/${to.text.language}/print.css` },
  ];
}
