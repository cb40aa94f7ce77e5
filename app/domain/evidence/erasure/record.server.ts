import { erasedContents, restrictedContent, type ErasedEntry } from "#app/domain/evidence/entries/erasure";
import { planJson, type ErasurePlan } from "#app/domain/evidence/erasure/plan";
import { closingSteps, openingsOf } from "#app/domain/evidence/erasure/removal.server";
import type { ErasureRequest } from "#app/domain/evidence/erasure/request.server";
import { inChainOrder } from "#app/domain/evidence/erasure/status";
import { newEntry } from "#app/domain/evidence/new-entry";
import { newId } from "#app/domain/ids";
import { utf8Of } from "#app/ledger/bytes";
import { canonicalJson } from "#app/ledger/canonical";
import { erasureOf, parseEntry } from "#app/ledger/entry";
import type { Portal } from "#app/portal.server";
import { insertRow, KeyTakenError, type NewEntry, type Step } from "#db/commit";
import { selectActIds, selectCommittedEntries, selectErasures, selectOpeningKeys } from "#db/erasure/erasure";
import { selectEntriesOfRecord } from "#db/ledger/ledger";
import type { ErasureRow } from "#db/schema/erasure";

type Recording = Pick<Portal, "db" | "writer" | "ledger" | "now">;
type Carried = { request: ErasureRequest; plan: ErasurePlan };

/**
 * Records that a party is restricted, closes its account, and names the entries that lose their openings although the rest stays. Does
 * nothing where the same restriction is recorded already.
 */
export async function recordRestricted(portal: Recording, carried: Carried): Promise<void> {
  const { request, plan } = carried;
  const last = request.done.at(-1);
  if (last?.act === "erased" || (last?.act === "restricted" && last.untilAt === plan.untilAt)) return;
  const row = await newRow(portal, carried, { act: "restricted", untilAt: plan.untilAt });
  const gone = plan.lines.filter(({ outcome }) => outcome === "erased").map(({ kind }) => kind).filter((kind) => kind !== "device");
  const openings = await openingsOf(portal, request.partyId, gone);
  const erased = await selectCommittedEntries(portal.db, [...new Set(openings.map(({ recordId }) => recordId))]);
  const ledger = portal.ledger.open();
  const contents = [restrictedContent(row, approvalOf(request)), ...(erased.length > 0 ? erasedContents(row, approvalOf(request), { ...ledger, erased }) : [])];
  await commitOnce(portal, { row, steps: await closingSteps(portal, request.partyId), entries: contents.map((content) => newEntry(ledger, content)) });
}

/** Records that a party is erased, with every entry that loses its openings. Does nothing where that is recorded already. */
export async function recordErased(portal: Recording, carried: Carried): Promise<void> {
  const { request } = carried;
  if (request.done.at(-1)?.act === "erased") return;
  const row = await newRow(portal, carried, { act: "erased", untilAt: null });
  const ledger = portal.ledger.open();
  const contents = erasedContents(row, approvalOf(request), { ...ledger, erased: await entriesOf(portal, request.partyId) });
  await commitOnce(portal, { row, steps: await closingSteps(portal, request.partyId), entries: contents.map((content) => newEntry(ledger, content)) });
}

/** Names the entries that came in between the record of an erasure and the end of its key. */
export async function recordLate(portal: Recording, { id, partyId, ...request }: ErasureRequest): Promise<void> {
  const record = (await selectErasures(portal.db, [partyId])).find(({ requestId, act }) => requestId === id && act === "erased");
  if (!record) throw new Error(`${id} was not recorded as erased`);
  const named = (await selectEntriesOfRecord(portal.db, record.id)).flatMap(erasedBy);
  const late = (await entriesOf(portal, partyId)).filter(({ origin, index }) => !named.some((entry) => entry.origin === origin && entry.index === index));
  if (late.length === 0) return;
  const ledger = portal.ledger.open();
  const contents = erasedContents(record, approvalOf(request), { ...ledger, erased: late });
  await portal.writer.commit({ steps: [], entries: contents.map((content) => newEntry(ledger, content)) });
}

function erasedBy({ entryJson }: { entryJson: string }): ErasedEntry[] {
  const parsed = parseEntry(utf8Of(entryJson));
  const erasure = "entry" in parsed ? erasureOf(parsed.entry) : null;
  return erasure ? erasure.entries.map((index) => ({ origin: erasure.ledger, index })) : [];
}

/** Records that nothing was done, because the facts had changed; the party is free again. */
export async function recordStopped(portal: Recording, { freed, ...carried }: Carried & { freed: Step[] }): Promise<void> {
  const row = await newRow(portal, carried, { act: "stopped", untilAt: null });
  await commitOnce(portal, { row, steps: freed, entries: [] });
}

async function newRow({ db, now }: Recording, { request, plan }: Carried, done: Pick<ErasureRow, "act" | "untilAt">): Promise<ErasureRow> {
  const { id: requestId, partyId, ground } = request;
  const at = now();
  const followsId = inChainOrder(await selectErasures(db, [partyId])).at(-1)?.id ?? "";
  return { id: newId("era", at), requestId, partyId, followsId, ground, planJson: canonicalJson(planJson(plan)), ...done, happenedAt: at, recordedAt: at };
}

/** Of two at once the one that comes second finds it done. */
async function commitOnce({ writer }: Recording, { row, steps, entries }: { row: ErasureRow; steps: Step[]; entries: NewEntry[] }): Promise<void> {
  try {
    await writer.commit({ steps: [insertRow("erasures", row), ...steps], entries });
  } catch (error) {
    if (!(error instanceof KeyTakenError)) throw error;
  }
}

async function entriesOf({ db }: Pick<Portal, "db">, partyId: string): Promise<ErasedEntry[]> {
  const openings = await selectOpeningKeys(db, partyId);
  const acts = await selectActIds(db, partyId);
  return selectCommittedEntries(db, [...new Set([...openings.map(({ recordId }) => recordId), ...acts])]);
}

function approvalOf({ ground, decision }: Pick<ErasureRequest, "ground" | "decision">): { ground: string; approvers: string[] } {
  return { ground, approvers: decision ? [decision.actorId] : [] };
}
