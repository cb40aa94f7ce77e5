import { PROOF_GRADES } from "#app/domain/notice/proof";

/** What may be narrowed by on the pages, as it stands in their addresses. */
export const FILTER_CHOICES = {
  class: ["first", "editorial", "ordinary", "essential"],
  method: ["click", "api", "deemed", "imported"],
  grade: PROOF_GRADES,
  customer: ["consumer", "business"],
} as const;

export const FILTER_FIELDS = ["agreement", "version", "class", "method", "grade", "customer", "language", "at"] as const;
export type FilterField = (typeof FILTER_FIELDS)[number];
