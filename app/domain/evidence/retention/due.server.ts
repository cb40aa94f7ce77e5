import { listRequests, listSweeps, type ListedRequest } from "#app/domain/evidence/erasure/desk.server";
import { maskedAddressOf } from "#app/domain/evidence/erasure/subject.server";
import { isHoldReason, type HoldReason } from "#app/domain/evidence/erasure/hold";
import { DEFAULT_RETENTION, endOfPeriod, latestBegin, type RetentionRule, type RetentionRules } from "#app/domain/evidence/retention/retention";
import { listPlans, type Plan } from "#app/domain/evidence/retention/plan.server";
import { isOpen, PLANNED_KINDS, type PlannedKind } from "#app/domain/evidence/retention/plan";
import { readRetention } from "#app/domain/evidence/retention/file.server";
import type { Instant } from "#app/domain/instant";
import { readHistories } from "#app/domain/publication/catalog.server";
import type { Portal } from "#app/portal.server";
import { countOtherDeciders } from "#db/erasure/retention-plans";
import { countCandidates } from "#db/erasure/retention-candidates";
import { countDue, selectOpenHolds, selectRestricted, type Due, type SweptKind } from "#db/erasure/retention-due";

type Reading = Pick<Portal, "db" | "keys" | "settings" | "now">;

export const SWEPT_KINDS = ["device", "mails"] as const satisfies readonly SweptKind[];

/**
 * How much of a kind goes and when: by now, within 30 days, within a year; and when the next goes at the earliest, of what goes by a plan within a year.
 * `running`: how much is old enough and kept because an agreement runs.
 */
export type DueKind = Due & { kind: SweptKind | PlannedKind; running: number; nextAt: Instant | null };

export type ListedHold = { id: string; partyId: string; address: string | null; reason: HoldReason; untilAt: Instant | null; placedAt: Instant };
export type Restricted = { partyId: string; untilAt: Instant | null; dueAt: Instant | null };

export type RetentionDesk = {
  /** Slugs of agreements by their ids. */
  slugs: Record<string, string>;
  rules: RetentionRules;
  shipped: RetentionRules;
  /** The file of the portal's own periods; null where those shipped hold. */
  file: string | null;
  due: DueKind[];
  /** The newest first. */
  plans: Plan[];
  /** Whether something is due that a plan removes, and none waits or runs. */
  isPlanMissing: boolean;
  /** Whether somebody else could approve a plan of the viewer's. */
  hasOther: boolean;
  holds: ListedHold[];
  restricted: Restricted[];
  waiting: ListedRequest[];
  sweeps: { id: string; countsJson: string; happenedAt: Instant }[];
};

const MOST = 50;
const DAY_MS = 86_400_000;

/** What is kept for how long, what goes next, what holds it, and what waits for a person. Throws what reading the periods refuses. */
export async function readRetentionDesk(portal: Reading, accountId: string): Promise<RetentionDesk> {
  const { db, settings, now } = portal;
  const rules = await readRetention(settings);
  const holds = await selectOpenHolds(db, { now: now(), limit: MOST });
  const { requests } = await listRequests(portal, null);
  const plans = await listPlans(portal);
  const planned = await Promise.all(PLANNED_KINDS.map((kind) => readPlanned(portal, kind, rules)));
  return {
    slugs: Object.fromEntries((await readHistories(portal)).map(({ id, slug }) => [id, slug])),
    rules,
    shipped: DEFAULT_RETENTION,
    file: settings.retentionFile,
    due: [...(await Promise.all(SWEPT_KINDS.map((kind) => readDue(portal, kind, rules)))), ...planned],
    plans,
    isPlanMissing: planned.some(({ due }) => due > 0) && !plans.some(({ status }) => isOpen(status)),
    hasOther: (await countOtherDeciders(db, accountId)) > 0,
    holds: await Promise.all(holds.map(async ({ id, partyId, reason, untilAt, happenedAt }) => (
      { id, partyId, address: await maskedAddressOf(portal, partyId), reason: isHoldReason(reason) ? reason : "other", untilAt, placedAt: happenedAt }
    ))),
    restricted: await selectRestricted(db, MOST),
    waiting: requests.filter(({ status }) => status.state === "waiting"),
    sweeps: await listSweeps(portal),
  };
}

async function readDue({ db, now }: Reading, kind: SweptKind, rules: RetentionRules): Promise<DueKind> {
  return dueKind(kind, rules, { ...(await countDue(db, kind, { now: now(), ...cutoffs(rules[kind], now()) })), running: 0 });
}

async function readPlanned({ db, now }: Reading, kind: PlannedKind, rules: RetentionRules): Promise<DueKind> {
  return dueKind(kind, rules, await countCandidates(db, kind, { now: now(), ...cutoffs(rules[kind], now()) }));
}

function dueKind(kind: DueKind["kind"], rules: RetentionRules, counted: Due & { running: number }): DueKind {
  return { kind, ...counted, nextAt: counted.earliestAt === null ? null : endOfPeriod(rules[kind], counted.earliestAt) };
}

function cutoffs(rule: RetentionRule, now: Instant): { due: Instant; soon: Instant; later: Instant } {
  const before = (days: number) => latestBegin(rule, new Date(Date.parse(now) + days * DAY_MS).toISOString());
  return { due: before(0), soon: before(30), later: before(365) };
}
