import { sql, type RawBuilder } from "kysely";

/** A personal value of the row whose id is in that column, sealed: null where there is none, "" once it was removed at the end of its period. */
export function personalValue(id: string, field: string): RawBuilder<string | null> {
  return sql<string | null>`(select v."valueSealed" from "personalValues" as v where v."recordId" = ${sql.ref(id)} and v."field" = ${field})`;
}
