import { parseAddress } from "#app/domain/access/address";
import { cellsOf } from "#app/domain/evidence/import/csv";
import { parseInstant, type Instant } from "#app/domain/instant";
import { readAskedInstant } from "#app/domain/publication/drafting/asked";
import type { AgreementHistory, Version, VersionText } from "#app/domain/publication/history";

/** What a row of past acceptances may say; docs/import.md tells what each column means. */
export const COLUMNS = ["email", "reference", "version", "text_sha256", "happened_at", "source", "method", "record", "language", "unknown"] as const;
export type Column = (typeof COLUMNS)[number];

/** The values of a row that are not blank. */
export type Cells = Partial<Record<Column, string>>;

/** What is wrong with a row, and with which column. */
export type RowFault = {
  code:
    | "columns-unknown" | "columns-missing" | "cells-wrong" | "row-unreadable" | "cell-unfit"
    | "party-missing" | "email-invalid" | "version-missing" | "version-unknown" | "hash-unknown" | "hash-differs"
    | "happened-missing" | "happened-invalid" | "happened-ahead" | "source-missing" | "language-unknown" | "account-unconfirmed";
  about: string;
};

/** What is not known of any acceptance that was made elsewhere, and what is not known where a row does not say it. */
export type Unknown = "screen" | "actor" | "signIn" | "device" | "method" | "language" | "timeOfDay" | "email";

/** A past acceptance as it was understood. */
export type ImportedRow = {
  /** An address by which a person is found, or else what the source calls them. */
  party: { email: string } | { reference: string };
  version: Version;
  /** The text that was shown, as far as known; else the binding one. */
  shown: VersionText;
  happenedAt: Instant;
  source: string;
  method: string | null;
  unknowns: string[];
  /** The row as given. */
  cells: Cells;
};

const LONGEST_CELL = 320;
const LONGEST_NAME = 100;
const MOST_UNKNOWNS = 20;

/** The columns that the first record of a CSV file names, or what is wrong with them. */
export function readHeader(record: string): { columns: Column[] } | { fault: RowFault } {
  const names = (cellsOf(record.replace(/^\uFEFF/, "")) ?? []).map((name) => name.trim().toLowerCase());
  const columns = names.flatMap((name) => COLUMNS.find((column) => column === name) ?? []);
  const other = names.filter((name, index) => !COLUMNS.some((column) => column === name) || names.indexOf(name) !== index);
  if (other.length > 0) return { fault: { code: "columns-unknown", about: other.join(", ").slice(0, LONGEST_CELL) } };
  if (!columns.includes("happened_at")) return { fault: { code: "columns-missing", about: "happened_at" } };
  return { columns };
}

/** The values of a record of CSV by their columns. */
export function readCsvRow(record: string, columns: readonly Column[]): { cells: Cells } | { fault: RowFault } {
  const values = cellsOf(record);
  if (values === null) return { fault: { code: "row-unreadable", about: "" } };
  if (values.length !== columns.length) return { fault: { code: "cells-wrong", about: `${values.length} ≠ ${columns.length}` } };
  return fitCells(columns.map((column, index) => [column, values[index] ?? ""]));
}

/** The values of a line of JSONL: an object of texts and numbers; "unknown" may be a list. */
export function readJsonRow(line: string): { cells: Cells } | { fault: RowFault } {
  const parsed = parseObject(line.replace(/^\uFEFF/, ""));
  if (parsed === null) return { fault: { code: "row-unreadable", about: "" } };
  const entries: [Column, string][] = [];
  for (const [name, value] of Object.entries(parsed)) {
    const column = COLUMNS.find((each) => each === name);
    if (!column) return { fault: { code: "columns-unknown", about: name.slice(0, LONGEST_CELL) } };
    const text = textOf(value);
    if (text === null) return { fault: { code: "cell-unfit", about: column } };
    entries.push([column, text]);
  }
  return fitCells(entries);
}

