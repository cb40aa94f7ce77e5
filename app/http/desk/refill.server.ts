import { data, type AppLoadContext } from "@remix-run/node";
import type { Instant } from "#app/domain/instant";
import { retryHeader } from "#app/http/limits.server";
import { accountMessages } from "#app/messages/account";
import type { Language } from "#app/messages/catalogue";

/** Never sent back to the browser. */
const SECRETS = ["password", "current", "formToken"];

/** A form that comes back: what is wrong with it, and what was typed. */
export type Refill = { faults: Record<string, string>; typed: Record<string, string> };

/** Answers a form with its faults (422) and with what was typed, passwords left out. */
export function refill(form: FormData, faults: Refill["faults"]) {
  return answer(form, faults, { status: 422 });
}

/** Answers a form that was sent too often (429), with how long to wait. */
export function refillLater(form: FormData, { context, language, retryAt }: { context: AppLoadContext; language: Language; retryAt: Instant }) {
  const headers = retryHeader(context, retryAt);
  const minutes = Math.ceil(Number(headers["Retry-After"]) / 60);
  return answer(form, { form: accountMessages[language].tooMany(minutes) }, { status: 429, headers });
}

function answer(form: FormData, faults: Refill["faults"], init: ResponseInit) {
  const fields = Array.from(form.entries()).filter(([name]) => !SECRETS.includes(name));
  const typed = Object.fromEntries(fields.flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])));
  return data<Refill>({ faults, typed }, init);
}
