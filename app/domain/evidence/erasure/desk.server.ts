import { recordCaseView } from "#app/domain/compliance/audit/viewed.server";
import { findAccount } from "#app/domain/access/holder.server";
import { planRequest, type Planned } from "#app/domain/evidence/erasure/planned.server";
import { readLastRequest, withStatus, type ErasureRequest } from "#app/domain/evidence/erasure/request.server";
import { readErasureState, type ErasureState } from "#app/domain/evidence/erasure/state.server";
import { maskedAddressOf } from "#app/domain/evidence/erasure/subject.server";
import { readHolds, type ReadableHold } from "#app/domain/evidence/erasure/hold.server";
import { checkRole, type Actor } from "#app/domain/publication/actor";
import { DomainError } from "#app/domain/refusal";
import type { Portal } from "#app/portal.server";
import { findSubject, selectErasureRequests } from "#db/erasure/erasure";
import { selectSweeps } from "#db/erasure/retention";

type Reading = Pick<Portal, "db" | "keys" | "settings" | "now">;

/** A request in the list, with the masked address of its party; null where nobody may see it. */
export type ListedRequest = ErasureRequest & { address: string | null };

const PAGE = 30;
const SWEEPS = 10;

/** A page of requests, the newest first; `next` is what to ask the following page with. */
export async function listRequests(portal: Reading, before: string | null): Promise<{ requests: ListedRequest[]; next: string | null }> {
  const rows = await selectErasureRequests(portal.db, { before, limit: PAGE + 1 });
  const requests = await withStatus(portal, rows.slice(0, PAGE));
  const listed = await Promise.all(requests.map(async (request) => ({ ...request, address: await maskedAddressOf(portal, request.partyId) })));
  return { requests: listed, next: rows.length > PAGE ? (listed.at(-1)?.id ?? null) : null };
}

/** What the latest rounds of the sweep removed, the newest first. */
export function listSweeps({ db }: Pick<Portal, "db">) {
  return selectSweeps(db, SWEEPS);
}

/** The party of the open account with exactly this address; null when there is none. */
export async function findPartyByAddress(portal: Reading, address: string): Promise<string | null> {
  return (await findAccount(portal, address))?.partyId ?? null;
}

/** What the desk shows of one party. */
export type PartyCase = {
  partyId: string;
  kind: "person" | "organisation";
  /** Masked; null where nobody may see it. */
  address: string | null;
  state: ErasureState | null;
  holds: ReadableHold[];
  /** The latest request, with its words, and its plan while it waits. */
  request: (ErasureRequest & { words: string | null; planned: Planned | null }) | null;
  /** Whether this person asked, or is the one whom it is about: then another decides. */
  isOwn: boolean;
};

/** The case of a party, for operators and auditors; that it was looked at is on record first. Throws role-missing, erasure-unknown. */
export async function readCase(portal: Reading & Pick<Portal, "writer" | "ledger">, { partyId, actor }: { partyId: string; actor: Actor }): Promise<PartyCase> {
  checkRole(actor, "operator", "auditor");
  const subject = await findSubject(portal.db, partyId);
  if (!subject) throw new DomainError("erasure-unknown");
  await recordCaseView(portal, { partyId, actor });
  const last = await readLastRequest(portal, partyId);
  return {
    partyId,
    kind: subject.kind,
    address: await maskedAddressOf(portal, partyId),
    state: await readErasureState(portal, partyId),
    holds: await readHolds(portal, partyId),
    request: last && (await withPlan(portal, last)),
    isOwn: last?.actorId === actor.accountId || subject.accountId === actor.accountId,
  };
}

async function withPlan(portal: Reading, request: ErasureRequest): Promise<NonNullable<PartyCase["request"]>> {
  const { partyId, wordsSealed, status } = request;
  const words = wordsSealed === null ? null : await portal.keys.open(partyId, "erasureRequests.words", wordsSealed);
  return { ...request, words, planned: status.state === "waiting" ? await planRequest(portal, request) : null };
}
