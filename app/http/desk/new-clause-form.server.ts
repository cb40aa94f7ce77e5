import { previewEdits, type ClausePreview } from "#app/domain/publication/drafting/clause-preview.server";
import { baseAt, newClauseId } from "#app/domain/publication/drafting/drafts.server";
import type { DraftEdit } from "#app/domain/publication/drafting/draft-edit";
import { CLAUSE_FLAGS } from "#app/domain/publication/manifest";
import { bindingOf, clauseIn, openDraft, type OpenDraft } from "#app/domain/publication/drafting/open-draft";
import { textOf } from "#app/http/account/account-fields.server";
import { parseEdit, readCounter, type AskedEdits } from "#app/http/desk/clause-form.server";
import type { Language } from "#app/messages/catalogue";
import type { Portal } from "#app/portal.server";

/** Where a clause is to be added: behind which. */
export type NewPlace = { draftId: string; after: string };

/** What stands in a preview for the words of a language that are still to be written; it is not shown. */
const UNWRITTEN = "…";

/** Reads a new clause behind another, with the id that it is given. */
export async function readNewClause(portal: Pick<Portal, "db">, form: FormData, place: NewPlace): Promise<AskedEdits> {
  const counter = readCounter(form);
  const base = openDraft(await baseAt(portal, { ...place, counter }));
  const missing = base.texts.find(({ language }) => !isWritten(form, language));
  if (missing) return { fault: { field: `body.${missing.language}`, code: "textMissing" } };
  return { counter, edits: [addOf(form, base, { ...place, clauseId: newClauseId() })] };
}

/** A new clause as readers would see it, in the languages in which it is written so far. Throws what previewEdits throws. */
export async function previewNewClause(portal: Pick<Portal, "db">, form: FormData, { draftId, after, language }: NewPlace & { language: Language }): Promise<ClausePreview[]> {
  const counter = readCounter(form);
  const clauseId = newClauseId();
  const base = openDraft(await baseAt(portal, { draftId, counter }));
  const edits = [addOf(form, base, { after, clauseId })];
  const previews = await previewEdits(portal, { draftId, counter, clauseId, edits, language });
  return previews.filter((preview) => isWritten(form, preview.language));
}

function isWritten(form: FormData, language: string): boolean {
  return textOf(form, `body.${language}`).trim() !== "";
}

function addOf(form: FormData, base: OpenDraft, { after, clauseId }: { after: string; clauseId: string }): DraftEdit {
  const neighbour = clauseIn(bindingOf(base), after);
  const texts = Object.fromEntries(base.texts.map(({ language }) => [language, wordsIn(form, language)]));
  const flags = CLAUSE_FLAGS.filter((flag) => form.getAll("flag").includes(flag));
  const level = neighbour.level + (textOf(form, "level") === "below" ? 1 : 0);
  return parseEdit({ op: "addClause", clauseId, after, level, texts, flags });
}

/** A number only where one was given: else it is derived from the place. */
function wordsIn(form: FormData, language: string): { heading: string; body: string; number?: string } {
  const number = textOf(form, `number.${language}`).trim();
  const words = { heading: textOf(form, `heading.${language}`), body: isWritten(form, language) ? textOf(form, `body.${language}`) : UNWRITTEN };
  return number === "" ? words : { ...words, number };
}
