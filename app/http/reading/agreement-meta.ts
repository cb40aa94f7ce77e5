import type { MetaDescriptor } from "@remix-run/node";
import type { AgreementView } from "#app/http/reading/agreement-view.server";
import type { Language } from "#app/messages/catalogue";
import { commonMessages } from "#app/messages/common";
import { readingMessages } from "#app/messages/reading";

/** Title, and the links between versions for machines (RFC 5829): history, predecessor, successor, the exact texts. */
export function describeAgreement(page: { view: AgreementView; language: Language } | undefined): MetaDescriptor[] {
  if (!page) return [];
  const { view, language } = page;
  const title = `${view.title.text} · ${readingMessages[language].version(view.shown.number)}`;
  return [{ title: commonMessages[language].titled(title) }, { name: "description", content: view.shown.summary.text }, ...relations(view)];
}

function relations(view: AgreementView): MetaDescriptor[] {
  const address = `/agreements/${view.slug}/versions`;
  const numbers = view.timeline.filter(({ status }) => status !== "withdrawn").map(({ number }) => number);
  const before = numbers.find((number) => number < view.shown.number);
  const after = numbers.findLast((number) => number > view.shown.number);
  return [
    linkTo("canonical", `${address}/${view.shown.number}`),
    linkTo("version-history", address),
    linkTo("latest-version", `/agreements/${view.slug}`),
    ...(before === undefined ? [] : [linkTo("predecessor-version", `${address}/${before}`)]),
    ...(after === undefined ? [] : [linkTo("successor-version", `${address}/${after}`)]),
    { tagName: "link", rel: "stylesheet", media: "print", href: `${address}/${view.shown.number}/${view.text.language}/print.css` },
    ...view.languages.map(({ file, language }) => ({ tagName: "link", rel: "alternate", type: "text/markdown", hrefLang: language, href: file })),
  ];
}

function linkTo(rel: string, href: string): MetaDescriptor {
  return { tagName: "link", rel, href };
}
