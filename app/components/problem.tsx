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
  const slug = knownSlug(error);
  const words = commonMessages[language];
  return (
    <div className="page">
      <h1>{title}</h1>
      <p className="lead">{advice}</p>
      <ul className="actions">
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

function knownSlug(error: unknown): string | null {
  if (!isRouteErrorResponse(error)) return null;
  const { code, details } = readProblem(error.data);
  return code && code !== "agreement-unknown" && typeof details.slug === "string" ? details.slug : null;
}

function readProblem(body: unknown): { code: RefusalCode | null; details: ProblemDetails } {
  if (typeof body !== "object" || body === null || !("code" in body)) return { code: null, details: {} };
  const details = "details" in body ? (body.details as ProblemDetails) : {};
  return { code: isCode(body.code) ? body.code : null, details };
}

function isCode(code: unknown): code is RefusalCode {
  return typeof code === "string" && Object.hasOwn(problemMessages.en, code);
}
