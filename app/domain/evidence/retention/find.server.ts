import { readErasureFacts } from "#app/domain/evidence/erasure/facts.server";
import type { KeptFact } from "#app/domain/evidence/erasure/plan";
import { endOfPeriod, latestBegin, type RetentionRules } from "#app/domain/evidence/retention/retention";
import { countRecords, MOST_ITEMS, PLANNED_KINDS, type DueRecord, type Outcome, type PlanCounts } from "#app/domain/evidence/retention/plan";
import { readHistories } from "#app/domain/publication/catalog.server";
import type { Portal } from "#app/portal.server";
import { countCandidates, selectCandidates, selectCandidatesById, type Candidate } from "#db/erasure/retention-candidates";
import { selectHeldAmong } from "#db/erasure/retention-plans";
import type { RetentionItemRow } from "#db/schema/retention";

type Finding = Pick<Portal, "db" | "now">;

/** Periods by kind, as a plan keeps them. */
export type Periods = Readonly<Record<RetentionItemRow["kind"], Pick<RetentionRules["evidence"], "period">>>;

const PAGE = 1000;

/** The records that are due now and not held, by kind and party, as many as fit a plan; and how many were left out for what. */
export async function findDue(portal: Finding, rules: Periods): Promise<{ records: DueRecord[]; counts: PlanCounts }> {
  const found: DueRecord[] = [];
  for (const kind of PLANNED_KINDS) await findOfKind(portal, { kind, rules, found });
  const records = found.slice(0, MOST_ITEMS);
  const counted = await Promise.all(PLANNED_KINDS.map((kind) => countNow(portal, kind, rules)));
  const sum = (of: "held" | "running") => counted.reduce((total, each) => total + each[of], 0);
  return { records, counts: { due: countRecords(records), held: sum("held"), running: sum("running"), isFull: found.length > MOST_ITEMS } };
}

async function findOfKind(portal: Finding, { kind, rules, found }: { kind: RetentionItemRow["kind"]; rules: Periods; found: DueRecord[] }): Promise<void> {
  let after = { partyId: "", recordId: "" };
  while (found.length <= MOST_ITEMS) {
    const now = portal.now();
    const page = await selectCandidates(portal.db, kind, { before: latestBegin(rules[kind], now), now, after, limit: PAGE });
    const last = page.at(-1);
    if (!last) return;
    found.push(...(await thoseOver(portal, rules, page)).map(recordOf));
    after = last;
  }
}

function countNow({ db, now }: Finding, kind: RetentionItemRow["kind"], rules: Periods) {
  const due = latestBegin(rules[kind], now());
  return countCandidates(db, kind, { now: now(), due, soon: due, later: due });
}

function recordOf({ kind, recordId, partyId, agreements, since: sinceAt }: Candidate): DueRecord {
  return { kind, recordId, partyId, agreementId: agreements?.split(",")[0] ?? null, sinceAt };
}

/** Those of which the period is over for every agreement that they are about, by the same facts as an erasure. */
async function thoseOver(portal: Finding, rules: Periods, candidates: readonly Candidate[]): Promise<Candidate[]> {
  const histories = await readHistories(portal);
  const slugs = new Map(histories.map(({ id, slug }) => [id, slug]));
  const known = new Map<string, readonly KeptFact[]>();
  const over: Candidate[] = [];
  for (const each of candidates) {
    if (each.kind !== "correspondence" && each.agreements !== null && !known.has(each.partyId)) {
      known.set(each.partyId, (await readErasureFacts(portal, { partyId: each.partyId, askedAt: portal.now() })).kept);
    }
    const about = each.agreements?.split(",").map((id) => slugs.get(id)) ?? [];
    if (isOver(each, { rule: rules[each.kind], about, kept: known.get(each.partyId) ?? [], now: portal.now() })) over.push(each);
  }
  return over;
}

type Judging = { rule: Periods["evidence"]; about: readonly (string | undefined)[]; kept: readonly KeptFact[]; now: string };

function isOver({ kind, since }: Candidate, { rule, about, kept, now }: Judging): boolean {
  if (since > latestBegin(rule, now)) return false;
  if (kind === "correspondence") return true;
  const facts = kept.filter((fact) => fact.kind === "evidence" && about.includes(fact.slug ?? undefined));
  return facts.every((fact) => fact.what === "period" && endOfPeriod(rule, fact.since) <= now);
}

type Rechecking = { items: readonly RetentionItemRow[]; rules: Periods; planned: Periods };

/** What is to become of the records of a plan at this moment, by their positions: those that are removed, and why others are not. */
export async function judgeItems(portal: Finding, { items, rules, planned }: Rechecking): Promise<Map<number, Outcome>> {
  const held = new Set(await selectHeldAmong(portal.db, [...new Set(items.map(({ partyId }) => partyId))], portal.now()));
  const kept = (await Promise.all(PLANNED_KINDS.map((kind) => selectCandidatesById(portal.db, kind, items.filter((item) => item.kind === kind).map(({ recordId }) => recordId))))).flat();
  const [over, overAsPlanned] = [await thoseOver(portal, rules, kept), await thoseOver(portal, planned, kept)];
  return new Map(items.map((item) => {
    const among = (candidates: readonly Candidate[]) => candidates.some(({ kind, recordId }) => kind === item.kind && recordId === item.recordId);
    const outcome = !among(kept) ? "gone" : held.has(item.partyId) ? "held" : among(over) ? "removed" : among(overAsPlanned) ? "rules" : "running";
    return [item.position, outcome];
  }));
}
