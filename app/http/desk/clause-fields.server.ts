import { asBody, asLine, draftEdit, type DraftEdit } from "#app/domain/publication/drafting/draft-edit";
import { CLAUSE_FLAGS } from "#app/domain/publication/manifest";
import { bindingOf, clauseIn, flagsById, type OpenDraft } from "#app/domain/publication/drafting/open-draft";
import { printedWords } from "#app/domain/text/rewrite";
import { textOf } from "#app/http/account/account-fields.server";

/** The fields of a clause's form by name: `number.en`, `heading.en`, `body.en` … for each language, and `flag`. */
export type ClauseFields = Record<string, string>;

/** The fields as a draft has them, those of the binding text first: its translations fall behind it, not the reverse. */
export function clauseFields(draft: OpenDraft, clauseId: string): ClauseFields {
  const binding = bindingOf(draft);
  const texts = [binding, ...draft.texts.filter((text) => text !== binding)];
  const words = texts.flatMap((text) => {
    const { number, heading, body } = clauseIn(text, clauseId);
    const numbered = number === null ? [] : [[`number.${text.language}`, number] as const];
    return [...numbered, [`heading.${text.language}`, heading ?? ""] as const, [`body.${text.language}`, body] as const];
  });
  const flags = flagsById(draft.version).get(clauseId) ?? [];
  return { ...Object.fromEntries(words), flag: CLAUSE_FLAGS.filter((flag) => flags.includes(flag)).join(" ") };
}

/** The same fields as a form sent them; one that it does not have stays as it was. */
export function sentFields(form: FormData, shown: ClauseFields): ClauseFields {
  return Object.fromEntries(Object.entries(shown).map(([name, value]) => [name, form.has(name) ? sentField(form, name) : value]));
}

function sentField(form: FormData, name: string): string {
  if (name === "flag") return CLAUSE_FLAGS.filter((flag) => form.getAll("flag").includes(flag)).join(" ");
  return name.startsWith("body.") ? asBody(textOf(form, name)) : asLine(textOf(form, name));
}

/** The edits that make of one what the other says: nobody's words are written back unchanged. */
export function editsBetween(before: ClauseFields, after: ClauseFields, clauseId: string): DraftEdit[] {
  const edits = changedFields(before, after).map((name) => {
    const [field, language] = partsOf(name);
    const value = after[name] ?? "";
    if (field === "body") return { op: "setText", clauseId, language, body: value };
    if (field === "heading") return { op: "setHeading", clauseId, language, heading: value };
    if (field === "number") return { op: "setNumber", clauseId, language, number: value };
    return { op: "setFlags", clauseId, flags: value.split(" ").filter(Boolean) };
  });
  return edits.map((edit) => draftEdit.parse(edit));
}

/** Names of the fields that say something else; words that moved between heading and text and print the same do not. */
export function changedFields(before: ClauseFields, after: ClauseFields): string[] {
  return Object.keys(before).filter((name) => {
    const [field, language] = partsOf(name);
    if (before[name] === after[name]) return false;
    return field === "flag" || field === "number" || printed(before, language) !== printed(after, language);
  });
}

function partsOf(name: string): [field: string, language: string] {
  const at = name.indexOf(".");
  return at === -1 ? [name, ""] : [name.slice(0, at), name.slice(at + 1)];
}

function printed(fields: ClauseFields, language: string): string {
  return printedWords({ heading: fields[`heading.${language}`] || null, body: fields[`body.${language}`] ?? "" });
}
