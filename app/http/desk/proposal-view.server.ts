import type { Instant } from "#app/domain/instant";
import type { AgreementHistory } from "#app/domain/publication/history";
import type { ProposedAct } from "#app/domain/publication/later/proposals.server";

/** A proposal as a line of a list. */
export type ProposalLine = {
  id: string;
  slug: string;
  what: "void" | "undertaking" | "ending";
  /** Of a mark: the version, and the clause by its number. */
  version: number;
  clause: string;
  createdAt: Instant;
  outcome: "open" | "approved" | "rejected";
  reason: string | null;
  decidedAt: Instant | null;
};

/** A proposal in a list; the history tells the number of the clause that it is about. */
export function viewProposal(act: ProposedAct, history: AgreementHistory | null): ProposalLine {
  const { id, slug, createdAt, outcome, reason, decidedAt } = act;
  const line = { id, slug, createdAt, reason, decidedAt, outcome: outcome ?? ("open" as const) };
  if (act.kind === "ending") return { ...line, what: "ending", version: 0, clause: "" };
  const { kind, number, clauseId } = act.content;
  const clause = history?.versions.find((version) => version.number === number)?.clauses.find((each) => each.id === clauseId);
  return { ...line, what: kind, version: number, clause: clause?.number?.replace(/[.．]$/, "") ?? clause?.heading ?? clauseId };
}
