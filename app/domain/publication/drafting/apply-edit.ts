import { addClause, moveClause, removeClause, renumber } from "#app/domain/publication/drafting/arrange-clauses";
import type { DraftEdit, EditOf } from "#app/domain/publication/drafting/draft-edit";
import { clauseIn, EDITED, textIn, type OpenDraft, type OpenText } from "#app/domain/publication/drafting/open-draft";
import { confirmTranslation, noteBinding, noteEdit } from "#app/domain/publication/later/translation";
import { DomainError } from "#app/domain/refusal";
import { asItIs, rewriteText, type WantedClause } from "#app/domain/text/rewrite";

/**
 * The draft after one edit. Throws clause-absent, clause-cited, edit-unfit, edit-unreadable, number-style-unknown,
 * text-missing; then nothing of the edit was done.
 */
export function applyEdit(draft: OpenDraft, edit: DraftEdit): OpenDraft {
  switch (edit.op) {
    case "setText":
      return noteEdit(draft, setWords(draft, edit, { body: edit.body }), edit);
    case "setHeading":
      return noteEdit(draft, setWords(draft, edit, { heading: edit.heading }), edit);
    case "setNumber":
      return setWords(draft, edit, { number: edit.number });
    case "setTitle":
      return setTitle(draft, edit);
    case "setFlags":
      return setFlags(draft, edit);
    case "addClause":
      return addClause(draft, edit);
    case "removeClause":
      return removeClause(draft, edit);
    case "moveClause":
      return moveClause(draft, edit);
    case "renumber":
      return renumber(draft);
    case "confirmTranslation":
      return confirmTranslation(draft, edit);
    case "setVersion":
      return setVersion(draft, edit);
    case "setAgreement":
      return setAgreement(draft, edit);
    case "setEffective":
      return { ...draft, effectiveAt: edit.effectiveAt };
  }
}

type Words = Partial<Pick<WantedClause, "number" | "heading" | "body">>;

function setWords(draft: OpenDraft, { clauseId, language }: { clauseId: string; language: string }, words: Words): OpenDraft {
  const text = textIn(draft, language);
  const clause = clauseIn(text, clauseId);
  const wanted = text.clauses.map((each) => (each === clause ? { ...asItIs(each), ...words } : asItIs(each)));
  return withClauses(draft, text, wanted);
}

function withClauses(draft: OpenDraft, text: OpenText, wanted: readonly WantedClause[]): OpenDraft {
  const written = rewriteText(wanted);
  if (!written.ok) {
    throw new DomainError("edit-unreadable", { clause: written.at?.number ?? written.at?.heading ?? written.at?.id ?? "", language: text.language });
  }
  return { ...draft, texts: draft.texts.map((each) => (each === text ? { ...each, clauses: written.clauses, originalSha256: EDITED } : each)) };
}

/** The title of a text, and the line that prints it where there is one. */
function setTitle(draft: OpenDraft, { language, title }: EditOf<"setTitle">): OpenDraft {
  const text = textIn(draft, language);
  const printed = text.clauses.find(({ role }) => role === "title");
  const rewritten = printed ? setWords(draft, { clauseId: printed.id, language }, { heading: title }) : draft;
  return { ...rewritten, texts: rewritten.texts.map((each) => (each.language === language ? { ...each, title } : each)) };
}

function setFlags(draft: OpenDraft, { clauseId, flags }: EditOf<"setFlags">): OpenDraft {
  const { clauses } = draft.version;
  if (!clauses.some(({ id }) => id === clauseId)) throw new DomainError("clause-absent", { clause: clauseId });
  const flagged = flags.length === 0 ? { id: clauseId } : { id: clauseId, flags };
  return { ...draft, version: { ...draft.version, clauses: clauses.map((each) => (each.id === clauseId ? flagged : each)) } };
}

function setVersion(draft: OpenDraft, edit: EditOf<"setVersion">): OpenDraft {
  const { changeClass, reasons, classReason, summary, buildsOn, version } = edit;
  const changes = { changeClass, reasons, classReason: classReason && spoken(classReason), summary: summary && spoken(summary), buildsOn, version };
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  return { ...draft, version: { ...draft.version, ...given } };
}

/** A language whose words were taken away is no longer there. */
function spoken(words: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(words).flatMap(([language, text]) => (text.trim() === "" ? [] : [[language, text.trim()]])));
}

/** The kind may change as long as nothing is published; another language binds only if there is a text in it. */
function setAgreement(draft: OpenDraft, { agreement }: EditOf<"setAgreement">): OpenDraft {
  const { slug, kind, bindingLanguage } = draft.agreement;
  const isFixed = agreement.slug !== slug || (agreement.kind !== kind && draft.version.version > 1);
  if (isFixed) throw new DomainError("edit-unfit", { clause: slug, fault: "slug and kind never change" });
  if (agreement.bindingLanguage === bindingLanguage) return { ...draft, agreement };
  textIn(draft, agreement.bindingLanguage);
  return noteBinding(draft, { ...draft, agreement });
}
