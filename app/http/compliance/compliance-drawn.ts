import type { Instant } from "#app/domain/instant";

/** States that the chart draws, in the order of its lines. */
export const DRAWN = ["accepted", "deemed", "declined", "objected", "given", "withdrawn"] as const;

/** How many parties had answered how by the instant: the end of a day in the zone of the agreement, or the one asked about. */
export type CountedDay = { at: Instant } & Record<(typeof DRAWN)[number], number>;
