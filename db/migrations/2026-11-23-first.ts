import type { QueryExecutorProvider } from "kysely";
import {
  createIndex, createTable, flag, instant, integer, oneOf, optional, recorded, references, sha256, text,
} from "#db/migrations/columns";
import { guardEvidence } from "#db/migrations/guards";

export const name = "2026-11-23-first";

/**
 * All tables of the first release. Foreign keys stay inside the evidence or inside what may change, so that erasing a
 * person never meets evidence. Columns whose words will grow (kinds of acts, purposes, channels) have no check on them.
 */
export async function up(db: QueryExecutorProvider): Promise<void> {
  await createTexts(db);
  await createPublications(db);
  await createActs(db);
  await createAccess(db);
  await createWork(db);
  await createIndexes(db);
  for (const table of EVIDENCE) await guardEvidence(db, table);
}

const EVIDENCE = [
  "agreements", "documents", "versions", "versionTexts", "clauses", "publications",
  "screens", "presentations", "signIns", "acts", "actLines",
];

async function createTexts(db: QueryExecutorProvider): Promise<void> {
  await createTable(db, "agreements", [
    `${text("id")} primary key`,
    `${text("slug")} unique`,
    oneOf("kind", ["terms", "consent", "information"]),
    ...recorded(),
  ]);
  await createTable(db, "documents", [`${sha256("sha256")} primary key`, text("body"), instant("recordedAt")]);
  await createTable(db, "versions", [
    `${text("id")} primary key`,
    references(text("agreementId"), `"agreements" ("id")`),
    `${integer("number")} check ("number" > 0)`,
    references(optional(text("buildsOnId")), `"versions" ("id")`),
    references(sha256("manifestSha256"), `"documents" ("sha256")`),
    oneOf("changeClass", ["first", "editorial", "ordinary", "essential"]),
    text("authorId"),
    text("approverId"),
    sha256("approvalSha256"),
    ...recorded(),
    `unique ("agreementId", "number")`,
  ]);
  await createTable(db, "versionTexts", [
    references(text("versionId"), `"versions" ("id")`),
    text("language"),
    `${integer("revision")} check ("revision" > 0)`,
    flag("isBinding"),
    text("title"),
    references(sha256("sha256"), `"documents" ("sha256")`),
    sha256("originalSha256"),
    ...recorded(),
    `primary key ("versionId", "language", "revision")`,
    `check ("isBinding" = 0 or "revision" = 1)`,
  ]);
  await createTable(db, "clauses", [
    references(text("versionId"), `"versions" ("id")`),
    text("clauseId"),
    `${integer("position")} check ("position" >= 0)`,
    `${integer("level")} check ("level" >= 0)`,
    optional(text("number")),
    optional(text("heading")),
    sha256("sha256"),
    text("flagsJson"),
    ...recorded(),
    `primary key ("versionId", "clauseId")`,
    `unique ("versionId", "position")`,
  ]);
}

async function createPublications(db: QueryExecutorProvider): Promise<void> {
  await createTable(db, "publications", [
    `${text("id")} primary key`,
    references(text("agreementId"), `"agreements" ("id")`),
    references(text("versionId"), `"versions" ("id")`),
    text("act"),
    text("followsId"),
    optional(instant("effectiveAt")),
    instant("earliestAt"),
    `${integer("noticeDays")} check ("noticeDays" >= 0)`,
    text("zone"),
    text("actorId"),
    text("reason"),
    ...recorded(),
    `unique ("versionId", "followsId")`,
  ]);
}

async function createActs(db: QueryExecutorProvider): Promise<void> {
  await createTable(db, "screens", [`${sha256("sha256")} primary key`, text("html"), instant("recordedAt")]);
  await createTable(db, "presentations", [
    `${text("id")} primary key`,
    text("partyId"),
    text("actorId"),
    text("purpose"),
    references(sha256("screenSha256"), `"screens" ("sha256")`),
    sha256("setSha256"),
    text("setJson"),
    text("language"),
    `${sha256("tokenSha256")} unique`,
    ...recorded(),
  ]);
  await createTable(db, "signIns", [`${text("id")} primary key`, text("accountId"), text("method"), ...recorded()]);
  await createTable(db, "acts", [
    `${text("id")} primary key`,
    text("kind"),
    oneOf("method", ["click", "api", "deemed", "imported"]),
    text("partyId"),
    text("actorId"),
    optional(text("delegationId")),
    references(`${optional(text("presentationId"))} unique`, `"presentations" ("id")`),
    references(optional(text("signInId")), `"signIns" ("id")`),
    text("language"),
    flag("isAddressConfirmed"),
    ...recorded(),
  ]);
  await createTable(db, "actLines", [
    references(text("actId"), `"acts" ("id")`),
    `${integer("position")} check ("position" >= 0)`,
    text("partyId"),
    text("subject"),
    text("followsActId"),
    references(text("agreementId"), `"agreements" ("id")`),
    references(text("versionId"), `"versions" ("id")`),
    text("language"),
    references(sha256("shownSha256"), `"documents" ("sha256")`),
    references(sha256("bindingSha256"), `"documents" ("sha256")`),
    integer("precedence"),
    optional(text("purpose")),
    text("conspicuousJson"),
    references(optional(text("replacesActId")), `"acts" ("id")`),
    ...recorded(),
    `primary key ("actId", "position")`,
    `unique ("partyId", "subject", "followsActId")`,
  ]);
}

