import { clauseIds, normalText } from "#app/domain/text/clause-ids";
import { clauseWords, keywordApart, unindented, type ClauseWords } from "#app/domain/text/clause-words";
import { confidenceOf } from "#app/domain/text/confidence";
import { textDoubts } from "#app/domain/text/doubts";
import { frontMatterValue } from "#app/domain/text/front-matter";
import { withoutMarkup } from "#app/domain/text/headline";
import type { Line } from "#app/domain/text/lines";
import type { Unit } from "#app/domain/text/nesting";
import { RANK } from "#app/domain/text/numbering";
import { dateWords } from "#app/domain/text/title";
import { readStructure, type Span, type Structure } from "#app/domain/text/structure";

/** What a span of the source is. Ids and flags of a manifest cover the roles "preamble" and "clause". */
export type ClauseRole = "frontMatter" | "title" | "date" | "preamble" | "clause";

/** A contiguous span of the source. The spans of an outline, in order, give the source back. */
export type Clause = {
  id: string;
  role: ClauseRole;
  /** 0 for front matter, title, date line and preamble; 1, 2, 3 … for clauses. */
  level: number;
  /** As printed, such as "3.2.1." or "第三条"; data, never counted. */
  number: string | null;
  heading: string | null;
  /** The text without number and heading: markdown. */
  body: string;
  /** Byte offsets into the source (UTF-8). */
  start: number;
  end: number;
  /** The exact text of the span. */
  source: string;
};

export type Doubt = { line: number; code: string; text: string };

export type Outline = {
  title: string | null;
  /** The line that states the date of the text, as written. */
  dateLine: string | null;
  frontMatter: Record<string, string>;
  /** Number of the agreement's own highest units. */
  topLevel: number;
  /** Numbered clauses at level 1, 2, 3 … */
  byLevel: number[];
  /** Every unit that carries a number of its own. */
  numbered: number;
  clauses: Clause[];
  doubts: Doubt[];
  /** How sure the reading is, 0 to 1. */
  confidence: number;
};

/**
 * Reads a markdown agreement as the tree of clauses that a lawyer sees. The source may hold a BOM and any line endings; the
 * clauses joined give it back. What has no place stays in the clause before it and is told in `doubts`.
 */
export function readOutline(source: string): Outline {
  const structure = readStructure(source);
  const clauses = clausesOf(structure, source);
  const doubts = [...structure.doubts, ...textDoubts(structure.lines)].sort((a, b) => a.line - b.line);
  return {
    title: titleOf(structure, clauses),
    dateLine: dateOf(structure),
    frontMatter: structure.frontMatter,
    ...countsOf(structure),
    clauses,
    doubts,
    confidence: confidenceOf(clauses.filter(({ role }) => role === "clause").length, doubts),
  };
}

function clausesOf(structure: Structure, source: string): Clause[] {
  const words = structure.spans.map((span, index) => wordsOf(span, index, { structure, source }));
  const ids = clauseIds(structure.spans.map(({ role }, index) => ({ role, text: normalText(words[index] ?? NO_WORDS) })));
  let start = 0;
  return structure.spans.map(({ role, unit, lines }, index) => {
    const text = source.slice(lines[0]?.start ?? 0, lines.at(-1)?.end ?? 0);
    const end = start + Buffer.byteLength(text);
    const clause = { id: ids[index] ?? "", role, level: unit?.level ?? 0, ...(words[index] ?? NO_WORDS), start, end, source: text };
    start = end;
    return clause;
  });
}

const NO_WORDS: ClauseWords = { number: null, heading: null, body: "" };

function wordsOf({ role, unit, lines, opening }: Span, index: number, { structure, source }: { structure: Structure; source: string }): ClauseWords {
  const own = lines.slice(opening);
  if (unit) {
    const isParent = (structure.spans[index + 1]?.unit?.level ?? 0) > unit.level;
    return clauseWords({ unit, lines: own, source, isHardWrapped: structure.isHardWrapped, isParent });
  }
  const body = unindented(lines, source);
  if (role === "title") return { number: null, heading: titleWords(own), body: "" };
  return role === "preamble" ? { number: null, ...keywordApart(body) } : { number: null, heading: null, body };
}

