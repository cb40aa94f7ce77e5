import type { ClauseFlag } from "#app/domain/publication/manifest";
import type { TermsProperty } from "#app/domain/publication/property-change";
import type { ClauseChange, Comparison } from "#app/domain/text/comparison";
import { differingFacts, factsOf, type FactKind } from "#app/domain/text/facts";
import { textOf } from "#app/domain/text/identity";
import type { Clause } from "#app/domain/text/outline";
import { markWords } from "#app/domain/text/words";

/** A comparison of one language with what is known about the clauses on both sides. */
export type Change = {
  comparison: Comparison;
  oldFlags: ReadonlyMap<string, readonly ClauseFlag[]>;
  newFlags: ReadonlyMap<string, readonly ClauseFlag[]>;
  /** Names of the contracting party, old and new. */
  names: readonly string[];
};

export type FaultCode = FactKind | "flagged" | "flags" | "added" | "removed" | "terms";

/** Why a change is more than a matter of wording; `found` says what was found, as "30日 → 20日"; for `terms`, of no clause, which property. */
export type ChangeFault = { code: FaultCode; clauseId: string; number: string | null; found: string };

export type SuggestedClass = { changeClass: "editorial" | "ordinary" | "essential"; reasons: ChangeFault[] };

/**
 * Everything that forbids the class `editorial`: a clause added or removed, a flagged clause or its flags changed, a number,
 * amount, date, party or negation that is another, or stands elsewhere, in the text of a clause.
 */
export function editorialFaults(change: Change): ChangeFault[] {
  return change.comparison.changes.filter(isCounted).flatMap((each) => faultsOf(each, change));
}

/**
 * The class that a change suggests, with the reasons: essential where a flagged clause changes, ordinary where anything
 * else forbids editorial or more than a slip of the pen is mended, else editorial.
 */
export function suggestClass(change: Change): SuggestedClass {
  const reasons = editorialFaults(change);
  if (reasons.some(({ code }) => code === "flagged" || code === "flags")) return { changeClass: "essential", reasons };
  const isOrdinary = reasons.length > 0 || change.comparison.changes.filter(isCounted).some(isRewritten);
  return { changeClass: isOrdinary ? "ordinary" : "editorial", reasons };
}

/** What changed properties of the agreement suggest: never editorial, and essential where another language is to bind. */
export function suggestForProperties(changed: readonly TermsProperty[]): SuggestedClass {
  const reasons = changed.map((found): ChangeFault => ({ code: "terms", clauseId: "", number: null, found }));
  return { changeClass: changed.includes("bindingLanguage") ? "essential" : changed.length > 0 ? "ordinary" : "editorial", reasons };
}

/** The weightier of two suggestions, with the reasons of both: each language of a version is compared by itself. */
export function weightier(a: SuggestedClass, b: SuggestedClass): SuggestedClass {
  const { changeClass } = CLASS_ORDER.indexOf(a.changeClass) >= CLASS_ORDER.indexOf(b.changeClass) ? a : b;
  const isKnown = (reason: ChangeFault) => a.reasons.some(({ code, clauseId, found }) => code === reason.code && clauseId === reason.clauseId && found === reason.found);
  return { changeClass, reasons: [...a.reasons, ...b.reasons.filter((reason) => !isKnown(reason))] };
}

/** Whether a chosen class is milder than the one suggested. */
export function isMilder(chosen: string, { changeClass }: SuggestedClass): boolean {
  return CLASS_ORDER.findIndex((each) => each === chosen) < CLASS_ORDER.indexOf(changeClass);
}

const CLASS_ORDER: SuggestedClass["changeClass"][] = ["editorial", "ordinary", "essential"];

function isCounted({ old, new: fresh }: ClauseChange): boolean {
  const role = (fresh[0] ?? old[0])?.role;
  return role === "clause" || role === "preamble";
}

function faultsOf(change: ClauseChange, { oldFlags, newFlags, names }: Change): ChangeFault[] {
  const { kind, old, new: fresh } = change;
  const clause = fresh[0] ?? old[0];
  if (!clause) return [];
  const fault = (code: FaultCode, found: string): ChangeFault => ({ code, clauseId: clause.id, number: clause.number, found });
  const flags = [flagsOf(old, oldFlags), flagsOf(fresh, newFlags)];
  const isSame = kind === "unchanged" || kind === "layoutOnly";
  const flagged = !isSame && flags.some((list) => list !== "") ? [fault("flagged", flags.find((list) => list !== "") ?? "")] : [];
  if (kind === "added" || kind === "removed") return [...flagged, fault(kind, headOf(clause))];
  const reflagged = flags[0] === flags[1] ? [] : [fault("flags", `${flags[0] || "–"} → ${flags[1] || "–"}`)];
  return [...flagged, ...reflagged, ...(isSame ? [] : factFaults(change, names).map(({ kind: code, text }) => fault(code, text)))];
}

function factFaults({ old, new: fresh }: ClauseChange, names: readonly string[]) {
  return differingFacts(factsOf(wordsOf(old), names), factsOf(wordsOf(fresh), names));
}

function flagsOf(clauses: readonly Clause[], flags: ReadonlyMap<string, readonly ClauseFlag[]>): string {
  return [...new Set(clauses.flatMap(({ id }) => flags.get(id) ?? []))].sort().join(", ");
}

function wordsOf(clauses: readonly Clause[]): string {
  return clauses.map(textOf).join("\n");
}

function headOf({ heading, body }: Clause): string {
  return (heading ?? body).slice(0, 40);
}

/** Whether more than the letters of a slip of the pen are others in some place. */
function isRewritten({ kind, old, new: fresh }: ClauseChange): boolean {
  if (kind === "unchanged" || kind === "layoutOnly") return false;
  const marks = markWords(wordsOf(old), wordsOf(fresh));
  return marks.some(({ op, text }, index) => {
    if (op === "keep") return false;
    const other = op === "remove" ? marks[index + 1] : marks[index - 1];
    return !isSlip(lettersOf(text), other?.op === "insert" || other?.op === "remove" ? lettersOf(other.text) : "");
  });
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, "");
}

/** One Chinese character, or two letters, put, dropped or mistaken. */
function isSlip(before: string, after: string): boolean {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const differing = Math.max(before.length, after.length) - start - end;
  return differing <= (/\p{Script=Han}/u.test(`${before}${after}`) ? 1 : 2);
}
