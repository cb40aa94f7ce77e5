import { append } from "#app/domain/group";
import { compareOutlines } from "#app/domain/text/comparison";
import { findHiddenCharacters } from "#app/domain/text/hidden";
import { parentsOf } from "#app/domain/text/identity";
import { follows, readNumber } from "#app/domain/text/numbering";
import type { Clause, Outline } from "#app/domain/text/outline";
import { brokenReferences } from "#app/domain/text/references";
import { findUndefinedTerms } from "#app/domain/text/terms";

/** What can be wrong with a text, and whether it blocks publication or only needs a reason. */
export const LINT_SEVERITY = {
  "hidden-character": "error",
  "look-alike": "error",
  "empty-clause": "error",
  "number-repeated": "error",
  "reference-broken": "error",
  "emphasis-absent": "error",
  "second-agreement": "error",
  "reference-doubtful": "warning",
  "number-gap": "warning",
  "term-undefined": "warning",
  "date-stale": "warning",
  "code-unclosed": "warning",
} as const;
export type LintCode = keyof typeof LINT_SEVERITY;

export type Finding = {
  code: LintCode;
  severity: "error" | "warning";
  /** The clause it is in; null for the text as a whole. */
  clauseId: string | null;
  number: string | null;
  /** Line of the file, from 1. */
  line: number;
  /** What was found: the characters, the number, the citation, the term. */
  found: string;
};

export type LintContext = {
  /** Clauses that the portal will show bold and underlined. */
  conspicuousIds?: ReadonlySet<string>;
  /** The version that this text is to follow. */
  previous?: Outline;
};

/** Whoever has mended so many of one kind asks again. */
const MOST_OF_ONE_KIND = 500;

/** Checks a text before people rely on it; findings in the order of the text. */
export function lintOutline(outline: Outline, context: LintContext = {}): Finding[] {
  const firstLines = firstLinesOf(outline.clauses);
  const at = (index: number, code: LintCode, place: { found: string; offset?: number }): Finding => {
    const clause = outline.clauses[index];
    const line = (firstLines[index] ?? 1) + newlinesIn((clause?.source ?? "").slice(0, place.offset ?? 0));
    return { code, severity: LINT_SEVERITY[code], clauseId: clause?.id ?? null, number: clause?.number ?? null, line, found: place.found };
  };
  return [
    ...hiddenFindings(outline, at),
    ...emptyFindings(outline, at),
    ...numberFindings(outline, at),
    ...referenceFindings(outline, at),
    ...termFindings(outline, at),
    ...doubtFindings(outline, context),
    ...dateFindings(outline, context, at),
  ].sort((a, b) => a.line - b.line);
}

type At = (index: number, code: LintCode, place: { found: string; offset?: number }) => Finding;

function firstLinesOf(clauses: readonly Clause[]): number[] {
  let line = 1;
  return clauses.map(({ source }) => {
    const first = line;
    line += newlinesIn(source);
    return first;
  });
}

function newlinesIn(text: string): number {
  return text.split("\n").length - 1;
}

function hiddenFindings({ clauses }: Outline, at: At): Finding[] {
  const hidden = clauses.flatMap(({ source }, index) => {
    // Only the text's own first character may be a byte order mark.
    const lead = index === 0 ? "" : " ";
    return findHiddenCharacters(lead + source).map((found) => ({ ...found, index, offset: found.at - lead.length }));
  });
  return hidden.slice(0, MOST_OF_ONE_KIND).map(({ kind, index, offset, name }) =>
    at(index, kind === "lookAlike" ? "look-alike" : "hidden-character", { found: name, offset }),
  );
}

function emptyFindings({ clauses }: Outline, at: At): Finding[] {
  const parents = new Set(parentsOf(clauses));
  return clauses.flatMap(({ role, number, heading, body }, index) =>
    role === "clause" && body.trim() === "" && !parents.has(index) ? [at(index, "empty-clause", { found: number ?? heading ?? "" })] : [],
  );
}

/** Gaps and repeats between brothers numbered in one way. A list that writes 1. before each item counts by place. */
function numberFindings({ clauses }: Outline, at: At): Finding[] {
  const brothers = new Map<string, { index: number; value: number }[]>();
  const parents = parentsOf(clauses);
  clauses.forEach(({ number }, index) => {
    const reading = number === null ? undefined : readNumber(number, "heading")[0];
    if (reading) append(brothers, `${parents[index]} ${reading.style}`, { index, value: reading.values.at(-1) ?? 0 });
  });
  return Array.from(brothers.values()).flatMap((list) => {
    if (list.every(({ value }) => value === list[0]?.value)) return [];
    return list.slice(1).flatMap(({ index, value }, rank) => {
      const before = list[rank]?.value ?? 0;
      if (follows(before, value)) return [];
      return [at(index, value === before ? "number-repeated" : "number-gap", { found: clauses[index]?.number ?? "" })];
    });
  });
}

/** A number beyond what agreements number is more likely a citation of another text. */
const LIKELY_OWN = /^[^\d]*(?:\d{1,2}(?!\d)[^\d]*)*$/;

function referenceFindings(outline: Outline, at: At): Finding[] {
  const indexOf = new Map(outline.clauses.map(({ id }, index) => [id, index]));
  return brokenReferences(outline).slice(0, MOST_OF_ONE_KIND).map(({ clauseId, text, at: offset }) => {
    const index = indexOf.get(clauseId) ?? 0;
    const bodyStart = outline.clauses[index]?.source.indexOf(outline.clauses[index]?.body.slice(0, 40) ?? "") ?? 0;
    return at(index, LIKELY_OWN.test(text) ? "reference-broken" : "reference-doubtful", { found: text, offset: Math.max(bodyStart, 0) + offset });
  });
}

function termFindings({ clauses }: Outline, at: At): Finding[] {
  const indexOf = new Map(clauses.map(({ id }, index) => [id, index]));
  return findUndefinedTerms(clauses).map(({ clauseId, term }) => at(indexOf.get(clauseId) ?? 0, "term-undefined", { found: term }));
}

/** Doubts of the reading that become findings as they are; those on numbering are found here by clause. */
const DOUBTS: ReadonlySet<string> = new Set<LintCode>(["emphasis-absent", "second-agreement", "code-unclosed"]);

/** What the reading itself left open. Promised emphasis is there as soon as a clause is flagged: the portal prints it. */
function doubtFindings({ doubts }: Outline, { conspicuousIds }: LintContext): Finding[] {
  return doubts.flatMap(({ code, line, text }) => {
    if (!isLintCode(code) || (code === "emphasis-absent" && (conspicuousIds?.size ?? 0) > 0)) return [];
    return [{ code, severity: LINT_SEVERITY[code], clauseId: null, number: null, line, found: text }];
  });
}

function isLintCode(code: string): code is LintCode {
  return DOUBTS.has(code);
}

/** The words changed and the date line did not. */
function dateFindings(outline: Outline, { previous }: LintContext, at: At): Finding[] {
  if (!previous || outline.dateLine === null || outline.dateLine !== previous.dateLine) return [];
  const { counts } = compareOutlines(previous, outline);
  const hasChanged = Object.entries(counts).some(([kind, count]) => count > 0 && kind !== "unchanged" && kind !== "layoutOnly");
  const index = outline.clauses.findIndex(({ role }) => role === "date");
  return hasChanged ? [at(Math.max(index, 0), "date-stale", { found: outline.dateLine })] : [];
}
