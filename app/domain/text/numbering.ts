import { isHeadline } from "#app/domain/text/headline";
import { cjkValue, digitValue, letterValue, romanValue, signValue } from "#app/domain/text/ordinals";

/** One way to read the number that a line begins with. */
export type NumberReading = {
  /** Siblings share it: "1." and "1．" do, "1." and "1)" do not. */
  style: string;
  /** For named units such as 章 or Article: the lower contains the higher. 0 for numbers without a name. */
  rank: number;
  /** Own value last, before it the values that a dotted number repeats. A letter after a number (§ 3a) counts hundredths. */
  values: number[];
  printed: string;
  /** Characters of the text that the number takes. */
  length: number;
  /** False where the same characters may as well be prose or an amount: then the place must confirm it. */
  isSure: boolean;
};

export const RANK = { annex: 1, part: 2, chapter: 3, division: 4, article: 5, section: 6 } as const;

/** All readings of the number at the beginning of a line; most likely first. A heading may have a number without a mark after it. */
export function readNumber(text: string, place: "heading" | "line"): NumberReading[] {
  const head = text.slice(0, 64);
  const named = namedNumber(text.slice(0, 400), place);
  if (named) return [named];
  const dotted = dottedNumber(head);
  if (dotted) return [dotted];
  return markedNumbers(head, place);
}

const CJK_RANKS: Record<string, number> = {
  编: RANK.part, 篇: RANK.part, 部分: RANK.part, 部: RANK.part, 编章: RANK.chapter,
  章: RANK.chapter, 节: RANK.division, 節: RANK.division, 条: RANK.article, 條: RANK.article, 款: 0, 项: 0, 項: 0, 目: 0,
};
const CJK_NAMED = /^第\s?([〇零一二三四五六七八九十百千两0-9０-９]{1,9})\s?(部分|[编篇部章节節条條款项項目])(?:之([一二三四五六七八九十]{1,3}))?/;
const WORD_RANKS: Record<string, number> = {
  annex: RANK.annex, appendix: RANK.annex, schedule: RANK.annex, exhibit: RANK.annex, anlage: RANK.annex, anhang: RANK.annex,
  part: RANK.part, teil: RANK.part, buch: RANK.part, title: RANK.part, titel: RANK.part, chapter: RANK.chapter, kapitel: RANK.chapter,
  division: RANK.division, abschnitt: RANK.division, unterabschnitt: RANK.division,
  article: RANK.article, artikel: RANK.article, section: RANK.section, clause: RANK.section,
};
const WORD_NAMED = /^(annex|appendix|schedule|exhibit|anlage|anhang|part|teil|buch|title|titel|chapter|kapitel|division|abschnitt|article|artikel|section|clause)\s+(\d{1,3}(?:\.\d{1,3}){0,4}|[ivxlc]{1,7}|[a-z])(?![\p{L}\p{N}]|\.\p{N})/iu;
const ORDINAL_NAMED = /^(\d{1,3})\.\s(Unterabschnitt|Abschnitt|Kapitel|Teil|Buch|Titel)(?!\p{L})/u;
const PARAGRAPH_SIGN = /^§\s?(\d{1,3})\s?([a-z])?(?![\p{L}\p{N}])/u;

function namedNumber(text: string, place: "heading" | "line"): NumberReading | null {
  const cjk = CJK_NAMED.exec(text);
  if (cjk) return cjkNamed(cjk, text);
  const ordinal = ORDINAL_NAMED.exec(text);
  if (ordinal) return wordNamed(ordinal[0], [ordinal[2] ?? "", ordinal[1] ?? ""], { text, place });
  const word = WORD_NAMED.exec(text);
  if (word) return wordNamed(word[0], [word[1] ?? "", word[2] ?? ""], { text, place });
  const sign = PARAGRAPH_SIGN.exec(text);
  const value = digitValue(sign?.[1] ?? "");
  if (!sign || value === null) return null;
  const inserted = value + (letterValue(sign[2] ?? "") ?? 0) / 100;
  return named(sign[0], { style: "§", rank: RANK.article, values: [inserted], isSure: isSureName(text.slice(sign[0].length), place) });
}

function cjkNamed(found: RegExpExecArray, text: string): NumberReading | null {
  const [printed, count = "", unit = "", inserted = ""] = found;
  const value = cjkValue(count) ?? digitValue(count);
  if (value === null) return null;
  const isSure = /^($|[\s：:、.．，。【（(《「“*_<])/.test(text.slice(printed.length));
  return named(printed, { style: unit, rank: CJK_RANKS[unit] ?? 0, values: [value + (cjkValue(inserted) ?? 0) / 100], isSure });
}

function wordNamed(printed: string, [name, count]: [string, string], { text, place }: { text: string; place: "heading" | "line" }): NumberReading | null {
  const word = name.toLowerCase();
  const dotted = count.split(".").map(digitValue);
  const roman = romanValue(count) ?? letterValue(count);
  const values = /\d/.test(count) ? dotted : [roman];
  if (values.some((value) => value === null)) return null;
  const isSure = isSureName(text.slice(printed.length), place) && printed.charAt(0) !== word.charAt(0);
  return named(printed, { style: `${word}${values.length}`, rank: WORD_RANKS[word] ?? 0, values: values.map(Number), isSure: isSure || place === "heading" });
}

/** "Article 5 Notices" names; "Article 5 of the terms" and "§ 5 applies" cite. */
function isSureName(rest: string, place: "heading" | "line"): boolean {
  if (place === "heading" || rest === "") return true;
  return /^\s*[.:：–—-]\s/.test(rest) || isHeadline(rest.trimStart());
}

function named(printed: string, reading: Pick<NumberReading, "style" | "rank" | "values" | "isSure">): NumberReading {
  return { ...reading, printed, length: printed.length };
}

const DOTTED = /^(?:([A-Z])[.．])?([0-9０-９]{1,3}(?:[.．][0-9０-９]{1,3}){0,8})(\\?[.．、:：)）])?/;

