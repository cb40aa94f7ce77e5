import type { QueryExecutorProvider } from "kysely";
import { addColumn, optional, text } from "#db/migrations/columns";

export const name = "2026-11-23-notice-words";

/** What readers are told when a version gets another date or is withdrawn. */
export async function up(db: QueryExecutorProvider): Promise<void> {
  await addColumn(db, "publications", optional(text("noticeJson")));
}
