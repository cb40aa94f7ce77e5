import { STATES, type State } from "#app/domain/compliance/filter";
import { listAnswers, listFailedDeliveries, listMissing } from "#app/domain/compliance/questions.server";
import { readHistories } from "#app/domain/publication/catalog.server";
import { filterAddress, type ReadFilter } from "#app/http/compliance-filter";
import type { Portal } from "#app/portal.server";

/** A row of a list; persons stand in it by their ids alone. What is null does not apply. */
export type ComplianceRow = { party: string; version: string; method: string | null; grade: string | null; language: string | null; at: string; act: string | null; kind: "person" | "organisation" | null; channel: string | null };

export type ComplianceListView = { state: State; rows: ComplianceRow[]; next: string | null; back: string };

const PAGE = 50;
const NOTHING = { method: null, grade: null, language: null, act: null, kind: null, channel: null };

/** The state of an address; null for none that there is. */
export function readState(query: URLSearchParams): State | null {
  return STATES.find((state) => state === query.get("state")) ?? null;
}

/** A page of the list behind a number; `after` is where the former one ended. */
export async function viewComplianceList(portal: Pick<Portal, "db" | "now">, { state, read, after }: { state: State; read: ReadFilter; after: string | null }): Promise<ComplianceListView> {
  const { rows, next } = await readRows(portal, { state, read, after: after?.split("~") ?? null });
  const to = next && filterAddress("/compliance/list", read.typed, { state, after: next.join("~") });
  return { state, rows, next: to, back: filterAddress("/compliance", read.typed, {}) };
}

type Asked = { state: State; read: ReadFilter; after: string[] | null };
type Rows = { rows: ComplianceRow[]; next: string[] | null };

async function readRows(portal: Pick<Portal, "db" | "now">, { state, read: { filter }, after }: Asked): Promise<Rows> {
  const names = new Map((await readHistories(portal)).flatMap(({ slug, versions }) => versions.map(({ id, number }) => [id, `${slug} ${number}`])));
  const nameOf = (versionId: string | null) => names.get(versionId ?? "") ?? "";
  const [first = "", second = "", third = "0"] = after ?? [];
  if (state === "unreachable") {
    const { items, next } = await listFailedDeliveries(portal, filter, { after: after && { happenedAt: first, id: second }, limit: PAGE });
    const rows = items.map(({ partyId, versionId, happenedAt, channel }) => ({ ...NOTHING, party: partyId, version: nameOf(versionId), at: happenedAt, channel }));
    return { rows, next: next && [next.happenedAt, next.id] };
  }
  if (state === "due" || state === "required") {
    const { items, next } = await listMissing(portal, { state, filter }, { after: after && { versionId: first, partyId: second }, limit: PAGE });
    return { rows: items.map(({ id, versionId, createdAt, kind }) => ({ ...NOTHING, party: id, version: nameOf(versionId), at: createdAt, kind })), next: next && [next.versionId, next.partyId] };
  }
  const { items, next } = await listAnswers(portal, { state, filter }, { after: after && { happenedAt: first, actId: second, position: Number(third) || 0 }, limit: PAGE });
  const rows = items.map(({ partyId, versionId, method, grade, language, happenedAt, actId }) => ({ ...NOTHING, party: partyId, version: nameOf(versionId), method, grade: grade || null, language, at: happenedAt, act: actId }));
  return { rows, next: next && [next.happenedAt, next.actId, String(next.position)] };
}
