import { cjkValue, digitValue, letterValue, romanValue } from "#app/domain/text/ordinals";

/** One step of a cited number: what kind of unit (null where only the number says) and which. */
export type CitedStep = { unit: string | null; values: number[] };

/** What a citation points at: a path of steps, read from the text's top or from where the citation stands. */
export type CitedTarget = {
  base: "text" | "ownArticle" | "previousArticle" | "previous" | "own";
  steps: CitedStep[];
  /** The last target of a range ("clauses 3 to 5"): it reaches back to the one before it. */
  isRangeEnd: boolean;
};

/** A passage that cites a clause by its number or place. */
export type Citation = {
  /** Place in the text, in UTF-16 units. */
  at: number;
  text: string;
  targets: CitedTarget[];
  /** It cites another text, such as a statute. */
  isForeign: boolean;
};

const CJK_NUMBER = "(?:[0-9０-９]{1,3}(?:[.．][0-9０-９]{1,3}){0,5}|[〇零一二三四五六七八九十百千两]{1,9})";
const CJK_STEP = `第\\s?[（(]?\\s?${CJK_NUMBER}\\s?[)）]?\\s?(?:部分|[条條款项項章节節])`;
/** "本条" and "前款", but not "本条款" (these terms), "本项目" (this project) and the like. */
const CJK_RELATIVE = "(?:本|前)(?:[条條](?!款)|款(?!项)|[项項](?!目)|章(?!程)|节(?!目))|上[条條](?!款)";
const CJK = new RegExp(`(?:(${CJK_RELATIVE})((?:${CJK_STEP})*)|((?:${CJK_STEP})+))((?:\\s?[、和及与或至到]\\s?${CJK_STEP})*)`, "gu");
const CJK_FOREIGN_BEFORE = /(》|[法律]|条例|規則|规则|规定|解释)\s?$/u;

const EN_ITEM = "(?:\\d{1,3}(?:\\.\\d{1,3}){0,5}|[A-Z](?:\\.\\d{1,3}){0,4}|[IVX]{1,6})(?:\\([a-z0-9]{1,4}\\)){0,3}";
const EN_NAME = "(?:[Ss]ection|[Cc]lause|[Aa]rticle|[Pp]aragraph)s?|(?:SECTION|CLAUSE|ARTICLE|PARAGRAPH)S?|§§?";
const EN_JOINT = "\\s?,\\s?(?:and\\s|or\\s)?|\\s(?:and|or|to|through)\\s|\\s?[–—-]\\s?";
const EN = new RegExp(`(?<![\\p{L}\\p{N}])(${EN_NAME})\\s?(${EN_ITEM}(?:(?:${EN_JOINT})${EN_ITEM}){0,20})(?![\\p{L}\\p{N}])`, "gu");
const EN_FOREIGN_AFTER = /^[^.;\n]{0,12}?\bof\s(?:the\s)?(?!this\b|these\b)(?:[A-Z][\w’'.-]*\s){0,6}?(?:Act|Code|Law|Regulation|Directive|Treaty|Convention|GDPR|PIPL|U\.S\.C|Rules?|Requirements|Standards?|Guidelines)\b/u;
const EN_FOREIGN_BEFORE = /(?:\b(?:GDPR|PIPL|CCPA|Act|Code|Law|Regulation|Directive|U\.S\.C\.?|UrhG|BGB)|《[^》]{1,60}》)\s?,?\s?$/u;

/** The citations of clauses in a text, Chinese and English, in order. */
export function findCitations(text: string): Citation[] {
  return [...findChinese(text), ...findEnglish(text)].sort((a, b) => a.at - b.at);
}

function findChinese(text: string): Citation[] {
  return Array.from(text.matchAll(CJK), (found) => {
    const [whole, relative, below = "", path = below, more = ""] = found;
    const first: CitedTarget = { base: baseOf(relative), steps: chineseSteps(path), isRangeEnd: false };
    const isForeign = relative === undefined && CJK_FOREIGN_BEFORE.test(text.slice(Math.max(0, found.index - 4), found.index));
    return { at: found.index, text: whole, targets: [first, ...furtherTargets(more, first)], isForeign };
  });
}

function baseOf(relative: string | undefined): CitedTarget["base"] {
  if (relative === undefined) return "text";
  if (/^[上前][条條]$/u.test(relative)) return "previousArticle";
  if (relative.startsWith("前")) return "previous";
  return /^本[条條章节]$/u.test(relative) ? "ownArticle" : "own";
}

function chineseSteps(path: string): CitedStep[] {
  const steps = path.matchAll(new RegExp(`第\\s?[（(]?\\s?(${CJK_NUMBER})\\s?[)）]?\\s?(部分|[条條款项項章节節])`, "gu"));
  return Array.from(steps, ([, number = "", unit = ""]) => ({ unit, values: chineseValues(number) }));
}

function chineseValues(number: string): number[] {
  const values = /[.．]/.test(number) ? number.split(/[.．]/).map(digitValue) : [digitValue(number) ?? cjkValue(number)];
  return values.map((value) => value ?? 0);
}

/** "第三条和第五条": what follows keeps the steps above its own unit. */
function furtherTargets(more: string, first: CitedTarget): CitedTarget[] {
  const parts = more.matchAll(new RegExp(`([、和及与或至到])\\s?(${CJK_STEP})`, "gu"));
  return Array.from(parts, ([, joint = "", path = ""]) => {
    const [step] = chineseSteps(path);
    const above = first.steps.slice(0, first.steps.findIndex(({ unit }) => unit === step?.unit));
    return { base: first.base, steps: step ? [...above, step] : [], isRangeEnd: /[至到]/u.test(joint) };
  });
}

function findEnglish(text: string): Citation[] {
  return Array.from(text.matchAll(EN), (found) => {
    const [whole, name = "", list = ""] = found;
    const after = text.slice(found.index + whole.length, found.index + whole.length + 90);
    const before = text.slice(Math.max(0, found.index - 66), found.index);
    return {
      at: found.index,
      text: whole,
      targets: englishTargets(name.toLowerCase().replace(/s$/, ""), list),
      isForeign: EN_FOREIGN_AFTER.test(after) || EN_FOREIGN_BEFORE.test(before),
    };
  });
}

function englishTargets(unit: string, list: string): CitedTarget[] {
  const items = list.matchAll(new RegExp(`(^|,|and|or|to|through|[–—-])\\s?(${EN_ITEM})`, "gu"));
  return Array.from(items, ([, joint = "", item = ""]) => ({
    base: "text" as const,
    steps: englishSteps(unit, item),
    isRangeEnd: /^(to|through|[–—-])$/.test(joint),
  }));
}

/** "9.2(b)" is 9.2 and below it b. */
function englishSteps(unit: string, item: string): CitedStep[] {
  const [head = "", ...inner] = item.split(/[()]+/).filter((part) => part !== "");
  const values = head.split(".").map((part) => digitValue(part) ?? letterOrRoman(part));
  return [{ unit: unit.startsWith("§") ? "§" : unit, values }, ...inner.map((part) => ({ unit: null, values: [digitValue(part) ?? letterOrRoman(part)] }))];
}

function letterOrRoman(text: string): number {
  return letterValue(text) ?? romanValue(text) ?? 0;
}
