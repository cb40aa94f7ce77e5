import { data } from "@remix-run/node";
import { DomainError, type RefusalCode } from "#app/domain/refusal";
import type { Language } from "#app/messages/catalogue";
import { problemMessages, type ProblemDetails } from "#app/messages/problems";

/** What a refusal answers on HTTP. Adding a code to the domain without a status here does not compile. */
const STATUS: Record<RefusalCode, number> = {
  "agreement-kind-fixed": 409,
  "agreement-published": 409,
  "approver-is-author": 403,
  "base-unknown": 422,
  "class-unfit": 422,
  "clause-ambiguous": 422,
  "clause-id-repeated": 422,
  "clause-unknown": 422,
  "clock-behind": 409,
  "effective-not-at-once": 422,
  "effective-out-of-order": 422,
  "effective-too-early": 422,
  "file-missing": 422,
  "file-unfit": 422,
  "file-unreadable": 422,
  "manifest-misfit": 422,
  "number-not-next": 409,
  "published-differs": 409,
  "purposes-unfit": 422,
  "summary-missing": 422,
  "text-binary": 422,
  "text-empty": 422,
  "text-missing": 422,
  "text-not-utf8": 422,
  "text-too-large": 422,
  "texts-misaligned": 422,
  "title-missing": 422,
  "agreement-ended": 409,
  "assign-only-party": 422,
  "approval-void": 409,
  "class-missing": 422,
  "class-reason-missing": 422,
  "clause-absent": 422,
  "clause-cited": 422,
  "comment-empty": 422,
  "date-not-approved": 409,
  "date-unchanged": 409,
  "draft-in-review": 409,
  "draft-published": 409,
  "draft-unknown": 404,
  "edit-unreadable": 422,
  "edit-unfit": 422,
  "editorial-changes": 422,
  "lint-errors": 422,
  "number-style-unknown": 422,
  "proposal-decided": 409,
  "proposal-unknown": 404,
  "reason-missing": 422,
  "role-missing": 403,
  "sign-in-stale": 403,
  "sign-in-wrong": 403,
  "state-unknown": 404,
  "text-binding-fixed": 422,
  "version-in-force": 409,
  "version-withdrawn": 409,
  "warnings-unexplained": 422,
  "words-missing": 422,
  "clause-not-in-version": 404,
  "import-changed": 409,
  "import-empty": 422,
  "import-not-terms": 422,
  "import-unreadable": 422,
  "comment-answered": 409,
  "comment-unfit": 422,
  "comment-unknown": 404,
  "draft-not-in-review": 409,
  "period-closed": 409,
  "period-moved": 409,
  "period-unfit": 422,
  "proposed-unknown": 404,
  "objection-closed": 409,
  "objection-nothing-binds": 409,
  "objection-unfit": 422,
  "objection-unknown": 404,
  "objection-answered": 409,
  "objection-answer-unfit": 422,
  "objection-settled": 409,
  "party-locked": 409,
  "party-unknown": 404,
  "question-answered": 409,
  "question-unfit": 422,
  "question-unknown": 404,
  "erasure-unknown": 404,
  "erasure-asked": 409,
  "erasure-decided": 409,
  "erasure-own": 403,
  "erasure-changed": 409,
  "erasure-not-person": 422,
  "erasure-under-way": 409,
  "erasure-last-operator": 409,
  "erasure-too-late": 409,
  "export-unknown": 404,
  "export-filter-unfit": 422,
  "export-size-unfit": 422,
  "export-cursor-unfit": 400,
  "export-no-party": 422,
  "export-own": 403,
  "export-decided": 409,
  "export-foreign": 403,
  "export-over": 403,
  "export-format-unfit": 422,
  "bag-empty": 422,
  "bag-too-large": 422,
  "retention-nothing-due": 409,
  "retention-plan-open": 409,
  "retention-plan-unknown": 404,
  "retention-plan-own": 403,
  "retention-plan-decided": 409,
  "retention-plan-expired": 409,
  "retention-plan-changed": 409,
  "hold-unknown": 404,
  "hold-lifted": 409,
  "hold-date": 422,
  "leaving-has-roles": 409,
  "leaving-copy-time": 409,
  "notice-unknown": 404,
  "message-unknown": 404,
  "public-url-unknown": 503,
  "reminder-link-unknown": 404,
  "agreement-unknown": 404,
  "version-unknown": 404,
  "text-unknown": 404,
  "text-corrupt": 500,
  "instant-invalid": 400,
  "range-invalid": 400,
  "sizes-invalid": 400,
  "answer-filter-unfit": 400,
  "sign-in-missing": 403,
  "nothing-in-force": 404,
  "page-unknown": 404,
  "receipt-unknown": 404,
  "receipt-unproved": 503,
  "receipt-not-consent": 409,
  "authority-missing": 403,
  "input-invalid": 400,
  "form-foreign": 403,
  "form-stale": 403,
  "signed-out": 403,
  "form-too-large": 413,
  "form-unreadable": 400,
  "attempts-exceeded": 429,
  "ledger-stopped": 503,
  "ledger-unopened": 404,
  "ledger-key-missing": 409,
  "ledger-changed-meanwhile": 409,
};

/** What the root's error page receives of a refusal. */
export type Problem = { code: RefusalCode; details: ProblemDetails };

export function statusOf(code: RefusalCode): number {
  return STATUS[code];
}

/** A refusal as application/problem+json (RFC 9457) for machines; anything else is thrown on. */
export function problemResponse(error: unknown, language: Language): Response {
  if (!(error instanceof DomainError)) throw error;
  const { title, advice } = problemMessages[language][error.code](error.details);
  const body = { type: `urn:concordat:problem:${error.code}`, title, status: STATUS[error.code], detail: advice, code: error.code, ...error.details };
  return Response.json(body, {
    status: STATUS[error.code],
    headers: { "Content-Type": "application/problem+json", "Content-Language": language, "Cache-Control": "no-store" },
  });
}

/** A refusal as what a loader or action of a page throws, so that the error page says its sentence; anything else unchanged. */
export function problemPage(error: unknown): unknown {
  if (!(error instanceof DomainError)) return error;
  const problem: Problem = { code: error.code, details: error.details };
  return data(problem, { status: STATUS[error.code] });
}

/** Waits for an operation on behalf of a page; its refusals reach the reader as an error page. */
export async function orProblemPage<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw problemPage(error);
  }
}
