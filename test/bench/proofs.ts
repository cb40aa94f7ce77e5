import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newEntry } from "#app/domain/evidence/new-entry";
import { readProof } from "#app/domain/evidence/receipt/proof.server";
import { openPortal, type Portal } from "#app/portal.server";
import { readSettings } from "#app/settings";
import { medianOf } from "#test/bench/figures";

const SIZES = (process.env.BENCH_SIZES ?? "1000,100000,1000000").split(",").map(Number);
const PROOFS = 200;
const AT = "2026-03-01T00:00:00.000Z";

/** What a proof with its checkpoint, and a checkpoint alone, cost in a ledger of 1,000, 100,000 and 1,000,000 entries. */
export async function run(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "concordat-bench-"));
  const portal = await openPortal(readSettings({ DATA_DIR: join(folder, "data") }));
  try {
    const first = await growTo(portal, 0, SIZES[0] ?? 0).then(() => measure(portal, SIZES[0] ?? 0));
    for (const [place, size] of SIZES.entries()) {
      if (place === 0) continue;
      await growTo(portal, SIZES[place - 1] ?? 0, size);
      const { proof } = await measure(portal, size);
      console.log(`  a proof costs ×${(proof / first.proof).toFixed(2)} of that at ${SIZES[0]}`);
    }
  } finally {
    await portal.close();
    await rm(folder, { recursive: true });
  }
}

async function growTo(portal: Portal, from: number, size: number): Promise<void> {
  const ledger = portal.ledger.open();
  for (let start = from; start < size; start += 10_000) {
    const commits = Array.from({ length: Math.min(10_000, size - start) }, (_, place) =>
      portal.writer.commit({ steps: [], entries: [newEntry(ledger, { kind: "evidence.exported", record: recordAt(start + place), at: AT, recordedAt: AT })] }));
    await Promise.all(commits);
  }
}

async function measure(portal: Portal, size: number): Promise<{ proof: number }> {
  const proofs: number[] = [];
  for (let n = 0; n < PROOFS; n++) proofs.push(await timeOf(() => readProof(portal, recordAt(Math.floor(Math.random() * size)))));
  const checkpoints: number[] = [];
  for (let n = 0; n < PROOFS; n++) checkpoints.push(await timeOf(() => portal.ledger.checkpoint()));
  const proof = medianOf(proofs);
  console.log(`${size} entries: proof ${proof.toFixed(2)} ms, checkpoint ${medianOf(checkpoints).toFixed(3)} ms (medians of ${PROOFS})`);
  return { proof };
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

function recordAt(index: number): string {
  return `exp_${String(index).padStart(26, "0")}`;
}
