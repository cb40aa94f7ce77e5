import { diffArrays } from "diff";

/** A run of text: in both texts, in the old one only, or in the new one only. */
export type Mark = { op: "keep" | "remove" | "insert"; text: string };

/** `Intl.Segmenter` collapses on long strings: it is fed pieces of at most so many UTF-16 units. */
const PIECE = 2_000;

/** Beyond so many edits, so much work, or so many UTF-16 units between the first and the last change, a text counts as rewritten. */
const MOST_EDITS = 2_000;
const MOST_WORK = 6_000_000;
const LONGEST = 300_000;

const segmenter = new Intl.Segmenter("zh", { granularity: "word" });

/**
 * What changed from one text to another, by words (Chinese included). The kept and removed runs joined give the old
 * text, the kept and inserted ones the new. The words found depend on the Unicode data of the machine: show the
 * result, never store or hash it.
 */
export function markWords(oldText: string, newText: string): Mark[] {
  if (oldText === newText) return compact([{ op: "keep", text: newText }]);
  const start = commonStart(oldText, newText);
  const end = commonEnd(oldText.slice(start), newText.slice(start));
  const middle = markMiddle(oldText.slice(start, oldText.length - end), newText.slice(start, newText.length - end));
  return compact([
    { op: "keep", text: newText.slice(0, start) },
    ...middle,
    { op: "keep", text: newText.slice(newText.length - end) },
  ]);
}

function markMiddle(oldText: string, newText: string): Mark[] {
  const rewritten: Mark[] = [{ op: "remove", text: oldText }, { op: "insert", text: newText }];
  if (oldText === "" || newText === "" || oldText.length + newText.length > LONGEST) return rewritten;
  const oldWords = wordsOf(oldText);
  const newWords = wordsOf(newText);
  const maxEditLength = Math.min(MOST_EDITS, Math.ceil(MOST_WORK / (oldWords.length + newWords.length + 1)));
  const changes = diffArrays(oldWords, newWords, { maxEditLength });
  if (changes === undefined) return rewritten;
  const marks = changes.map(({ added, removed, value }): Mark => ({
    op: added ? "insert" : removed ? "remove" : "keep",
    text: value.join(""),
  }));
  return joinNearChanges(marks);
}

/** The words of a text with the spaces and marks between them; joined they give the text back. */
export function wordsOf(text: string): string[] {
  return piecesOf(text).flatMap((piece) => Array.from(segmenter.segment(piece), ({ segment }) => segment));
}

function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length; ) {
    const end = pieceEnd(text, at);
    pieces.push(text.slice(at, end));
    at = end;
  }
  return pieces;
}

/** A piece ends after a mark or a space where it can, and never inside a surrogate pair. */
function pieceEnd(text: string, start: number): number {
  const limit = start + PIECE;
  if (limit >= text.length) return text.length;
  for (let end = limit; end > limit - 200; end--) {
    if (/[\s\p{P}]/u.test(text.charAt(end - 1))) return end;
  }
  return isLowSurrogate(text, limit) ? limit - 1 : limit;
}

/** Where a sentence surely ends: common text is cut off up to such a place, so that no word is torn. */
const SENTENCE_END = /[\n。；;]/;

function commonStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at < most && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  while (at > 0 && !SENTENCE_END.test(a.charAt(at - 1))) at--;
  return at;
}

function commonEnd(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let count = 0;
  while (count < most && a.charCodeAt(a.length - 1 - count) === b.charCodeAt(b.length - 1 - count)) count++;
  while (count > 0 && !SENTENCE_END.test(a.charAt(a.length - 1 - count))) count--;
  return count;
}

function isLowSurrogate(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff;
}

/** A kept run of nothing but a space or mark between two changes would only tear a sentence apart: it joins them. */
function joinNearChanges(marks: Mark[]): Mark[] {
  return marks.flatMap((mark, i): Mark[] => {
    const isBetween = i > 0 && i < marks.length - 1;
    const isThin = mark.op === "keep" && /^[\s\p{P}]{1,2}$/u.test(mark.text);
    return isBetween && isThin ? [{ op: "remove", text: mark.text }, { op: "insert", text: mark.text }] : [mark];
  });
}

/** No empty run, removed before inserted, neighbours of one kind joined. */
function compact(marks: Mark[]): Mark[] {
  const compacted: Mark[] = [];
  let removed = "";
  let inserted = "";
  const flush = () => {
    if (removed !== "") compacted.push({ op: "remove", text: removed });
    if (inserted !== "") compacted.push({ op: "insert", text: inserted });
    removed = inserted = "";
  };
  for (const { op, text } of marks.filter(({ text }) => text !== "")) {
    if (op === "remove") removed += text;
    else if (op === "insert") inserted += text;
    else {
      flush();
      const last = compacted.at(-1);
      if (last?.op === "keep") last.text += text;
      else compacted.push({ op, text });
    }
  }
  flush();
  return compacted;
}