function titleWords(lines: readonly Line[]): string {
  return withoutMarkup((lines[0]?.text ?? "").replace(/^#{1,6}\s*|\s+#+$/g, ""));
}

function titleOf({ frontMatter }: Structure, clauses: Clause[]): string | null {
  return frontMatterValue(frontMatter, "title") ?? clauses.find(({ role }) => role === "title")?.heading ?? null;
}

function dateOf({ lines, date, frontMatter }: Structure): string | null {
  const line = lines[date];
  return line ? dateWords(line.text) : frontMatterValue(frontMatter, "date");
}

function countsOf({ spans }: Structure): Pick<Outline, "topLevel" | "byLevel" | "numbered"> {
  const units = spans.flatMap(({ unit }) => unit ?? []);
  const numbered = units.filter(({ reading }) => reading !== null);
  const depth = numbered.reduce((deepest, { level }) => Math.max(deepest, level), 0);
  const byLevel = Array.from({ length: depth }, (_, index) => numbered.filter(({ level }) => level === index + 1).length);
  return { topLevel: topLevelOf(units), byLevel, numbered: numbered.length };
}

/** Annexes stand beside the articles but are not the agreement's own units; a part is higher than an article beside it. */
function topLevelOf(units: readonly Unit[]): number {
  const top = units.filter(({ level }) => level === 1);
  const counts = new Map<number, number>();
  for (const { reading } of top) if (reading) counts.set(standing(reading.rank), (counts.get(standing(reading.rank)) ?? 0) + 1);
  const highest = Math.min(...counts.keys());
  return counts.get(highest) ?? top.length;
}

function standing(rank: number): number {
  if (rank === RANK.annex) return 9;
  return rank === 0 ? 8 : rank;
}

/** Whether a manifest's ids fit the text, and the outline that bears them. */
export type ManifestFit =
  | { fits: true; outline: Outline }
  | { fits: false; reason: "count" | "duplicate-id"; ids: number; clauses: number; at: MisfitPlace };

/** Where the first id or clause without a partner stands, or an id that comes again. */
export type MisfitPlace = { index: number; id: string | null; number: string | null; heading: string | null };

/** Gives the clauses the ids of a manifest: an ordered list for the preamble's paragraphs and the clauses. */
export function applyManifest(outline: Outline, ids: readonly string[]): ManifestFit {
  const covered = outline.clauses.filter(isCovered);
  const again = firstRepeat(ids, outline.clauses.filter((clause) => !isCovered(clause)));
  const short = covered.length === ids.length ? -1 : Math.min(covered.length, ids.length);
  const index = short === -1 ? again : short;
  if (index !== -1) {
    const { number, heading } = covered[index] ?? { number: null, heading: null };
    const at = { index, id: ids[index] ?? null, number, heading };
    return { fits: false, reason: short === -1 ? "duplicate-id" : "count", ids: ids.length, clauses: covered.length, at };
  }
  const given = new Map(covered.map((clause, place) => [clause, ids[place] ?? clause.id]));
  return { fits: true, outline: { ...outline, clauses: outline.clauses.map((clause) => ({ ...clause, id: given.get(clause) ?? clause.id })) } };
}

/** Index of the first id that another clause has already; -1 for none. */
function firstRepeat(ids: readonly string[], others: readonly Clause[]): number {
  const taken = new Set(others.map(({ id }) => id));
  return ids.findIndex((id) => taken.size === taken.add(id).size);
}

/** Whether a manifest has an id and flags for this clause. */
export function isCovered({ role }: Clause): boolean {
  return role === "preamble" || role === "clause";
}
