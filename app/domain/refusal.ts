/**
 * Everything that an operation may refuse. `app/http/problem.ts` maps each code to a status and to a sentence for people;
 * adding a code here without one there does not compile.
 */
export type RefusalCode =
  | PublicationRefusal
  | "agreement-unknown"
  | "version-unknown"
  | "text-unknown"
  | "text-corrupt"
  | "instant-invalid"
  | "nothing-in-force"
  | "page-unknown"
  | "receipt-unknown"
  | "input-invalid"
  | "form-foreign"
  | "form-stale"
  | "form-too-large"
  | "form-unreadable"
  | "attempts-exceeded";

/** What publishing, loading and importing may refuse; the sentences are in `app/messages/publication.ts`. */
export type PublicationRefusal =
  | "agreement-kind-fixed"
  | "agreement-published"
  | "approver-is-author"
  | "base-unknown"
  | "class-unfit"
  | "clause-ambiguous"
  | "clause-id-repeated"
  | "clause-unknown"
  | "clock-behind"
  | "effective-not-at-once"
  | "effective-out-of-order"
  | "effective-too-early"
  | "file-missing"
  | "file-unfit"
  | "file-unreadable"
  | "manifest-misfit"
  | "number-not-next"
  | "published-differs"
  | "purposes-unfit"
  | "summary-missing"
  | "text-binary"
  | "text-empty"
  | "text-missing"
  | "text-not-utf8"
  | "text-too-large"
  | "texts-misaligned"
  | "title-missing";

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
