import { z } from "zod";
import { CLAUSE_FLAGS, type ClauseFlag, type VersionManifest } from "#app/domain/publication/manifest";
import { DomainError } from "#app/domain/refusal";
import type { Clause } from "#app/domain/text/outline";

/** Flags by clause: under its number as printed, with or without the dot at its end, or under its id. */
export const flagsByClause = z.record(z.string(), z.array(z.enum(CLAUSE_FLAGS)));
export type FlagsByClause = z.infer<typeof flagsByClause>;

/**
 * The clauses of an outline as a manifest lists them, with the flags given for them. `file` names the flags in refusals:
 * throws clause-unknown, and clause-ambiguous for a number that is printed on several clauses.
 */
export function flaggedClauses(clauses: readonly Clause[], flags: FlagsByClause, file: string): VersionManifest["clauses"] {
  const byId = new Map<string, Set<ClauseFlag>>();
  for (const [name, given] of Object.entries(flags)) {
    const { id } = findClause(clauses, name, file);
    byId.set(id, new Set([...(byId.get(id) ?? []), ...given]));
  }
  return clauses.map(({ id }) => {
    const own = byId.get(id);
    return own && own.size > 0 ? { id, flags: CLAUSE_FLAGS.filter((flag) => own.has(flag)) } : { id };
  });
}

function findClause(clauses: readonly Clause[], name: string, file: string): Clause {
  const found = clauses.filter(({ id, number }) => id === name || (number !== null && bare(number) === bare(name)));
  const [clause, ...others] = found;
  if (!clause) throw new DomainError("clause-unknown", { file, number: name });
  if (others.length > 0) throw new DomainError("clause-ambiguous", { file, number: name, count: found.length });
  return clause;
}

function bare(number: string): string {
  return number.trim().replace(/[.．]$/, "");
}
