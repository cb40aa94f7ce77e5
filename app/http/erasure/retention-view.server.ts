import type { DueKind, RetentionDesk } from "#app/domain/evidence/retention/due.server";
import { KEPT_KINDS } from "#app/domain/evidence/retention/retention";
import { isOpen, MOST_ITEMS, OUTCOMES, PLANNED_KINDS } from "#app/domain/evidence/retention/plan";
import type { Plan } from "#app/domain/evidence/retention/plan.server";
import { dayOf, viewSweeps } from "#app/http/erasure/erasure-view";
import type { Language } from "#app/messages/catalogue";
import { dataMessages, sayPeriod } from "#app/messages/data";
import { retentionMessages } from "#app/messages/retention";

export type RetentionView = ReturnType<typeof viewRetention>;
export type PlanView = ReturnType<typeof viewPlan>;

/** Who looks, and whether a fresh sign-in stands behind it. */
type Looking = { language: Language; accountId: string; isFresh: boolean };

/** The desk of periods, plans and holds in words. */
export function viewRetention(desk: RetentionDesk, { language, accountId, isFresh }: Looking) {
  const { rules, shipped, file, due, holds, restricted, waiting, sweeps, plans, isPlanMissing, hasOther } = desk;
  const words = retentionMessages[language];
  const { keptKinds } = dataMessages[language];
  const untilOf = (at: string | null) => (at === null ? words.untilLifted : words.until(dayOf(at, language)));
  const viewed = plans.map((plan) => viewPlan(plan, { slugs: desk.slugs, language, accountId }));
  return {
    file,
    rules: KEPT_KINDS.map((kind) => ({
      kind,
      name: keptKinds[kind],
      isOwn: rules[kind] !== shipped[kind],
      ...sayPeriod(kind, { rule: rules[kind], shipped: shipped[kind], language }),
    })),
    due: due.map((each) => ({ kind: each.kind, name: keptKinds[each.kind], numbers: { now: each.due, soon: each.soon, later: each.later, held: each.held }, next: nextOf(each, language) })),
    running: due.reduce((total, each) => total + each.running, 0),
    isPlanMissing,
    hasOther,
    isFresh,
    plan: viewed.find((plan) => plan.isOpen) ?? null,
    former: viewed.filter((plan) => !plan.isOpen),
    holds: holds.map(({ id, partyId, address, reason, untilAt }) => ({ id, href: `/operator/erasures/${partyId}`, name: address ?? words.unnamed, reason: words.reasons[reason], until: untilOf(untilAt) })),
    restricted: restricted.map(({ partyId, dueAt }) => ({ href: `/operator/erasures/${partyId}`, name: partyId, again: dueAt === null ? words.noDate : words.again(dayOf(dueAt, language)) })),
    waiting: waiting.map(({ id, partyId, address, happenedAt }) => ({ id, href: `/operator/erasures/${partyId}`, name: address ?? words.unnamed, asked: dayOf(happenedAt, language) })),
    sweeps: viewSweeps(sweeps, language),
  };
}

/** What goes by a plan is looked for a year ahead. */
function nextOf({ kind, nextAt }: DueKind, language: Language): string | null {
  if (nextAt !== null) return dayOf(nextAt, language);
  return PLANNED_KINDS.some((planned) => planned === kind) ? retentionMessages[language].notWithinYear : null;
}

function viewPlan(plan: Plan, { slugs, language, accountId }: { slugs: Record<string, string>; language: Language; accountId: string }) {
  const words = retentionMessages[language];
  const { keptKinds } = dataMessages[language];
  const { id, actorId, happenedAt, expiresAt, listSha256, items, counts, status } = plan;
  return {
    id, items,
    sha256: listSha256,
    title: words.planOf(dayOf(happenedAt, language)),
    by: words.by(actorId),
    isOwn: actorId === accountId,
    isOpen: isOpen(status),
    isWaiting: status.state === "waiting",
    state: sayState(plan, language),
    expires: words.expires(dayOf(expiresAt, language)),
    lines: counts.due.map(({ kind, agreementId, count }) => ({ key: `${kind} ${agreementId ?? ""}`, kind: keptKinds[kind], agreement: agreementId === null ? words.noAgreement : (slugs[agreementId] ?? agreementId), count })),
    left: words.left(counts.held, counts.running),
    full: counts.isFull ? words.full(MOST_ITEMS) : null,
  };
}

function sayState({ status, done, items }: Plan, language: Language): string {
  const { planState, outcomes } = retentionMessages[language];
  switch (status.state) {
    case "rejected":
      return planState.rejected(status.by, status.reason);
    case "running":
      return planState.running(done, items);
    case "finished":
      return [planState.finished, ...OUTCOMES.flatMap((outcome) => (status.result[outcome] > 0 ? [outcomes[outcome](status.result[outcome])] : []))].join(" · ");
    case "waiting":
    case "expired":
    case "withdrawn":
      return planState[status.state];
  }
}
