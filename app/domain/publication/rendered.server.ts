/** A clause by its printed number and its heading, or its first words where it has none. */
export type ClauseName = { id: string; level: number; number: string | null; name: string; isHeading: boolean };