function dottedNumber(head: string): NumberReading | null {
  const found = DOTTED.exec(head);
  if (!found) return null;
  const [whole, letter, digits = "", mark = ""] = found;
  const values = digits.split(/[.．]/).map(digitValue);
  const path = letter === undefined ? values : [letterValue(letter), ...values];
  if (path.length < 2 || path.some((value) => value === null)) return null;
  const next = head.charAt(whole.length);
  if (mark === "" && /[!-)+-;=-^`-~％‰]/.test(next)) return null;
  if (mark !== "" && /[0-9０-９%]/.test(next)) return null;
  const printed = whole.replace("\\", "");
  return { style: `dotted${path.length}`, rank: 0, values: path.map(Number), printed, length: whole.length, isSure: mark !== "" };
}

const MARKED = /^([(（[［]?)\s?([0-9０-９]{1,4}|[〇零一二三四五六七八九十百两]{1,6}|[A-Za-z]{1,7}|[\u2160-\u217B])\s?(\\?[.．、)）\]］])?/;

function markedNumbers(head: string, place: "heading" | "line"): NumberReading[] {
  const sign = signNumber(head);
  if (sign) return [sign];
  const found = MARKED.exec(head);
  if (!found) return [];
  const [whole, opener = "", core = "", closer = ""] = found;
  const mark = closer.replace("\\", "");
  const next = head.charAt(whole.length);
  if (mark === "" ? !isBareFit({ opener, core, place, after: head.slice(core.length) }) : !isMarkFit({ opener, mark, next, after: head.slice(whole.length) })) return [];
  const isSure = !(mark === "." && /[A-Z]/.test(next)) && mark !== "";
  const style = `${opener === "" ? "" : "("}${mark === "" ? "" : markStyle(mark)}`;
  return coreReadings(core).map(({ kind, value }) => ({
    style: `${kind}${style}`, rank: 0, values: [value], printed: whole.replace("\\", "").trim(), length: whole.length, isSure,
  }));
}

/** "## 1 Scope", "## 一　总则": only headings, only digits. */
function isBareFit({ opener, core, place, after }: { opener: string; core: string; place: "heading" | "line"; after: string }): boolean {
  return opener === "" && place === "heading" && /^(\s|$)/.test(after) && !/[a-z]/i.test(core);
}

/** A day before its month, as German writes it. */
const MONTH = /^\s(Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)(?!\p{L})/u;

function isMarkFit({ opener, mark, next, after }: { opener: string; mark: string; next: string; after: string }): boolean {
  const isBracket = /[)）\]］]/.test(mark);
  if (opener !== "") return isBracket && !/[)）]/.test(next);
  if (mark === "." && MONTH.test(after)) return false;
  if (mark === "." || mark === "．") return !/[a-z0-9０-９.．,，、)）/\\@-]/.test(next);
  return !/[\]］]/.test(mark) && !(isBracket && /[.．,，、;；]/.test(next));
}

function markStyle(mark: string): string {
  if (mark === "．") return ".";
  return /[）\]］]/.test(mark) ? ")" : mark;
}

function coreReadings(core: string): { kind: string; value: number }[] {
  const letterCase = core === core.toLowerCase() ? "a" : "A";
  const romanCase = letterCase === "a" ? "i" : "I";
  const readings = [
    { kind: "1", value: digitValue(core) },
    { kind: "一", value: cjkValue(core) },
    { kind: `${letterCase}${core.length > 1 ? "2" : ""}`, value: letterValue(core) },
    { kind: romanCase, value: core === core.toLowerCase() || core === core.toUpperCase() ? romanValue(core) : null },
    { kind: romanCase === "i" ? "ⅰ" : "Ⅰ", value: signValue(core) },
  ];
  return readings.flatMap(({ kind, value }) => (value === null ? [] : [{ kind, value }]));
}

/** ① and ⑴ and ⒈ carry their own mark. */
function signNumber(head: string): NumberReading | null {
  const character = head.charAt(0);
  const value = /[\u2460-\u249B\u3251-\u325F]/.test(character) ? signValue(character) : null;
  if (value === null) return null;
  const printed = /^.[.．、]?/.exec(head)?.[0] ?? character;
  return { style: /[\u2474-\u2487]/.test(character) ? "⑴" : "①", rank: 0, values: [value], printed, length: printed.length, isSure: true };
}

/** Whether `next` comes right after `last`: 3 after 2, § 12a after § 12, § 13 after § 12a. */
export function follows(last: number, next: number): boolean {
  if (Number.isInteger(next)) return next === Math.floor(last) + 1;
  return Math.floor(next) === Math.floor(last) && next > last;
}
