import { data } from "@remix-run/node";
import { textFor } from "#app/domain/acceptance/offer";
import { newToken } from "#app/domain/access/token";
import { LONGEST_ANSWER, LONGEST_QUESTION, textFault, typedText, type Note, type Question } from "#app/domain/evidence/explanations/explanations";
import { readNotes } from "#app/domain/evidence/explanations/reading.server";
import { readClause, type ClauseAlone } from "#app/domain/publication/clause.server";
import { findNumber, readTimeline, zoneOf } from "#app/domain/publication/reading.server";
import { readRendered, type ClauseName } from "#app/domain/publication/rendered.server";
import { DomainError, type RefusalCode } from "#app/domain/refusal";
import { textOf } from "#app/http/account/account-fields.server";
import type { Exchange } from "#app/http/context";
import { statusOf } from "#app/http/problem";
import type { Refill } from "#app/http/desk/refill.server";
import type { Language } from "#app/messages/catalogue";
import { problemMessages } from "#app/messages/problems";
import { questionMessages } from "#app/messages/questions";
import type { Portal } from "#app/portal.server";

type Asked = { slug: string; number: string; language: Language };

/** Whether one came here on the way to accept. */
export type Channel = "reading" | "acceptance";

export type ClausesView = { slug: string; title: string; version: number; language: string; channel: Channel; contact: string; clauses: ClauseName[] };

/** Every clause of a version, to choose one from. Throws agreement-unknown, version-unknown. */
export async function viewClauses({ request, context }: Exchange, { slug, number, language }: Asked): Promise<ClausesView> {
  const { portal } = context;
  const { timeline } = await readTimeline(portal, slug);
  const { version } = findNumber(timeline, { slug, number });
  const { wanted, channel } = readQuery(request, language);
  const text = textFor(version, wanted);
  const { names } = await readRendered(portal, { version, text, language });
  const { contact } = version.manifest.agreement.contractingParty;
  return { slug, title: text.title, version: version.number, language: text.language, channel, contact, clauses: names };
}

export type ClauseView = Omit<ClausesView, "clauses"> & { zone: string; clause: ClauseAlone; notes: Note[] };

/** One clause with what was explained about it. Throws agreement-unknown, version-unknown, clause-not-in-version. */
export async function viewClause({ request, context }: Exchange, { slug, number, clauseId, language }: Asked & { clauseId: string }): Promise<ClauseView> {
  const { portal } = context;
  const { history, timeline } = await readTimeline(portal, slug);
  const { version } = findNumber(timeline, { slug, number });
  const { wanted, channel } = readQuery(request, language);
  const clause = await readClause(portal, { version, clauseId, wanted, language });
  const notes = (await readNotes(portal, { history, version })).filter((note) => note.clauseId === clauseId);
  const { contact } = version.manifest.agreement.contractingParty;
  const { title, language: textLanguage } = clause.text;
  return { slug, title, version: version.number, language: textLanguage, channel, contact, zone: zoneOf(timeline), clause, notes };
}

function readQuery(request: Request, language: Language): { wanted: string; channel: Channel } {
  const query = new URL(request.url).searchParams;
  return { wanted: query.get("lang") ?? language, channel: query.get("from") === "acceptance" ? "acceptance" : "reading" };
}

export type QuestionView = { question: Question; clause: ClauseAlone };

/** A question with its clause in full, as it was read. */
export async function viewQuestion(portal: Pick<Portal, "db" | "now">, question: Question, language: Language): Promise<QuestionView> {
  const { slug, version: number, language: wanted, id: clauseId } = question.clause;
  const { timeline } = await readTimeline(portal, slug);
  const { version } = findNumber(timeline, { slug, number: String(number) });
  return { question, clause: await readClause(portal, { version, clauseId, wanted, language }) };
}

/** A random key for a form that asks. */
export function newFormKey(): string {
  return newToken();
}

/** What a form asks, with what is wrong with it. */
export function readQuestionForm(form: FormData, language: Language) {
  const question = textOf(form, "question");
  const fault = textFault(typedText(question), LONGEST_QUESTION);
  const channel: Channel = textOf(form, "channel") === "acceptance" ? "acceptance" : "reading";
  const faults = fault && { question: questionMessages[language].faults.question[fault](LONGEST_QUESTION) };
  return { question, channel, language: textOf(form, "language"), formKey: textOf(form, "formKey"), faults };
}

/** What a form answers, with what is wrong with it. */
export function readAnswerForm(form: FormData, language: Language) {
  const [answer, publicQuestion] = [textOf(form, "answer"), textOf(form, "publicQuestion")];
  const words = questionMessages[language].faults;
  const wrong = textFault(typedText(answer), LONGEST_ANSWER);
  const wrongPublic = typedText(publicQuestion) === "" ? null : textFault(typedText(publicQuestion), LONGEST_QUESTION);
  const faults = {
    ...(wrong && { answer: words.answer[wrong](LONGEST_ANSWER) }),
    ...(wrongPublic && { publicQuestion: words.question[wrongPublic](LONGEST_QUESTION) }),
  };
  return { answer, publicQuestion, faults: wrong || wrongPublic ? faults : null };
}

/** Answers a form with its faults and with what was typed. */
export function questionRefill(form: FormData, { faults, status }: { faults: Refill["faults"]; status: number }) {
  const fields = Array.from(form.entries()).filter(([name]) => name !== "formToken");
  const typed = Object.fromEntries(fields.flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])));
  return data<Refill>({ faults, typed }, { status });
}

type Refused = { language: Language; fields?: Partial<Record<RefusalCode, string>> };

/**
 * Answers a form that was refused with the sentence of the refusal and with what was typed. `fields` names the field that a refusal
 * is about. Throws what is no refusal.
 */
export function refusedForm(form: FormData, error: unknown, { language, fields = {} }: Refused) {
  if (!(error instanceof DomainError)) throw error;
  const { title, advice } = problemMessages[language][error.code](error.details);
  return questionRefill(form, { faults: { [fields[error.code] ?? "form"]: questionMessages[language].refused(title, advice) }, status: statusOf(error.code) });
}
