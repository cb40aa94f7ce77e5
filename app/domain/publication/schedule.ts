import { plusMilliseconds, type Instant } from "#app/domain/instant";
import { earliestEffectiveAt } from "#app/domain/publication/earliest";
import type { AgreementHistory } from "#app/domain/publication/history";
import type { AgreementProperties } from "#app/domain/publication/manifest";
import { inForceAt, versionsAt, type DatedVersion } from "#app/domain/publication/status";
import { DomainError } from "#app/domain/refusal";

/** When a version takes effect, and the notice rule that decided how early it might. */
export type Schedule = { effectiveAt: Instant; earliestAt: Instant; noticeDays: number; zone: string };

type Asked = {
  history: AgreementHistory | null;
  /** The properties of the proposed version: its own notice rule. */
  own: AgreementProperties;
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
export function scheduleVersion(asked: Asked): Schedule {
  const rule = ruleFor(asked);
  if (!asked.history && asked.effectiveAt !== null) throw new DomainError("effective-not-at-once", { effectiveAt: asked.effectiveAt });
  const live = asked.history ? lastLive(asked.history, asked.now) : null;
  const effectiveAt = asked.effectiveAt ?? earliestAfter(rule, live);
  if (effectiveAt < rule.earliestAt) {
    const { earliestAt, noticeDays, zone } = rule;
    throw new DomainError("effective-too-early", { effectiveAt, earliestAt, noticeDays, zone });
  }
  if (live?.effectiveAt && effectiveAt <= live.effectiveAt) {
    const { version, effectiveAt: otherEffectiveAt } = live;
    throw new DomainError("effective-out-of-order", { effectiveAt, number: version.number, otherEffectiveAt });
  }
  return { ...rule, effectiveAt };
}

type Rule = Omit<Schedule, "effectiveAt">;

function ruleFor({ history, own, now }: Asked): Rule {
  const inForce = history && inForceAt(history, now);
  if (!history || own.kind === "consent") return { earliestAt: now, noticeDays: 0, zone: own.zone };
  const ownRule = ruleOf(own, now);
  const ruleInForce = inForce ? ruleOf(inForce.version.manifest.agreement, now) : ownRule;
  return ruleInForce.earliestAt >= ownRule.earliestAt ? ruleInForce : ownRule;
}

function ruleOf({ noticeDays, zone }: AgreementProperties, now: Instant): Rule {
  return { earliestAt: earliestEffectiveAt(now, zone, noticeDays), noticeDays, zone };
}

/** The version that takes effect last of those not withdrawn. */
function lastLive(history: AgreementHistory, now: Instant): DatedVersion | null {
  return versionsAt(history, now).findLast(({ status }) => status !== "withdrawn") ?? null;
}

/** The rule's earliest instant; where a version already waits for that or a later one, the next local day after it. */
function earliestAfter({ earliestAt, zone, noticeDays }: Rule, live: DatedVersion | null): Instant {
  const before = live?.effectiveAt ?? null;
  if (before === null || before < earliestAt) return earliestAt;
  return noticeDays === 0 ? plusMilliseconds(before, 1) : earliestEffectiveAt(before, zone, 0);
}
