const CJK_DIGITS = "〇一二三四五六七八九";
const CJK_UNITS: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };

/** The value of 一 … 九千九百九十九, also written in digits (一〇二) or with 零 and 两; null for anything else. */
export function cjkValue(text: string): number | null {
  const plain = text.replaceAll("零", "〇").replaceAll("两", "二");
  const found = /[十百千]/.test(plain) ? countedValue(plain) : digitsValue(plain, CJK_DIGITS);
  return found === 0 ? null : found;
}

function countedValue(text: string): number | null {
  let sum = 0;
  let digit = -1;
  for (const character of text) {
    const unit = CJK_UNITS[character];
    const value = CJK_DIGITS.indexOf(character);
    if (unit === undefined && value === -1) return null;
    if (unit === undefined) digit = value;
    else sum += (digit <= 0 ? 1 : digit) * unit;
    if (unit !== undefined) digit = -1;
  }
  return sum + Math.max(digit, 0);
}

function digitsValue(text: string, digits: string): number | null {
  let sum = 0;
  for (const character of text) {
    const value = digits.indexOf(character);
    if (value === -1) return null;
    sum = sum * 10 + value;
  }
  return text === "" ? null : sum;
}

/** The value of ASCII or full-width digits; null for none, for a leading zero and for four digits or more: years and amounts. */
export function digitValue(text: string): number | null {
  const ascii = asciiDigits(text);
  return /^[1-9]\d{0,2}$/.test(ascii) ? Number(ascii) : null;
}

/** Full-width digits as ASCII ones. */
export function asciiDigits(text: string): string {
  return text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
}

const ROMAN: Record<string, number> = { i: 1, v: 5, x: 10, l: 50, c: 100 };
const ROMAN_FORM = /^(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})$/;

/** The value of a well-formed roman number up to 99, in either case; null for anything else. */
export function romanValue(text: string): number | null {
  const lower = text.toLowerCase();
  if (lower === "" || !ROMAN_FORM.test(lower)) return null;
  const values = Array.from(lower, (letter) => ROMAN[letter] ?? 0);
  return values.reduce((sum, value, index) => sum + (value < (values[index + 1] ?? 0) ? -value : value), 0);
}

/** a = 1 … z = 26; a doubled letter (aa, bb) counts as the letter. Null for anything else. */
export function letterValue(text: string): number | null {
  const lower = text.toLowerCase();
  if (!/^([a-z])\1?$/.test(lower)) return null;
  return lower.charCodeAt(0) - 96;
}

/** The value of a number that is one character: ① ⑴ ⒈ ⅰ Ⅰ; null for anything else. */
export function signValue(character: string): number | null {
  const code = character.codePointAt(0) ?? 0;
  const first = SIGN_RUNS.find(([from, to]) => code >= from && code <= to)?.[0];
  if (first === undefined) return null;
  return code - first + (first === 0x3251 ? 21 : 1);
}

const SIGN_RUNS: [number, number][] = [
  [0x2460, 0x2473],
  [0x3251, 0x325f],
  [0x2474, 0x2487],
  [0x2488, 0x249b],
  [0x2160, 0x216b],
  [0x2170, 0x217b],
];
