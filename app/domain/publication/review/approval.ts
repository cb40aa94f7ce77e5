import { sha256Of } from "#app/domain/digest";
import type { Instant } from "#app/domain/instant";
import { canonicalJson } from "#app/ledger/canonical";

/** All that persuades an approver, by digest where it is long. */
export type Approvable = {
  slug: string;
  number: number;
  /** Covers ids, flags, class, reason, summary, contracting party, precedence, audience and notice rule. */
  manifestSha256: string;
  texts: readonly { language: string; isBinding: boolean; title: string; sha256: string }[];
  /** The date approved, or the rule for finding it when it is published. */
  effective: Instant | "at once" | "earliest";
};

/** The hash that an approver approves: SHA-256 of the canonical JSON, texts by language. Any edit gives another. */
export function approvalSha256({ slug, number, manifestSha256, texts, effective }: Approvable): string {
  const sorted = texts
    .map(({ language, isBinding, title, sha256 }) => ({ language, isBinding, title, sha256 }))
    .sort((a, b) => (a.language < b.language ? -1 : 1));
  return sha256Of(canonicalJson({ slug, number, manifestSha256, texts: sorted, effective }));
}
