import type { Actor } from "#app/domain/acceptance/presentation.server";
import { DEVICE_TAGS, personalValues } from "#app/domain/evidence/entries/act";
import { commitTo, type Committed } from "#app/domain/evidence/openings.server";
import type { Portal } from "#app/portal.server";
import { insertRow, type Step } from "#db/commit";

/** Where a request came from; kept apart from the act, sealed, and erasable without it. */
export type Circumstances = { address: string; addressSource: "socket" | "proxy"; agent: string | null };

/** The longest agent text that is kept. */
const LONGEST_AGENT = 512;

/** Circumstances as they are kept. */
export function keptCircumstances({ agent, ...circumstances }: Circumstances): Circumstances {
  return { ...circumstances, agent: agent?.slice(0, LONGEST_AGENT) || null };
}

type Acted = {
  recordId: string;
  circumstances: Circumstances;
  /** What the person said with the act, by tag. */
  said?: Readonly<Record<string, string | null>>;
};

/** Who is bound, who acted and what was said stay with the party; the actor's own device with the actor, who may be another. */
export async function commitToPersons(
  portal: Pick<Portal, "keys">,
  { partyId, accountId: actorId, address, own }: Actor,
  { recordId, circumstances, said = {} }: Acted,
): Promise<Committed> {
  const values = { ...personalValues({ partyId, actorId, address, client: circumstances.address, agent: circumstances.agent }), ...said };
  if (partyId === own.partyId) return commitTo(portal, { recordId, partyId, values });
  const isOfDevice = ([tag]: [string, unknown]) => DEVICE_TAGS.includes(tag);
  const device = Object.fromEntries(Object.entries(values).filter(isOfDevice));
  const others = Object.fromEntries(Object.entries(values).filter((each) => !isOfDevice(each)));
  const ofActor = await commitTo(portal, { recordId, partyId: own.partyId, values: device });
  const ofParty = await commitTo(portal, { recordId, partyId, values: others });
  return { commitments: { ...ofParty.commitments, ...ofActor.commitments }, steps: [...ofParty.steps, ...ofActor.steps] };
}

/** The step that keeps the circumstances of an act, sealed for the person of the actor. */
export async function circumstancesStep(
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
