import type { Kysely } from "kysely";
import { expect, test } from "vitest";
import { findAnswersLooked, selectAnswers, selectAnswersOf, selectEntryIndexes, type AnswerFilter } from "#db/compliance/compliance";
import { findFailuresLooked, selectFailedDeliveries, selectFailuresOf, selectUnreachable } from "#db/compliance/compliance-notices";
import { findPartiesLooked, selectErasedAt, selectOwing, type OwingFilter } from "#db/compliance/compliance-parties";
import { findDelegation } from "#db/delegation";
import type { Database } from "#db/schema";
import { plansOf } from "#test/support/plans";

const AT = "2026-03-01T00:00:00.000Z";
const MEANT = { from: "2026-01-01T00:00:00.000Z", at: AT, known: AT };
const ACCEPTED: AnswerFilter = { ...MEANT, states: [{ kind: "acceptance", method: "click" }], versionIds: ["ver_1"] };
const OBJECTED: AnswerFilter = { ...MEANT, states: [{ kind: "objection", method: "click" }], versionIds: ["ver_1"] };
const RARE: AnswerFilter = { ...ACCEPTED, versionIds: ["ver_1", "ver_2"], languages: ["en"], grades: ["C"], customerKind: "consumer", place: "DE" };
const OWING: OwingFilter = { audience: { who: "everyone" }, versionIds: ["ver_1"], except: ["pty_9"], at: AT, known: AT };

const ANSWER = { happenedAt: AT, actId: "acc_1", position: 0 };
const EVENT = { happenedAt: AT, id: "dev_1" };

/** Reads a page: from the beginning or after a cursor. */
type PageReading = (db: Kysely<Database>, isFirst: boolean) => Promise<unknown>;

/** What a page runs along comes first: of the cursor it takes one range, so that a later page costs what the first does. */
const LISTS: [string, PageReading, first: string, later: string][] = [
  ["who accepted a version", (db, isFirst) => selectAnswers(db, ACCEPTED, { after: isFirst ? null : ANSWER, through: ANSWER, limit: 50 }),
    "(versionId=? AND happenedAt>? AND (happenedAt,actId,position)<(?,?,?))", "(versionId=? AND (happenedAt,actId,position)>(?,?,?) AND (happenedAt,actId,position)<(?,?,?))"],
  ["who objected", (db, isFirst) => selectAnswers(db, OBJECTED, { after: isFirst ? null : ANSWER, through: ANSWER, limit: 50 }),
    "(kind=? AND method=? AND happenedAt>? AND (happenedAt,id)<(?,?))", "(kind=? AND method=? AND (happenedAt,id)>(?,?) AND (happenedAt,id)<(?,?))"],
  ["answers that are few among many", (db, isFirst) => selectAnswers(db, RARE, { after: isFirst ? null : ANSWER, through: ANSWER, limit: 50 }),
    "(kind=? AND method=? AND happenedAt>? AND (happenedAt,id)<(?,?))", "(kind=? AND method=? AND (happenedAt,id)>(?,?) AND (happenedAt,id)<(?,?))"],
  ["who owes an answer", (db, isFirst) => selectOwing(db, OWING, { after: isFirst ? "" : "pty_1", through: "pty_2", limit: 50 }), "(id>? AND id<?)", "(id>? AND id<?)"],
  ["who was not reached", (db, isFirst) => selectUnreachable(db, { ...MEANT, versionIds: ["ver_1"] }, { after: isFirst ? null : EVENT, through: EVENT, limit: 50 }),
    "(state=? AND happenedAt>? AND (happenedAt,id)<(?,?))", "(state=? AND (happenedAt,id)>(?,?) AND (happenedAt,id)<(?,?))"],
  ["what failed", (db, isFirst) => selectFailedDeliveries(db, MEANT, { after: isFirst ? null : EVENT, through: EVENT, limit: 50 }),
    "(state=? AND happenedAt>? AND (happenedAt,id)<(?,?))", "(state=? AND (happenedAt,id)>(?,?) AND (happenedAt,id)<(?,?))"],
];

/** The steps that go through a table; those of whole lists that a filter names, and of the few answers of staff to objections, may be read whole. */
function tableSteps(plan: readonly string[]): string[] {
  return plan.filter((step) => /^(SEARCH|SCAN)/.test(step) && !/^SCAN (json_each|objectionAnswers)/.test(step));
}

/** Besides the lines of one act, which come together, nothing is sorted. */
function sortSteps(plan: readonly string[]): string[] {
  return plan.filter((step) => step.includes("TEMP B-TREE") && step !== "USE TEMP B-TREE FOR LAST TERM OF ORDER BY");
}

test.each(LISTS)("%s: each page takes one range of an index and sorts nothing", async (_list, read, first, later) => {
  for (const [isFirst, range] of [[true, first], [false, later]] as const) {
    for (const plan of await plansOf((db) => read(db, isFirst))) {
      expect(tableSteps(plan)[0]).toContain(range);
      expect({ plan, isSought: tableSteps(plan).every((step) => step.startsWith("SEARCH")), sorts: sortSteps(plan) }).toEqual({ plan, isSought: true, sorts: [] });
    }
  }
});

test.each([
  ["answers along a version", (db) => findAnswersLooked(db, ACCEPTED, { after: ANSWER, most: 9 }), "(versionId=? AND (happenedAt,actId,position)>(?,?,?) AND happenedAt<?)"],
  ["answers along acts", (db) => findAnswersLooked(db, RARE, { after: ANSWER, most: 9 }), "(kind=? AND method=? AND (happenedAt,id)>(?,?) AND happenedAt<?)"],
  ["failures", (db) => findFailuresLooked(db, MEANT, { after: EVENT, most: 9 }), "(state=? AND (happenedAt,id)>(?,?) AND happenedAt<?)"],
  ["parties", (db) => findPartiesLooked(db, { after: "pty_1", most: 9 }), "(id>?)"],
] as [string, (db: Kysely<Database>) => Promise<unknown>, string][])("how far a page looks is found in an index alone: %s", async (_what, read, range) => {
  for (const plan of await plansOf(read)) {
    expect(plan).toEqual([expect.stringMatching(/^SEARCH \w+ USING COVERING INDEX/)]);
    expect(plan[0]).toContain(range);
  }
});

test.each([
  ["its answers", (db) => selectAnswersOf(db, { partyId: "pty_1", known: AT })],
  ["what failed of it", (db) => selectFailuresOf(db, MEANT, ["pty_1", "pty_2"])],
  ["when it was erased", (db) => selectErasedAt(db, { partyIds: ["pty_1"], at: AT, known: AT })],
  ["the entries of its acts", (db) => selectEntryIndexes(db, ["acc_1", "acc_2"])],
  ["the authority of who acted for it", (db) => findDelegation(db, "dgt_1")],
] as [string, (db: Kysely<Database>) => Promise<unknown>][])("of one party everything is sought: %s", async (_what, read) => {
  for (const plan of await plansOf(read)) expect({ plan, isSought: tableSteps(plan).every((step) => step.startsWith("SEARCH")) }).toEqual({ plan, isSought: true });
});
