import { sha256Of } from "#app/domain/digest";
import type { Instant } from "#app/domain/instant";
import type { RetentionItemRow, RetentionOutcomeRow, RetentionPlanRow, RetentionStepRow } from "#db/schema/retention";

/** The kinds of data that go only by a plan that a second person approved, in the order in which they are listed. */
export const PLANNED_KINDS = ["evidence", "notices", "correspondence"] as const satisfies readonly RetentionItemRow["kind"][];
export type PlannedKind = (typeof PLANNED_KINDS)[number];

/** For so long a plan can be approved. */
export const PLAN_DAYS = 30;

/** So many records fit one plan; the next plan lists the rest. */
export const MOST_ITEMS = 5000;

export const OUTCOMES = ["removed", "held", "running", "rules", "gone"] as const satisfies readonly RetentionOutcomeRow["outcome"][];
export type Outcome = (typeof OUTCOMES)[number];

/** A record that is due. */
export type DueRecord = Pick<RetentionItemRow, "kind" | "recordId" | "partyId" | "agreementId" | "sinceAt">;

/** What a plan says besides its list: by kind and agreement, what holds keep, what an agreement that runs keeps, and whether more is due than fits. */
export type PlanCounts = {
  due: { kind: PlannedKind; agreementId: string | null; count: number }[];
  held: number;
  running: number;
  isFull: boolean;
};

/** How many of the records there are, by kind and agreement, in the order in which they come first. */
export function countRecords(records: readonly DueRecord[]): PlanCounts["due"] {
  const counted: PlanCounts["due"] = [];
  for (const { kind, agreementId } of records) {
    const line = counted.find((each) => each.kind === kind && each.agreementId === agreementId);
    if (line) line.count += 1;
    else counted.push({ kind, agreementId, count: 1 });
  }
  return counted;
}

/** The list as its hash is taken: a line for each record, in order. */
export function listText(records: readonly DueRecord[]): string {
  return records.map(({ kind, recordId, partyId, agreementId, sinceAt }) => `${[kind, recordId, partyId, agreementId ?? "-", sinceAt].join(" ")}\n`).join("");
}

export function listSha256(records: readonly DueRecord[]): string {
  return sha256Of(listText(records));
}

/** Where a plan stands. */
export type PlanStatus =
  | { state: "waiting" | "expired" }
  | { state: "rejected" | "withdrawn" | "running"; by: string; at: Instant; reason: string }
  | { state: "finished"; by: string; at: Instant; result: Record<Outcome, number> };

/** The status of a plan at the instant, from what was decided and done; one that is approved in time runs to its end. */
export function planStatus({ expiresAt }: Pick<RetentionPlanRow, "expiresAt">, steps: readonly RetentionStepRow[], now: Instant): PlanStatus {
  const decision = steps.find(({ followsId }) => followsId === "");
  if (!decision) return { state: now < expiresAt ? "waiting" : "expired" };
  const { actorId: by, happenedAt: at, reason } = decision;
  const done = steps.find(({ act }) => act === "finished");
  if (done) return { state: "finished", by, at: done.happenedAt, result: JSON.parse(done.resultJson ?? "{}") };
  return { state: decision.act === "rejected" || decision.act === "withdrawn" ? decision.act : "running", by, at, reason };
}

/** Whether no other plan may be made yet. */
export function isOpen({ state }: PlanStatus): boolean {
  return state === "waiting" || state === "running";
}
