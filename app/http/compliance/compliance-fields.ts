import { PROOF_GRADES } from "#app/domain/notice/proof";

/** What may be narrowed by on the pages, as it stands in their addresses. */
export const FILTER_CHOICES = {
  class: ["first", "editorial", "ordinary", "essential"],
  method: ["click", "api", "deemed", "imported"],
  grade: PROOF_GRADES,
  customer: ["consumer", "business"],
  kind: ["person", "organisation"],
} as const;

export const FILTER_FIELDS = ["agreement", "version", "class", "method", "grade", "customer", "kind", "place", "language", "from", "at", "known"] as const;
export type FilterField = (typeof FILTER_FIELDS)[number];

/** Fields that say when. */
export const DATE_FIELDS = ["from", "at", "known"] as const satisfies readonly FilterField[];
