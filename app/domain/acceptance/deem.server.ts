import { judgeDeeming, type Deeming } from "#app/domain/acceptance/deeming";
import type { Use } from "#app/domain/acceptance/deeming-facts";
import { readDeemingFacts, type WaitingChange } from "#app/domain/acceptance/deeming-facts.server";
import type { Met, Missing } from "#app/domain/acceptance/deeming-finding";
import type { Party } from "#app/domain/acceptance/standing.server";
import { versionActCommit } from "#app/domain/acceptance/version-act.server";
import type { Delegation } from "#app/domain/access/delegation";
import { personalValues } from "#app/domain/evidence/entries/act";
import { deemedBasis } from "#app/domain/evidence/entries/deemed";
import { commitTo } from "#app/domain/evidence/openings.server";
import { newId } from "#app/domain/ids";
import type { Instant } from "#app/domain/instant";
import type { Portal } from "#app/portal.server";
import { insertRow, type NewEntry, type Step } from "#db/commit";
import { selectParty } from "#db/objections";
import type { ActRow } from "#db/schema/acceptance";
import type { DeemedActRow, UseRow } from "#db/schema/deeming";

/** A waiting change with what a use comes to. */
export type Judged = { change: WaitingChange; deeming: Deeming };

/** Judges by what is known now what a use comes to for each waiting change. */
export async function judgeWaiting({ db, now }: Pick<Portal, "db" | "now">, { partyId, party }: Party, { waiting, use }: { waiting: readonly WaitingChange[]; use: Use }): Promise<Judged[]> {
  const row = waiting.length > 0 ? await selectParty(db, partyId) : null;
  if (!row) return [];
  const asking = { partyId, party, joinedAt: row.createdAt, uses: [use], now: now() > use.at ? now() : use.at };
  return Promise.all(waiting.map(async (change) => ({ change, deeming: judgeDeeming(await readDeemingFacts({ db }, change, asking)) })));
}

/** A version that a use was taken to accept, and the act that says so. */
export type Deemed = { actId: string; slug: string; number: number; grade: DeemedActRow["grade"] };

/** A version that waits, why the use was not taken to accept it, and the first instant at which one would be; null where use alone never is. */
export type NotDeemed = { slug: string; number: number; missing: Missing[]; from: Instant | null };

/** The use as it is written, and what else stands behind the acts that follow from it. */
export type DeemingUse = { row: UseRow; delegation: Delegation | null; isAddressConfirmed: boolean };

export type DeemedCommit = Deemed & { steps: Step[]; entry: NewEntry };

/** The commit of one deemed acceptance; null where the use did not come to it. No other code makes an act of this method. */
export async function deemedCommit(portal: Pick<Portal, "db" | "keys" | "ledger">, { change, deeming }: Judged, use: DeemingUse): Promise<DeemedCommit | null> {
  if (deeming.outcome !== "deemed") return null;
  const { history, version, binds, lines } = change;
  const grade = keptGrade(deeming.grade);
  const act = actRow(change, use);
  const values = personalValues({ partyId: act.partyId, actorId: act.actorId, address: null, client: null, agent: null });
  const { commitments, steps: openings } = await commitTo(portal, { recordId: act.id, partyId: act.partyId, values });
  const { steps, entry } = await versionActCommit(portal, {
    act, history, version, commitments,
    subject: version.id,
    follows: lines.find(({ subject }) => subject === version.id) ?? null,
    replacesActId: binds.actId,
    delegation: use.delegation,
    basis: deemedBasis({ grade, use: use.row, reasons: deeming.reasons }),
  });
  const rests = insertRow("deemedActs", deemedRow(act, { versionId: version.id, useId: use.row.id, grade, reasons: deeming.reasons }));
  return { actId: act.id, slug: history.slug, number: version.number, grade, steps: [...steps, rests, ...openings], entry };
}

/** Grade A is a click, and F no proof: neither comes of a use. */
function keptGrade(grade: string): DeemedActRow["grade"] {
  if (grade === "B" || grade === "C" || grade === "D" || grade === "E") return grade;
  throw new Error(`a deemed acceptance of grade ${grade}`);
}

function actRow({ version }: WaitingChange, { row, isAddressConfirmed }: DeemingUse): ActRow {
  const { partyId, actorId, delegationId, signInId, happenedAt, recordedAt } = row;
  return {
    id: newId("acc", happenedAt),
    kind: "acceptance",
    method: "deemed",
    partyId,
    actorId,
    delegationId,
    presentationId: null,
    signInId,
    language: version.manifest.agreement.bindingLanguage,
    isAddressConfirmed: isAddressConfirmed ? 1 : 0,
    happenedAt,
    recordedAt,
  };
}

type Rests = { versionId: string; useId: string; grade: DeemedActRow["grade"]; reasons: readonly Met[] };

function deemedRow({ id: actId, partyId, happenedAt, recordedAt }: ActRow, { versionId, useId, grade, reasons }: Rests): DeemedActRow {
  return { actId, useId, partyId, versionId, grade, reasonsJson: JSON.stringify(reasons), happenedAt, recordedAt };
}
