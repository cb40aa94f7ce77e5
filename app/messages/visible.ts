const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
const MOST_CHARACTERS = 300;

/** A text from outside for the eye: what would hide, reorder or drive a terminal is written as its code; line ends stay. */
export function visible(text: string): string {
  return text.replace(UNSEEN, (mark) => (mark === "\n" ? mark : `\\u{${mark.codePointAt(0)?.toString(16)}}`));
}

/** The same on one line, and no longer than a line may be. */
export function visibleLine(text: string): string {
  const line = visible(text).replaceAll("\n", "\\n");
  return line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS)} …` : line;
}
