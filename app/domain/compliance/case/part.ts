/** Parts of the case of a party, each of which can be looked at alone. */
export const CASE_PARTS = ["acts", "notices", "questions", "authorities", "data", "signIns"] as const;
export type CasePart = (typeof CASE_PARTS)[number];

/** Where a page of a case begins: after this record. */
export type CaseCursor = { happenedAt: string; id: string };
