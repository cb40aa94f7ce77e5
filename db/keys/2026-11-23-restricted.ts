import type { QueryExecutorProvider } from "kysely";
import { addColumn, flag } from "#db/migrations/columns";

export const name = "2026-11-23-restricted";

/** Keys that are kept but open nothing for ordinary use. */
export async function up(db: QueryExecutorProvider): Promise<void> {
  await addColumn(db, "partyKeys", `${flag("isRestricted")} default 0`);
}
