import { readArguments } from "#app/cli/arguments";
import { print } from "#app/cli/print";
import { UsageError } from "#app/cli/usage";
import { parseInstant } from "#app/domain/instant";
import { agreementProperties } from "#app/domain/publication/manifest";
import { countNotice, type CountedNotice } from "#app/domain/publication/earliest";

/** `concordat earliest INSTANT --zone ZONE --days N`: the earliest effective instant in UTC, then how it was counted. Throws UsageError. */
export async function runEarliest(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, { zone: { type: "string" }, days: { type: "string" } });
  const [given = "", ...others] = positionals;
  const announcedAt = given.length === 10 ? null : parseInstant(given);
  if (announcedAt === null || others.length > 0) throw new UsageError("earliest takes one INSTANT with its zone, such as 2026-03-01T07:30:00Z");
  const { zone, noticeDays } = agreementProperties.shape;
  const counted = countNotice(announcedAt, read(zone, values.zone, "--zone is an IANA time zone such as Asia/Shanghai"), read(noticeDays, daysOf(values.days), "--days is a whole number from 0 to 3650"));
  await print(workingText(counted));
  return 0;
}

/** The working in lines, the earliest instant first. */
export function workingText(counted: CountedNotice): string {
  const { announcedAt, announcedLocal, zone, noticeDays, byCalendar, byCalendarLocal, byHours, earliestAt, earliestLocal } = counted;
  return [
    earliestAt,
    "",
    `announced      ${announcedAt} = ${announcedLocal}`,
    `notice         ${noticeDays} full days in ${zone}; the day of the announcement does not count, the last day counts to its end`,
    `by calendar    ${byCalendar} = ${byCalendarLocal}`,
    `by hours       ${byHours} = announced + ${noticeDays} × 24 h`,
    `earliest       ${earliestAt} = ${earliestLocal}, the later of the two`,
    `time zone data ${counted.timeZoneData}`,
    "",
  ].join("\n");
}

function daysOf(text: string | undefined): number {
  return /^\d{1,4}$/.test(text ?? "") ? Number(text) : NaN;
}

type Schema<T> = { safeParse(value: unknown): { success: true; data: T } | { success: false } };

function read<T>(schema: Schema<T>, value: unknown, message: string): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new UsageError(message);
  return parsed.data;
}
