import type { NoticeLine } from "#app/http/notices/notices-view.server";
import type { Language } from "#app/messages/catalogue";
import { commonMessages } from "#app/messages/common";
import { publicNoticeMessages } from "#app/messages/public-notices";
import { formatInstant } from "#app/messages/time";

/** A feed before it is written in a format. Its addresses and ids are absolute, and each stays for good. */
export type Feed = { language: Language; title: string; subtitle: string; home: string; self: string; updatedAt: string; entries: FeedEntry[] };

/** An entry never changes: a later notice is another entry. */
export type FeedEntry = { id: string; url: string; title: string; at: string; author: string; paragraphs: string[]; links: { href: string; name: string }[] };

export type FeedLine = NoticeLine & { party: string };

/** What an empty feed says of its age. */
const NEVER = "1970-01-01T00:00:00.000Z";

/** The feed of these notices, the newest first. */
export function feedOf(lines: readonly FeedLine[], { language, publicUrl, file }: { language: Language; publicUrl: string; file: string }): Feed {
  const words = publicNoticeMessages[language];
  const absolute = (path: string) => new URL(path, publicUrl).href;
  return {
    language,
    title: commonMessages[language].titled(words.title),
    subtitle: words.lead,
    home: absolute(`/notices?lang=${language}`),
    self: absolute(`/notices/${file}?lang=${language}`),
    updatedAt: lines[0]?.happenedAt ?? NEVER,
    entries: lines.map((line) => entryOf(line, language, absolute)),
  };
}

function entryOf(line: FeedLine, language: Language, absolute: (path: string) => string): FeedEntry {
  const words = publicNoticeMessages[language];
  const url = absolute(`/notices/${line.id}?lang=${language}`);
  const [before, after] = words.effect[line.kind];
  const effect = line.effectiveAt === null ? [] : [before + formatInstant(line.effectiveAt, { zone: line.zone, language }) + after];
  return {
    id: url,
    url,
    title: words.titled(line.title.text, line.heading),
    at: line.happenedAt,
    author: line.party,
    paragraphs: [...effect, ...(line.told ? [line.told.text] : [])],
    links: [
      { href: url, name: words.onPage },
      ...(line.compare ? [{ href: absolute(line.compare.href), name: words.compare(line.compare.from) }] : []),
    ],
  };
}

/** The feed as Atom (RFC 4287). */
export function atomOf(feed: Feed): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${feed.language}">
  <id>${escaped(feed.self)}</id>
  <title>${escaped(feed.title)}</title>
  <subtitle>${escaped(feed.subtitle)}</subtitle>
  <updated>${feed.updatedAt}</updated>
  <author><name>${escaped(commonMessages[feed.language].portal)}</name></author>
  <link rel="self" type="application/atom+xml" href="${escaped(feed.self)}"/>
  <link rel="alternate" type="text/html" hreflang="${feed.language}" href="${escaped(feed.home)}"/>
${feed.entries.map((entry) => atomEntry(entry, feed.language)).join("")}</feed>
`;
}

function atomEntry(entry: FeedEntry, language: Language): string {
  return `  <entry>
    <id>${escaped(entry.id)}</id>
    <title>${escaped(entry.title)}</title>
    <published>${entry.at}</published>
    <updated>${entry.at}</updated>
    <author><name>${escaped(entry.author)}</name></author>
    <link rel="alternate" type="text/html" hreflang="${language}" href="${escaped(entry.url)}"/>
    <content type="html">${escaped(htmlOf(entry))}</content>
  </entry>
`;
}

/** The feed as JSON Feed 1.1. */
export function jsonFeedOf(feed: Feed): string {
  const { language } = feed;
  const items = feed.entries.map((entry) => ({
    id: entry.id,
    url: entry.url,
    title: entry.title,
    content_html: htmlOf(entry),
    date_published: entry.at,
    authors: [{ name: entry.author }],
    language,
  }));
  const head = { version: "https://jsonfeed.org/version/1.1", title: feed.title, home_page_url: feed.home, feed_url: feed.self, description: feed.subtitle, language };
  return `${JSON.stringify({ ...head, authors: [{ name: commonMessages[language].portal }], items }, null, 2)}\n`;
}

function htmlOf({ paragraphs, links }: FeedEntry): string {
  const told = paragraphs.map((text) => `<p>${escaped(text)}</p>`);
  const ways = links.map(({ href, name }) => `<li><a href="${escaped(href)}">${escaped(name)}</a></li>`);
  return `${told.join("")}<ul>${ways.join("")}</ul>`;
}

/** Text as XML and HTML take it; what XML 1.0 cannot hold at all is shown as U+FFFD. */
function escaped(text: string): string {
  const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD").replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
