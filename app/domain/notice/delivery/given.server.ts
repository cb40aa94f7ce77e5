import { plusMilliseconds } from "#app/domain/instant";
import { parseAudience, parseRule } from "#app/domain/notice/stored-notice";
import type { Portal } from "#app/portal.server";
import type { NoticeRow } from "#db/schema/notices";

const DAY_MS = 86_400_000;

export type Given = Record<string, unknown>;

/** What the statements that bring a notice to people are given about it (db/notice/told.ts). Who has not signed in for so many days is told on the site and in the inbox alone. */
export function givenOf({ now, settings }: Pick<Portal, "now" | "settings">, { id, agreementId, happenedAt, audienceJson, ruleJson }: NoticeRow): Given {
  const audience = parseAudience(audienceJson);
  const { mayBeUnsubscribed } = parseRule(ruleJson);
  const at = now();
  return {
    noticeId: id, agreementId, noticeAt: happenedAt, who: audience.who, audience, mayBeUnsubscribed: mayBeUnsubscribed ? 1 : 0, at,
    dormantBefore: plusMilliseconds(at, -settings.dormantDays * DAY_MS),
  };
}
