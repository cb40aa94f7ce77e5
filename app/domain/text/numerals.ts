import { asciiDigits, letterValue, romanValue, signValue } from "#app/domain/text/ordinals";

const CJK_DIGITS = "〇一二三四五六七八九";

/** A number written as another one is: in its digits, letters, roman or Chinese numerals and case. Null where its kind ends before. */
export function writeLike(pattern: string, value: number, isRoman = isRomanLike(pattern)): string | null {
  if (/^[0-9]+$/.test(pattern)) return String(value);
  if (/^[０-９]+$/.test(pattern)) return wide(String(value));
  if (/^[〇零一二三四五六七八九十百千两]+$/.test(pattern)) return cjk(pattern, value);
  if (/^[A-Za-z]+$/.test(pattern)) return inCase(pattern, isRoman ? roman(value) : letters(pattern, value));
  return signValue(pattern) === null ? null : sign(pattern, value);
}

/** Whether letters read as a roman number: more than one, or one that begins no alphabet. */
function isRomanLike(pattern: string): boolean {
  return romanValue(pattern) !== null && (pattern.length > 1 || /^[ivx]$/i.test(pattern)) && letterValue(pattern) !== 3;
}

function wide(digits: string): string {
  return digits.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
}

/** 十 and 一百零二 are counted; 一〇二 is written digit by digit. */
function cjk(pattern: string, value: number): string | null {
  const isPositional = pattern.length > 1 && !/[十百千]/.test(pattern);
  if (isPositional) return Array.from(String(value), (digit) => CJK_DIGITS.charAt(Number(digit))).join("");
  return value > 0 && value < 10_000 ? countedCjk(value) : null;
}

function countedCjk(value: number): string {
  const units: [number, string][] = [[1000, "千"], [100, "百"], [10, "十"], [1, ""]];
  let rest = value;
  let text = "";
  for (const [unit, name] of units) {
    const digit = Math.floor(rest / unit);
    rest %= unit;
    if (digit > 0) text += `${CJK_DIGITS.charAt(digit)}${name}`;
    else if (text !== "" && rest > 0 && !text.endsWith("零")) text += "零";
  }
  return text.replace(/^一十/, "十");
}

const ROMAN: [number, string][] = [[100, "c"], [90, "xc"], [50, "l"], [40, "xl"], [10, "x"], [9, "ix"], [5, "v"], [4, "iv"], [1, "i"]];

function roman(value: number): string | null {
  if (value < 1 || value > 99) return null;
  let rest = value;
  return ROMAN.reduce((text, [unit, letters]) => {
    const times = Math.floor(rest / unit);
    rest -= times * unit;
    return text + letters.repeat(times);
  }, "");
}

function letters(pattern: string, value: number): string | null {
  if (value < 1 || value > 26) return null;
  return String.fromCharCode(96 + value).repeat(/^([a-z])\1$/i.test(pattern) ? 2 : 1);
}

function inCase(pattern: string, text: string | null): string | null {
  return text !== null && pattern === pattern.toUpperCase() ? text.toUpperCase() : text;
}

function sign(pattern: string, value: number): string | null {
  const code = (pattern.codePointAt(0) ?? 0) - (signValue(pattern) ?? 0) + value;
  const written = String.fromCodePoint(code);
  return signValue(written) === value ? written : null;
}

/** A dotted number such as 3.2.1 with other values; its signs between stay. Null where they are not as many. */
export function writeDotted(pattern: string, values: readonly number[]): string | null {
  const parts = pattern.split(/([.．])/);
  if (Math.ceil(parts.length / 2) !== values.length) return null;
  const written = parts.map((part, index) => (index % 2 === 1 ? part : writeLike(part, values[index / 2] ?? 0)));
  return written.includes(null) ? null : written.join("");
}

/** The value of plain digits, ASCII or full-width. */
export function plainValue(digits: string): number {
  return Number(asciiDigits(digits));
}
