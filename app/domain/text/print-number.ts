import type { NumberReading } from "#app/domain/text/numbering";
import { writeDotted, writeLike } from "#app/domain/text/numerals";

const DOTTED = /(?:[A-Z][.．])?[0-9０-９]+(?:[.．][0-9０-９]+)+/;
const CORE = /[0-9０-９]+|[〇零一二三四五六七八九十百千两]+|[\u2460-\u249B\u3251-\u325F\u2160-\u217B]|[A-Za-z]+/gu;
const NAMED = /^[A-Za-z]{3,}\s/;

/**
 * A number as printed with other values in the same dress: 3.2.1. → 3.2.2., 第三条 → 第四条, (b) → (c), ① → ②. What an
 * inserted number adds (§ 3a, 第三条之一) stays. Null where this way of numbering has no such number.
 */
export function printNumber(printed: string, { style }: Pick<NumberReading, "style">, values: readonly number[]): string | null {
  const whole = values.map(Math.floor);
  const dotted = DOTTED.exec(printed);
  if (dotted && whole.length > 1) {
    const written = writeDotted(dotted[0], whole);
    return written === null ? null : replaceAt(printed, dotted.index, { from: dotted[0], to: written });
  }
  const core = coreOf(printed);
  const written = core && whole.length === 1 ? writeLike(core.text, whole[0] ?? 0, romanOf(style, core.text)) : null;
  return core && written !== null ? replaceAt(printed, core.at, { from: core.text, to: written }) : null;
}

/** The part of a printed number that counts: after the name in "Article 5". */
function coreOf(printed: string): { at: number; text: string } | null {
  const start = NAMED.exec(printed)?.[0].length ?? (printed.startsWith("第") ? 1 : 0);
  CORE.lastIndex = start;
  const found = CORE.exec(printed);
  return found && { at: found.index, text: found[0] };
}

/** Letters of a style that says which they are; undefined where only the letters themselves can tell. */
function romanOf(style: string, core: string): boolean | undefined {
  if (!/^[A-Za-z]+$/.test(core)) return undefined;
  if (/^[iI]\W*$/.test(style)) return true;
  return /^[aA]2?\W*$/.test(style) ? false : undefined;
}

function replaceAt(text: string, at: number, { from, to }: { from: string; to: string }): string {
  return `${text.slice(0, at)}${to}${text.slice(at + from.length)}`;
}
