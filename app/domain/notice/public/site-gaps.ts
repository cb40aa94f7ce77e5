import { plusMilliseconds, type Instant } from "#app/domain/instant";

/** A fetch of a notice's public address: when, and the status of the answer; 0 where there was none. */
export type SiteCheck = { happenedAt: Instant; status: number };

/** While a notice has to be public: from its announcement until what it announces takes effect, or another takes its place, in the days of a zone. */
export type PublicTime = { announcedAt: Instant; untilAt: Instant; zone: string };

const DAY_MS = 86_400_000;

/** Whether a check showed the notice on the site. A redirect does not. */
export function isGood({ status }: SiteCheck): boolean {
  return status === 200;
}

/** The day of an instant in a zone, `2026-03-31`. */
export function dayIn(zone: string, instant: Instant): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).format(new Date(instant));
}

/**
 * The days that passed by `now` without a good check. As in the count of the notice, the day of the announcement is not among them; nor is today, on which a
 * check may still come.
 */
export function siteGaps({ announcedAt, untilAt, zone }: PublicTime, checks: readonly SiteCheck[], now: Instant): string[] {
  const seen = new Set(checks.filter(isGood).map(({ happenedAt }) => dayIn(zone, happenedAt)));
  const lastDay = dayIn(zone, plusMilliseconds(untilAt, -1));
  const today = dayIn(zone, now);
  const isOver = untilAt <= now;
  const gaps: string[] = [];
  for (let day = dayAfter(dayIn(zone, announcedAt)); day <= lastDay && (isOver || day < today); day = dayAfter(day)) {
    if (!seen.has(day)) gaps.push(day);
  }
  return gaps;
}

/** Days that follow one another, put together: the first and the last of each run. */
export function runsOf(days: readonly string[]): { from: string; to: string }[] {
  const runs: { from: string; to: string }[] = [];
  for (const day of days) {
    const last = runs.at(-1);
    if (last && dayAfter(last.to) === day) last.to = day;
    else runs.push({ from: day, to: day });
  }
  return runs;
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);
}
