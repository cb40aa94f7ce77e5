import type { QueryExecutorProvider } from "kysely";
import { createIndex, createTable, oneOf, optional, recorded, references, sha256, text } from "#db/migrations/columns";
import { guardEvidence } from "#db/migrations/guards";

export const name = "2026-11-23-explanations";

/** What was asked about a clause, and what was answered. */
export async function up(db: QueryExecutorProvider): Promise<void> {
  await createTable(db, "questions", [
    `${text("id")} primary key`,
    references(text("agreementId"), `"agreements" ("id")`),
    references(text("versionId"), `"versions" ("id")`),
    text("clauseId"),
    text("language"),
    text("partyId"),
    text("actorId"),
    oneOf("channel", ["reading", "acceptance"]),
    references(optional(text("acceptedActId")), `"acts" ("id")`),
    `${sha256("formSha256")} unique`,
    ...recorded(),
  ]);
  await createTable(db, "explanations", [
    `${text("id")} primary key`,
    references(text("questionId"), `"questions" ("id")`),
    text("followsId"),
    optional(text("answer")),
    sha256("answerSha256"),
    optional(text("publicQuestion")),
    text("actorId"),
    ...recorded(),
    `unique ("questionId", "followsId")`,
    `check (("answer" is null) = ("publicQuestion" is null))`,
  ]);
  await createIndex(db, "questions", ["partyId", "versionId"]);
  await createIndex(db, "questions", ["agreementId"]);
  await guardEvidence(db, "questions");
  await guardEvidence(db, "explanations");
}
