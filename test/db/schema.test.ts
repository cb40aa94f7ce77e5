import { expect, test } from "vitest";
import type { Database, EvidenceTables } from "#db/schema";
import { evidenceRows } from "#test/support/evidence-rows";
import { openPlain } from "#test/support/plain-sqlite";
import { openStore } from "#test/support/store";

type ColumnKind<Value> = [Value] extends [number] ? "integer" : [Value] extends [string] ? "text" : [Value] extends [string | null] ? "text?" : never;

/** The types of schema.ts as data: the compiler refuses a table or column that is missing, too many or of another type. */
type Shape<Tables> = { [T in keyof Tables]: { [C in keyof Tables[T]]: ColumnKind<Tables[T][C]> } };

const recorded = { happenedAt: "text", recordedAt: "text" } as const;
const exportOrder = {
  dataSet: "text", format: "text", filterJson: "text", filterSha256: "text", mask: "text", reason: "text", actorId: "text", signInId: "text",
} as const;

const SHAPE: Shape<Database> = {
  agreements: { id: "text", slug: "text", kind: "text", ...recorded },
  documents: { sha256: "text", body: "text", recordedAt: "text" },
  versions: {
    id: "text", agreementId: "text", number: "integer", buildsOnId: "text?", manifestSha256: "text", changeClass: "text",
    authorId: "text", approverId: "text", approvalSha256: "text", ...recorded,
  },
  versionTexts: {
    versionId: "text", language: "text", revision: "integer", isBinding: "integer", title: "text", sha256: "text",
    originalSha256: "text", ...recorded,
  },
  clauses: {
    versionId: "text", clauseId: "text", position: "integer", level: "integer", number: "text?", heading: "text?", sha256: "text",
    flagsJson: "text", ...recorded,
  },
  publications: {
    id: "text", agreementId: "text", versionId: "text", act: "text", followsId: "text", effectiveAt: "text?", earliestAt: "text",
    noticeDays: "integer", zone: "text", actorId: "text", reason: "text", ...recorded, ruleJson: "text?", noticeJson: "text?",
  },
  screens: { sha256: "text", html: "text", recordedAt: "text" },
  presentations: {
    id: "text", partyId: "text", actorId: "text", purpose: "text", screenSha256: "text", setSha256: "text", setJson: "text",
    language: "text", tokenSha256: "text", ...recorded,
  },
  signIns: { id: "text", accountId: "text", method: "text", ...recorded },
  acts: {
    id: "text", kind: "text", method: "text", partyId: "text", actorId: "text", delegationId: "text?", presentationId: "text?",
    signInId: "text?", language: "text", isAddressConfirmed: "integer", ...recorded,
  },
  actLines: {
    actId: "text", position: "integer", partyId: "text", subject: "text", followsActId: "text", agreementId: "text", versionId: "text",
    language: "text", shownSha256: "text", bindingSha256: "text", precedence: "integer", purpose: "text?", conspicuousJson: "text",
    replacesActId: "text?", ...recorded,
  },
  auditRecords: {
    id: "text", act: "text", onceKey: "text", partyId: "text?", actorId: "text", signInId: "text?", reasonSealed: "text?", detailJson: "text", ...recorded,
  },
  answerTotals: {
    firstRow: "integer", day: "text", versionId: "text", kind: "text", method: "text", grade: "text", language: "text",
    partyKind: "text", customerKind: "text", change: "integer",
  },
  answerFolds: { firstRow: "integer", lastRow: "integer", firstRecordedAt: "text", lastRecordedAt: "text" },
  portal: { name: "text", value: "text" },
  parties: {
    id: "text", kind: "text", customerKind: "text", place: "text?", productsJson: "text", nameSealed: "text?", createdAt: "text",
  },
  accounts: {
    id: "text", partyId: "text", addressSealed: "text", addressConfirmedAt: "text?", passwordSealed: "text", rolesJson: "text",
    language: "text", createdAt: "text", closedAt: "text?",
  },
  sessions: { tokenSha256: "text", accountId: "text", signInId: "text", actingForId: "text?", createdAt: "text", seenAt: "text", expiresAt: "text" },
  invitations: {
    id: "text", tokenSha256: "text", partyId: "text", number: "integer", byId: "text", signInId: "text", addressSealed: "text", scopesJson: "text",
    beginsAt: "text?", endsAt: "text?", createdAt: "text", expiresAt: "text", answeredAt: "text?", outcome: "text?",
  },
  links: {
    tokenSha256: "text", purpose: "text", accountId: "text?", detailSealed: "text?", createdAt: "text", expiresAt: "text", usedAt: "text?",
  },
  attempts: { key: "text", windowStartAt: "text", count: "integer" },
  actCircumstances: { actId: "text", partyId: "text", addressSealed: "text?", agentSealed: "text?", addressSource: "text" },
  openings: { recordId: "text", partyId: "text", tag: "text", openingSealed: "text", valueSealed: "text" },
  personalValues: { recordId: "text", field: "text", partyId: "text", valueSealed: "text" },
  drafts: {
    id: "text", agreementId: "text?", slug: "text", counter: "integer", contentJson: "text", authorId: "text", createdAt: "text",
    updatedAt: "text", versionId: "text?",
  },
  draftStates: { draftId: "text", counter: "integer", contentJson: "text", actorId: "text", note: "text", ...recorded },
  draftComments: {
    id: "text", draftId: "text", counter: "integer", clauseId: "text?", answersId: "text?", body: "text", actorId: "text", ...recorded,
  },
  approvals: {
    id: "text", draftId: "text", counter: "integer", act: "text", followsId: "text", approvalSha256: "text", actorId: "text", signInId: "text?",
    reason: "text", ...recorded,
  },
  proposals: {
    id: "text", kind: "text", slug: "text", contentJson: "text", authorId: "text", createdAt: "text", decidedAt: "text?", outcome: "text?",
    reason: "text?",
  },
  clauseMarks: {
    id: "text", agreementId: "text", versionId: "text", clauseId: "text", kind: "text", partiesJson: "text?", groundJson: "text",
    sinceAt: "text?", authorId: "text", approverId: "text", ...recorded,
  },
  endings: {
    id: "text", agreementId: "text", versionId: "text", partiesJson: "text?", groundJson: "text", refundJson: "text", dataUntil: "text?",
    survivingJson: "text", effectiveAt: "text", earliestAt: "text", noticeDays: "integer", zone: "text", ruleJson: "text", authorId: "text",
    approverId: "text", ...recorded,
  },
  refusals: {
    id: "text", operation: "text", subject: "text", code: "text", detailsJson: "text", actorId: "text", ...recorded,
  },
  roleChanges: {
    id: "text", accountId: "text", act: "text", role: "text", followsId: "text", actorId: "text", signInId: "text", reason: "text", ...recorded,
  },
  importedActs: {
    actId: "text", importId: "text", partyId: "text", source: "text", sourceMethod: "text?", unknownsJson: "text", ...recorded,
  },
  imports: {
    id: "text", agreementId: "text", fileSha256: "text", rows: "integer", recorded: "integer", known: "integer", actorId: "text", ...recorded,
  },
  commentPeriods: { id: "text", draftId: "text", act: "text", followsId: "text", closesAt: "text", actorId: "text", ...recorded },
  readerComments: {
    id: "text", draftId: "text", counter: "integer", clauseId: "text?", partyId: "text", actorId: "text", formSha256: "text",
    ...recorded,
  },
  commentAnswers: { id: "text", commentId: "text", followsId: "text", answer: "text?", isShown: "integer", actorId: "text", ...recorded },
  questions: {
    id: "text", agreementId: "text", versionId: "text", clauseId: "text", language: "text", partyId: "text", actorId: "text", channel: "text",
    acceptedActId: "text?", formSha256: "text", ...recorded,
  },
  explanations: {
    id: "text", questionId: "text", followsId: "text", answer: "text?", answerSha256: "text", publicQuestion: "text?", actorId: "text", ...recorded,
  },
  delegations: {
    id: "text", delegationId: "text", act: "text", followsId: "text", partyId: "text", actorId: "text", relation: "text", scopesJson: "text",
    beginsAt: "text?", endsAt: "text?", byId: "text", signInId: "text", acceptedSignInId: "text?", ...recorded,
  },
  holds: {
    id: "text", partyId: "text", holdId: "text", act: "text", reason: "text", wordsSealed: "text", untilAt: "text?", actorId: "text",
    signInId: "text", ...recorded,
  },
  erasureRequests: {
    id: "text", partyId: "text", followsId: "text", askedBy: "text", ground: "text", wordsSealed: "text?", actorId: "text", signInId: "text",
    ...recorded,
  },
  erasureDecisions: {
    requestId: "text", act: "text", planSha256: "text?", planJson: "text?", reasonSealed: "text?", actorId: "text", signInId: "text", ...recorded,
  },
  erasures: {
    id: "text", requestId: "text", partyId: "text", followsId: "text", act: "text", ground: "text", planJson: "text", untilAt: "text?", ...recorded,
  },
  retentionPlans: {
    id: "text", followsId: "text", rulesJson: "text", countsJson: "text", listSha256: "text", items: "integer", expiresAt: "text", actorId: "text", signInId: "text",
    ...recorded,
  },
  retentionItems: { planId: "text", position: "integer", kind: "text", recordId: "text", partyId: "text", agreementId: "text?", sinceAt: "text" },
  retentionSteps: {
    id: "text", planId: "text", followsId: "text", act: "text", reason: "text", resultJson: "text?", actorId: "text", signInId: "text?", ...recorded,
  },
  retentionOutcomes: { planId: "text", position: "integer", recordId: "text", outcome: "text", sweepId: "text?", recordedAt: "text" },
  retentionSweeps: { id: "text", countsJson: "text", ...recorded },
  exportRequests: { id: "text", ...exportOrder, ...recorded },
  exportDecisions: { requestId: "text", act: "text", reason: "text", actorId: "text", signInId: "text", ...recorded },
  exports: {
    id: "text", requestId: "text?", approverId: "text?", ...exportOrder, columnsVersion: "integer", ledgerNumber: "integer", size: "integer",
    checkpoint: "text", ...recorded,
  },
  exportFetches: { id: "text", exportId: "text", afterRow: "text", actorId: "text", signInId: "text", ...recorded },
  exportFetchEnds: { fetchId: "text", outcome: "text", bytes: "integer", sha256: "text", ...recorded },
  leavings: {
    id: "text", partyId: "text", actorId: "text", delegationId: "text?", signInId: "text", agreementsJson: "text", reasonSealed: "text?",
    dataUntil: "text", requestId: "text?", acts: "integer", ...recorded,
  },
  partyStates: { partyId: "text", state: "text", revision: "integer", requestId: "text?", untilAt: "text?", dueAt: "text?" },
  notices: {
    id: "text", reason: "text", onceKey: "text", agreementId: "text", versionId: "text?", publicationId: "text?", endingId: "text?", actId: "text?",
    partyId: "text?", audienceJson: "text", ruleJson: "text", ...recorded,
  },
  noticeTexts: { noticeId: "text", language: "text", subject: "text", textSha256: "text", htmlSha256: "text", ...recorded },
  deliveries: { id: "text", noticeId: "text", partyId: "text", channel: "text", language: "text", ...recorded },
  deliveryBatches: {
    id: "text", noticeId: "text?", firstId: "text", lastId: "text", deliveries: "integer", listSha256: "text", ...recorded,
  },
  deliveryEvents: {
    id: "text", deliveryId: "text", followsId: "text", state: "text", reason: "text?", source: "text", messageSha256: "text?", enteredAs: "text?", ...recorded,
  },
  siteChecks: { id: "text", noticeId: "text", url: "text", status: "integer", bodySha256: "text?", ...recorded },
  fanOuts: {
    noticeId: "text", afterPartyId: "text", openPrefix: "text", isToMany: "integer", count: "integer", queued: "integer", handedOver: "integer", failed: "integer", notSentJson: "text", stoppedFor: "text?",
    createdAt: "text", finishedAt: "text?",
  },
  deliveryQueue: { deliveryId: "text", isToMany: "integer", nextAttemptAt: "text", attempts: "integer", leasedUntil: "text?", leasedBy: "text?" },
  noticeChoices: { partyId: "text", wantsReminders: "integer" },
  deliveryTasks: { deliveryId: "text", partyId: "text", reason: "text", createdAt: "text", doneAt: "text?", doneById: "text?" },
  objections: {
    actId: "text", partyId: "text", agreementId: "text", versionId: "text", isLate: "integer", untilAt: "text", ...recorded,
  },
  objectionAnswers: {
    id: "text", actId: "text", partyId: "text", followsId: "text", answer: "text", untilAt: "text?", actorId: "text", ...recorded,
  },
  uses: {
    id: "text", partyId: "text", actorId: "text", actorKind: "text", delegationId: "text?", signInId: "text?", source: "text", ...recorded,
  },
  deemedActs: {
    actId: "text", useId: "text", partyId: "text", versionId: "text", grade: "text", reasonsJson: "text", ...recorded,
  },
  ledgerEntries: { ledgerNumber: "integer", index: "integer", recordId: "text", entryJson: "text", leafHash: "text" },
  ledgerNodes: { ledgerNumber: "integer", level: "integer", index: "integer", hash: "text" },
  checkpoints: { ledgerNumber: "integer", size: "integer", rootHash: "text", note: "text", recordedAt: "text" },
  ledgers: { id: "text", number: "integer", origin: "text", reason: "text", ...recorded },
  keyChanges: { id: "text", ledgerNumber: "integer", act: "text", verifierKey: "text", followsId: "text", ...recorded },
  timeTokens: {
    id: "text", ledgerNumber: "integer", size: "integer", noteSha256: "text", authority: "text", policy: "text", anchorSha256: "text?",
    tokenBase64: "text", genTime: "text", ...recorded,
  },
  outbox: {
    id: "text", partyId: "text", channel: "text", messageSealed: "text", createdAt: "text", attempts: "integer",
    nextAttemptAt: "text?", sentAt: "text?", failure: "text?",
  },
};

