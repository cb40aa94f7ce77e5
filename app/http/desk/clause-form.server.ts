import { baseAt } from "#app/domain/publication/drafting/drafts.server";
import { draftEdit, type DraftEdit } from "#app/domain/publication/drafting/draft-edit";
import { openDraft, type OpenDraft } from "#app/domain/publication/drafting/open-draft";
import { textOf } from "#app/http/account/account-fields.server";
import { changedFields, clauseFields, editsBetween, sentFields } from "#app/http/desk/clause-fields.server";
import { placePast } from "#app/http/reading/clause-view.server";
import { refuse } from "#app/http/refuse.server";
import type { Portal } from "#app/portal.server";

/**
 * What a form about a clause asks for: the state it was made on, the edits, and the names of the fields that were changed
 * where it shows others too; or a field that cannot be used.
 */
export type AskedEdits = { counter: number; edits: DraftEdit[]; changed?: string[] } | { fault: { field: string; code: "numberMissing" | "textMissing" } };

type Place = { draftId: string; clauseId: string };

/** Reads the edits that a form of a clause's page asks for, by the `intent` of its button. Throws a Response for another. */
export async function readClauseForm(portal: Pick<Portal, "db">, form: FormData, { draftId, clauseId }: Place): Promise<AskedEdits> {
  const counter = readCounter(form);
  const base = openDraft(await baseAt(portal, { draftId, counter }));
  const edits = (...given: unknown[]) => ({ counter, edits: given.map((edit) => parseEdit(edit)) });
  const intent = textOf(form, "intent");
  if (intent.startsWith("confirm.")) return confirmedEdits(savedEdits(form, base, { counter, clauseId }), { clauseId, language: intent.slice("confirm.".length) });
  switch (intent) {
    case "save":
    case "preview":
      return savedEdits(form, base, { counter, clauseId });
    case "remove":
      return edits({ op: "removeClause", clauseId });
    case "up":
    case "down":
      return edits(...moveOf(clauseId, placePast(base, clauseId, intent)));
    default:
      throw refuse("input-invalid");
  }
}

/** With the words, that a translation says the same. */
function confirmedEdits(saved: AskedEdits, place: { clauseId: string; language: string }): AskedEdits {
  return "fault" in saved ? saved : { ...saved, edits: [...saved.edits, parseEdit({ op: "confirmTranslation", ...place })] };
}

/** The counter of the state that a form was made on. Throws a Response for anything else. */
export function readCounter(form: FormData): number {
  const counter = Number(textOf(form, "counter"));
  if (!Number.isSafeInteger(counter) || counter < 1) throw refuse("input-invalid");
  return counter;
}

function moveOf(clauseId: string, after: string | null | undefined): unknown[] {
  return after === undefined ? [] : [{ op: "moveClause", clauseId, after }];
}

/** Only fields that differ from the state that the form showed. */
function savedEdits(form: FormData, base: OpenDraft, { counter, clauseId }: { counter: number; clauseId: string }): AskedEdits {
  const shown = clauseFields(base, clauseId);
  const sent = sentFields(form, shown);
  const unnumbered = Object.keys(shown).find((name) => name.startsWith("number.") && sent[name] === "");
  if (unnumbered) return { fault: { field: unnumbered, code: "numberMissing" } };
  return { counter, edits: editsBetween(shown, sent, clauseId), changed: changedFields(shown, sent) };
}

/** An edit of a form. Throws a Response for what is none. */
export function parseEdit(edit: unknown): DraftEdit {
  const parsed = draftEdit.safeParse(edit);
  if (!parsed.success) throw refuse("input-invalid");
  return parsed.data;
}