async function createAccess(db: QueryExecutorProvider): Promise<void> {
  await createTable(db, "parties", [
    `${text("id")} primary key`,
    oneOf("kind", ["person", "organisation"]),
    oneOf("customerKind", ["consumer", "business"]),
    optional(text("place")),
    text("productsJson"),
    optional(text("nameSealed")),
    instant("createdAt"),
  ]);
  await createTable(db, "accounts", [
    `${text("id")} primary key`,
    references(`${text("partyId")} unique`, `"parties" ("id")`),
    text("addressSealed"),
    optional(instant("addressConfirmedAt")),
    text("passwordSealed"),
    text("rolesJson"),
    text("language"),
    instant("createdAt"),
    optional(instant("closedAt")),
  ]);
  await createTable(db, "sessions", [
    `${sha256("tokenSha256")} primary key`,
    references(text("accountId"), `"accounts" ("id")`),
    text("signInId"),
    instant("createdAt"),
    instant("seenAt"),
    instant("expiresAt"),
  ]);
  await createTable(db, "links", [
    `${sha256("tokenSha256")} primary key`,
    text("purpose"),
    references(optional(text("accountId")), `"accounts" ("id")`),
    optional(text("detailSealed")),
    instant("createdAt"),
    instant("expiresAt"),
    optional(instant("usedAt")),
  ]);
  await createTable(db, "attempts", [
    text("key"),
    instant("windowStartAt"),
    `${integer("count")} check ("count" >= 0)`,
    `primary key ("key", "windowStartAt")`,
  ]);
  await createTable(db, "actCircumstances", [
    `${text("actId")} primary key`,
    text("partyId"),
    optional(text("addressSealed")),
    optional(text("agentSealed")),
    text("addressSource"),
  ]);
}

async function createWork(db: QueryExecutorProvider): Promise<void> {
  await createTable(db, "portal", [`${text("name")} primary key`, text("value")]);
  await createTable(db, "drafts", [
    `${text("id")} primary key`,
    optional(text("agreementId")),
    text("slug"),
    integer("counter"),
    text("contentJson"),
    text("authorId"),
    instant("createdAt"),
    instant("updatedAt"),
  ]);
  await createTable(db, "outbox", [
    `${text("id")} primary key`,
    references(text("partyId"), `"parties" ("id")`),
    text("channel"),
    text("messageSealed"),
    instant("createdAt"),
    `${integer("attempts")} check ("attempts" >= 0)`,
    optional(instant("nextAttemptAt")),
    optional(instant("sentAt")),
    optional(text("failure")),
  ]);
}

/** Those beside the keys: each answers a question that a page or a job asks. */
async function createIndexes(db: QueryExecutorProvider): Promise<void> {
  await createIndex(db, "publications", ["agreementId", "recordedAt"]);
  await createIndex(db, "presentations", ["partyId", "setSha256"]);
  await createIndex(db, "signIns", ["accountId"]);
  await createIndex(db, "acts", ["partyId", "happenedAt"]);
  await createIndex(db, "actLines", ["versionId"]);
  await createIndex(db, "sessions", ["accountId"]);
  await createIndex(db, "sessions", ["expiresAt"]);
  await createIndex(db, "links", ["accountId"]);
  await createIndex(db, "attempts", ["windowStartAt"]);
  await createIndex(db, "actCircumstances", ["partyId"]);
  await createIndex(db, "drafts", ["slug"]);
  await createIndex(db, "outbox", ["partyId"]);
  await createIndex(db, "outbox", ["nextAttemptAt"]);
}
