import { type QueryExecutorProvider, sql } from "kysely";

export const name = "2026-11-24-notice-desk";

/** What the operator's page lists: it must not look through the notices to one party, of which there is one for each acceptance. */
export async function up(db: QueryExecutorProvider): Promise<void> {
  await sql.raw(`create index "noticesToMany" on "notices" ("id") where "reason" not in ('receipt', 'late-objection', 'explanation', 'objection-answer')`).execute(db);
}
