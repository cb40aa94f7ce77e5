import type { Instant } from "#app/domain/instant";

/** States that the chart draws, in the order of its lines. */
export const DRAWN = ["accepted", "deemed", "declined", "objected", "given", "withdrawn"] as const;

/** How many answers of each kind stood at the instant, of all versions together: the end of a day in the zone of the agreement, or the one asked about. */
export type CountedDay = { at: Instant } & Record<(typeof DRAWN)[number], number>;
