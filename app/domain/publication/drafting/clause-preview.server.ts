import { applyEdit } from "#app/domain/publication/drafting/apply-edit";
import { flagText } from "#app/domain/publication/compare.server";
import type { DraftEdit } from "#app/domain/publication/drafting/draft-edit";
import { baseAt } from "#app/domain/publication/drafting/drafts.server";
import { bindingOf, clauseIn, flagsById, openDraft, type OpenDraft, type OpenText } from "#app/domain/publication/drafting/open-draft";
import { nameClause, renderOptions } from "#app/domain/publication/rendered.server";
import { clausesBehind } from "#app/domain/publication/later/translation";
import { lintOutline, type Finding } from "#app/domain/text/lint";
import type { Clause } from "#app/domain/text/outline";
import { findReferences } from "#app/domain/text/references";
import { renderEach } from "#app/domain/text/render";
import type { Language } from "#app/messages/catalogue";
import type { Portal } from "#app/portal.server";

/** A clause that a citation leads to or comes from; null where it leads nowhere. */
export type CitedClause = { id: string; number: string | null; name: string };

/** A clause of a draft in one language as readers will get it, with what is wrong with it. */
export type ClausePreview = {
  language: string;
  isBinding: boolean;
  /** Of a translation: the binding text changed since it was written or confirmed. */
  isBehind: boolean;
  html: string;
  cites: { text: string; clause: CitedClause | null }[];
  citedBy: CitedClause[];
  findings: Finding[];
};

/** Previews of a clause in all languages, the binding one first, its labels in the language of the interface. Throws clause-absent. */
export function previewsOf(draft: OpenDraft, clauseId: string, language: Language): ClausePreview[] {
  const binding = bindingOf(draft);
  const texts = [binding, ...draft.texts.filter((text) => text !== binding)];
  return texts.map((text) => ({
    language: text.language,
    isBinding: text === binding,
    isBehind: clausesBehind(draft, text.language).has(clauseId),
    html: htmlOf(draft, text, { clauseId, language }),
    ...citationsOf(text, clauseId),
    findings: lint(draft.version, text).filter((finding) => finding.clauseId === clauseId),
  }));
}

type Wanted = { draftId: string; counter: number; clauseId: string; edits: readonly DraftEdit[]; language: Language };

/**
 * What edits made on the state `counter` of a draft would make of a clause; nothing is saved. Throws draft-unknown,
 * state-unknown, clause-absent and what applyEdit throws.
 */
export async function previewEdits(portal: Pick<Portal, "db">, { draftId, counter, clauseId, edits, language }: Wanted): Promise<ClausePreview[]> {
  const base = openDraft(await baseAt(portal, { draftId, counter }));
  return previewsOf(edits.reduce<OpenDraft>(applyEdit, base), clauseId, language);
}

function htmlOf({ version }: OpenDraft, text: OpenText, { clauseId, language }: { clauseId: string; language: Language }): string {
  clauseIn(text, clauseId);
  return renderEach(text, flagsById(version), renderOptions(language)).find(({ id }) => id === clauseId)?.html ?? "";
}

function lint({ clauses: entries }: OpenDraft["version"], { clauses }: OpenText): Finding[] {
  const { outline, flags } = flagText(clauses.map(({ source }) => source).join(""), entries);
  const conspicuousIds = new Set([...flags].flatMap(([id, own]) => (own.includes("conspicuous") ? [id] : [])));
  return lintOutline(outline, { conspicuousIds });
}

function citationsOf({ clauses }: OpenText, clauseId: string): Pick<ClausePreview, "cites" | "citedBy"> {
  const byId = new Map(clauses.map((clause) => [clause.id, clause]));
  const references = findReferences({ clauses });
  const own = references.filter((reference) => reference.clauseId === clauseId);
  const citing = new Set(references.filter(({ targets }) => targets.includes(clauseId)).map((reference) => reference.clauseId));
  return {
    cites: own.flatMap(({ text, targets }) => targets.map((id) => ({ text, clause: named(id === null ? undefined : byId.get(id)) }))),
    citedBy: [...citing].flatMap((id) => (id === clauseId ? [] : (named(byId.get(id)) ?? []))),
  };
}

function named(clause: Clause | undefined): CitedClause | null {
  if (!clause) return null;
  const { id, number, name } = nameClause(clause);
  return { id, number, name };
}
