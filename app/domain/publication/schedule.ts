import { plusMilliseconds, type Instant } from "#app/domain/instant";
import { earliestEffectiveAt } from "#app/domain/publication/earliest";
import type { AgreementHistory } from "#app/domain/publication/history";
import type { AgreementProperties, NoticeReason } from "#app/domain/publication/manifest";
import { noNotice, noticeFor, type NoticeWorking } from "#app/domain/publication/notice-rule";
import { inForceAt, versionsAt, type DatedVersion } from "#app/domain/publication/status";
import { DomainError } from "#app/domain/refusal";

/** When a version takes effect, and the notice rule that decided how early it might. */
export type Schedule = Pick<NoticeWorking, "earliestAt" | "noticeDays" | "zone"> & { effectiveAt: Instant; working: NoticeWorking };

export type ScheduleAsked = {
  history: AgreementHistory | null;
  /** The properties of the proposed version: its own notice rule. */
  own: AgreementProperties;
  /** Why it is published; amend where not given. */
  reasons?: readonly NoticeReason[] | undefined;
  /** Null for as early as may be. */
  effectiveAt: Instant | null;
  now: Instant;
};

/**
 * Finds when a version announced now takes effect. A first version is in force at once, and so is every version of a
 * consent, which binds nobody who is not asked again. Others wait for the longest of the rule in force and their own,
 * and for the versions announced before them. Throws effective-not-at-once, effective-too-early,
 * effective-out-of-order.
 */
export function scheduleVersion(asked: ScheduleAsked): Schedule {
  const { history, effectiveAt: wanted, now } = asked;
  if (!history && wanted !== null) throw new DomainError("effective-not-at-once", { effectiveAt: wanted });
  const working = workingFor(asked);
  const live = history ? lastLive(history, now) : null;
  const effectiveAt = wanted ?? earliestAfter(working, live);
  checkNotTooEarly(effectiveAt, working);
  if (live?.effectiveAt && effectiveAt <= live.effectiveAt) {
    const { version, effectiveAt: otherEffectiveAt } = live;
    throw new DomainError("effective-out-of-order", { effectiveAt, number: version.number, otherEffectiveAt });
  }
  const { earliestAt, noticeDays, zone } = working;
  return { effectiveAt, earliestAt, noticeDays, zone, working };
}

/** The notice that a version announced now owes, with its working; before anybody chose a date. */
export function workingFor({ history, own, reasons = ["amend"], now }: Omit<ScheduleAsked, "effectiveAt">): NoticeWorking {
  if (!history || own.kind === "consent") return noNotice(now, own);
  return noticeFor({ announcedAt: now, reasons, inForce: inForceAt(history, now)?.version.manifest.agreement ?? null, own });
}

/** Throws effective-too-early, which names the earliest instant. */
export function checkNotTooEarly(effectiveAt: Instant, { earliestAt, noticeDays, zone }: NoticeWorking): void {
  if (effectiveAt < earliestAt) throw new DomainError("effective-too-early", { effectiveAt, earliestAt, noticeDays, zone });
}

/** The version that takes effect last of those not withdrawn. */
function lastLive(history: AgreementHistory, now: Instant): DatedVersion | null {
  return versionsAt(history, now).findLast(({ status }) => status !== "withdrawn") ?? null;
}

/** The rule's earliest instant; where a version already waits for that or a later one, the next local day after it. */
function earliestAfter({ earliestAt, zone, noticeDays }: NoticeWorking, live: DatedVersion | null): Instant {
  const before = live?.effectiveAt ?? null;
  if (before === null || before < earliestAt) return earliestAt;
  return noticeDays === 0 ? plusMilliseconds(before, 1) : earliestEffectiveAt(before, zone, 0);
}
