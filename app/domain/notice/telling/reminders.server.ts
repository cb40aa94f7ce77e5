import { plusMilliseconds, type Instant } from "#app/domain/instant";
import { NOTICE_RULES, onceKeyOf } from "#app/domain/notice/notice";
import { reminderOccasion, tellReminder } from "#app/domain/notice/telling/tell.server";
import { readHistories } from "#app/domain/publication/catalog.server";
import { endingFor } from "#app/domain/publication/later/ending";
import type { AgreementHistory } from "#app/domain/publication/history";
import { versionsAt, type DatedVersion } from "#app/domain/publication/status";
import { repeat, type Repeated } from "#app/domain/repeat.server";
import type { Portal } from "#app/portal.server";
import { KeyTakenError } from "#db/commit";
import { hasNotice } from "#db/notice/notices";

type Reminding = Pick<Portal, "db" | "writer" | "ledger" | "settings" | "now">;

const DAY = 86_400_000;

/** Reminds of announced versions for as long as the portal is open. */
export function startReminders(portal: Portal): Repeated {
  return repeat({ name: "reminders", pauseMs: 60_000, round: () => remindDue(portal).then(() => undefined) });
}

/** A version of which people are to be reminded now, and the days that the reminder is for. */
export type DueReminder = { history: AgreementHistory; dated: DatedVersion & { effectiveAt: Instant }; days: number };

/**
 * The reminders that are due at an instant, told before or not: of each announced version that somebody has to answer the last one whose time has come.
 * A time that lay before the announcement has no reminder; one that was missed is made up for, unless the next has come too.
 */
export function dueReminders(histories: readonly AgreementHistory[], now: Instant): DueReminder[] {
  return histories.flatMap((history) =>
    versionsAt(history, now).flatMap((dated) => {
      const { effectiveAt } = dated;
      const days = effectiveAt === null || !asksForAnswer(history, dated) ? null : lastDue(dated.announcedAt, effectiveAt, now);
      return effectiveAt === null || days === null ? [] : [{ history, dated: { ...dated, effectiveAt }, days }];
    }));
}

/** Terms that are announced and not optional, whose change is more than wording and takes effect before the agreement ends. */
function asksForAnswer(history: AgreementHistory, { status, effectiveAt, version }: DatedVersion): boolean {
  const { kind, audience } = version.manifest.agreement;
  const isAsked = kind === "terms" && audience.who !== "optional" && (version.changeClass === "ordinary" || version.changeClass === "essential");
  const ending = endingFor(history, null, effectiveAt ?? "");
  return status === "announced" && isAsked && (ending === null || effectiveAt === null || ending.effectiveAt > effectiveAt);
}

function lastDue(announcedAt: Instant, effectiveAt: Instant, now: Instant): number | null {
  const due = NOTICE_RULES.reminder.leadDays.filter((days) => {
    const at = plusMilliseconds(effectiveAt, -days * DAY);
    return announcedAt < at && at <= now;
  });
  return due.length === 0 ? null : Math.min(...due);
}

/** Writes the reminders that are due and were not told yet. Gives how many; what another worker tells first is not counted. */
export async function remindDue(portal: Reminding): Promise<number> {
  const now = portal.now();
  let told = 0;
  for (const due of dueReminders(await readHistories(portal), now)) if (await remind(portal, due, now)) told += 1;
  return told;
}

async function remind(portal: Reminding, { history, dated, days }: DueReminder, at: Instant): Promise<boolean> {
  const { version, announcedAt, effectiveAt } = dated;
  const occasion = reminderOccasion(effectiveAt, days);
  const key = onceKeyOf({ reason: "reminder", occasion, agreementId: history.id, versionId: version.id });
  if (await hasNotice(portal.db, key)) return false;
  const noticeDays = history.publications.findLast(({ versionId }) => versionId === version.id)?.noticeDays ?? 0;
  const { steps, entries } = await tellReminder(portal, { history, version, announcedAt, effectiveAt, noticeDays, days, at });
  try {
    await portal.writer.commit({ steps, entries });
    return true;
  } catch (error) {
    if (error instanceof KeyTakenError) return false;
    throw error;
  }
}
