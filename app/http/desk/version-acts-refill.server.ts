import { data } from "@remix-run/node";
import type { Role } from "#app/domain/access/role";
import { DomainError, type RefusalCode } from "#app/domain/refusal";
import type { Exchange } from "#app/http/context";
import { isServedTo, readOpenForm } from "#app/http/form.server";
import { readLanguage } from "#app/http/language.server";
import { statusOf } from "#app/http/problem";
import { requireRole, type Viewer } from "#app/http/viewer.server";
import { afterPublicationMessages } from "#app/messages/after-publication";
import type { Language } from "#app/messages/catalogue";
import { problemMessages } from "#app/messages/problems";

/** A form about a published version that comes back: why, and what was typed, every value of every field. */
export type ActRefill = { faults: Record<string, string>; typed: Record<string, string[]>; isStale: boolean };

/** `isCurrent`: the page was opened in this session; else nothing is done, and what was typed comes back to be sent again. */
export type SentAct = { viewer: Viewer; form: FormData; language: Language; isCurrent: boolean };

/** The form that a person with one of the roles sent. Throws a Response for others. */
export async function readActForm(exchange: Exchange, roles: [Role, ...Role[]], largestBody?: number): Promise<SentAct> {
  const viewer = await requireRole(exchange, ...roles);
  const form = await readOpenForm(exchange, largestBody);
  return { viewer, form, language: readLanguage(exchange, viewer), isCurrent: isServedTo(exchange, viewer, form) };
}

/** Does what a form asks for; what is refused comes back at its field, with what was typed. */
export async function orActRefill<T>({ form, language, isCurrent }: SentAct, work: () => Promise<T>) {
  if (!isCurrent) return data<ActRefill>({ faults: { form: afterPublicationMessages[language].forms.sendAgain }, typed: typedIn(form), isStale: false }, { status: 403 });
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { title, advice } = problemMessages[language][error.code](error.details);
    const faults = { [fieldOf(error)]: afterPublicationMessages[language].forms.refused(title, advice) };
    return data<ActRefill>({ faults, typed: typedIn(form), isStale: error.code === "sign-in-stale" }, { status: statusOf(error.code) });
  }
}

/** The form as it was typed, with faults by field; without any it is shown to be changed. */
export function refillAct(form: FormData, faults: Record<string, string>) {
  const status = Object.keys(faults).length === 0 ? 200 : 422;
  return data<ActRefill>({ faults, typed: typedIn(form), isStale: false }, { status });
}

/** Every text of a form, by field; files and the token are left out. */
export function typedIn(form: FormData): Record<string, string[]> {
  const names = new Set(Array.from(form.keys()).filter((name) => name !== "formToken" && name !== "intent"));
  return Object.fromEntries(Array.from(names, (name) => [name, form.getAll(name).filter((value) => typeof value === "string")]));
}

const FIELDS: Partial<Record<RefusalCode, string>> = {
  "effective-too-early": "effective",
  "effective-out-of-order": "effective",
  "date-unchanged": "effective",
  "reason-missing": "reason",
  "clause-absent": "clauseId",
  "title-missing": "title",
  "text-empty": "text",
};

/** The field that is to blame; `form` where it is none. */
function fieldOf({ code, details }: DomainError): string {
  if (code === "words-missing") return `${details.what}.${details.language}`;
  if (code === "instant-invalid") return String(details.field ?? "effective");
  return FIELDS[code] ?? "form";
}
