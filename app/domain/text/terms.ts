import { append } from "#app/domain/group";
import type { Clause } from "#app/domain/text/outline";

/** Where a text says what a term means. The term is the first group. */
const DEFINITIONS = [
  /(?:以下|下)?(?:简称|统称|合称|称)(?:为|作)?\s?[“"「]([^”"」\n]{1,30})[”"」]/gu,
  /[“"「]([^”"」\n]{1,30})[”"」]\s?(?:是指|指的是|系指|指|means?\b|shall mean\b|refers? to\b|includes?\b)/gu,
  /\((?:[^()\n]{0,60}?\s)?[“"]([^”"\n]{1,60})[”"](?:\s(?:or|and)\s[“"][^”"\n]{1,60}[”"])?\)/gu,
  /\*\*[“"]?([^*”"\n]{1,60})[”"]?\*\*\s(?:means?|refers? to)\b/gu,
];

/** Nouns that, capitalised in the middle of a sentence, claim to be defined. */
const TERM_NOUN = "Agreement|Services?|Data|Information|Fees?|Period|Term|Date|Part(?:y|ies)|Materials?|Content|Software|Products?|Affiliates?|Orders?|Customers?|Users?|Providers?|Claims?|Losses|Deliverables?";
const TERM_IN_USE = new RegExp(`(?<=[a-z,;] )((?:[A-Z][a-z]+ ){1,3}(?:${TERM_NOUN}))(?![\\p{L}])`, "gu");

/** A text that defines fewer terms than this has no habit of defining. */
const HABIT = 3;

/** A term used like a defined one, at its first use. */
export type UndefinedTerm = { clauseId: string; at: number; term: string };

/** The terms that a text defines, in order. */
export function findDefinitions(text: string): string[] {
  return DEFINITIONS.flatMap((pattern) => Array.from(text.matchAll(pattern), ([, term = ""]) => term.trim()));
}

/** Capitalised terms that a text with a habit of defining uses twice or more and defines nowhere. English only: Chinese marks no terms. */
export function findUndefinedTerms(clauses: readonly Clause[]): UndefinedTerm[] {
  const source = clauses.map((clause) => clause.source).join("");
  const defined = findDefinitions(source).map(singular);
  if (defined.length < HABIT) return [];
  const uses = new Map<string, UndefinedTerm[]>();
  for (const { id, body } of clauses) {
    for (const { index, 1: term = "" } of body.matchAll(TERM_IN_USE)) append(uses, singular(term), { clauseId: id, at: index, term });
  }
  const isDefined = (term: string) => defined.some((known) => term.endsWith(known) || known.endsWith(term));
  return Array.from(uses).flatMap(([term, [first, ...others]]) => (first && others.length > 0 && !isDefined(term) ? [first] : []));
}

function singular(term: string): string {
  return term.toLowerCase().replace(/ies$/, "y").replace(/s$/, "");
}
