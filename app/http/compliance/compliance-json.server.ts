import { recordListView } from "#app/domain/compliance/audit/viewed.server";
import type { When } from "#app/domain/compliance/bound-at";
import { openBound, type CasePortal } from "#app/domain/compliance/case/case.server";
import { zoneAsked } from "#app/domain/compliance/days";
import type { ComplianceFilter, State } from "#app/domain/compliance/filter";
import { listAnswers, listMissing, listUnreachable } from "#app/domain/compliance/questions.server";
import { answerRow, boundRows, missingRow, REPORT_COLUMNS, totalsRow, unreachedRow, versionNames, type ReportRow } from "#app/domain/compliance/report-rows.server";
import { readTotals } from "#app/domain/compliance/totals.server";
import type { Instant } from "#app/domain/instant";
import { readHistories } from "#app/domain/publication/catalog.server";
import type { Actor } from "#app/domain/publication/actor";
import { beginningOfDay } from "#app/domain/publication/earliest";
import { DomainError } from "#app/domain/refusal";
import { isAdmitted } from "#app/http/admission.server";
import { FILTER_FIELDS } from "#app/http/compliance/compliance-fields";
import { readAsked } from "#app/http/compliance/compliance-asked.server";
import { filterAddress, momentOf, narrowing, type ReadFilter } from "#app/http/compliance/compliance-filter";
import { readState } from "#app/http/compliance/compliance-list.server";
import type { Exchange } from "#app/http/context";
import { readLanguage } from "#app/http/language.server";
import { problemResponse } from "#app/http/problem";
import { readViewer } from "#app/http/viewer.server";
import type { Portal } from "#app/portal.server";

type Reading = Pick<Portal, "db" | "now">;
type Asking = { query: URLSearchParams; actor: Actor };
type Question = (portal: CasePortal, asking: Asking) => Promise<object>;

/** Answers an auditor's program with JSON, refusals with a problem document (RFC 9457). For others there is nothing here; that they came is on record. */
export async function answerAuditor(exchange: Exchange, question: Question): Promise<Response> {
  const viewer = await readViewer(exchange);
  try {
    if (viewer === null) throw new DomainError("sign-in-missing");
    if (!(await isAdmitted(exchange, viewer, ["auditor"]))) throw new DomainError("page-unknown");
    const answer = await question(exchange.context.portal, { query: new URL(exchange.request.url).searchParams, actor: viewer });
    return Response.json(answer, { headers: { "Cache-Control": "no-store" } });
  } catch (error) {
    return problemResponse(error, readLanguage(exchange, viewer));
  }
}

/** What bound a party: on a day, in each agreement's own zone, or at an instant. It counts as a look at the case. Throws refusals. */
export async function boundJson(portal: CasePortal, { query, actor }: Asking): Promise<object> {
  refuseOthers(query, ["party", "at", "known"]);
  const when = whenOf(query.get("at"), portal.now());
  const known = instantOf(query.get("known"), zoneAsked(await readHistories(portal), null));
  const answer = await openBound(portal, { partyId: query.get("party") ?? "", actor, when, known });
  const rows = boundRows(answer).map((row) => whole(row, REPORT_COLUMNS.bound));
  return { party: answer.partyId, ...when, known: answer.known, erasedAt: answer.erasedAt, rows };
}

/** How many parties stood how with each version. Throws refusals. */
export async function totalsJson(portal: CasePortal, { query }: Asking): Promise<object> {
  refuseOthers(query, FILTER_FIELDS);
  const { filter } = await readStrictly(portal, query);
  const rows = (await readTotals(portal, filter)).map((each) => whole(totalsRow(each), REPORT_COLUMNS.totals));
  return { at: filter.at, known: filter.known, rows };
}

/** A page of those who stood so; that it was looked at is on record first. Throws refusals. */
export async function listJson(portal: CasePortal, { query, actor }: Asking): Promise<object> {
  refuseOthers(query, [...FILTER_FIELDS, "state", "after", "limit"]);
  const state = readState(query);
  if (state === null) throw unfit("state");
  const { filter, typed } = await readStrictly(portal, query);
  const limit = limitOf(query);
  const { rows, next } = await readPage(portal, { state, filter, limit, after: cursorOf(query, state) });
  if (rows.length > 0) await recordListView(portal, { actor, state, asked: narrowing(typed, state) });
  const to = next && filterAddress("/compliance/list.json", typed, { state, limit: String(limit), after: next.join("~") });
  return { state, at: filter.at, known: filter.known, rows, next: to };
}

