import { entryRecorded, type EntryContent } from "#app/domain/evidence/new-entry";
import type { JsonObject } from "#app/ledger/canonical";
import type { ErasureRow } from "#db/schema/erasure";

/** An entry whose openings were destroyed, and the ledger that it stands in. */
export type ErasedEntry = { origin: string; index: number };

type Approved = { ground: string; approvers: readonly string[] };

/** So many indexes fit one entry, whatever their size. */
const MOST_INDEXES = 3500;

/** What the ledger keeps of a restriction: why, until when, and who approved. */
export function restrictedContent(erasure: ErasureRow, { ground, approvers }: Approved): EntryContent {
  return { ...entryRecorded("party.restricted", erasure), body: { ground, until: erasure.untilAt, approvers } };
}

/**
 * What the ledger keeps of an erasure: why, who approved, and which entries lost their openings, in as many entries as that
 * takes. Those of a ledger that was sealed before are named with it.
 */
export function erasedContents(
  record: Pick<ErasureRow, "id" | "happenedAt" | "recordedAt">,
  approved: Approved,
  { origin, erased }: { origin: string; erased: readonly ErasedEntry[] },
): EntryContent[] {
  const bodies = inParts(erased).map(({ origin: of, entries }): JsonObject => (of === origin ? { entries } : { entries, of }));
  return (bodies.length === 0 ? [{ entries: [] }] : bodies).map((body, part, { length }) => ({
    ...entryRecorded("party.erased", record),
    body: { ground: approved.ground, approvers: approved.approvers, ...body, part: part + 1, parts: length },
  }));
}

function inParts(erased: readonly ErasedEntry[]): { origin: string; entries: number[] }[] {
  const parts: { origin: string; entries: number[] }[] = [];
  for (const { origin, index } of erased) {
    const last = parts.at(-1);
    if (last?.origin === origin && last.entries.length < MOST_INDEXES) last.entries.push(index);
    else parts.push({ origin, entries: [index] });
  }
  return parts;
}
