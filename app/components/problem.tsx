import { isRouteErrorResponse } from "@remix-run/react";
import { useLanguage } from "#app/components/language";
import type { RefusalCode } from "#app/domain/refusal";
import type { Language } from "#app/messages/catalogue";
import { commonMessages } from "#app/messages/common";
import { problemMessages, type ProblemDetails, type ProblemText } from "#app/messages/problems";

/** What happened, what was kept, what to do; on an agreement's address also the way to its history. */
export function ProblemPage({ error }: { error: unknown }) {
  const language = useLanguage();
  const { title, advice } = describeProblem(error, language);
  const { slug, signIn, typed } = waysOn(error);
  const words = commonMessages[language];
  return (
    <div className="page">
      <h1>{title}</h1>
      <p className="lead">{advice}</p>
      {typed && <Typed text={typed} />}
      <ul className="actions">
        {signIn && <li><a className="button" href={signIn}>{words.signIn}</a></li>}
        {slug && <li><a href={`/agreements/${slug}/versions`}>{words.historyOf}</a></li>}
        <li><a href="/">{words.allAgreements}</a></li>
      </ul>
    </div>
  );
}

/** The sentence for whatever stopped a page, in the reader's language. */
export function describeProblem(error: unknown, language: Language): ProblemText {
  const sentences = problemMessages[language];
  if (!isRouteErrorResponse(error)) return sentences.failure({});
  const { code, details } = readProblem(error.data);
  if (code) return sentences[code](details);
  if (error.status === 404) return sentences["page-unknown"]({});
  return error.status < 500 ? sentences["input-invalid"]({}) : sentences.failure({});
}

/** What was written in a form that could not be taken, to be copied. */
function Typed({ text }: { text: string }) {
  const words = commonMessages[useLanguage()];
  return (
    <div className="field">
      <label htmlFor="typed">{words.typed}</label>
      <p className="field-hint" id="typed-hint">{words.typedHint}</p>
      <textarea id="typed" rows={8} readOnly defaultValue={text} aria-describedby="typed-hint" />
    </div>
  );
}

/** The agreement whose history may help, where to sign in, and what was typed; null what does not apply. */
function waysOn(error: unknown): { slug: string | null; signIn: string | null; typed: string | null } {
  const { code, details } = isRouteErrorResponse(error) ? readProblem(error.data) : { code: null, details: {} };
  const text = (value: unknown) => (typeof value === "string" ? value : null);
  return {
    slug: code === "agreement-unknown" ? null : text(details.slug),
    signIn: code === "signed-out" ? text(details.to) : null,
    typed: code === "signed-out" || code === "form-stale" ? text(details.typed) : null,
  };
}

function readProblem(body: unknown): { code: RefusalCode | null; details: ProblemDetails } {
  if (typeof body !== "object" || body === null || !("code" in body)) return { code: null, details: {} };
  const details = "details" in body ? (body.details as ProblemDetails) : {};
  return { code: isCode(body.code) ? body.code : null, details };
}

function isCode(code: unknown): code is RefusalCode {
  return typeof code === "string" && Object.hasOwn(problemMessages.en, code);
}