const EVIDENCE: string[] = Object.keys(evidenceRows(0) satisfies EvidenceTables);

test("the tables have exactly the columns, types and nulls of schema.ts", async () => {
  const { db } = await openStore();
  const tables = (await db.introspection.getTables()).filter(({ name }) => name !== "migrations");
  const found = tables.map(({ name, columns }) => [
    name,
    Object.fromEntries(columns.map((column) => [column.name, column.dataType.toLowerCase() + (column.isNullable ? "?" : "")])),
  ]);
  expect(Object.fromEntries(found)).toEqual(SHAPE);
});

test("every table is strict", async () => {
  const plain = await openPlain((await openStore()).file);
  const loose = await plain.all("select name from pragma_table_list where schema = 'main' and strict = 0 and name not like 'sqlite%'");
  expect(loose).toEqual([]);
});

test("no foreign key leads from evidence to what may be erased, or back", async () => {
  const plain = await openPlain((await openStore()).file);
  const keys = await plain.all<{ source: string; target: string }>(
    `select list.name as source, fk."table" as target from pragma_table_list as list, pragma_foreign_key_list(list.name) as fk`,
  );
  expect(keys.length).toBeGreaterThan(15);
  expect(keys.filter(({ source, target }) => EVIDENCE.includes(source) !== EVIDENCE.includes(target))).toEqual([]);
});

