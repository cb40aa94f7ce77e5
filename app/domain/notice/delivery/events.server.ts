import { inChain } from "#app/domain/chain";
import { eventsEntry, kindOfEvent, type ToldEvent } from "#app/domain/evidence/entries/notice";
import { newEntry } from "#app/domain/evidence/new-entry";
import { commitTo } from "#app/domain/evidence/openings.server";
import type { PersonalField } from "#app/domain/evidence/personal-value";
import { valueStepsUnlessErased } from "#app/domain/evidence/personal-value.server";
import { newId } from "#app/domain/ids";
import { failureSteps } from "#app/domain/notice/delivery/delivery-failure.server";
import type { Portal } from "#app/portal.server";
import { insertRow, KeyTakenError, type NewEntry, type Step } from "#db/commit";
import { selectDeliveries, selectDeliveryEvents } from "#db/notice/notices";
import type { DeliveryEventRow, DeliveryRow, NotSentReason } from "#db/schema/notices";

/** What became known of a delivery. */
export type Observed = Pick<DeliveryEventRow, "deliveryId" | "state" | "source"> & {
  /** The address as used, and what was said about it: kept sealed. */
  address?: string;
  detail?: string;
  /** SHA-256 of the exact bytes that were sent. */
  messageSha256?: string | null;
  /** With "notSent" alone. */
  reason?: NotSentReason;
};

type Recording = Pick<Portal, "db" | "writer" | "keys" | "ledger" | "settings" | "now">;

/** Recorded; known already, and counted once; or about a delivery that there is not. */
export type Recorded = "recorded" | "known" | "unknown";

/** Two who record about the same delivery at once are told apart by a key; the second looks again. */
const MOST_TRIES = 8;

/** Records what became of a delivery, and what follows from it: the entry, the next channel and a task for the operator where it failed. */
export async function recordDelivery(portal: Recording, observed: Observed): Promise<Recorded> {
  return (await recordDeliveries(portal, { observed: [observed], steps: [] }))[0] ?? "unknown";
}

/** As recordDelivery of each, in one commit with these steps. */
export async function recordDeliveries(portal: Recording, asked: { observed: readonly Observed[]; steps: readonly Step[] }): Promise<Recorded[]> {
  for (let tries = 1; ; tries++) {
    const { steps, entries, outcomes } = await eventSteps(portal, asked.observed);
    try {
      if (steps.length + asked.steps.length > 0) await portal.writer.commit({ steps: [...steps, ...asked.steps], entries });
      return outcomes;
    } catch (error) {
      if (!(error instanceof KeyTakenError) || tries === MOST_TRIES) throw error;
    }
  }
}

type Told = { observed: Observed; delivery: DeliveryRow; event: ToldEvent };

async function eventSteps(portal: Recording, observed: readonly Observed[]): Promise<{ steps: Step[]; entries: NewEntry[]; outcomes: Recorded[] }> {
  const ids = [...new Set(observed.map(({ deliveryId }) => deliveryId))];
  const deliveries = new Map((await selectDeliveries(portal.db, ids)).map((row) => [row.id, row]));
  const chains = chainsOf(await selectDeliveryEvents(portal.db, ids));
  const outcomes: Recorded[] = [];
  const told: Told[] = [];
  for (const each of observed) {
    const delivery = deliveries.get(each.deliveryId);
    const chain = chains.get(each.deliveryId) ?? [];
    outcomes.push(delivery === undefined ? "unknown" : isKnown(chain, each) ? "known" : "recorded");
    if (delivery === undefined || isKnown(chain, each)) continue;
    const event = eventOf(portal, { observed: each, delivery, followsId: chain.at(-1)?.id ?? "" });
    chains.set(each.deliveryId, [...chain, event]);
    told.push({ observed: each, delivery, event });
  }
  const { steps, entries } = await enteredSteps(portal, told);
  const failed = told.filter(({ event }) => event.state === "bounced" || event.state === "failed");
  return { steps: [...steps, ...(await failureSteps(portal, failed.map(({ delivery, event }) => ({ delivery, state: event.state }))))], entries, outcomes };
}

