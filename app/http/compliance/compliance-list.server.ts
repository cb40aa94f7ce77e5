import { recordListView } from "#app/domain/compliance/audit/viewed.server";
import type { CasePortal } from "#app/domain/compliance/case/case.server";
import { STATES, type State } from "#app/domain/compliance/filter";
import { listAnswers, listMissing, listUnreachable } from "#app/domain/compliance/questions.server";
import type { Instant } from "#app/domain/instant";
import type { Actor } from "#app/domain/publication/actor";
import { readHistories } from "#app/domain/publication/catalog.server";
import type { Localised } from "#app/domain/publication/localised";
import { agreementTitle } from "#app/http/reading/agreement-title";
import { caseAddress } from "#app/http/compliance/case-query.server";
import { filterAddress, narrowing, type ReadFilter } from "#app/http/compliance/compliance-filter";
import type { Language } from "#app/messages/catalogue";
import type { Portal } from "#app/portal.server";

/** A row of a list; persons stand in it by their ids alone. What is null does not apply. */
export type ComplianceRow = {
  party: string;
  version: { title: Localised; number: number } | null;
  method: "click" | "api" | "deemed" | "imported" | null;
  grade: string | null;
  language: string | null;
  at: Instant;
  act: string | null;
  /** Where the act stands in the case of the party. */
  actHref: string | null;
  kind: "person" | "organisation" | null;
  failures: { channel: "inbox" | "mail" | "webhook"; state: "bounced" | "failed"; at: Instant }[] | null;
};

/** `isPart`: what was looked through for this page does not hold as many rows as fit on it. */
export type ComplianceListView = { state: State; zone: string; rows: ComplianceRow[]; next: string | null; isPart: boolean; back: string };

const PAGE = 50;
const NOTHING = { method: null, grade: null, language: null, act: null, actHref: null, kind: null, failures: null };

/** The state of an address; null for none that there is. */
export function readState(query: URLSearchParams): State | null {
  return STATES.find((state) => state === query.get("state")) ?? null;
}

type Reading = Pick<Portal, "db" | "now">;
type Asked = { state: State; read: ReadFilter; after: string | null; language: Language };

/** A page of the list behind a number; `after` is where the former one ended. */
export async function viewComplianceList(portal: Reading, { state, read, after, language }: Asked): Promise<ComplianceListView> {
  const { rows, next } = await readRows(portal, { state, read, language, after: after?.split("~") ?? null });
  const to = next && filterAddress("/compliance/list", read.typed, { state, after: next.join("~") });
  return { state, zone: read.zone, rows, next: to, isPart: next !== null && rows.length < PAGE, back: filterAddress("/compliance", read.typed, {}) };
}

/** The page as an auditor sees it: that the list was looked at is on record first, unless nobody stands in it. */
export async function openComplianceList(portal: CasePortal, asked: Asked & { actor: Actor }): Promise<ComplianceListView> {
  const view = await viewComplianceList(portal, asked);
  const { actor, state, read } = asked;
  if (view.rows.length > 0) await recordListView(portal, { actor, state, asked: narrowing(read.typed, state) });
  return view;
}

type Rows = { rows: ComplianceRow[]; next: string[] | null };

async function readRows(portal: Reading, { state, read: { filter }, after, language }: Omit<Asked, "after"> & { after: string[] | null }): Promise<Rows> {
  const versionOf = await readVersionNames(portal, language);
  const [first = "", second = "", third = "0"] = after ?? [];
  if (state === "unreachable") {
    const { items, next } = await listUnreachable(portal, filter, { after: after && { happenedAt: first, id: second }, limit: PAGE });
    const rows = items.map(({ partyId, versionId, happenedAt, failures }) => ({ ...NOTHING, party: partyId, version: versionOf(versionId), at: happenedAt, failures: failures.flatMap(failureOf) }));
    return { rows, next: next && [next.happenedAt, next.id] };
  }
  if (state === "due" || state === "required") {
    const { items, next } = await listMissing(portal, { state, filter }, { after: after && { versionId: first, partyId: second }, limit: PAGE });
    return { rows: items.map(({ id, versionId, createdAt, kind }) => ({ ...NOTHING, party: id, version: versionOf(versionId), at: createdAt, kind })), next: next && [next.versionId, next.partyId] };
  }
  const { items, next } = await listAnswers(portal, { state, filter }, { after: after && { happenedAt: first, actId: second, position: Number(third) || 0 }, limit: PAGE });
  const rows = items.map(({ partyId, versionId, method, grade, language: shown, happenedAt, actId }) => ({
    ...NOTHING, party: partyId, version: versionOf(versionId), method, grade: grade || null, language: shown, at: happenedAt, act: actId, actHref: actAddress(partyId, { happenedAt, actId }),
  }));
  return { rows, next: next && [next.happenedAt, next.actId, String(next.position)] };
}

/** The acts of a case from this one on: a place just before it, as ids of letters that come after its own are given to none. */
function actAddress(partyId: string, { happenedAt, actId }: { happenedAt: Instant; actId: string }): string {
  return `${caseAddress(partyId, { part: "acts", order: "newest", day: "", known: "", after: "" }, { happenedAt, id: `${actId}z` })}#${actId}`;
}

type Failed = Awaited<ReturnType<typeof listUnreachable>>["items"][number]["failures"][number];

function failureOf({ channel, state, happenedAt }: Failed): NonNullable<ComplianceRow["failures"]> {
  return state === "bounced" || state === "failed" ? [{ channel, state, at: happenedAt }] : [];
}

async function readVersionNames(portal: Reading, language: Language): Promise<(versionId: string) => ComplianceRow["version"]> {
  const names = new Map((await readHistories(portal)).flatMap((history) => {
    const title = agreementTitle(history, language);
    return history.versions.map(({ id, number }) => [id, { title, number }] as const);
  }));
  return (versionId) => names.get(versionId) ?? null;
}
