/** A run of stars that opens emphasis: how many count, and what they enclose. */
export type Emphasis = { stars: 1 | 2 | 3; length: number; inner: string };

const SPACE = /[\s\u3000]/;
/** Beside these a star is a mark of its own, such as for a footnote. */
const CLOSING = /[,.;:!?)\]}，。；：！？、）】》」』”’]/;
const OPENING = /[([{（【《「『“‘]/;

/**
 * Emphasis at the beginning of `text`, by a plainer rule than CommonMark's, which fails beside Chinese punctuation: stars open
 * before anything but white space and closing marks, and close after anything but white space and opening marks. `masked`
 * is the same text with code, links and escapes made unlike stars.
 */
export function emphasisAt(text: string, masked: string): Emphasis | null {
  const stars = /^\*{1,3}(?!\*)/.exec(text.slice(0, 4))?.[0].length;
  if (stars !== 1 && stars !== 2 && stars !== 3) return null;
  const next = text.charAt(stars);
  if (next === "" || SPACE.test(next) || (stars === 1 && CLOSING.test(next))) return null;
  const end = closingAt(masked, stars);
  return end === -1 ? null : { stars, length: end + stars, inner: text.slice(stars, end) };
}

/** Where the stars stand that close those at the beginning; -1 for nowhere. Runs of other lengths are emphasis within. */
function closingAt(masked: string, stars: number): number {
  let inner = 0;
  for (const run of masked.slice(stars).matchAll(/\*+/g)) {
    const at = run.index + stars;
    const before = masked.charAt(at - 1);
    const size = run[0].length;
    if (SPACE.test(before) || (stars === 1 && OPENING.test(before))) inner += size;
    else if (size === stars || size - inner === stars) return at + size - stars;
    else inner = inner === size ? 0 : size;
  }
  return -1;
}
