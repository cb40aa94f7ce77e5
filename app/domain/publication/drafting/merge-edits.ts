import { applyEdit } from "#app/domain/publication/drafting/apply-edit";
import type { DraftEdit } from "#app/domain/publication/drafting/draft-edit";
import { bindingOf, type OpenDraft } from "#app/domain/publication/drafting/open-draft";
import { DomainError } from "#app/domain/refusal";
import { parentsOf } from "#app/domain/text/identity";
import { canonicalJson, type JsonValue } from "#app/ledger/canonical";

/** Two people changed the same thing: what it was, what it is now, and what the edit would make of it; null: not there. */
export type Conflict = { edit: DraftEdit; base: string | null; current: string | null; own: string | null };

export type Merged = { draft: OpenDraft; applied: DraftEdit[]; conflicts: Conflict[] };

/**
 * Applies edits that were made on `base` to the draft as it is now. An edit collides where what it is about has become
 * another since, and not what the edit makes of it: such an edit is not applied but given back with both texts. All
 * others are applied, wherever their clauses stand by now. Throws what applyEdit throws.
 */
export function mergeEdits(base: OpenDraft, current: OpenDraft, edits: readonly DraftEdit[]): Merged {
  const merged: Merged = { draft: current, applied: [], conflicts: [] };
  let own = base;
  for (const edit of edits) {
    const conflict = base === current ? null : collision(edit, { base, current, own });
    if (conflict) {
      merged.conflicts.push(conflict);
      continue;
    }
    merged.draft = applyEdit(merged.draft, edit);
    if (base !== current) own = orSame(own, edit);
    merged.applied.push(edit);
  }
  return merged;
}

/** What the edits make of the base alone; an edit that needs what others did leaves it as it is. */
function orSame(own: OpenDraft, edit: DraftEdit): OpenDraft {
  try {
    return applyEdit(own, edit);
  } catch (error) {
    if (error instanceof DomainError) return own;
    throw error;
  }
}

type Sides = { base: OpenDraft; current: OpenDraft; own: OpenDraft };

function collision(edit: DraftEdit, { base, current, own }: Sides): Conflict | null {
  const before = partOf(base, edit);
  const now = partOf(current, edit);
  if (before === now) return null;
  const wanted = wantedBy(edit, own);
  return wanted !== null && wanted === now ? null : { edit, base: before, current: now, own: wanted };
}

/** What an edit is about, as text; null where it is not there. */
function partOf(draft: OpenDraft, edit: DraftEdit): string | null {
  switch (edit.op) {
    case "setText":
    case "confirmTranslation":
      return clauseOf(draft, edit)?.body ?? null;
    case "setHeading":
      return clauseOf(draft, edit) ? (clauseOf(draft, edit)?.heading ?? "") : null;
    case "setNumber":
      return clauseOf(draft, edit) ? (clauseOf(draft, edit)?.number ?? "") : null;
    case "setTitle":
      return draft.texts.find(({ language }) => language === edit.language)?.title ?? null;
    case "setFlags":
      return flagsOf(draft, edit.clauseId);
    case "addClause":
      return edit.after === null ? "" : placeOf(draft, edit.after) && "";
    case "removeClause":
      return subtreeText(draft, edit.clauseId);
    case "moveClause":
      return placeOf(draft, edit.clauseId);
    case "renumber":
      return "";
    case "setVersion":
      return json(Object.fromEntries(Object.keys(edit).filter((key) => key !== "op").map((key) => [key, Reflect.get(draft.version, key)])));
    case "setAgreement":
      return json(draft.agreement);
    case "setEffective":
      return draft.effectiveAt ?? "";
  }
}

/** What the edit makes of it; null where it takes something away or only arranges. */
function wantedBy(edit: DraftEdit, own: OpenDraft): string | null {
  if (edit.op === "removeClause" || edit.op === "moveClause" || edit.op === "addClause" || edit.op === "confirmTranslation") return null;
  try {
    return partOf(applyEdit(own, edit), edit);
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

function clauseOf(draft: OpenDraft, { clauseId, language }: { clauseId: string; language: string }) {
  return draft.texts.find((text) => text.language === language)?.clauses.find(({ id }) => id === clauseId);
}

function flagsOf({ version }: OpenDraft, clauseId: string): string | null {
  const entry = version.clauses.find(({ id }) => id === clauseId);
  return entry ? (entry.flags ?? []).join(", ") : null;
}

/** Under which clause it lies, and after which brother. */
function placeOf(draft: OpenDraft, clauseId: string): string | null {
  const { clauses } = bindingOf(draft);
  const parents = parentsOf(clauses);
  const at = clauses.findIndex(({ id }) => id === clauseId);
  if (at === -1) return null;
  return `${clauses[parents[at] ?? -1]?.id ?? ""} ${clauses[at]?.level}`;
}

/** The words of a clause and of all below it, in every language: whoever removes it must have seen them. */
function subtreeText(draft: OpenDraft, clauseId: string): string | null {
  const texts = draft.texts.map(({ clauses }) => {
    const at = clauses.findIndex(({ id }) => id === clauseId);
    const level = clauses[at]?.level ?? 0;
    const next = clauses.slice(at + 1).findIndex((clause) => clause.level <= level);
    return at === -1 ? null : clauses.slice(at, next === -1 ? undefined : at + 1 + next).map(({ heading, body }) => `${heading ?? ""}\n${body}`).join("\n");
  });
  return texts.includes(null) ? null : texts.join("\n");
}

function json(value: unknown): string {
  const plain: JsonValue = JSON.parse(JSON.stringify(value));
  return canonicalJson(plain);
}
