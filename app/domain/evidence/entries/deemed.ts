import type { Met } from "#app/domain/acceptance/deeming-finding";
import type { JsonObject, JsonValue } from "#app/ledger/canonical";
import type { DeemedActRow, UseRow } from "#db/schema/deeming";

type Deemed = { grade: DeemedActRow["grade"]; use: Pick<UseRow, "id" | "source" | "happenedAt">; reasons: readonly Met[] };

/** What the entry of a deemed acceptance says it rests on: every condition with what shows it, and no person. */
export function deemedBasis({ grade, use, reasons }: Deemed): JsonObject {
  return { grade, use: { id: use.id, source: use.source, at: use.happenedAt }, conditions: reasons.map(conditionOf) };
}

/** A condition that was met. What is known of the person stays out: who used the service, whether a business, since when a customer. */
export function conditionOf(met: Met): JsonValue {
  switch (met.code) {
    case "change-clause":
      return { code: met.code, version: met.number, clause: met.clauseId };
    case "class-allows":
      return { code: met.code, class: met.changeClass };
    case "reasons-allow":
      return { code: met.code, reasons: met.reasons };
    case "notice-complete":
      return { code: met.code, notices: met.noticeIds };
    case "reached":
      return { code: met.code, grade: met.grade };
    case "proof-suffices": {
      const { noticeId, channel, state, at } = met.proof;
      return { code: met.code, minimum: met.minimum, notice: noticeId, channel, state, at };
    }
    case "period-ran": {
      const { announcedAt, noticeDays, zone, earliestAt, timeZoneData } = met.working;
      return { code: met.code, from: announcedAt, days: noticeDays, zone, until: earliestAt, timeZoneData };
    }
    case "terms":
    case "not-ended":
    case "none-skipped":
    case "agreement-allows":
    case "customer-allows":
    case "in-audience":
    case "joined-before":
    case "used":
    case "not-refused":
    case "no-open-question":
      return { code: met.code };
  }
}
