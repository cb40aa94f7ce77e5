import { changeSince } from "#app/domain/acceptance/change-since";
import { judgeWaiting } from "#app/domain/acceptance/deem.server";
import { gateFor, type Gate, type GateAgreement } from "#app/domain/acceptance/gate";
import type { Standing } from "#app/domain/acceptance/standing";
import { usedAt } from "#app/domain/acceptance/use.server";
import { readWaiting } from "#app/domain/acceptance/waiting.server";
import type { Session } from "#app/domain/access/session.server";
import type { AgreementHistory } from "#app/domain/publication/history";
import type { Portal } from "#app/portal.server";
import { findPartyState } from "#db/erasure/erasure";

type Visitor = Pick<Session, "accountId" | "partyId" | "party" | "own" | "actingFor">;

/** What a session meets at this instant. Writes nothing: what a "continue" would come to is judged, not recorded. */
export async function readGate(portal: Pick<Portal, "db" | "now">, session: Visitor): Promise<Gate> {
  const state = await findPartyState(portal.db, session.partyId);
  const { standings, histories, waiting } = await readWaiting(portal, session);
  const use = usedAt({ source: "gate", actorId: session.accountId, at: portal.now() });
  const judged = await judgeWaiting(portal, session, { waiting, use });
  const deemings = new Map(judged.map(({ change, deeming }) => [change.version.id, deeming]));
  const agreements = standings.flatMap((standing) => agreementOf(standing, histories.get(standing.agreementId), deemings));
  return gateFor({ agreements, lock: lockOf(state?.state ?? "free"), mayAnswer: mayAnswer(session) });
}

/** Accepting, objecting and leaving need the scope `accept`; for oneself nothing. */
function mayAnswer({ actingFor }: Visitor): boolean {
  return actingFor.whom === "self" || (actingFor.whom === "organisation" && actingFor.scopes.includes("accept"));
}

function lockOf(state: string): "restricted" | "erased" | null {
  if (state === "free") return null;
  return state === "erasing" || state === "erased" ? "erased" : "restricted";
}

function agreementOf(standing: Standing, history: AgreementHistory | undefined, deemings: GateAgreement["deemings"]): GateAgreement[] {
  if (!history) return [];
  const shown = [standing.inForce?.version, ...standing.next.map(({ version }) => version)].flatMap((version) => version ?? []);
  const binds = standing.binds?.version ?? null;
  const changes = new Map(shown.map((version) => [version.id, changeSince(history, { binds, version }).changeClass]));
  return [{ standing, changes, deemings }];
}
