/**
 * Everything that an operation may refuse. `app/http/problem.ts` maps each code to a status and to a sentence for people;
 * adding a code here without one there does not compile.
 */
export type RefusalCode =
  | PublicationRefusal
  | QuestionRefusal
  | CommentRefusal
  | ImportRefusal
  | ErasureRefusal
  | ExportRefusal
  | RetentionRefusal
  | NoticeRefusal
  | ObjectionRefusal
  | LeavingRefusal
  | "agreement-unknown"
  | "version-unknown"
  | "party-unknown"
  | "text-unknown"
  | "text-corrupt"
  | "instant-invalid"
  | "range-invalid"
  | "sizes-invalid"
  | "answer-filter-unfit"
  | "sign-in-missing"
  | "nothing-in-force"
  | "page-unknown"
  | "authority-missing"
  | "input-invalid"
  | "form-foreign"
  | "form-stale"
  | "signed-out"
  | "form-too-large"
  | "form-unreadable"
  | "attempts-exceeded"
  | ReceiptRefusal
  | LedgerRefusal;

/** What the ledger and the commands about it may refuse; the sentences are in `app/messages/ledger.ts`. */
export type LedgerRefusal = "ledger-stopped" | "ledger-unopened" | "ledger-key-missing" | "ledger-changed-meanwhile";

/** What giving out the files of a receipt may refuse; the sentences are in `app/messages/receipt-problems.ts`. */
export type ReceiptRefusal = "receipt-unknown" | "receipt-unproved" | "receipt-not-consent";

/** What publishing, loading and importing may refuse; the sentences are in `app/messages/publication.ts`. */
export type PublicationRefusal =
  | "agreement-ended"
  | "agreement-kind-fixed"
  | "agreement-published"
  | "approval-void"
  | "approver-is-author"
  | "assign-only-party"
  | "base-unknown"
  | "class-missing"
  | "class-reason-missing"
  | "class-unfit"
  | "clause-absent"
  | "clause-ambiguous"
  | "clause-cited"
  | "clause-id-repeated"
  | "clause-unknown"
  | "clock-behind"
  | "comment-empty"
  | "date-not-approved"
  | "date-unchanged"
  | "draft-in-review"
  | "draft-published"
  | "draft-unknown"
  | "edit-unfit"
  | "edit-unreadable"
  | "editorial-changes"
  | "effective-not-at-once"
  | "effective-out-of-order"
  | "effective-too-early"
  | "file-missing"
  | "file-unfit"
  | "file-unreadable"
  | "lint-errors"
  | "manifest-misfit"
  | "number-not-next"
  | "number-style-unknown"
  | "proposal-decided"
  | "proposal-unknown"
  | "published-differs"
  | "purposes-unfit"
  | "reason-missing"
  | "role-missing"
  | "sign-in-stale"
  | "sign-in-wrong"
  | "state-unknown"
  | "summary-missing"
  | "text-binary"
  | "text-binding-fixed"
  | "text-empty"
  | "text-missing"
  | "text-not-utf8"
  | "text-too-large"
  | "texts-misaligned"
  | "title-missing"
  | "version-in-force"
  | "version-withdrawn"
  | "warnings-unexplained"
  | "words-missing";

/** What bringing in past acceptances may refuse; the sentences are in `app/messages/imports.ts`. */
export type ImportRefusal = "import-changed" | "import-empty" | "import-not-terms" | "import-unreadable";

/** What public comment periods may refuse; the sentences are in `app/messages/reader-comments.ts`. */
export type CommentRefusal =
  | "comment-answered"
  | "comment-unfit"
  | "comment-unknown"
  | "draft-not-in-review"
  | "period-closed"
  | "period-moved"
  | "period-unfit"
  | "proposed-unknown";

/** What the pages of notices may refuse; the sentences are in `app/messages/public-notices.ts`. */
export type NoticeRefusal = "notice-unknown" | "message-unknown" | "reminder-link-unknown" | "public-url-unknown";

/** What leaving may refuse; the sentences are in `app/messages/leaving.ts`. */
export type LeavingRefusal = "leaving-has-roles" | "leaving-copy-time";

/** What objecting, answering objections and reporting use may refuse; the sentences are in `app/messages/objections.ts`. */
export type ObjectionRefusal =
  | "objection-closed"
  | "objection-nothing-binds"
  | "objection-unfit"
  | "objection-unknown"
  | "objection-answered"
  | "objection-answer-unfit"
  | "objection-settled"
  | "party-locked";

/** What questions about clauses and their answers may refuse; the sentences are in `app/messages/questions.ts`. */
export type QuestionRefusal = "clause-not-in-version" | "question-answered" | "question-unfit" | "question-unknown";

/** What asking for erasure, approving it and holding it up may refuse; the sentences are in `app/messages/erasure.ts`. */
export type ErasureRefusal =
  | "erasure-unknown"
  | "erasure-asked"
  | "erasure-decided"
  | "erasure-own"
  | "erasure-changed"
  | "erasure-not-person"
  | "erasure-under-way"
  | "erasure-last-operator"
  | "erasure-too-late"
  | "hold-unknown"
  | "hold-lifted"
  | "hold-date";

/** What plans of what goes at the end of its period may refuse; the sentences are in `app/messages/retention-problems.ts`. */
export type RetentionRefusal =
  | "retention-nothing-due"
  | "retention-plan-open"
  | "retention-plan-unknown"
  | "retention-plan-own"
  | "retention-plan-decided"
  | "retention-plan-expired"
  | "retention-plan-changed";

/** What taking data out may refuse; the sentences are in `app/messages/export-problems.ts`. */
export type ExportRefusal =
  | "export-unknown"
  | "export-filter-unfit"
  | "export-size-unfit"
  | "export-cursor-unfit"
  | "export-no-party"
  | "export-own"
  | "export-decided"
  | "export-foreign"
  | "export-over"
  | "export-format-unfit"
  | "bag-empty"
  | "bag-too-large";

/** A refusal that is foreseen: it has a code to branch on and facts for the sentence. Bugs are plain errors. */
export class DomainError extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly details: Readonly<Record<string, string | number>> = {},
  ) {
    super(`${code} ${JSON.stringify(details)}`);
    this.name = "DomainError";
  }
}
