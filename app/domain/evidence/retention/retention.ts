import { z } from "zod";
import type { Instant } from "#app/domain/instant";

/**
 * The kinds of data about a person that have a period of their own, in the order in which people are told of them. All else is
 * account data, which ends with the account; comments and reasons of staff, who are named in them by account id alone, are
 * kept for good.
 */
export const KEPT_KINDS = ["evidence", "notices", "correspondence", "device", "mails"] as const;
export type KeptKind = (typeof KEPT_KINDS)[number];

export type RetentionRule = {
  /** In whole calendar months; or in days, for what is kept for less than that. */
  period: { months: number } | { days: number };
  /** From when the period counts. */
  from: "end of the agreement for the party, or the act" | "last word on the matter" | "act" | "sending";
  reason: string;
};

export type RetentionRules = Readonly<Record<KeptKind, RetentionRule>>;

/** What the shipped privacy notice promises in its clause 7. */
export const DEFAULT_RETENTION: RetentionRules = {
  evidence: {
    period: { months: 36 },
    from: "end of the agreement for the party, or the act",
    reason: "To prove what was agreed: the ordinary limitation period, and the three years for which transactions must be kept",
  },
  notices: {
    period: { months: 36 },
    from: "end of the agreement for the party, or the act",
    reason: "A change binds only where its notice can be proved, so notices are kept as long as what they changed",
  },
  correspondence: {
    period: { months: 36 },
    from: "last word on the matter",
    reason: "To prove that a clause was explained when somebody asked: the ordinary limitation period",
  },
  device: { period: { months: 12 }, from: "act", reason: "To clear up acts in another's name, which come to light within months" },
  mails: { period: { days: 30 }, from: "sending", reason: "To find out why a mail did not arrive" },
};

/** No portal keeps evidence for less: what people agreed to must be provable while they can still sue. */
const LEAST_MONTHS: Partial<Record<KeptKind, number>> = { evidence: 36, notices: 36, correspondence: 36 };
const MOST_MONTHS = 1200;
const MOST_DAYS = 366;

const reason = z.string().trim().min(1, "say why, in words").max(2000);

function months(kind: KeptKind) {
  const least = LEAST_MONTHS[kind] ?? 1;
  return z.strictObject({ months: z.int().min(least, `at least ${least} months`).max(MOST_MONTHS), reason });
}

/** A portal's own periods: a JSON object from kind of data to `months` (of mails `days`) and `reason`; what it leaves out stays as shipped. */
export const retentionFile = z
  .strictObject({
    evidence: months("evidence"),
    notices: months("notices"),
    correspondence: months("correspondence"),
    device: months("device"),
    mails: z.strictObject({ days: z.int().min(1).max(MOST_DAYS), reason }),
  })
  .partial()
  .refine(({ device, evidence }) => !device || device.months <= (evidence?.months ?? 36), {
    path: ["device", "months"],
    message: "device data is not kept for longer than the evidence that it belongs to",
  });

/** The shipped rules with a portal's own periods in their place. */
export function withOwnPeriods(own: z.infer<typeof retentionFile>): RetentionRules {
  const { evidence, notices, correspondence, device, mails } = DEFAULT_RETENTION;
  return {
    evidence: ownMonths(evidence, own.evidence),
    notices: ownMonths(notices, own.notices),
    correspondence: ownMonths(correspondence, own.correspondence),
    device: ownMonths(device, own.device),
    mails: own.mails ? { ...mails, period: { days: own.mails.days }, reason: own.mails.reason } : mails,
  };
}

function ownMonths(rule: RetentionRule, own: { months: number; reason: string } | undefined): RetentionRule {
  return own ? { ...rule, period: { months: own.months }, reason: own.reason } : rule;
}

/** When what began its period at the instant may go. */
export function endOfPeriod({ period }: Pick<RetentionRule, "period">, since: Instant): Instant {
  return "days" in period ? new Date(Date.parse(since) + period.days * DAY_MS).toISOString() : plusMonths(since, period.months);
}

/** The latest instant at which a period may have begun that is over now. */
export function latestBegin({ period }: Pick<RetentionRule, "period">, now: Instant): Instant {
  return "days" in period ? new Date(Date.parse(now) - period.days * DAY_MS).toISOString() : plusMonths(now, -period.months);
}

const DAY_MS = 86_400_000;

/** The same day and hour so many calendar months later, in UTC; where the month is too short, its last day. */
export function plusMonths(instant: Instant, count: number): Instant {
  const date = new Date(instant);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + count);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, lastDay));
  return date.toISOString();
}
