import { bindingOf, openDraft, type OpenDraft } from "#app/domain/publication/open-draft";
import type { ClauseFlag } from "#app/domain/publication/manifest";
import { renderSource, type ClauseName } from "#app/domain/publication/rendered.server";
import type { ReviewedDraft } from "#app/domain/publication/reviewed-draft.server";
import { clausesBehind } from "#app/domain/publication/translation";
import { DomainError } from "#app/domain/refusal";
import { isCovered, type Clause } from "#app/domain/text/outline";
import { viewDraft, type DraftHead } from "#app/http/draft-view.server";
import type { Language } from "#app/messages/catalogue";

/** The words of a clause in one language, as fields and as readers will see them. */
export type ClauseText = { language: string; number: string | null; heading: string; body: string; html: string; isBehind: boolean };

export type ClauseView = {
  head: DraftHead;
  counter: number;
  clauseId: string;
  name: string;
  flags: ClauseFlag[];
  texts: ClauseText[];
  /** Places to move it to: the other clauses. */
  places: ClauseName[];
};

/** A clause of a draft to be edited. Throws clause-absent. */
export function viewClause(reviewed: ReviewedDraft, { clauseId, language, now }: { clauseId: string; language: Language; now: string }): ClauseView {
  const { draft } = reviewed;
  const open = openDraft(draft.content);
  const { head, text } = viewDraft(reviewed, { language, wanted: null, now, roles: [] });
  const name = text.clauses.find(({ id }) => id === clauseId);
  if (!name) throw new DomainError("clause-absent", { clause: clauseId.slice(0, 80) });
  const inside = new Set(subtreeOf(bindingOf(open).clauses, clauseId).map(({ id }) => id));
  return {
    head,
    counter: draft.counter,
    clauseId,
    name: name.number ?? name.name,
    flags: name.flags,
    texts: open.texts.flatMap((each) => viewWords(open, { text: each, clauseId, language })),
    places: text.clauses.filter(({ id }) => !inside.has(id)),
  };
}

type Wanted = { text: OpenDraft["texts"][number]; clauseId: string; language: Language };

function viewWords(draft: OpenDraft, { text, clauseId, language }: Wanted): ClauseText[] {
  const clause = text.clauses.find(({ id }) => id === clauseId);
  if (!clause) return [];
  const entry = draft.version.clauses.find(({ id }) => id === clauseId) ?? { id: clauseId };
  const { html } = renderSource(clause.source, { clauses: [entry], language });
  const { number, heading, body } = clause;
  return [{ language: text.language, number, heading: heading ?? "", body, html, isBehind: clausesBehind(draft, text.language).has(clauseId) }];
}

/** A clause with all below it, of the clauses in order. */
export function subtreeOf(clauses: readonly Clause[], clauseId: string): Clause[] {
  const at = clauses.findIndex(({ id }) => id === clauseId);
  if (at === -1) return [];
  const level = clauses[at]?.level ?? 0;
  const end = clauses.findIndex((clause, index) => index > at && clause.level <= level);
  return clauses.slice(at, end === -1 ? undefined : end);
}

/** Behind which clause one comes when it is moved past its neighbour of the same level; undefined where there is none. */
export function placePast(draft: OpenDraft, clauseId: string, direction: "up" | "down"): string | null | undefined {
  const clauses = bindingOf(draft).clauses.filter(isCovered);
  const own = subtreeOf(clauses, clauseId);
  const level = own[0]?.level ?? 0;
  const at = clauses.findIndex(({ id }) => id === clauseId);
  if (direction === "down") return siblingAt(clauses[at + own.length], level);
  const upper = clauses.slice(0, at).findLastIndex((clause) => clause.level <= level);
  if (siblingAt(clauses[upper], level) === undefined) return undefined;
  return clauses.slice(0, upper).findLast((clause) => clause.level <= level)?.id ?? null;
}

function siblingAt(clause: Clause | undefined, level: number): string | undefined {
  return clause?.level === level ? clause.id : undefined;
}
