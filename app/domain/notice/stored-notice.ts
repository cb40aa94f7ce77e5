import { z } from "zod";
import { NOTICE_CHANNELS, type NoticeAudience, type NoticeRule } from "#app/domain/notice/notice";
import { audience } from "#app/domain/publication/manifest";

const rule = z.object({
  allOf: z.array(z.enum(NOTICE_CHANNELS)),
  anyOf: z.array(z.enum(["inbox", "mail", "webhook"])),
  leadDays: z.array(z.number()),
  mayBeUnsubscribed: z.boolean(),
});

const namedParties = z.object({ who: z.literal("parties"), partyIds: z.array(z.string()) });
const toldParties = z.object({ who: z.literal("told"), noticeIds: z.array(z.string()), versionIds: z.array(z.string()) });
const storedAudience = z.looseObject({ who: z.string(), unanswered: z.array(z.string()).optional() });

/** The rule of a notice as it was stored. */
export function parseRule(json: string): NoticeRule {
  return rule.parse(JSON.parse(json));
}

/** Whom a notice is for, as it was stored. */
export function parseAudience(json: string): NoticeAudience {
  const { unanswered, ...rest } = storedAudience.parse(JSON.parse(json));
  if (rest.who === "told") return toldParties.parse(rest);
  if (rest.who === "parties") return namedParties.parse(rest);
  return { ...audience.parse(rest), ...(unanswered === undefined ? {} : { unanswered }) };
}
