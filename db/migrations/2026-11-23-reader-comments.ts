import type { QueryExecutorProvider } from "kysely";
import { createIndex, createTable, flag, instant, integer, oneOf, optional, recorded, references, sha256, text } from "#db/migrations/columns";
import { guardEvidence } from "#db/migrations/guards";

export const name = "2026-11-23-reader-comments";

/** When readers may comment on a draft, what they said, and what was answered. */
export async function up(db: QueryExecutorProvider): Promise<void> {
  await createTable(db, "commentPeriods", [
    `${text("id")} primary key`,
    text("draftId"),
    oneOf("act", ["opened", "moved"]),
    text("followsId"),
    instant("closesAt"),
    text("actorId"),
    ...recorded(),
    `unique ("draftId", "followsId")`,
  ]);
  await createTable(db, "readerComments", [
    `${text("id")} primary key`,
    text("draftId"),
    `${integer("counter")} check ("counter" > 0)`,
    optional(text("clauseId")),
    text("partyId"),
    text("actorId"),
    `${sha256("formSha256")} unique`,
    ...recorded(),
  ]);
  await createTable(db, "commentAnswers", [
    `${text("id")} primary key`,
    references(text("commentId"), `"readerComments" ("id")`),
    text("followsId"),
    optional(text("answer")),
    flag("isShown"),
    text("actorId"),
    ...recorded(),
    `unique ("commentId", "followsId")`,
    `check (("answer" is null) = ("isShown" = 0))`,
  ]);
  await createIndex(db, "readerComments", ["draftId"]);
  await createIndex(db, "commentPeriods", ["closesAt"]);
  for (const table of ["commentPeriods", "readerComments", "commentAnswers"]) await guardEvidence(db, table);
}
