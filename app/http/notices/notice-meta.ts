import type { MetaDescriptor } from "@remix-run/node";
import type { NoticeView } from "#app/http/notices/notices-view.server";
import { LANGUAGES, type Language } from "#app/messages/catalogue";
import { commonMessages } from "#app/messages/common";
import { publicNoticeMessages } from "#app/messages/public-notices";

/** Title, canonical address, the same notice in the other languages, and the feeds. */
export function describeNotice(page: { view: NoticeView; address: string; language: Language } | undefined): MetaDescriptor[] {
  if (!page) return [];
  const { view, address, language } = page;
  const title = publicNoticeMessages[language].titled(view.title.text, view.heading);
  return [
    { title: commonMessages[language].titled(title) },
    { name: "description", content: view.told?.text ?? title },
    { tagName: "link", rel: "canonical", href: address },
    ...LANGUAGES.map((each) => ({ tagName: "link", rel: "alternate", hrefLang: each, href: `${address}?lang=${each}` })),
    ...feedLinks(),
  ];
}

const FEEDS = [
  { file: "feed.atom", type: "application/atom+xml", name: "Atom" },
  { file: "feed.json", type: "application/feed+json", name: "JSON Feed" },
];

/** Where the feeds of all notices are, by which feed readers find them. */
export function feedLinks(): MetaDescriptor[] {
  return LANGUAGES.flatMap((language) =>
    FEEDS.map(({ file, type, name }) => ({
      tagName: "link",
      rel: "alternate",
      type,
      hrefLang: language,
      title: `${publicNoticeMessages[language].title} (${name})`,
      href: `/notices/${file}?lang=${language}`,
    })));
}
