import { z } from "zod";
import type { Instant } from "#app/domain/instant";
import { earliestEffectiveAt, timeZoneData } from "#app/domain/publication/earliest";
import { NOTICE_REASONS, type AgreementProperties, type NoticeReason } from "#app/domain/publication/manifest";

/** Whose rule it is: that of the version in force, of the version announced, or of the version that binds a party. */
export type RuleSource = "in force" | "own" | "binds";

/** The rules that a publication may have to observe. A publication about an agreement as a whole has no own rule. */
export type RulesAsked = {
  announcedAt: Instant;
  reasons: readonly NoticeReason[];
  inForce: AgreementProperties | null;
  own: AgreementProperties | null;
  /** For deeming a party: the rule of the version that binds it. */
  binds?: AgreementProperties;
};

const consideredRule = z.strictObject({
  source: z.enum(["in force", "own", "binds"] satisfies RuleSource[]),
  noticeDays: z.number(),
  zone: z.string(),
  earliestAt: z.string(),
});
export type ConsideredRule = z.infer<typeof consideredRule>;

/** Which rule applies, and how it came to that: kept with the publication. */
export const noticeWorking = z.strictObject({
  announcedAt: z.string(),
  reasons: z.array(z.enum(NOTICE_REASONS)),
  considered: z.array(consideredRule),
  /** The rule that governs: the one that ends last. */
  noticeDays: z.number(),
  zone: z.string(),
  earliestAt: z.string(),
  /** Release of the time zone data that counted, such as "2025c". */
  timeZoneData: z.string(),
});
export type NoticeWorking = z.infer<typeof noticeWorking>;

/**
 * The notice that a publication announced at an instant owes: each rule is counted in its own zone, and the one that
 * ends last governs. A shorter rule of an announced version never counts until that version is in force. First versions
 * and consents owe no notice and do not ask here.
 */
export function noticeFor({ announcedAt, reasons, inForce, own, binds }: RulesAsked): NoticeWorking {
  const given: [RuleSource, AgreementProperties | null | undefined][] = [["in force", inForce], ["own", own], ["binds", binds]];
  const considered = given.flatMap(([source, properties]) => (properties ? [ruleOf(source, properties, { announcedAt, reasons })] : []));
  const governing = considered.reduce<ConsideredRule | null>((last, rule) => (last && last.earliestAt >= rule.earliestAt ? last : rule), null);
  if (!governing) throw new Error("a publication observes at least one rule");
  const { noticeDays, zone, earliestAt } = governing;
  return { announcedAt, reasons: [...reasons], considered, noticeDays, zone, earliestAt, timeZoneData: timeZoneData() };
}

/** The working where nothing is owed: a first version, and every version of a consent, which asks again anyway. */
export function noNotice(announcedAt: Instant, { zone }: AgreementProperties): NoticeWorking {
  return { announcedAt, reasons: [], considered: [], noticeDays: 0, zone, earliestAt: announcedAt, timeZoneData: timeZoneData() };
}

/** The days that a version's rule asks for these reasons: its general rule, or a longer one of a reason. */
export function noticeDaysFor({ noticeDays, noticeRules = {} }: AgreementProperties, reasons: readonly NoticeReason[]): number {
  return Math.max(noticeDays, ...reasons.map((reason) => noticeRules[reason] ?? 0));
}

function ruleOf(
  source: RuleSource,
  properties: AgreementProperties,
  { announcedAt, reasons }: Pick<RulesAsked, "announcedAt" | "reasons">,
): ConsideredRule {
  const noticeDays = noticeDaysFor(properties, reasons);
  const { zone } = properties;
  return { source, noticeDays, zone, earliestAt: earliestEffectiveAt(announcedAt, zone, noticeDays) };
}
