/** A character that a reader does not see, or takes for another. */
export type HiddenCharacter = {
  kind: "invisible" | "direction" | "control" | "lookAlike";
  /** Place in the text, in UTF-16 units. */
  at: number;
  /** "U+200B"; for a look-alike the whole word follows. */
  name: string;
};

const KINDS: [HiddenCharacter["kind"], RegExp][] = [
  ["direction", /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu],
  ["invisible", /[\u00AD\u034F\u115F\u1160\u17B4\u17B5\u180B-\u180E\u200B-\u200D\u2060-\u2065\u206A-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\u{E0000}-\u{E0FFF}]/gu],
  ["control", /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u2028\u2029]/gu],
];

/** A joiner inside an emoji shows. */
const EMOJI_JOINER = /\p{Extended_Pictographic}\uFE0F?\u200D(?=\p{Extended_Pictographic})/gu;

const WORD = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{M}]+/gu;
const LATIN = /\p{Script=Latin}/u;
const FOREIGN = /[\p{Script=Cyrillic}\p{Script=Greek}]/u;

/**
 * Finds what would let the text shown differ from the text hashed (zero-width and control characters, overrides of
 * direction, look-alikes in Latin words), in the order of the text. A byte order mark at the very start is none.
 */
export function findHiddenCharacters(text: string): HiddenCharacter[] {
  const seen = text.replace(/^\uFEFF/, "\u0020").replace(EMOJI_JOINER, (match) => `${match.slice(0, -1)} `);
  const single = KINDS.flatMap(([kind, pattern]) =>
    Array.from(seen.matchAll(pattern), ({ index, 0: character }) => ({ kind, at: index, name: codeName(character) })),
  );
  const words = Array.from(seen.matchAll(WORD), ({ index, 0: word }) => findLookAlike(word, index));
  return [...single, ...words.flat()].sort((a, b) => a.at - b.at);
}

/** Latin letters beside Cyrillic or Greek ones in one word: "payment" with a Cyrillic "a". */
function findLookAlike(word: string, at: number): HiddenCharacter[] {
  const foreign = FOREIGN.exec(word);
  if (!foreign || !LATIN.test(word)) return [];
  return [{ kind: "lookAlike", at: at + foreign.index, name: `${codeName(foreign[0])} in ${word.slice(0, 60)}` }];
}

function codeName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
