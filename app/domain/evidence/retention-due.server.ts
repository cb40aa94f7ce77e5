import { listRequests, listSweeps, type ListedRequest } from "#app/domain/evidence/erasure-desk.server";
import { maskedAddressOf } from "#app/domain/evidence/erasure-subject.server";
import { isHoldReason, type HoldReason } from "#app/domain/evidence/hold";
import { DEFAULT_RETENTION, endOfPeriod, latestBegin, type RetentionRules } from "#app/domain/evidence/retention";
import { readRetention } from "#app/domain/evidence/retention-file.server";
import type { Instant } from "#app/domain/instant";
import type { Portal } from "#app/portal.server";
import { countDue, selectOpenHolds, selectRestricted, type Due, type SweptKind } from "#db/retention-due";

type Reading = Pick<Portal, "db" | "keys" | "settings" | "now">;

export const SWEPT_KINDS = ["device", "mails", "evidence"] as const satisfies readonly SweptKind[];

/** How much of a kind goes and when: by now, within 30 days, within a year; and when the next goes at the earliest. */
export type DueKind = Due & { kind: SweptKind; nextAt: Instant | null };

export type ListedHold = { id: string; partyId: string; address: string | null; reason: HoldReason; untilAt: Instant | null; placedAt: Instant };
export type Restricted = { partyId: string; untilAt: Instant | null; dueAt: Instant | null };

export type RetentionDesk = {
  rules: RetentionRules;
  shipped: RetentionRules;
  /** The file of the portal's own periods; null where those shipped hold. */
  file: string | null;
  due: DueKind[];
  holds: ListedHold[];
  restricted: Restricted[];
  waiting: ListedRequest[];
  sweeps: { id: string; countsJson: string; happenedAt: Instant }[];
};

const MOST = 50;
const DAY_MS = 86_400_000;

/** What is kept for how long, what goes next, what holds it, and what waits for a person. Throws what reading the periods refuses. */
export async function readRetentionDesk(portal: Reading): Promise<RetentionDesk> {
  const { db, settings, now } = portal;
  const rules = await readRetention(settings);
  const holds = await selectOpenHolds(db, { now: now(), limit: MOST });
  const { requests } = await listRequests(portal, null);
  return {
    rules,
    shipped: DEFAULT_RETENTION,
    file: settings.retentionFile,
    due: await Promise.all(SWEPT_KINDS.map((kind) => readDue(portal, kind, rules))),
    holds: await Promise.all(holds.map(async ({ id, partyId, reason, untilAt, happenedAt }) => (
      { id, partyId, address: await maskedAddressOf(portal, partyId), reason: isHoldReason(reason) ? reason : "other", untilAt, placedAt: happenedAt }
    ))),
    restricted: await selectRestricted(db, MOST),
    waiting: requests.filter(({ status }) => status.state === "waiting"),
    sweeps: await listSweeps(portal),
  };
}

/** Of evidence, what is old enough: whether its agreement still runs is looked at act by act when it is swept. */
async function readDue({ db, now }: Reading, kind: SweptKind, rules: RetentionRules): Promise<DueKind> {
  const rule = rules[kind];
  const before = (days: number) => latestBegin(rule, new Date(Date.parse(now()) + days * DAY_MS).toISOString());
  const counted = await countDue(db, kind, { now: now(), due: before(0), soon: before(30), later: before(365) });
  return { kind, ...counted, nextAt: counted.earliestAt === null ? null : endOfPeriod(rule, counted.earliestAt) };
}
