/** A heading is no wider than this; a CJK character counts two. */
const HEADING_WIDTH = 80;
/** What ends a sentence or promises more. A question mark may end a heading. */
const CLOSING = /[.。．;；,，、:：!！…]$/;

/** Whether a line reads as a heading: short, not ended like a sentence, not begun in the middle of one. */
export function isHeadline(text: string): boolean {
  if (text.length > 400) return false;
  const plain = withoutMarkup(text);
  if (plain === "" || displayWidth(plain) > HEADING_WIDTH) return false;
  return !CLOSING.test(plain) && !/^[a-zß-öø-ÿ]/.test(plain) && /\p{L}/u.test(plain);
}

/** "Security and Support." and "Service Levels:": ended with a mark, yet with its words capitalised like a heading. */
export function isCapitalisedHeadline(text: string): boolean {
  const plain = text.length > 400 ? "" : withoutMarkup(text);
  if (displayWidth(plain) > 60 || !/[.:：]$/.test(plain) || /[;；。]/.test(plain)) return false;
  const words = plain.slice(0, -1).split(/[\s/&-]+/).filter((word) => word.length > 3);
  return words.length > 0 && words.every((word) => /^[^\p{L}]*\p{Lu}/u.test(word));
}

/** Columns that a short text takes: two for each CJK or full-width character. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFF60\uFFE0-\uFFE6]/.test(character) ? 2 : 1;
  return width;
}

/** The words of a short line: without tags, emphasis, code and link marks. */
export function withoutMarkup(text: string): string {
  return text
    .replace(/<\/?[a-z][^<>]{0,300}>/gi, "")
    .replace(/!?\[([^[\]]{0,300})\]\([^()]{0,300}\)/g, "$1")
    .replace(/(\*{1,3}|_{2,3}|`)/g, "")
    .replace(/\\([!-/:-@[-`{-~])/g, "$1")
    .trim();
}

/** Whether a line ends a sentence, an item or its introduction, so that a number may follow in the next line. */
export function isClosed(text: string): boolean {
  return /([.。;；:：,，!！?？)）*|]|\b(and|or|und|oder|sowie)|[和或及])$/i.test(text.slice(-12));
}

/** Whether a line announces what follows. */
export function isIntroduction(text: string): boolean {
  return /[:：]\W{0,4}$/.test(text.slice(-6));
}
