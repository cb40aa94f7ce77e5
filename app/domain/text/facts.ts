import { findCitations } from "#app/domain/text/citations";

/** What in a sentence carries its meaning by itself. */
export const FACT_KINDS = ["number", "date", "negation", "party"] as const;
export type FactKind = (typeof FACT_KINDS)[number];
export type Fact = { kind: FactKind; text: string };

const UNITS_ZH = "个?工作日|个?自然日|个?交易日|个?星期|个?小时|小时|分钟|个?月|个?季度|周年|周|日|天|年|秒|次|倍|份|人|级|期|折|成|万元|亿元|美元|欧元|港元|元|角|分|％|%|‰|万|亿";
const UNITS_EN = "(?:business|working|calendar|full)\\s+days?|days?|weeks?|months?|quarters?|years?|hours?|minutes?|seconds?|times?|per\\s?cent|percent|yuan|dollars?|euros?|RMB|CNY|USD|EUR|[KMGT]B";
const CURRENCY = "[¥￥$€£]|RMB|CNY|USD|EUR|HKD|GBP|人民币";
const DIGITS = `(?:(?:${CURRENCY})\\s?)?[0-9０-９]+(?:[.,．，][0-9０-９]+)*\\s?(?:${UNITS_ZH}|(?:${UNITS_EN})(?![\\p{L}]))?`;
const CJK_COUNT = `[〇零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟]`;
const CJK_NUMBER = `(?:百分之|千分之|万分之)${CJK_COUNT}+|${CJK_COUNT}{2,}\\s?(?:${UNITS_ZH})?|${CJK_COUNT}\\s?(?:${UNITS_ZH}|个|种|项|家|方)|[一二三四五六七八九十]分之[一二三四五六七八九十]`;
const WORD_NUMBER = `(?<![\\p{L}])(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|half|twice|double|triple|one(?=\\s+(?:${UNITS_EN})))(?:[-\\s](?:${UNITS_EN}))?(?![\\p{L}])`;
const MONTHS = "January|February|March|April|May(?=\\s\\d)|June|July|August|September|October|November|December";
const DATE = `(?<![\\p{L}])(?:${MONTHS}|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)(?:day)?(?![\\p{L}])|(?:星期|周|礼拜)[一二三四五六日天]`;
const NEGATION = `(?<![\\p{L}])(?:not|no|never|none|nor|neither|without|cannot|unless|except|excluding|excludes?|waives?|prohibit\\w*|forbid\\w*)(?![\\p{L}])|n['’]t(?![\\p{L}])|除外|除非|免除|免于|禁止|拒绝|放弃|[不无無未非没沒勿莫毋否免禁]`;
const ROLES = `[甲乙丙丁]方|双方|一方|我们|我方|我公司|本公司|本平台|本网站|您|你方|你们|你|用户|客户|消费者|经营者|平台|服务商|(?<![\\p{L}])(?:Part(?:y|ies)(?:\\s[A-D])?|we|us|our|ours|you|your|yours|Users?|Customers?|Consumers?|Company|Providers?|Operator|Platform|Licens(?:or|ee)|Suppliers?|Buyers?|Sellers?)(?![\\p{L}])`;

const PATTERNS: [FactKind, RegExp][] = [
  ["date", new RegExp(DATE, "giu")],
  ["number", new RegExp(`${DIGITS}|${CJK_NUMBER}|${WORD_NUMBER}`, "giu")],
  ["negation", new RegExp(NEGATION, "giu")],
  ["party", new RegExp(ROLES, "giu")],
];

/**
 * The numbers (with unit or currency), dates, negations and parties of a text, kind by kind in its order; citations of
 * clauses are left out, since they follow renumbering. `names` are the names of the parties to the agreement.
 */
export function factsOf(text: string, names: readonly string[] = []): Fact[] {
  const plain = withoutCitations(text);
  const found = PATTERNS.flatMap(([kind, pattern]) => Array.from(plain.matchAll(pattern), ([match]) => ({ kind, text: normal(match) })));
  return [...found, ...namesIn(plain, names)];
}

/** What one list of facts has and the other has not, or has in another place: the first difference of each kind. */
export function differingFacts(olds: readonly Fact[], news: readonly Fact[]): Fact[] {
  return FACT_KINDS.flatMap((kind) => {
    const before = olds.filter((fact) => fact.kind === kind);
    const after = news.filter((fact) => fact.kind === kind);
    const length = Math.max(before.length, after.length);
    const at = Array.from({ length }, (_, index) => index).find((index) => before[index]?.text !== after[index]?.text);
    if (at === undefined) return [];
    return [{ kind, text: `${before[at]?.text ?? "–"} → ${after[at]?.text ?? "–"}` }];
  });
}

/** Own clauses' numbers say nothing by themselves; statutes' do. */
function withoutCitations(text: string): string {
  return findCitations(text)
    .filter(({ isForeign }) => !isForeign)
    .toReversed()
    .reduce((rest, { at, text: citation }) => `${rest.slice(0, at)} § ${rest.slice(at + citation.length)}`, text);
}

function namesIn(text: string, names: readonly string[]): Fact[] {
  const places = names.filter((name) => name.trim() !== "").flatMap((name) => placesOf(text, name));
  return places.sort((a, b) => a.at - b.at).map(({ name }) => ({ kind: "party", text: name }));
}

function placesOf(text: string, name: string): { at: number; name: string }[] {
  const places: { at: number; name: string }[] = [];
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + name.length)) places.push({ at, name });
  return places;
}

function normal(text: string): string {
  const plain = text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").replace(/(\d)[,](?=\d{3}(?!\d))/g, "$1").trim();
  return plain === "你" ? "您" : plain;
}
