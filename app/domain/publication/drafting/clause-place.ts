import { applyEdit } from "#app/domain/publication/drafting/apply-edit";
import type { EditOf } from "#app/domain/publication/drafting/draft-edit";
import { bindingOf, clauseIn, type OpenDraft } from "#app/domain/publication/drafting/open-draft";
import type { Place } from "#app/domain/publication/drafting/place";
import { isCovered, type Clause } from "#app/domain/text/outline";

/** The edit that moves a clause before another one, after it and all below it, or inside it as its last sub-clause. Throws clause-absent. */
export function moveTo(draft: OpenDraft, clauseId: string, { anchorId, how }: Place): EditOf<"moveClause"> {
  const { clauses } = bindingOf(draft);
  const anchor = clauseIn(bindingOf(draft), anchorId);
  const rest = without(clauses.filter(isCovered), clauseIn(bindingOf(draft), clauseId));
  const move = (after: string | null, level: number) => ({ op: "moveClause" as const, clauseId, after, level });
  if (how === "after") return move(anchorId, anchor.level);
  if (how === "inside") return move(lastChild(rest, anchor)?.id ?? anchorId, anchor.level + 1);
  const above = rest.slice(0, rest.indexOf(anchor)).findLast(({ level }) => level <= anchor.level);
  return move(above?.id ?? null, anchor.level);
}

export type Renumbered = { id: string; name: string; from: string | null; to: string | null };

/** What a move does besides: the numbers that change in the binding text, in their new order, and in how many clauses references follow. */
export type MovePlan = { edit: EditOf<"moveClause">; levels: { from: number; to: number }; renumbered: Renumbered[]; following: number; isSame: boolean };

/** Throws what applyEdit throws for a move that cannot be. */
export function planMove(draft: OpenDraft, clauseId: string, place: Place): MovePlan {
  const edit = moveTo(draft, clauseId, place);
  const [before, after] = [bindingOf(draft).clauses, bindingOf(applyEdit(draft, edit)).clauses];
  const old = new Map(before.map((clause) => [clause.id, clause]));
  const differing = (by: (clause: Clause) => unknown) => after.filter((clause) => by(clause) !== by(old.get(clause.id) ?? clause));
  return {
    edit,
    levels: { from: old.get(clauseId)?.level ?? 0, to: after.find(({ id }) => id === clauseId)?.level ?? 0 },
    renumbered: differing(({ number }) => number).map(({ id, number, heading, body }) => ({ id, name: heading ?? body, from: old.get(id)?.number ?? null, to: number })),
    following: differing(({ body }) => body).length,
    isSame: before.every(({ id, level }, index) => after[index]?.id === id && after[index]?.level === level),
  };
}

/** The clauses without one and all below it. */
function without(clauses: readonly Clause[], moved: Clause): Clause[] {
  const at = clauses.indexOf(moved);
  const end = clauses.findIndex((clause, index) => index > at && clause.level <= moved.level);
  return clauses.toSpliced(at, (end === -1 ? clauses.length : end) - at);
}

function lastChild(clauses: readonly Clause[], parent: Clause): Clause | undefined {
  const at = clauses.indexOf(parent);
  const end = clauses.findIndex((clause, index) => index > at && clause.level <= parent.level);
  return clauses.slice(at + 1, end === -1 ? undefined : end).findLast(({ level }) => level === parent.level + 1);
}
