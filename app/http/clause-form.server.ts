import { baseAt, newClauseId } from "#app/domain/publication/drafts.server";
import { draftEdit, type DraftEdit } from "#app/domain/publication/draft-edit";
import { CLAUSE_FLAGS } from "#app/domain/publication/manifest";
import { bindingOf, clauseIn, flagsById, openDraft, type OpenDraft } from "#app/domain/publication/open-draft";
import { textOf } from "#app/http/account-fields.server";
import { placePast } from "#app/http/clause-view.server";
import { refuse } from "#app/http/refuse.server";
import type { Portal } from "#app/portal.server";

/** What a form about a clause asks for: the state it was made on, and the edits; or a field that cannot be used. */
export type AskedEdits = { counter: number; edits: DraftEdit[] } | { fault: { field: string; code: "numberMissing" | "textMissing" } };

type Place = { draftId: string; clauseId: string };

/** Reads the edits that a form of a clause's page asks for, by the `intent` of its button. Throws a Response for another. */
export async function readClauseForm(portal: Pick<Portal, "db">, form: FormData, { draftId, clauseId }: Place): Promise<AskedEdits> {
  const counter = readCounter(form);
  const base = openDraft(await baseAt(portal, { draftId, counter }));
  const edits = (...given: unknown[]) => ({ counter, edits: given.map((edit) => parse(edit)) });
  switch (textOf(form, "intent")) {
    case "save":
      return savedEdits(form, base, { counter, clauseId });
    case "remove":
      return edits({ op: "removeClause", clauseId });
    case "up":
      return edits(...moveOf(clauseId, placePast(base, clauseId, "up")));
    case "down":
      return edits(...moveOf(clauseId, placePast(base, clauseId, "down")));
    case "move":
      return edits({ op: "moveClause", clauseId, after: textOf(form, "after") || null });
    case "confirm":
      return edits({ op: "confirmTranslation", clauseId, language: textOf(form, "language") });
    default:
      throw refuse("input-invalid");
  }
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

/** Only fields that differ from the state that the form showed: nobody's words are written back unchanged. */
function savedEdits(form: FormData, base: OpenDraft, { counter, clauseId }: { counter: number; clauseId: string }): AskedEdits {
  const edits: DraftEdit[] = [];
  for (const text of base.texts) {
    const { language } = text;
    const { number, heading, body } = clauseIn(text, clauseId);
    const typed = (field: string) => textOf(form, `${field}.${language}`);
    if (number !== null && typed("number").trim() === "") return { fault: { field: `number.${language}`, code: "numberMissing" } };
    edits.push(...changed({ op: "setText", clauseId, language, body }, { body: typed("body") }));
    edits.push(...changed({ op: "setHeading", clauseId, language, heading: heading ?? "" }, { heading: typed("heading") }));
    if (number !== null) edits.push(...changed({ op: "setNumber", clauseId, language, number }, { number: typed("number") }));
  }
  const flags = CLAUSE_FLAGS.filter((flag) => form.getAll("flag").includes(flag));
  const known = flagsById(base.version).get(clauseId) ?? [];
  edits.push(...changed({ op: "setFlags", clauseId, flags: CLAUSE_FLAGS.filter((flag) => known.includes(flag)) }, { flags }));
  return { counter, edits };
}

function changed(before: Record<string, unknown>, typed: Record<string, unknown>): DraftEdit[] {
  const edit = parse({ ...before, ...typed });
  return JSON.stringify(edit) === JSON.stringify(parse(before)) ? [] : [edit];
}

/** Reads a new clause behind another, with the id that it is given. */
export async function readNewClause(portal: Pick<Portal, "db">, form: FormData, { draftId, after }: { draftId: string; after: string }): Promise<AskedEdits> {
  const counter = readCounter(form);
  const base = openDraft(await baseAt(portal, { draftId, counter }));
  const neighbour = clauseIn(bindingOf(base), after);
  const missing = base.texts.find(({ language }) => textOf(form, `body.${language}`).trim() === "");
  if (missing) return { fault: { field: `body.${missing.language}`, code: "textMissing" } };
  const texts = Object.fromEntries(
    base.texts.map(({ language }) => {
      const number = textOf(form, `number.${language}`).trim();
      const words = { heading: textOf(form, `heading.${language}`), body: textOf(form, `body.${language}`) };
      return [language, number === "" ? words : { ...words, number }];
    }),
  );
  const flags = CLAUSE_FLAGS.filter((flag) => form.getAll("flag").includes(flag));
  const level = neighbour.level + (textOf(form, "level") === "below" ? 1 : 0);
  return { counter, edits: [parse({ op: "addClause", clauseId: newClauseId(), after, level, texts, flags })] };
}

function parse(edit: unknown): DraftEdit {
  const parsed = draftEdit.safeParse(edit);
  if (!parsed.success) throw refuse("input-invalid");
  return parsed.data;
}
