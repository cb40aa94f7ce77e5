import type { RetentionDesk } from "#app/domain/evidence/retention-due.server";
import { KEPT_KINDS } from "#app/domain/evidence/retention";
import { dayOf, viewSweeps } from "#app/http/erasure-view";
import type { Language } from "#app/messages/catalogue";
import { dataMessages, sayPeriod } from "#app/messages/data";
import { retentionMessages } from "#app/messages/retention";

export type RetentionView = ReturnType<typeof viewRetention>;

/** The desk of periods and holds in words. */
export function viewRetention({ rules, shipped, file, due, holds, restricted, waiting, sweeps }: RetentionDesk, language: Language) {
  const words = retentionMessages[language];
  const { keptKinds } = dataMessages[language];
  const untilOf = (at: string | null) => (at === null ? words.untilLifted : words.until(dayOf(at, language)));
  return {
    file,
    rules: KEPT_KINDS.map((kind) => ({
      kind,
      name: keptKinds[kind],
      isOwn: rules[kind] !== shipped[kind],
      ...sayPeriod(kind, { rule: rules[kind], shipped: shipped[kind], language }),
    })),
    due: due.map(({ kind, due: now, soon, later, held, nextAt }) => ({ kind, name: keptKinds[kind], numbers: { now, soon, later, held }, next: nextAt === null ? null : dayOf(nextAt, language) })),
    holds: holds.map(({ id, partyId, address, reason, untilAt }) => ({ id, href: `/operator/erasures/${partyId}`, name: address ?? words.unnamed, reason: words.reasons[reason], until: untilOf(untilAt) })),
    restricted: restricted.map(({ partyId, dueAt }) => ({ href: `/operator/erasures/${partyId}`, name: partyId, again: dueAt === null ? words.noDate : words.again(dayOf(dueAt, language)) })),
    waiting: waiting.map(({ id, partyId, address, happenedAt }) => ({ id, href: `/operator/erasures/${partyId}`, name: address ?? words.unnamed, asked: dayOf(happenedAt, language) })),
    sweeps: viewSweeps(sweeps, language),
  };
}
