import type { QueryExecutorProvider } from "kysely";
import { addColumn, createIndex, createTable, instant, integer, oneOf, optional, recorded, references, sha256, text } from "#db/migrations/columns";
import { guardEvidence } from "#db/migrations/guards";
import { guardPublications } from "#db/migrations/publication-rules";

export const name = "2026-11-23-publication";

/** Drafting with its history, approvals, what may follow an announcement, and the rules that the database keeps by itself. */
export async function up(db: QueryExecutorProvider): Promise<void> {
  await addColumn(db, "publications", optional(text("ruleJson")));
  await addColumn(db, "drafts", optional(text("versionId")));
  await createDrafting(db);
  await createActs(db);
  await createIndex(db, "draftComments", ["draftId"]);
  await createIndex(db, "clauseMarks", ["agreementId"]);
  await createIndex(db, "endings", ["agreementId"]);
  await createIndex(db, "proposals", ["decidedAt"]);
  await createIndex(db, "refusals", ["subject"]);
  for (const table of EVIDENCE) await guardEvidence(db, table);
  await guardPublications(db);
}

const EVIDENCE = ["draftStates", "draftComments", "approvals", "clauseMarks", "endings", "refusals"];

async function createDrafting(db: QueryExecutorProvider): Promise<void> {
  await createTable(db, "draftStates", [
    text("draftId"),
    `${integer("counter")} check ("counter" > 0)`,
    text("contentJson"),
    text("actorId"),
    text("note"),
    ...recorded(),
    `primary key ("draftId", "counter")`,
  ]);
  await createTable(db, "draftComments", [
    `${text("id")} primary key`,
    text("draftId"),
    integer("counter"),
    optional(text("clauseId")),
    references(optional(text("answersId")), `"draftComments" ("id")`),
    text("body"),
    text("actorId"),
    ...recorded(),
  ]);
  await createTable(db, "approvals", [
    `${text("id")} primary key`,
    text("draftId"),
    integer("counter"),
    oneOf("act", ["submitted", "approved", "rejected"]),
    text("followsId"),
    sha256("approvalSha256"),
    text("actorId"),
    references(optional(text("signInId")), `"signIns" ("id")`),
    text("reason"),
    ...recorded(),
    `unique ("draftId", "followsId")`,
  ]);
}

async function createActs(db: QueryExecutorProvider): Promise<void> {
  await createTable(db, "proposals", [
    `${text("id")} primary key`,
    oneOf("kind", ["clauseMark", "ending"]),
    text("slug"),
    text("contentJson"),
    text("authorId"),
    instant("createdAt"),
    optional(instant("decidedAt")),
    optional(text("outcome")),
    optional(text("reason")),
  ]);
  await createTable(db, "clauseMarks", [
    `${text("id")} primary key`,
    references(text("agreementId"), `"agreements" ("id")`),
    references(text("versionId"), `"versions" ("id")`),
    text("clauseId"),
    oneOf("kind", ["void", "undertaking"]),
    optional(text("partiesJson")),
    text("groundJson"),
    optional(instant("sinceAt")),
    text("authorId"),
    text("approverId"),
    ...recorded(),
    `check ("authorId" <> "approverId")`,
  ]);
  await createTable(db, "endings", [
    `${text("id")} primary key`,
    references(text("agreementId"), `"agreements" ("id")`),
    references(text("versionId"), `"versions" ("id")`),
    optional(text("partiesJson")),
    text("groundJson"),
    text("refundJson"),
    optional(instant("dataUntil")),
    text("survivingJson"),
    instant("effectiveAt"),
    instant("earliestAt"),
    `${integer("noticeDays")} check ("noticeDays" >= 0)`,
    text("zone"),
    text("ruleJson"),
    text("authorId"),
    text("approverId"),
    ...recorded(),
    `check ("authorId" <> "approverId")`,
    `check ("effectiveAt" >= "earliestAt")`,
  ]);
  await createTable(db, "refusals", [
    `${text("id")} primary key`,
    text("operation"),
    text("subject"),
    text("code"),
    text("detailsJson"),
    text("actorId"),
    ...recorded(),
  ]);
}