function chainsOf(events: readonly DeliveryEventRow[]): Map<string, DeliveryEventRow[]> {
  const ids = [...new Set(events.map(({ deliveryId }) => deliveryId))];
  return new Map(ids.map((id) => [id, inChain(events.filter(({ deliveryId }) => deliveryId === id))]));
}

/** Servers say the same more than once, and a page is opened again: the first counts. Each attempt to hand over is one of its own. */
function isKnown(chain: readonly DeliveryEventRow[], { state }: Observed): boolean {
  if (state === "handedOver" || state === "deferred") return false;
  if (state === "displayed" || state === "acknowledged") return chain.some((event) => event.state === state);
  return chain.findLast((event) => ["delivered", "bounced", "failed"].includes(event.state))?.state === state;
}

function eventOf(portal: Recording, { observed, delivery, followsId }: { observed: Observed; delivery: DeliveryRow; followsId: string }): ToldEvent {
  const { deliveryId, state, source, messageSha256 = null, reason = null } = observed;
  const at = portal.now();
  const id = newId("dle", at);
  return {
    id, deliveryId, followsId, state, reason, source, messageSha256,
    enteredAs: null, happenedAt: at, recordedAt: at, noticeId: delivery.noticeId, channel: delivery.channel,
  };
}

/** The address as used and what was said about it, under the party's key; nothing of a party whose key is destroyed. */
async function personalSteps(portal: Recording, { observed: { address, detail }, delivery: { partyId }, event: { id: recordId } }: Told): Promise<Step[]> {
  const kept = (field: PersonalField, value: string | undefined) => valueStepsUnlessErased(portal, { recordId, partyId, field, value: value ? value.toWellFormed() : null });
  return [...(await kept("deliveryEvents.address", address)), ...(await kept("deliveryEvents.detail", detail))];
}

/** Rows and entries. What servers report is entered together, one entry for each kind; what the party did has an entry of its own. */
async function enteredSteps(portal: Recording, told: readonly Told[]): Promise<{ steps: Step[]; entries: NewEntry[] }> {
  const steps: Step[] = [];
  const entries: NewEntry[] = [];
  for (const group of groupsOf(told)) {
    const [first] = group;
    const isEntered = kindOfEvent(first.event.state) !== null;
    const events = group.map(({ event }) => ({ ...event, enteredAs: isEntered ? first.event.id : null }));
    steps.push(...events.map(({ noticeId: _notice, channel: _channel, ...row }) => insertRow("deliveryEvents", row)));
    for (const each of group) steps.push(...(await personalSteps(portal, each)));
    if (!isEntered) continue;
    const committed = await partyCommitment(portal, first);
    const [lead = first.event, ...others] = events;
    steps.push(...committed.steps);
    entries.push(newEntry(portal.ledger.open(), eventsEntry([lead, ...others], committed.commitments)));
  }
  return { steps, entries };
}

/** At most so many events in one entry, which has at most 64 KiB. */
const MOST_TOGETHER = 100;

function groupsOf(told: readonly Told[]): [Told, ...Told[]][] {
  const groups: [Told, ...Told[]][] = [];
  for (const each of told) {
    const group = groups.findLast(([first]) => isEnteredWith(first, each));
    if (group && group.length < MOST_TOGETHER) group.push(each);
    else groups.push([each]);
  }
  return groups;
}

function isEnteredWith({ event: first }: Told, { event }: Told): boolean {
  return event.source !== "viewer" && first.source !== "viewer" && kindOfEvent(event.state) === kindOfEvent(first.state);
}

/** What the party itself did is committed to, so that its own entry can be shown to be about it. */
function partyCommitment(portal: Recording, { event, delivery: { partyId } }: Told) {
  if (event.source !== "viewer") return { commitments: {}, steps: [] };
  return commitTo(portal, { recordId: event.id, partyId, values: { party: partyId } });
}
