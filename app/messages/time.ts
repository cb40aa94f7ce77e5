import { catalogue, type Language } from "#app/messages/catalogue";

export type TimeView = { zone: string; language: Language };

const BEIJING = ["Asia/Shanghai", "Asia/Chongqing", "Asia/Harbin", "Asia/Chungking", "PRC"];
const UNIVERSAL = ["UTC", "Etc/UTC", "Etc/GMT", "GMT", "Zulu"];

const MONTHS = [
  "January", "February", "March", "April", "May", "June",
  "July", "August", "September", "October", "November", "December",
];

/** Zones are called by the name of today's rules, whatever the instant. */
const OF_OUR_TIME = Date.UTC(2026, 6, 1);

const timeMessages = catalogue({
  en: {
    date: (year: number, month: number, day: number) => `${day} ${MONTHS[month - 1] ?? month} ${year}`,
    beijing: "Beijing time",
    universal: "UTC",
    inZone: (date: string, clock: string, zone: string) => `${date}, ${clock} (${zone})`,
  },
  "zh-CN": {
    date: (year: number, month: number, day: number) => `${year} 年 ${month} 月 ${day} 日`,
    beijing: "北京时间",
    universal: "协调世界时",
    inZone: (date: string, clock: string, zone: string) => `${date} ${clock}（${zone}）`,
  },
});

/** "2026 年 4 月 1 日 00:00（北京时间）", "1 April 2026, 00:00 (Beijing time)". */
export function formatInstant(instant: string, view: TimeView): string {
  return timeMessages[view.language].inZone(formatDate(instant, view), formatClock(instant, view), zoneName(view));
}

/** "2026 年 4 月 1 日", "1 April 2026": the calendar day in the zone. */
export function formatDate(instant: string, { zone, language }: TimeView): string {
  const part = partsIn(instant, zone);
  return timeMessages[language].date(part("year"), part("month"), part("day"));
}

/** "00:00": hour and minute in the zone, with seconds when they are not zero. */
export function formatClock(instant: string, { zone }: TimeView): string {
  const part = partsIn(instant, zone);
  const shown = part("second") === 0 ? [part("hour"), part("minute")] : [part("hour"), part("minute"), part("second")];
  return shown.map((number) => String(number).padStart(2, "0")).join(":");
}

/** "2026-03-31 16:00 UTC": the exact instant, without seconds and milliseconds where they are zero. */
export function formatUtc(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, -1).replace(/\.000$/, "").replace(/^(\d\d:\d\d):00$/, "$1")} UTC`;
}

/** What people call the zone's time: "北京时间", "Central European Time". */
export function zoneName({ zone, language }: TimeView): string {
  if (BEIJING.includes(zone)) return timeMessages[language].beijing;
  if (UNIVERSAL.includes(zone)) return timeMessages[language].universal;
  const parts = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: "longGeneric" }).formatToParts(OF_OUR_TIME);
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? zone;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function partsIn(instant: string, zone: string): (type: Intl.DateTimeFormatPartTypes) => number {
  const parts = formatIn(zone).formatToParts(new Date(instant));
  return (type) => Number(parts.find((part) => part.type === type)?.value);
}

function formatIn(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone, calendar: "gregory", numberingSystem: "latn", hourCycle: "h23",
    year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric",
  });
  formats.set(zone, made);
  return made;
}
