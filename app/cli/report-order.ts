import { readArguments } from "#app/cli/arguments";
import { UsageError } from "#app/cli/usage";
import type { When } from "#app/domain/compliance/bound-at";
import { filterAt, type AnsweredState, type ComplianceFilter } from "#app/domain/compliance/filter";
import { parseInstant, plusMilliseconds, type Instant } from "#app/domain/instant";
import { PROOF_GRADES } from "#app/domain/notice/proof";
import { beginningOfDay } from "#app/domain/publication/earliest";
import { isLanguage, type Language } from "#app/messages/catalogue";

export const REPORTS = ["bound", "accepted", "missing", "failed-notices", "totals"] as const;
export type Report = (typeof REPORTS)[number];

export const REPORT_FORMATS = ["text", "json", "csv"] as const;

/** What `concordat report` was asked for. */
export type ReportOrder = {
  report: Report;
  format: (typeof REPORT_FORMATS)[number];
  lang: Language;
  party: string | null;
  when: When;
  state: AnsweredState;
  owed: "required" | "due";
  filter: ComplianceFilter;
};

const OPTIONS = {
  party: { type: "string" }, at: { type: "string" }, known: { type: "string" }, from: { type: "string" }, zone: { type: "string", default: "UTC" }, agreement: { type: "string" }, version: { type: "string" },
  state: { type: "string" }, method: { type: "string" }, grade: { type: "string" }, language: { type: "string" }, class: { type: "string" }, customer: { type: "string" }, kind: { type: "string" },
  format: { type: "string", default: "text" }, lang: { type: "string" },
} as const;

const ANSWERED = ["accepted", "deemed", "declined", "objected", "given", "refused", "withdrawn"] as const satisfies readonly AnsweredState[];

/** Reads the command line; `now` is the instant of a question that names none. Throws UsageError. */
export function readReportOrder(args: string[], { now, environment }: { now: Instant; environment: Readonly<Record<string, string | undefined>> }): ReportOrder {
  const { values, positionals } = readArguments(args, OPTIONS);
  const [name, ...others] = positionals;
  if (others.length > 0) throw new UsageError("report takes one question");
  const report = oneOf("report", name, REPORTS);
  if (report === null) throw new UsageError(`report takes one of ${REPORTS.join(", ")}`);
  if (report === "bound" && !values.party) throw new UsageError("report bound needs --party ID");
  return {
    report,
    format: oneOf("--format", values.format, REPORT_FORMATS) ?? "text",
    lang: languageOf(values.lang, environment),
    party: values.party ?? null,
    when: whenOf(values.at, now),
    state: oneOf("--state", report === "accepted" ? values.state : undefined, ANSWERED) ?? "accepted",
    owed: oneOf("--state", report === "missing" ? values.state : undefined, ["required", "due"] as const) ?? "required",
    filter: filterOf(values, now),
  };
}

type Values = Partial<Record<"at" | "known" | "from" | "zone" | "agreement" | "version" | "method" | "grade" | "language" | "class" | "customer" | "kind", string>>;

function filterOf(values: Values, now: Instant): ComplianceFilter {
  const { zone = "UTC" } = values;
  return {
    ...filterAt(instantOf("--at", values.at, zone) ?? now),
    known: instantOf("--known", values.known, zone),
    from: values.from === undefined ? null : (beginning(values.from, zone) ?? instantOf("--from", values.from, zone)),
    slug: values.agreement ?? null,
    number: numberOf(values),
    method: oneOf("--method", values.method, ["click", "api", "deemed", "imported"] as const),
    grade: oneOf("--grade", values.grade, PROOF_GRADES),
    language: values.language ?? null,
    changeClass: oneOf("--class", values.class, ["first", "editorial", "ordinary", "essential"] as const),
    customerKind: oneOf("--customer", values.customer, ["consumer", "business"] as const),
    partyKind: oneOf("--kind", values.kind, ["person", "organisation"] as const),
  };
}

function numberOf({ version, agreement }: Values): number | null {
  if (version === undefined) return null;
  if (agreement === undefined) throw new UsageError("--version needs --agreement SLUG");
  if (!/^[1-9]\d{0,5}$/.test(version)) throw new UsageError("--version takes a number");
  return Number(version);
}

/** A date of the question what bound is a day in each agreement's own zone. */
function whenOf(text: string | undefined, now: Instant): When {
  if (text === undefined) return { instant: now };
  if (beginning(text, "UTC") !== null) return { day: text };
  const instant = instantOf("--at", text, "UTC");
  return { instant: instant ?? now };
}

/** An instant as written; of a date its last millisecond in the zone. */
function instantOf(option: string, text: string | undefined, zone: string): Instant | null {
  if (text === undefined) return null;
  const next = beginning(text, zone, 1);
  const instant = next === null ? parseInstant(text) : plusMilliseconds(next, -1);
  if (instant === null) throw new UsageError(`${option} takes a date such as 2026-03-01, or an instant with its zone such as 2026-03-01T08:00:00+08:00`);
  return instant;
}

function beginning(text: string, zone: string, daysLater = 0): Instant | null {
  try {
    return beginningOfDay(text, zone, daysLater);
  } catch {
    throw new UsageError(`unknown time zone: ${zone}`);
  }
}

function oneOf<T extends string>(option: string, text: string | undefined, allowed: readonly T[]): T | null {
  if (text === undefined) return null;
  const found = allowed.find((each) => each === text);
  if (found === undefined) throw new UsageError(`${option} takes one of ${allowed.join(", ")}`);
  return found;
}

function languageOf(text: string | undefined, { LC_ALL, LC_MESSAGES, LANG }: Readonly<Record<string, string | undefined>>): Language {
  const lang = text ?? (/^zh/i.test(LC_ALL || LC_MESSAGES || LANG || "") ? "zh-CN" : "en");
  if (!isLanguage(lang)) throw new UsageError(`unknown language: ${lang} (zh-CN, en)`);
  return lang;
}