type Asked = { state: State; filter: ComplianceFilter; after: [string, string, string] | null; limit: number };
type Paged = { rows: object[]; next: (string | number)[] | null };

async function readPage(portal: Reading, { state, filter, after, limit }: Asked): Promise<Paged> {
  const names = versionNames(await readHistories(portal));
  const [first = "", second = "", third = "0"] = after ?? [];
  if (state === "unreachable") {
    const { items, next } = await listUnreachable(portal, filter, { after: after && { happenedAt: first, id: second }, limit });
    return { rows: items.map((item) => whole(unreachedRow(item, names), REPORT_COLUMNS.unreachable)), next: next && [next.happenedAt, next.id] };
  }
  if (state === "due" || state === "required") {
    const { items, next } = await listMissing(portal, { state, filter }, { after: after && { versionId: first, partyId: second }, limit });
    return { rows: items.map((item) => whole(missingRow(item, state), REPORT_COLUMNS.missing)), next: next && [next.versionId, next.partyId] };
  }
  const { items, next } = await listAnswers(portal, { state, filter }, { after: after && { happenedAt: first, actId: second, position: Number(third) }, limit });
  return { rows: items.map((item) => whole(answerRow(item, names), REPORT_COLUMNS.accepted)), next: next && [next.happenedAt, next.actId, next.position] };
}

/** Every column, in its order. */
function whole(row: ReportRow, columns: readonly (keyof ReportRow)[]): object {
  return Object.fromEntries(columns.map((name) => [name, row[name] ?? null]));
}

function unfit(name: string): DomainError {
  return new DomainError("answer-filter-unfit", { name: name.slice(0, 80) });
}

/** A parameter that is not known, or is given twice, would be an answer to another question. */
function refuseOthers(query: URLSearchParams, known: readonly string[]): void {
  const names = [...query.keys()];
  const other = names.find((name, place) => !known.includes(name) || names.indexOf(name) !== place);
  if (other !== undefined) throw unfit(other);
}

async function readStrictly(portal: Reading, query: URLSearchParams): Promise<ReadFilter> {
  const read = await readAsked(portal, query);
  const [fault] = read.faults;
  if (fault !== undefined) throw unfit(fault);
  const { slug, number } = read.filter;
  const meant = (await readHistories(portal)).filter((history) => slug === null || history.slug === slug);
  if (meant.length === 0 && slug !== null) throw new DomainError("agreement-unknown", { slug });
  if (number !== null && !meant.some(({ versions }) => versions.some((version) => version.number === number))) throw new DomainError("version-unknown", { slug: slug ?? "", number });
  return read;
}

function whenOf(text: string | null, now: Instant): When {
  if (text === null) return { instant: now };
  if (beginningOfDay(text, "UTC") !== null) return { day: text };
  const instant = momentOf(text, "end", "UTC");
  if (instant === null) throw new DomainError("instant-invalid", { value: text.slice(0, 80) });
  return { instant };
}

function instantOf(text: string | null, zone: string): Instant | null {
  const instant = momentOf(text ?? undefined, "end", zone);
  if (text !== null && instant === null) throw new DomainError("instant-invalid", { value: text.slice(0, 80) });
  return instant;
}

const MOST_ROWS = 500;
const USUAL_ROWS = 50;

function limitOf(query: URLSearchParams): number {
  const limit = Number(query.get("limit") ?? USUAL_ROWS);
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST_ROWS) throw unfit("limit");
  return limit;
}

/** Answers go on after an instant, an act and a line of it; missing ones after a version and a party; failures after an instant and an event. */
function cursorOf(query: URLSearchParams, state: State): Asked["after"] {
  const text = query.get("after");
  if (text === null) return null;
  const [first = "", second = "", third, ...others] = text.split("~");
  const isAnswer = !["due", "required", "unreachable"].includes(state);
  if (first === "" || second === "" || others.length > 0 || isAnswer !== /^\d{1,10}$/.test(third ?? "") || (third !== undefined) !== isAnswer) throw unfit("after");
  return [first, second, third ?? ""];
}
