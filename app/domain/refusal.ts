/**
 * Everything that an operation may refuse. `app/http/problem.ts` maps each code to a status and to a sentence for people;
 * adding a code here without one there does not compile.
 */
export type RefusalCode =
  | "agreement-unknown"
  | "version-unknown"
  | "text-unknown"
  | "text-corrupt"
  | "instant-invalid"
  | "input-invalid"
  | "form-foreign"
  | "form-stale"
  | "form-too-large"
  | "form-unreadable"
  | "attempts-exceeded";

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
