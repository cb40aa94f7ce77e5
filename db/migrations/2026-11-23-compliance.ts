import { type QueryExecutorProvider, sql } from "kysely";
import { createIndex, createTable, instant, integer, text } from "#db/migrations/columns";

export const name = "2026-11-23-compliance";

/** What the questions of auditors run along, and how many answers of each sort there are, counted ahead. */
export async function up(db: QueryExecutorProvider): Promise<void> {
  await createTable(db, "answerFolds", [`"firstRow" integer not null primary key`, integer("lastRow"), instant("firstRecordedAt"), instant("lastRecordedAt")]);
  await createTable(db, "answerTotals", [
    integer("firstRow"),
    ...["day", "versionId", "kind", "method", "grade", "language", "partyKind", "customerKind"].map(text),
    integer("change"),
    `primary key ("versionId", "day", "kind", "method", "grade", "language", "partyKind", "customerKind", "firstRow")`,
  ]);
  await forgetWithParty(db);
  await createIndex(db, "answerTotals", ["firstRow"]);
  await sql.raw(`drop index "actLinesByVersionId"`).execute(db);
  await createIndex(db, "actLines", ["versionId", "happenedAt", "actId", "position"]);
  await createIndex(db, "acts", ["kind", "method", "happenedAt", "id"]);
  await createIndex(db, "deliveryEvents", ["state", "happenedAt", "id"]);
}

/** What was counted of a party of another kind than it is now is counted anew: everything from the fold with its first answer on. */
async function forgetWithParty(db: QueryExecutorProvider): Promise<void> {
  const first = `(select min(fold."firstRow") from "answerFolds" as fold, "actLines" as line where line."partyId" = new."id" and line.rowid between fold."firstRow" and fold."lastRow")`;
  await sql.raw(`create trigger "partiesAnswerTotals" after update of "kind", "customerKind" on "parties"
    when new."kind" <> old."kind" or new."customerKind" <> old."customerKind" begin
      delete from "answerTotals" where "firstRow" >= ${first};
      delete from "answerFolds" where "firstRow" >= ${first};
    end`).execute(db);
}
