import { sha256Of } from "#app/domain/digest";
import type { Ground } from "#app/domain/evidence/erasure/ground";
import type { OpenHold } from "#app/domain/evidence/erasure/hold";
import { endOfPeriod, type KeptKind, type RetentionRules } from "#app/domain/evidence/retention/retention";
import type { Instant } from "#app/domain/instant";
import { canonicalJson, type JsonValue } from "#app/ledger/canonical";

/** Grounds for which data goes although its period still runs: it should not be there, or a duty says that it must go. */
const GROUNDS_BEFORE_PERIODS: readonly Ground[] = ["unlawful", "legalDuty"];

/** The kinds of data that stay for their period when somebody asks for erasure. */
export type StayingKind = Exclude<KeptKind, "mails">;

/** The kinds of data that a plan tells of: what belongs to the account alone, then what has a period of its own. */
export type PlannedKind = "access" | "profile" | "mails" | StayingKind;

/** What is known of data of one kind: an agreement that still runs, or when the period of something kept began. */
export type KeptFact =
  | { kind: StayingKind; what: "running"; slug: string }
  | { kind: StayingKind; what: "period"; slug: string | null; since: Instant };

export type ErasureFacts = { holds: readonly OpenHold[]; kept: readonly KeptFact[] };

/** Why data stays, and until when: null where no date can be told. */
export type StayReason =
  | { code: "hold"; reason: OpenHold["reason"]; untilAt: Instant | null }
  | { code: "running"; slug: string; untilAt: Instant }
  | { code: "period"; slug: string | null; untilAt: Instant };

export type PlanLine =
  | { kind: PlannedKind; outcome: "erased" }
  | { kind: PlannedKind; outcome: "restricted"; untilAt: Instant | null; reasons: readonly StayReason[] };

export type ErasurePlan = {
  outcome: "erased" | "partly erased" | "restricted";
  /** When the rest may go; null where nothing stays, or no date can be told. */
  untilAt: Instant | null;
  /** An agreement still runs, so the date is the earliest that there can be. */
  isEarliest: boolean;
  lines: readonly PlanLine[];
};

type Planning = {
  ground: Ground;
  askedBy: "reader" | "staff";
  facts: ErasureFacts;
  rules: RetentionRules;
  /** Periods of what still runs are counted from here: the request, or later the day on which it is looked at again. */
  countedFrom: Instant;
  now: Instant;
};

/**
 * What becomes of each kind of data, from facts alone. Sessions and links always go; a hold keeps all else, and what is kept has its period,
 * unless staff found it unlawful or the law demands that it goes.
 */
export function planErasure({ ground, askedBy, facts, rules, countedFrom, now }: Planning): ErasurePlan {
  const isBefore = askedBy === "staff" && GROUNDS_BEFORE_PERIODS.includes(ground);
  const holds = facts.holds.map(({ reason, untilAt }): StayReason => ({ code: "hold", reason, untilAt }));
  const kinds = [...new Set(facts.kept.map(({ kind }) => kind))];
  const own = kinds.map((kind): [StayingKind, StayReason[]] => [kind, isBefore ? [] : stayReasons(kind, { facts, rules, countedFrom, now })]);
  const lines = [
    lineOf("access", []),
    lineOf("profile", holds),
    lineOf("mails", holds),
    ...own.map(([kind, reasons]) => lineOf(kind, [...holds, ...reasons])),
  ];
  return { ...outcomeOf(lines, kinds), lines };
}

function stayReasons(kind: StayingKind, { facts, rules, countedFrom, now }: Omit<Planning, "ground" | "askedBy">): StayReason[] {
  const rule = rules[kind];
  const reasons = facts.kept.filter((fact) => fact.kind === kind).map((fact): StayReason => fact.what === "running"
    ? { code: "running", slug: fact.slug, untilAt: endOfPeriod(rule, countedFrom) }
    : { code: "period", slug: fact.slug, untilAt: endOfPeriod(rule, fact.since) });
  return reasons.filter(({ untilAt }) => untilAt !== null && untilAt > now);
}

function lineOf(kind: PlannedKind, reasons: readonly StayReason[]): PlanLine {
  return reasons.length === 0 ? { kind, outcome: "erased" } : { kind, outcome: "restricted", untilAt: latestOf(reasons), reasons };
}

/** The latest instant; null when one of them is not known. */
function latestOf(dated: readonly { untilAt: Instant | null }[]): Instant | null {
  const instants = dated.map(({ untilAt }) => untilAt);
  return instants.includes(null) ? null : (instants.toSorted().at(-1) ?? null);
}

/** Partly erased is who loses some of what has a period of its own, and keeps the rest. */
function outcomeOf(lines: readonly PlanLine[], kinds: readonly PlannedKind[]): Omit<ErasurePlan, "lines"> {
  const stays = lines.filter((line) => line.outcome === "restricted");
  if (stays.length === 0) return { outcome: "erased", untilAt: null, isEarliest: false };
  const isEarliest = stays.some(({ reasons }) => reasons.some(({ code }) => code === "running"));
  const goes = lines.some(({ kind, outcome }) => kinds.includes(kind) && outcome === "erased");
  return { outcome: goes ? "partly erased" : "restricted", untilAt: latestOf(stays), isEarliest };
}

/** The hash that a second person approves: over the plan, and what it is the plan of. */
export function planSha256(of: { requestId: string; partyId: string; ground: Ground }, plan: ErasurePlan): string {
  return sha256Of(canonicalJson({ ...of, plan: planJson(plan) }));
}

/** The plan as plain JSON. It names nobody. */
export function planJson({ outcome, untilAt, isEarliest, lines }: ErasurePlan): JsonValue {
  return { outcome, untilAt, isEarliest, lines: lines.map((line) => (line.outcome === "erased" ? { ...line } : { ...line, reasons: line.reasons.map((reason) => ({ ...reason })) })) };
}
