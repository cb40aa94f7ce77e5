import { type QueryExecutorProvider, sql } from "kysely";
import { createIndex, createTable, flag, instant, integer, oneOf, optional, recorded, references, sha256, text } from "#db/migrations/columns";
import { guardEvidence } from "#db/migrations/guards";

export const name = "2026-11-23-notices";

const EVIDENCE = ["notices", "noticeTexts", "deliveries", "deliveryBatches", "deliveryEvents", "siteChecks"];

const REASONS = [
  "announcement", "postponement", "withdrawal", "reminder", "ending", "assignment", "service", "price", "mark", "receipt", "late-objection", "explanation",
  "objection-answer",
];
const STATES = ["handedOver", "deferred", "delivered", "bounced", "failed", "displayed", "acknowledged", "notSent"];
const NOT_SENT_FOR = ["withdrawn", "redated", "ended", "tookEffect", "answered", "unsubscribed", "left", "restricted", "erased"];

/** Notices with their texts, their deliveries and what became of each, and what is still to be done about them. */
export async function up(db: QueryExecutorProvider): Promise<void> {
  await createNotices(db);
  await createDeliveries(db);
  await createWork(db);
  for (const table of EVIDENCE) await guardEvidence(db, table);
}

async function createNotices(db: QueryExecutorProvider): Promise<void> {
  await createTable(db, "notices", [
    `${text("id")} primary key`,
    oneOf("reason", REASONS),
    `${text("onceKey")} unique`,
    references(text("agreementId"), `"agreements" ("id")`),
    optional(text("versionId")),
    optional(text("publicationId")),
    optional(text("endingId")),
    optional(text("actId")),
    optional(text("partyId")),
    text("audienceJson"),
    text("ruleJson"),
    ...recorded(),
  ]);
  await createTable(db, "noticeTexts", [
    references(text("noticeId"), `"notices" ("id")`),
    text("language"),
    text("subject"),
    references(sha256("textSha256"), `"documents" ("sha256")`),
    references(sha256("htmlSha256"), `"documents" ("sha256")`),
    ...recorded(),
    `primary key ("noticeId", "language")`,
  ]);
  await createTable(db, "siteChecks", [
    `${text("id")} primary key`,
    references(text("noticeId"), `"notices" ("id")`),
    text("url"),
    integer("status"),
    optional(sha256("bodySha256")),
    ...recorded(),
  ]);
  await createIndex(db, "notices", ["versionId", "reason"]);
  await createIndex(db, "notices", ["agreementId"]);
  await createIndex(db, "siteChecks", ["noticeId"]);
}

/** The party comes first in its key: a person's inbox is read by it, and a notice is brought to people in the order of their ids. */
async function createDeliveries(db: QueryExecutorProvider): Promise<void> {
  await createTable(db, "deliveries", [
    `${text("id")} primary key`,
    text("noticeId"),
    text("partyId"),
    oneOf("channel", ["inbox", "mail", "webhook"]),
    text("language"),
    ...recorded(),
    `unique ("partyId", "noticeId", "channel")`,
  ]);
  await createTable(db, "deliveryBatches", [
    `${text("id")} primary key`,
    optional(text("noticeId")),
    `${text("firstId")} unique`,
    text("lastId"),
    `${integer("deliveries")} check ("deliveries" > 0)`,
    sha256("listSha256"),
    ...recorded(),
  ]);
  await createTable(db, "deliveryEvents", [
    `${text("id")} primary key`,
    text("deliveryId"),
    text("followsId"),
    oneOf("state", STATES),
    optional(oneOf("reason", NOT_SENT_FOR)),
    oneOf("source", ["server", "smtp", "dsn", "webhook", "viewer"]),
    optional(sha256("messageSha256")),
    optional(text("enteredAs")),
    ...recorded(),
    `unique ("deliveryId", "followsId")`,
    `check (("state" = 'notSent') = ("reason" is not null))`,
  ]);
}

async function createWork(db: QueryExecutorProvider): Promise<void> {
  await createTable(db, "fanOuts", [
    `${text("noticeId")} primary key`,
    text("afterPartyId"),
    text("openPrefix"),
    flag("isToMany"),
    ...["count", "queued", "handedOver", "failed"].map(integer),
    text("notSentJson"),
    optional(oneOf("stoppedFor", NOT_SENT_FOR)),
    instant("createdAt"),
    optional(instant("finishedAt")),
  ]);
  await createTable(db, "deliveryQueue", [
    `${text("deliveryId")} primary key`,
    flag("isToMany"),
    instant("nextAttemptAt"),
    integer("attempts"),
    optional(instant("leasedUntil")),
    optional(text("leasedBy")),
  ]);
  await createTable(db, "noticeChoices", [`${text("partyId")} primary key`, flag("wantsReminders")]);
  await createTable(db, "deliveryTasks", [
    `${text("deliveryId")} primary key`,
    text("partyId"),
    text("reason"),
    instant("createdAt"),
    optional(instant("doneAt")),
    optional(text("doneById")),
  ]);
  await sql.raw(`create index "fanOutsOpen" on "fanOuts" ("isToMany", "noticeId") where "finishedAt" is null`).execute(db);
  await createIndex(db, "deliveryQueue", ["isToMany", "nextAttemptAt"]);
  await sql.raw(`create index "deliveryQueueByLeasedBy" on "deliveryQueue" ("leasedBy") where "leasedBy" is not null`).execute(db);
  await createIndex(db, "deliveryTasks", ["doneAt"]);
}
