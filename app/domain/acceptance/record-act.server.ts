import type { ActLine } from "#app/domain/acceptance/act-line";
import type { OfferedSet } from "#app/domain/acceptance/offered-set";
import type { Actor } from "#app/domain/acceptance/presentation.server";
import { actContent, personalValues, type RecordedLine } from "#app/domain/evidence/entries/act";
import { newEntry } from "#app/domain/evidence/new-entry";
import { commitTo } from "#app/domain/evidence/openings.server";
import { newId, type IdPrefix } from "#app/domain/ids";
import type { Instant } from "#app/domain/instant";
import type { Portal } from "#app/portal.server";
import { insertRow, KeyTakenError, type NewEntry, type Step } from "#db/commit";
import { findSignIn } from "#db/evidence";
import { findNewestEntry } from "#db/recorded";
import type { ActLineRow, ActRow, PresentationRow } from "#db/schema";

/** Where a request came from; kept apart from the act, sealed, and erasable without it. */
export type Circumstances = { address: string; addressSource: "socket" | "proxy"; agent: string | null };

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
  consent: "con",
  refusal: "ref",
  withdrawal: "wdr",
};

/** The longest agent text that is kept. */
const LONGEST_AGENT = 512;

/** How often an answer is tried again after another got in between; each try finds what the other left. */
const TRIES = 4;

/** Runs an attempt that reads, decides and records; again when a key was taken meanwhile, so that it sees who was first. */
export async function untilDecided<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof KeyTakenError) || tried === TRIES) throw error;
    }
  }
}

/**
 * Records a click at this instant: act, lines, circumstances and the ledger's entry in one commit. Gives the act's id. Throws
 * KeyTakenError when the screen was answered meanwhile, or a line's chain has grown; ledger-stopped where no evidence may be written.
 */
export async function recordAct(portal: Pick<Portal, "db" | "writer" | "keys" | "ledger" | "now">, act: NewAct): Promise<string> {
  const at = portal.now();
  const id = newId(PREFIX[act.kind], at);
  const { partyId, accountId: actorId, address } = act.actor;
  const circumstances = keptCircumstances(act.circumstances);
  const circumstancesKept = await circumstancesStep(portal, { actId: id, partyId, circumstances });
  const person = personalValues({ partyId, actorId, address, client: circumstances.address, agent: circumstances.agent });
  const committed = await commitTo(portal, { recordId: id, partyId, values: person });
  const row = actRow(act, id, at);
  const lines = lineRows(act, id, at);
  const entry = await entryOf(portal, act, { row, lines, commitments: committed.commitments });
  const steps = [insertRow("acts", row), ...lines.map((line) => insertRow("actLines", line)), circumstancesKept, ...committed.steps];
  await portal.writer.commit({ steps, entries: [entry] });
  return id;
}

type Rows = { row: ActRow; lines: ActLineRow[]; commitments: Record<string, string> };

async function entryOf({ db, ledger }: Pick<Portal, "db" | "ledger">, { actor, presentation, set }: NewAct, { row, lines, commitments }: Rows): Promise<NewEntry> {
  const open = ledger.open();
  const recordIds = lines.flatMap(({ followsActId, replacesActId }) => [followsActId, replacesActId ?? ""]).filter((id) => id !== "");
  const prev = await findNewestEntry(db, { ledgerNumber: open.number, recordIds });
  const recorded = lines.map((line) => ({ ...line, ...documentsOf(set, line) }));
  const signIn = await findSignIn(db, actor.signInId);
  return newEntry(open, actContent({ act: row, lines: recorded, presentation, signIn, prev, commitments }));
}

function documentsOf({ lines }: OfferedSet, { versionId }: NewLine): Pick<RecordedLine, "manifestSha256" | "bindingLanguage"> {
  const offered = [...lines].find((line) => line.versionId === versionId);
  if (!offered) throw new Error(`version ${versionId} is not in the set that was offered`);
  const { manifestSha256, bindingLanguage } = offered;
  return { manifestSha256, bindingLanguage };
}

function actRow({ kind, actor, presentation }: NewAct, id: string, at: Instant): ActRow {
  return {
    id,
    kind,
    method: "click",
    partyId: actor.partyId,
    actorId: actor.accountId,
    delegationId: null,
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

function keptCircumstances({ agent, ...circumstances }: Circumstances): Circumstances {
  return { ...circumstances, agent: agent?.slice(0, LONGEST_AGENT) || null };
}

async function circumstancesStep(
  { keys }: Pick<Portal, "keys">,
  { actId, partyId, circumstances }: { actId: string; partyId: string; circumstances: Circumstances },
): Promise<Step> {
  const { address, addressSource, agent } = circumstances;
  const seal = (name: string, value: string | null) => (value ? keys.seal(partyId, `actCircumstances.${name}`, value) : null);
  return insertRow("actCircumstances", {
    actId,
    partyId,
    addressSealed: await seal("address", address),
    agentSealed: await seal("agent", agent),
    addressSource,
  });
}