test.each([
  ["agreements", "kind", "treaty"],
  ["agreements", "happenedAt", "2026-03-01T00:00:00Z"],
  ["agreements", "recordedAt", "2026-03-01"],
  ["versions", "number", 0],
  ["versions", "manifestSha256", "abc"],
  ["documents", "sha256", "A".repeat(64)],
  ["versionTexts", "isBinding", 2],
  ["versionTexts", "revision", 2],
  ["acts", "method", "assumed"],
  ["ledgerEntries", "index", -1],
  ["ledgerEntries", "entryJson", "款".repeat(21_846)],
  ["ledgerNodes", "level", 0],
  ["checkpoints", "rootHash", "abc"],
])("%s refuses %s %s", async (table, column, value) => {
  const plain = await openPlain((await openStore()).file);
  const samples: Record<string, Record<string, unknown>> = evidenceRows(1);
  const row = { ...samples[table], [column]: value };
  const insert = `insert into "${table}" (${Object.keys(row).map((name) => `"${name}"`).join()}) values (${Object.keys(row).map(() => "?").join()})`;
  await expect(plain.all(insert, Object.values(row))).rejects.toThrow("CHECK constraint failed");
});

test.each([
  ["acts of a party", `select * from acts where partyId = ? order by happenedAt`, "actsByPartyIdHappenedAt"],
  ["lines of a party about a subject", `select * from actLines where partyId = ? and subject = ?`, "sqlite_autoindex_actLines_2"],
  ["publications of an agreement", `select * from publications where agreementId = ? order by recordedAt`, "publicationsByAgreementIdRecordedAt"],
  ["sessions of an account", `select * from sessions where accountId = ?`, "sessionsByAccountId"],
  ["what is due in the outbox", `select * from outbox where nextAttemptAt <= ? order by nextAttemptAt`, "outboxByNextAttemptAt"],
  ["deliveries that are due", `select * from deliveryQueue where isToMany = ? and nextAttemptAt <= ? order by nextAttemptAt`, "deliveryQueueByIsToManyNextAttemptAt"],
  ["notices under way", `select * from fanOuts where finishedAt is null and isToMany = ? order by noticeId`, "fanOutsOpen"],
  ["presentations of a party", `select * from presentations where partyId = ?`, "presentationsByPartyIdSetSha256"],
  ["entries of a record", `select * from ledgerEntries where recordId = ?`, "ledgerEntriesByRecordId"],
  ["entries of several records", `select ledgerNumber, "index" from ledgerEntries where recordId in (?, ?)`, "ledgerEntriesByRecordId"],
  ["entries of a ledger", `select * from ledgerEntries where ledgerNumber = ? and "index" >= ? order by "index"`, "sqlite_autoindex_ledgerEntries_1"],
  ["nodes of a level", `select * from ledgerNodes where ledgerNumber = ? and level = ? and "index" >= ? order by "index"`, "sqlite_autoindex_ledgerNodes_1"],
  ["the act on a presentation", `select * from acts where presentationId = ?`, "sqlite_autoindex_acts_2"],
])("%s: found by an index, without sorting", async (_question, query, index) => {
  const plain = await openPlain((await openStore()).file);
  const plan = await plain.all<{ detail: string }>(`explain query plan ${query}`);
  expect(plan.map(({ detail }) => detail)).toEqual([expect.stringContaining(`USING INDEX ${index}`)]);
});
