import type { KyselyPlugin } from "kysely";
import { expect, test } from "vitest";
import { newEntries } from "#app/domain/evidence/new-entry";
import { readConsistency, readProof, readProofs } from "#app/domain/evidence/receipt/proof.server";
import { newId } from "#app/domain/ids";
import { LEDGER_CRYPTO } from "#app/domain/evidence/ledger/crypto.server";
import { utf8Of } from "#app/ledger/bytes";
import { openCheckpoint } from "#app/ledger/checkpoint";
import { isExtension } from "#app/ledger/tree";
import { verifyEvidence } from "#app/ledger/verify";
import type { Portal } from "#app/portal.server";
import { openTestPortal } from "#test/support/portal";
import { refusalOf } from "#test/support/refusal";

const NOW = "2026-03-01T00:00:00.000Z";

/** Adds so many entries, each of a record of its own, and gives the names of the records. */
async function grow(portal: Portal, count: number): Promise<string[]> {
  const records = Array.from({ length: count }, () => newId("acc", NOW));
  const contents = records.map((record) => ({ kind: "acceptance.click" as const, record, at: NOW, recordedAt: NOW }));
  await portal.writer.commit({ steps: [], entries: newEntries(portal.ledger.open(), contents) });
  return records;
}

/** The portal, counting the queries on its database. */
function counting(portal: Portal): { portal: Portal; reads(): number } {
  let reads = 0;
  const plugin: KyselyPlugin = {
    transformQuery({ node }) {
      reads++;
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  return { portal: { ...portal, db: portal.db.withPlugin(plugin) }, reads: () => reads };
}

test.each([
  [1, 3],
  [1_000, 22],
  [20_000, 32],
])("a proof among %i entries takes at most %i reads, and holds", async (count, most) => {
  const portal = await openTestPortal({ at: NOW });
  const records = await grow(portal, count);
  const counted = counting(portal);
  for (const record of [records[0], records[Math.floor(count / 2)], records.at(-1)]) {
    const before = counted.reads();
    const proof = await readProof(counted.portal, record ?? "");
    expect(counted.reads() - before).toBeLessThanOrEqual(most);
    const evidence = { entry: utf8Of(proof?.entryJson ?? ""), proof: proof?.proof ?? "" };
    expect(verifyEvidence(LEDGER_CRYPTO, evidence, portal.ledger.keys())).toMatchObject({ logged: { state: "yes" }, index: proof?.index, head: { size: proof?.size } });
  }
});

test("a record without an entry has no proof", async () => {
  const portal = await openTestPortal({ at: NOW });
  expect(await readProof(portal, "acc_none")).toBeNull();
});

test("a proof is under a checkpoint over all that is committed", async () => {
  const portal = await openTestPortal({ at: NOW });
  const [record = ""] = await grow(portal, 1);
  const first = await readProof(portal, record);
  await grow(portal, 5);
  expect((await readProof(portal, record))?.size).toBe((first?.size ?? 0) + 5);
});

test("a stopped ledger still proves what its last checkpoint covers, and nothing behind it", async () => {
  const portal = await openTestPortal({ at: NOW });
  const [covered = ""] = await grow(portal, 1);
  const { size } = (await readProof(portal, covered)) ?? {};
  const [behind = ""] = await grow(portal, 1);
  portal.ledger.stop({ what: "endMoved", ledgerNumber: 1 });
  expect((await readProof(portal, covered))?.size).toBe(size);
  expect(await readProof(portal, behind)).toBeNull();
});

test("any two sizes of a ledger are proved to extend each other", async () => {
  const portal = await openTestPortal({ at: NOW });
  await grow(portal, 12);
  const heads = await Promise.all(Array.from({ length: 12 }, async (_, place) => {
    const opened = openCheckpoint(LEDGER_CRYPTO, await portal.ledger.checkpoint(place + 1), portal.ledger.keys());
    if (opened.state !== "signed") throw new Error(opened.state);
    return opened.head;
  }));
  for (const older of heads) {
    for (const newer of heads.filter(({ size }) => size >= older.size)) {
      const proof = await readConsistency(portal, { from: older.size, to: newer.size });
      const extension = { oldSize: older.size, newSize: newer.size, oldRoot: older.rootHash, newRoot: newer.rootHash, proof };
      expect(isExtension(LEDGER_CRYPTO, extension)).toBe(true);
    }
  }
});

test.each([[0, 1], [2, 1], [1, 1_000_000], [-1, 1], [1.5, 2], [Number.NaN, 2]])("sizes from %d to %d are refused", async (from, to) => {
  const portal = await openTestPortal({ at: NOW });
  await grow(portal, 3);
  expect(await refusalOf(() => readConsistency(portal, { from, to }))).toMatchObject({ code: "range-invalid" });
});

test("of several entries that name a record the newest is proved, and all are told, the newest first", async () => {
  const portal = await openTestPortal({ at: NOW });
  const [record = ""] = await grow(portal, 1);
  const again = { kind: "acceptance.click" as const, record, at: NOW, recordedAt: NOW, late: true as const };
  await portal.writer.commit({ steps: [], entries: newEntries(portal.ledger.open(), [again]) });
  const indexes = (await readProofs(portal, record)).map(({ index }) => index);
  expect(indexes).toEqual(indexes.toSorted((a, b) => b - a));
  expect(indexes).toHaveLength(2);
  expect((await readProof(portal, record))?.index).toBe(indexes[0]);
});
