import { DomainError } from "#app/domain/refusal";
import type { Finding } from "#app/domain/text/lint";

/** Refuses to go on while a text has errors (lint-errors, with the first of them). Warnings pass. */
export function refuseErrors(findings: readonly (Finding & { language: string })[]): void {
  const errors = findings.filter(({ severity }) => severity === "error");
  const [first] = errors;
  if (first) throw new DomainError("lint-errors", { errors: errors.length, language: first.language, line: first.line, found: first.found });
}
