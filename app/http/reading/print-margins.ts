/** What stands in the margins of a printed text, or of two that are compared. */
export type PrintMargins = { title: string; version: string; since: string | null; sha256: string | [from: string, to: string] };

/**
 * A stylesheet that puts title, version, date, hash and page number into the margins of each printed page. Margins take
 * nothing but generated content, and the policy of the pages allows no style in them: hence a stylesheet for each text.
 */
export function printMargins({ title, version, since, sha256 }: PrintMargins): string {
  const hashes = [sha256].flat().map((hash) => `SHA-256 ${hash.match(/.{1,4}/g)?.join(" ") ?? ""}`);
  return [
    "@page {",
    marginBox("top-left", quoted(`${title} · ${version}`)),
    marginBox("top-right", quoted(since ?? "")),
    marginBox("bottom-left", quoted(hashes.join("\n"))),
    marginBox("bottom-right", 'counter(page) " / " counter(pages)'),
    "}\n",
  ].join("\n");
}

function marginBox(place: string, content: string): string {
  return `  @${place} { content: ${content}; color: #3c3c3c; font: 7.5pt system-ui, sans-serif; white-space: pre; }`;
}

/** A CSS string of any text: what could end it, or the stylesheet, is written by its code point. */
function quoted(text: string): string {
  return `"${text.replace(/["\\<>\p{Cc}]/gu, (mark) => `\\${mark.codePointAt(0)?.toString(16)} `)}"`;
}
