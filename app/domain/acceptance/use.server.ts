import type { Use } from "#app/domain/acceptance/deeming-facts";
import { deemedCommit, judgeWaiting, type Deemed, type DeemedCommit, type DeemingUse, type Judged, type NotDeemed } from "#app/domain/acceptance/deem.server";
import { untilDecided } from "#app/domain/acceptance/record-act.server";
import { readParty } from "#app/domain/acceptance/party.server";
import { readWaiting } from "#app/domain/acceptance/waiting.server";
import { requireAuthority } from "#app/domain/access/delegation.server";
import { readAccount } from "#app/domain/access/holder.server";
import { newId } from "#app/domain/ids";
import { DomainError } from "#app/domain/refusal";
import type { Portal } from "#app/portal.server";
import { insertRow } from "#db/commit";
import { findPartyState } from "#db/erasure/erasure";
import type { UseRow } from "#db/schema/deeming";

/** Who used the service. From the gate, with the sign-in behind it. */
export type UseActor = { accountId: string; own: { partyId: string }; signInId?: string };

export type NewUse = { partyId: string; actor: UseActor; source: UseRow["source"] };

/** What a use came to. Both empty: nothing waited for an answer, and nothing was recorded. */
export type UseOutcome = { deemed: Deemed[]; open: NotDeemed[] };

/**
 * Takes in that the party's service is used at this instant, by the actor: the portal's clock counts, no other. Where every condition of
 * a deemed acceptance is met, the use and the acceptance are recorded, once, however often and from wherever it is reported; else
 * nothing is, and the answer says what is missing. Refuses party-unknown, party-locked, authority-missing to one without the scope `use`.
 */
export function reportUse(portal: Portal, use: NewUse): Promise<UseOutcome> {
  return untilDecided(() => tryUse(portal, use));
}

async function tryUse(portal: Portal, { partyId, actor, source }: NewUse): Promise<UseOutcome> {
  const { at, party, delegation } = await readUsing(portal, { partyId, actor, source });
  const { waiting } = await readWaiting(portal, party);
  const use = usedAt({ source, actorId: actor.accountId, at });
  const judged = await judgeWaiting(portal, party, { waiting, use });
  const open = judged.flatMap(notDeemed);
  if (open.length === judged.length) return { deemed: [], open };
  const account = await readAccount(portal, actor.accountId);
  const row = useRow({ partyId, actor, source }, { at, delegationId: delegation?.id ?? null });
  const deemed = await record(portal, judged, { row, delegation, isAddressConfirmed: account !== null && account.addressConfirmedAt !== null });
  return { deemed, open };
}

async function readUsing(portal: Portal, { partyId, actor }: NewUse) {
  const at = portal.now();
  const party = await readParty(portal, partyId);
  if (!party) throw new DomainError("party-unknown", { partyId });
  const state = await findPartyState(portal.db, partyId);
  if (state !== null && state.state !== "free") throw new DomainError("party-locked");
  const delegation = await requireAuthority(portal, { ...actor, partyId }, { scope: "use", at });
  return { at, party, delegation };
}

/** A use as the rules judge it, by one whose authority was checked. */
export function usedAt({ source, actorId, at }: { source: UseRow["source"]; actorId: string; at: string }): Use {
  return { kind: source === "gate" ? "continue" : "service", at, actorId, isAuthorised: true };
}

function notDeemed({ change, deeming }: Judged): NotDeemed[] {
  if (deeming.outcome === "deemed") return [];
  return [{ slug: change.history.slug, number: change.version.number, missing: deeming.missing, from: deeming.from }];
}

/** One commit, so that a use that accepts several is either told of all or of none. */
async function record(portal: Portal, judged: readonly Judged[], use: DeemingUse): Promise<Deemed[]> {
  const commits: DeemedCommit[] = [];
  for (const each of judged) {
    const commit = await deemedCommit(portal, each, use);
    if (commit) commits.push(commit);
  }
  const steps = [insertRow("uses", use.row), ...commits.flatMap((commit) => commit.steps)];
  await portal.writer.commit({ steps, entries: commits.map(({ entry }) => entry) });
  return commits.map(({ actId, slug, number, grade }) => ({ actId, slug, number, grade }));
}

function useRow({ partyId, actor, source }: NewUse, { at, delegationId }: { at: string; delegationId: string | null }): UseRow {
  return {
    id: newId("use", at),
    partyId,
    actorId: actor.accountId,
    actorKind: "account",
    delegationId,
    signInId: actor.signInId ?? null,
    source,
    happenedAt: at,
    recordedAt: at,
  };
}
