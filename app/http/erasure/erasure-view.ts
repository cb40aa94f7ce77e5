import { z } from "zod";
import type { ListedRequest } from "#app/domain/evidence/erasure/desk.server";
import type { ErasurePlan, PlanLine, StayReason } from "#app/domain/evidence/erasure/plan";
import type { RequestStatus } from "#app/domain/evidence/erasure/status";
import type { Instant } from "#app/domain/instant";
import type { Language } from "#app/messages/catalogue";
import { erasureMessages } from "#app/messages/erasure";
import { formatDate } from "#app/messages/time";

type View = { language: Language; /** What agreements are called, by slug. */ titles: Readonly<Record<string, string>> };

/** A plan as a page shows it. */
export type PlanView = {
  outcome: ErasurePlan["outcome"];
  rows: { kind: string; outcome: string; reasons: string[] }[];
  isRestricting: boolean;
};

/** A plan in words. Days are in UTC, as periods are counted. */
export function viewPlan({ outcome, lines }: ErasurePlan, view: View): PlanView {
  const rows = lines.map((line) => ({ kind: erasureMessages[view.language].kinds[line.kind], ...viewLine(line, view) }));
  return { outcome, rows, isRestricting: outcome !== "erased" };
}

function viewLine(line: PlanLine, view: View): { outcome: string; reasons: string[] } {
  const words = erasureMessages[view.language];
  if (line.outcome === "erased") return { outcome: words.goes, reasons: [] };
  const reasons = [...new Set(line.reasons.map((reason) => becauseOf(reason, view)))];
  if (line.untilAt === null) return { outcome: words.staysOpen, reasons };
  const isEarliest = line.reasons.some(({ code }) => code === "running");
  return { outcome: (isEarliest ? words.staysAtLeast : words.stays)(dayOf(line.untilAt, view.language)), reasons };
}

function becauseOf(reason: StayReason, { language, titles }: View): string {
  const { because } = erasureMessages[language];
  switch (reason.code) {
    case "hold":
      return because.hold[reason.reason];
    case "running":
      return because.running(titles[reason.slug] ?? reason.slug);
    case "period":
      return because.period(reason.slug === null ? null : (titles[reason.slug] ?? reason.slug));
  }
}

/** The day of an instant, as periods are counted. */
export function dayOf(instant: Instant, language: Language): string {
  return formatDate(instant, { zone: "UTC", language });
}

/** What signing in tells a person whose data is restricted. */
export function restrictedSentence(untilAt: Instant | null, language: Language): string {
  const words = erasureMessages[language].signIn;
  return untilAt === null ? words.restrictedOpen : words.restricted(dayOf(untilAt, language));
}

/** Requests as the list shows them. */
export function viewRequests(requests: readonly ListedRequest[], language: Language) {
  const { staff: words } = erasureMessages[language];
  return requests.map(({ id, partyId, address, status, askedBy, happenedAt }) => ({
    id,
    partyId,
    name: address ?? words.unnamed[status.state === "erased" || status.state === "restricted" ? status.state : "closed"],
    by: words.askedBy[askedBy],
    status: words.status[status.state],
    until: untilOf(status, language),
    isWaiting: status.state === "waiting",
    askedAt: happenedAt,
  }));
}

function untilOf(status: RequestStatus, language: Language): string | null {
  if (status.state !== "restricted") return null;
  const { staff: words } = erasureMessages[language];
  return status.untilAt === null ? words.untilOpen : words.until(dayOf(status.untilAt, language));
}

const REMOVED = ["device", "mails", "evidence", "notices", "correspondence"] as const;
const countsColumn = z.partialRecord(z.enum(REMOVED), z.number());

/** What rounds of the retention sweep removed, in words. */
export function viewSweeps(sweeps: readonly { id: string; countsJson: string; happenedAt: Instant }[], language: Language) {
  const { removed } = erasureMessages[language].staff;
  return sweeps.map(({ id, countsJson, happenedAt }) => {
    const counts = countsColumn.parse(JSON.parse(countsJson));
    const said = REMOVED.flatMap((kind) => (counts[kind] === undefined ? [] : [removed[kind](counts[kind])]));
    return { id, at: happenedAt, sentence: said.join(" · ") };
  });
}
