const NAMED: Readonly<Record<string, string>> = {
  amp: "&", lt: "<", gt: ">", quot: "\"", apos: "'", nbsp: "\u00A0", copy: "©", reg: "®", trade: "™", sect: "§", para: "¶", middot: "·",
  hellip: "…", ndash: "–", mdash: "—", lsquo: "‘", rsquo: "’", ldquo: "“", rdquo: "”", laquo: "«", raquo: "»", times: "×", deg: "°", euro: "€",
  pound: "£", yen: "¥", bull: "•",
};

/** Controls, surrogates and what a reader does not see stay as they are written. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u;

/** Character references of markdown text (`&copy;`, `&#167;`) as the characters that they name; unknown ones stay text. */
export function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});/g, (whole, name: string) => {
    if (!name.startsWith("#")) return NAMED[name] ?? whole;
    return characterOf(/^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1))) ?? whole;
  });
}

function characterOf(code: number): string | null {
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return null;
  const character = String.fromCodePoint(code);
  return UNSEEN.test(character) ? null : character;
}
