import type { ActLine } from "#app/domain/acceptance/act-line";
import { circumstancesStep, commitToPersons, keptCircumstances, type Circumstances } from "#app/domain/acceptance/act-person.server";
import type { OfferedSet } from "#app/domain/acceptance/offered-set";
import type { Actor } from "#app/domain/acceptance/presentation.server";
import type { Delegation } from "#app/domain/access/delegation";
import { requireAuthority } from "#app/domain/access/delegation.server";
import { actContent, type RecordedLine } from "#app/domain/evidence/entries/act";
import { newEntry } from "#app/domain/evidence/new-entry";
import { newId, type IdPrefix } from "#app/domain/ids";
import type { Instant } from "#app/domain/instant";
import type { Portal } from "#app/portal.server";
import { insertRow, KeyTakenError, RuleBrokenError, type NewEntry } from "#db/commit";
import { findNewestEntry } from "#db/ledger/recorded";
import type { ActLineRow, ActRow, PresentationRow } from "#db/schema/acceptance";

/** A line before the act that holds it is made. */
export type NewLine = Omit<ActLineRow, "actId" | "position" | "partyId" | "happenedAt" | "recordedAt">;

type NewAct = {
  kind: ActLine["kind"];
  actor: Actor;
  circumstances: Circumstances;
  presentation: PresentationRow;
  /** What the presentation offered. */
  set: OfferedSet;
  lines: readonly NewLine[];
};

const PREFIX: Record<ActLine["kind"], IdPrefix> = {
  acceptance: "acc",
  decline: "dec",
  objection: "obj",
  consent: "con",
  refusal: "ref",
  withdrawal: "wdr",
};

/** How often an answer is tried again after another got in between; each try finds what the other left. */
const TRIES = 4;

/** Runs an attempt that reads, decides and records; again when a key was taken or an authority revoked meanwhile, so that it sees who was first. */
export async function untilDecided<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await attempt();
    } catch (error) {
      const mayDecideAnew = error instanceof KeyTakenError || error instanceof RuleBrokenError;
      if (!mayDecideAnew || tried === TRIES) throw error;
    }
  }
}

/**
 * Records a click at this instant: act, lines, circumstances and the ledger's entry in one commit. Gives the act's id. Throws
 * KeyTakenError when the screen was answered meanwhile, or a line's chain has grown; RuleBrokenError when the authority was revoked
 * meanwhile; authority-missing for an actor who may not accept for the party; ledger-stopped where no evidence may be written.
 */
export async function recordAct(portal: Pick<Portal, "db" | "writer" | "keys" | "ledger" | "now">, act: NewAct): Promise<string> {
  const at = portal.now();
  const id = newId(PREFIX[act.kind], at);
  const delegation = await requireAuthority(portal, act.actor, { scope: "accept", at });
  const circumstances = keptCircumstances(act.circumstances);
  const circumstancesKept = await circumstancesStep(portal, { actId: id, partyId: act.actor.own.partyId, circumstances });
  const committed = await commitToPersons(portal, act.actor, { recordId: id, circumstances });
  const row = actRow(act, { id, at, delegation });
  const lines = lineRows(act, id, at);
  const entry = await entryOf(portal, act, { row, lines, delegation, commitments: committed.commitments });
  const steps = [insertRow("acts", row), ...lines.map((line) => insertRow("actLines", line)), circumstancesKept, ...committed.steps];
  await portal.writer.commit({ steps, entries: [entry] });
  return id;
}

type Rows = { row: ActRow; lines: ActLineRow[]; delegation: Delegation | null; commitments: Record<string, string> };

async function entryOf({ db, ledger }: Pick<Portal, "db" | "ledger">, { actor, presentation, set }: NewAct, { row, lines, delegation, commitments }: Rows): Promise<NewEntry> {
  const open = ledger.open();
  const recordIds = lines.flatMap(({ followsActId, replacesActId }) => [followsActId, replacesActId ?? ""]).filter((id) => id !== "");
  const prev = await findNewestEntry(db, { ledgerNumber: open.number, recordIds });
  const recorded = lines.map((line) => ({ ...line, ...documentsOf(set, line) }));
  const { signIn } = actor;
  return newEntry(open, actContent({ act: row, lines: recorded, presentation, signIn, prev, delegation, commitments }));
}

function documentsOf({ lines }: OfferedSet, { versionId }: NewLine): Pick<RecordedLine, "manifestSha256" | "bindingLanguage"> {
  const offered = [...lines].find((line) => line.versionId === versionId);
  if (!offered) throw new Error(`version ${versionId} is not in the set that was offered`);
  const { manifestSha256, bindingLanguage } = offered;
  return { manifestSha256, bindingLanguage };
}

function actRow({ kind, actor, presentation }: NewAct, { id, at, delegation }: { id: string; at: Instant; delegation: Delegation | null }): ActRow {
  return {
    id,
    kind,
    method: "click",
    partyId: actor.partyId,
    actorId: actor.accountId,
    delegationId: delegation?.id ?? null,
    presentationId: presentation.id,
    signInId: actor.signInId,
    language: presentation.language,
    isAddressConfirmed: actor.isAddressConfirmed ? 1 : 0,
    happenedAt: at,
    recordedAt: at,
  };
}

function lineRows({ actor, lines }: NewAct, actId: string, at: Instant): ActLineRow[] {
  const { partyId } = actor;
  return lines.map((line, position) => ({ ...line, actId, position, partyId, happenedAt: at, recordedAt: at }));
}
