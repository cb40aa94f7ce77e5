import { data, redirect } from "@remix-run/node";
import { editDraft } from "#app/domain/publication/drafts.server";
import type { Conflict } from "#app/domain/publication/merge-edits";
import { DomainError } from "#app/domain/refusal";
import type { AskedEdits } from "#app/http/clause-form.server";
import { statusOf } from "#app/http/problem";
import { requireRole, type Viewer } from "#app/http/viewer.server";
import type { Exchange } from "#app/http/context";
import { readForm } from "#app/http/form.server";
import { readLanguage } from "#app/http/language.server";
import { editorMessages } from "#app/messages/editor";
import { problemMessages } from "#app/messages/problems";
import type { Language } from "#app/messages/catalogue";

/** A form about a draft that comes back: why, with what was typed, on which state to try again, and what collided. */
export type EditRefill = { faults: Record<string, string>; typed: Record<string, string[]>; counter: number | null; conflicts: Conflict[] };

export type SentEdits = { viewer: Viewer; form: FormData; language: Language };

/** The form that an editor sent, with who sent it. Throws a Response for others. */
export async function readEditorForm(exchange: Exchange): Promise<SentEdits> {
  const viewer = await requireRole(exchange, "editor");
  return { viewer, form: await readForm(exchange, viewer), language: readLanguage(exchange, viewer) };
}

type Saving = { draftId: string; asked: () => Promise<AskedEdits>; to: (counter: number) => string };

/** Saves the edits that a form asks for and leads on; refusals and collisions come back with what was typed. */
export function saveEdits({ context }: Exchange, sent: SentEdits, { draftId, asked, to }: Saving) {
  const { viewer, form, language } = sent;
  return orRefill(sent, async () => {
    const read = await asked();
    if ("fault" in read) return refillEdits(form, { faults: { [read.fault.field]: editorMessages[language].clause[read.fault.code] }, status: 422 });
    const { outcome, counter, conflicts } = await editDraft(context.portal, { draftId, ...read, actor: viewer });
    if (outcome === "saved") return redirect(to(counter), { status: 303 });
    return refillEdits(form, { faults: {}, status: 409, counter, conflicts });
  });
}

/** Does what a form asks for; what is refused comes back as a sentence, with what was typed. */
export async function orRefill<T>({ form, language }: Pick<SentEdits, "form" | "language">, work: () => Promise<T>) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { title, advice } = problemMessages[language][error.code](error.details);
    return refillEdits(form, { faults: { form: editorMessages[language].refused(title, advice) }, status: statusOf(error.code) });
  }
}

type Answer = Pick<EditRefill, "faults"> & { status: number; counter?: number; conflicts?: Conflict[] };

function refillEdits(form: FormData, { faults, status, counter, conflicts = [] }: Answer) {
  const names = new Set(Array.from(form.keys()).filter((name) => name !== "formToken"));
  const typed = Object.fromEntries(Array.from(names, (name) => [name, form.getAll(name).filter((value) => typeof value === "string")]));
  return data<EditRefill>({ faults, typed, counter: counter ?? null, conflicts }, { status });
}
