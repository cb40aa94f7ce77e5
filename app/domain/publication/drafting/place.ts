/** Where a clause shall stand, told by another one. */
export const PLACES = ["before", "after", "inside"] as const;
export type Place = { anchorId: string; how: (typeof PLACES)[number] };