function parseObject(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

function textOf(value: unknown): string | null {
  if (value === null) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  return Array.isArray(value) && value.every((each) => typeof each === "string") ? value.join(";") : null;
}

function fitCells(entries: readonly [Column, string][]): { cells: Cells } | { fault: RowFault } {
  const given = entries.map(([column, value]) => [column, value.trim()] as const).filter(([, value]) => value !== "");
  const unfit = given.find(([column, value]) => value.length > LONGEST_CELL * (column === "unknown" ? 4 : 1) || /[\p{Cc}]/u.test(value) || !value.isWellFormed());
  return unfit ? { fault: { code: "cell-unfit", about: unfit[0] } } : { cells: Object.fromEntries(given) };
}

type Around = { history: AgreementHistory; source: string | null; now: Instant };

/** What a row means for an agreement. What it does not say is listed as unknown and never guessed in silence. */
export function understandRow(cells: Cells, { history, source: usual, now }: Around): { row: ImportedRow } | { fault: RowFault } {
  const party = readParty(cells);
  if ("code" in party) return { fault: party };
  const text = findText(cells, history);
  if ("code" in text) return { fault: text };
  const happened = readHappened(cells, text.version.manifest.agreement.zone, now);
  if ("code" in happened) return { fault: happened };
  const named = readNames(cells, usual);
  if ("code" in named) return { fault: named };
  const unknowns = unknownsOf(cells, { party, ...happened });
  return { row: { party, ...text, happenedAt: happened.at, ...named, unknowns: [...unknowns, ...listed(cells)].slice(0, MOST_UNKNOWNS + 8), cells } };
}

function readParty({ email, reference }: Cells): ImportedRow["party"] | RowFault {
  if (email !== undefined) {
    const address = parseAddress(email);
    return address === null ? { code: "email-invalid", about: email } : { email: address };
  }
  return reference === undefined ? { code: "party-missing", about: "email, reference" } : { reference };
}

/** The version by its number or by the hash of any of its texts; where both are given they must agree. */
function findText({ version: number, text_sha256: given, language }: Cells, { versions }: AgreementHistory): Pick<ImportedRow, "version" | "shown"> | RowFault {
  if (number === undefined && given === undefined) return { code: "version-missing", about: "version, text_sha256" };
  const sha256 = given?.toLowerCase();
  const textsOf = (version: Version) => [...version.texts, ...version.formerTexts];
  const hashed = versions.find((version) => textsOf(version).some((text) => text.sha256 === sha256));
  if (sha256 !== undefined && !hashed) return { code: "hash-unknown", about: sha256 };
  const version = number === undefined ? hashed : versions.find((each) => String(each.number) === number);
  if (!version) return { code: "version-unknown", about: number ?? "" };
  if (hashed && hashed !== version) return { code: "hash-differs", about: number ?? "" };
  const shown = textsOf(version).find((text) => (sha256 === undefined ? language === undefined || text.language === language : text.sha256 === sha256));
  if (!shown || (language !== undefined && shown.language !== language)) return { code: "language-unknown", about: language ?? "" };
  return { version, shown };
}

function readHappened({ happened_at: text }: Cells, zone: string, now: Instant): { at: Instant; isDay: boolean } | RowFault {
  if (text === undefined) return { code: "happened-missing", about: "happened_at" };
  if (parseInstant(text) === null) return { code: "happened-invalid", about: text };
  const at = readAskedInstant(text, zone);
  return at > now ? { code: "happened-ahead", about: text } : { at, isDay: text.length === 10 };
}

/** Names of systems and ways go into the ledger: they must be short and name no person. */
function readNames({ source = "", method = "", unknown = "" }: Cells, usual: string | null): { source: string; method: string | null } | RowFault {
  const named = source || (usual ?? "");
  if (named === "") return { code: "source-missing", about: "source" };
  const unfit = ([["source", named], ["method", method]] as const).find(([, value]) => value.length > LONGEST_NAME || value.includes("@"));
  if (unfit) return { code: "cell-unfit", about: unfit[0] };
  return unknown.includes("@") ? { code: "cell-unfit", about: "unknown" } : { source: named, method: method || null };
}

function unknownsOf({ method, language, text_sha256: hash }: Cells, { party, isDay }: { party: ImportedRow["party"]; isDay: boolean }): Unknown[] {
  return [
    "screen", "actor", "signIn", "device",
    ...(method === undefined ? (["method"] as const) : []),
    ...(language === undefined && hash === undefined ? (["language"] as const) : []),
    ...(isDay ? (["timeOfDay"] as const) : []),
    ...("email" in party ? [] : (["email"] as const)),
  ];
}

/** What the row itself says is not known, in its own words. */
function listed({ unknown = "" }: Cells): string[] {
  return [...new Set(unknown.split(";").map((each) => each.trim().slice(0, LONGEST_NAME)).filter((each) => each !== ""))].slice(0, MOST_UNKNOWNS);
}
