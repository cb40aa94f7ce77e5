import { data, redirect } from "@remix-run/node";
import { editDraft } from "#app/domain/publication/drafting/drafts.server";
import { previewEdits, type ClausePreview } from "#app/domain/publication/drafting/clause-preview.server";
import type { Conflict } from "#app/domain/publication/drafting/merge-edits";
import { DomainError } from "#app/domain/refusal";
import { readClauseForm, readCounter, type AskedEdits } from "#app/http/desk/clause-form.server";
import { previewNewClause, type NewPlace } from "#app/http/desk/new-clause-form.server";
import { statusOf } from "#app/http/problem";
import { requireRole, type Viewer } from "#app/http/viewer.server";
import type { Exchange } from "#app/http/context";
import { readForm } from "#app/http/form.server";
import { readLanguage } from "#app/http/language.server";
import { editorMessages } from "#app/messages/editor";
import { problemMessages } from "#app/messages/problems";
import type { Language } from "#app/messages/catalogue";

/**
 * A form about a draft that comes back: why, with what was typed, on which state to try again, what collided, and what it
 * would look like.
 */
export type EditRefill = {
  faults: Record<string, string>;
  typed: Record<string, string[]>;
  counter: number | null;
  conflicts: Conflict[];
  previews: ClausePreview[] | null;
};

export type SentEdits = { viewer: Viewer; form: FormData; language: Language };

/** The form that an editor sent, with who sent it; one with files may be larger, in bytes. Throws a Response for others. */
export async function readEditorForm(exchange: Exchange, largestBody?: number): Promise<SentEdits> {
  const viewer = await requireRole(exchange, "editor");
  return { viewer, form: await readForm(exchange, viewer, largestBody), language: readLanguage(exchange, viewer) };
}

type Saving = { draftId: string; asked: () => Promise<AskedEdits>; to: (counter: number) => string };

/** Saves the edits that a form asks for and leads on; refusals and collisions come back with what was typed. */
export function saveEdits({ context }: Exchange, sent: SentEdits, { draftId, asked, to }: Saving) {
  const { viewer, form } = sent;
  return orRefill(sent, async () => {
    const read = await asked();
    if ("fault" in read) return refillFault(sent, read);
    const { outcome, counter, conflicts } = await editDraft(context.portal, { draftId, ...read, actor: viewer });
    if (outcome === "saved") return redirect(to(counter), { status: 303 });
    return refillEdits(form, { faults: {}, status: 409, counter, conflicts, changed: read.changed });
  });
}

/** Answers a clause's form with what readers would see; saves nothing. */
export function previewForm({ context: { portal } }: Exchange, sent: SentEdits, place: { draftId: string; clauseId: string }) {
  const { form, language } = sent;
  return orRefill(sent, async () => {
    const read = await readClauseForm(portal, form, place);
    if ("fault" in read) return refillFault(sent, read);
    return refillEdits(form, { faults: {}, status: 200, counter: read.counter, previews: await previewEdits(portal, { ...place, ...read, language }) });
  });
}

function refillFault({ form, language }: SentEdits, { fault }: Extract<AskedEdits, { fault: object }>) {
  return refillEdits(form, { faults: { [fault.field]: editorMessages[language].clause[fault.code] }, status: 422 });
}

/** Answers the form of a new clause with what readers would see of it; saves nothing. */
export function previewNewForm({ context: { portal } }: Exchange, { form, language }: SentEdits, place: NewPlace) {
  return orRefill({ form, language }, async () =>
    refillEdits(form, { faults: {}, status: 200, counter: readCounter(form), previews: await previewNewClause(portal, form, { ...place, language }) }));
}

/** Does what a form asks for; what is refused comes back as a sentence, with what was typed. */
export async function orRefill<T>({ form, language }: Pick<SentEdits, "form" | "language">, work: () => Promise<T>) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return refillEdits(form, { faults: { form: refusalSentence(error, language) }, status: statusOf(error.code) });
  }
}

/** What was refused and what to do, in one line. */
export function refusalSentence({ code, details }: DomainError, language: Language): string {
  const { title, advice } = problemMessages[language][code](details);
  return editorMessages[language].refused(title, advice);
}

type Answer = Pick<EditRefill, "faults"> & Partial<Omit<EditRefill, "faults" | "typed">> & {
  status: number;
  /** The fields that were changed, where others shall show what the draft says by now. */
  changed?: string[] | undefined;
};

/** Answers with the form as it was sent. */
export function refillEdits(form: FormData, { faults, status, counter = null, conflicts = [], previews = null, changed }: Answer) {
  const names = new Set(Array.from(form.keys()).filter((name) => name !== "formToken" && (changed?.includes(name) ?? true)));
  const typed = Object.fromEntries(Array.from(names, (name) => [name, form.getAll(name).filter((value) => typeof value === "string")]));
  return data<EditRefill>({ faults, typed, counter, conflicts, previews }, { status });
}
