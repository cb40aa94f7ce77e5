import type { ActLine } from "#app/domain/acceptance/act-line";
import type { Actor } from "#app/domain/acceptance/presentation.server";
import { newId, type IdPrefix } from "#app/domain/ids";
import type { Instant } from "#app/domain/instant";
import type { Portal } from "#app/portal.server";
import { insertRow, KeyTakenError, type Step } from "#db/commit";
import type { ActLineRow, PresentationRow } from "#db/schema";

/** Where a request came from; kept apart from the act, sealed, and erasable without it. */
export type Circumstances = { address: string; addressSource: "socket" | "proxy"; agent: string | null };

/** A line before the act that holds it is made. */
export type NewLine = Omit<ActLineRow, "actId" | "position" | "partyId" | "happenedAt" | "recordedAt">;

type NewAct = {
  kind: ActLine["kind"];
  actor: Actor;
  circumstances: Circumstances;
  presentation: PresentationRow;
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
 * Records a click at this instant: act, lines and circumstances in one commit. Gives the act's id. Throws KeyTakenError
 * when the screen was answered meanwhile, or a line's chain has grown.
 */
export async function recordAct({ writer, keys, now }: Pick<Portal, "writer" | "keys" | "now">, act: NewAct): Promise<string> {
  const at = now();
  const actId = newId(PREFIX[act.kind], at);
  const circumstances = await circumstancesStep({ keys }, { actId, partyId: act.actor.partyId, circumstances: act.circumstances });
  await writer.commit({ steps: [actStep(act, actId, at), ...lineSteps(act, actId, at), circumstances] });
  return actId;
}

function actStep({ kind, actor, presentation }: NewAct, id: string, at: Instant): Step {
  return insertRow("acts", {
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
  });
}

function lineSteps({ actor, lines }: NewAct, actId: string, at: Instant): Step[] {
  const { partyId } = actor;
  return lines.map((line, position) => insertRow("actLines", { ...line, actId, position, partyId, happenedAt: at, recordedAt: at }));
}

async function circumstancesStep(
  { keys }: Pick<Portal, "keys">,
  { actId, partyId, circumstances }: { actId: string; partyId: string; circumstances: Circumstances },
): Promise<Step> {
  const { address, addressSource } = circumstances;
  const agent = circumstances.agent?.slice(0, LONGEST_AGENT) ?? null;
  const seal = (name: string, value: string | null) => (value ? keys.seal(partyId, `actCircumstances.${name}`, value) : null);
  return insertRow("actCircumstances", {
    actId,
    partyId,
    addressSealed: await seal("address", address),
    agentSealed: await seal("agent", agent),
    addressSource,
  });
}
