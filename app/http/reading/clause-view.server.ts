import { previewsOf, type ClausePreview } from "#app/domain/publication/drafting/clause-preview.server";
import type { ClauseFlag } from "#app/domain/publication/manifest";
import { bindingOf, clauseIn, openDraft, textIn, type OpenDraft } from "#app/domain/publication/drafting/open-draft";
import type { ClauseName } from "#app/domain/publication/rendered.server";
import type { ReviewedDraft } from "#app/domain/publication/review/reviewed-draft.server";
import { DomainError } from "#app/domain/refusal";
import { isCovered, type Clause } from "#app/domain/text/outline";
import { viewDraft, type DraftHead } from "#app/http/desk/draft-view.server";
import type { Language } from "#app/messages/catalogue";

/** The words of a clause in one language, as fields. */
export type ClauseText = { language: string; isBinding: boolean; number: string | null; heading: string; body: string };

export type ClauseView = {
  head: DraftHead;
  counter: number;
  clauseId: string;
  name: string;
  flags: ClauseFlag[];
  /** The binding text first. */
  texts: ClauseText[];
  previews: ClausePreview[];
  previous: ClauseName | null;
  next: ClauseName | null;
};

/** A clause of a draft to be edited. Throws clause-absent. */
export function viewClause(reviewed: ReviewedDraft, { clauseId, language, now }: { clauseId: string; language: Language; now: string }): ClauseView {
  const { draft } = reviewed;
  const open = openDraft(draft.content);
  const { head, text } = viewDraft(reviewed, { language, wanted: null, now, roles: [], comments: [] });
  const at = text.clauses.findIndex(({ id }) => id === clauseId);
  const name = text.clauses[at];
  if (!name) throw new DomainError("clause-absent", { clause: clauseId.slice(0, 80) });
  const previews = previewsOf(open, clauseId, language);
  return {
    head,
    counter: draft.counter,
    clauseId,
    name: name.number ?? name.name,
    flags: name.flags,
    texts: previews.map((preview) => wordsIn(open, preview, clauseId)),
    previews,
    previous: text.clauses[at - 1] ?? null,
    next: text.clauses[at + 1] ?? null,
  };
}

function wordsIn(draft: OpenDraft, { language, isBinding }: ClausePreview, clauseId: string): ClauseText {
  const { number, heading, body } = clauseIn(textIn(draft, language), clauseId);
  return { language, isBinding, number, heading: heading ?? "", body };
}

/** A clause with all below it, of the clauses in order. */
function subtreeOf(clauses: readonly Clause[], clauseId: string): Clause[] {
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
