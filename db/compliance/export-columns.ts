/** How a column is written: text is quoted and guarded, json is text too; the others have none of the signs that would need it. */
export type ColumnType = "id" | "word" | "hash" | "integer" | "instant" | "text" | "json";

export type ExportColumn = { type: ColumnType; sql: string };

/** An id, of which every sign is known to be harmless in a table. */
export function id(sql: string): ExportColumn {
  return { type: "id", sql };
}

/** One of a closed list of words. */
export function word(sql: string): ExportColumn {
  return { type: "word", sql };
}

/** SHA-256 in hexadecimal. */
export function hash(sql: string): ExportColumn {
  return { type: "hash", sql };
}

/** A whole number. */
export function integer(sql: string): ExportColumn {
  return { type: "integer", sql };
}

/** An instant in UTC. */
export function instant(sql: string): ExportColumn {
  return { type: "instant", sql };
}

/** Text that may hold any sign. */
export function text(sql: string): ExportColumn {
  return { type: "text", sql };
}

/** JSON text. */
export function json(sql: string): ExportColumn {
  return { type: "json", sql };
}
