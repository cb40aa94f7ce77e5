import { execFileSync, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { FORMATS, type Format } from "#app/domain/compliance/export/data-sets";
import { orderExport } from "#app/domain/compliance/export/make.server";
import { openPortal, portalFiles, type Portal } from "#app/portal.server";
import { readSettings } from "#app/settings";
import { exportSql } from "#db/compliance/export-pages";
import { publish } from "#test/support/acceptance";
import { addActor } from "#test/support/actors";
import { acceptanceCommit, orderOf, placeFor } from "#test/support/exported";
import { medianOf, perSecond, share } from "#test/bench/figures";

const ROWS = Number(process.env.BENCH_ROWS ?? "1000000");
const ROUNDS = 3;
const CHUNK = 5000;

/** What an export of 1,000,000 acceptances costs beside the `sqlite3` program writing the same columns as CSV. */
export async function run(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "concordat-bench-"));
  const program = `build/bench-${process.pid}.mjs`;
  try {
    const orders = await fill(join(folder, "data"));
    await build({ entryPoints: ["test/bench/export-once.ts"], bundle: true, platform: "node", format: "esm", packages: "external", outfile: program, logLevel: "error" });
    for (const order of orders) await compare({ ...order, program, dataDir: join(folder, "data") });
  } finally {
    await rm(program, { force: true });
    await rm(folder, { recursive: true });
  }
}

/** An export of all entries, and one of a tenth of them. */
type Order = { format: Format; id: string; tenth: string };

/** A folder with so many acceptances, and exports of them in each format. */
async function fill(dataDir: string): Promise<Order[]> {
  const portal = await openPortal(readSettings({ DATA_DIR: dataDir }), { kind: "demo" });
  try {
    await addRows(portal);
    const actor = await addActor(portal, "auditor", ["auditor"]);
    const order = async (format: Format, size: number | null) => (await orderExport(portal, { order: orderOf({ format, size }), actor })).id;
    return await Promise.all(FORMATS.map(async (format) => ({ format, id: await order(format, null), tenth: await order(format, Math.ceil(ROWS / 10)) })));
  } finally {
    await portal.close();
  }
}

async function addRows(portal: Portal): Promise<void> {
  const versionId = await publish(portal);
  const place = await placeFor(portal, versionId);
  for (let from = 0; from < ROWS; from += CHUNK) {
    const numbers = Array.from({ length: Math.min(CHUNK, ROWS - from) }, (_, number) => from + number);
    await Promise.all(numbers.map((number) => portal.writer.commit(acceptanceCommit(place, number, { versionId, partyId: `pty_${number}` }))));
  }
}

type Compared = Order & { program: string; dataDir: string };

async function compare({ format, id, tenth, program, dataDir }: Compared): Promise<void> {
  const [ours, theirs]: [Measured[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(exportOnce(program, dataDir, id));
    const shell = format === "csv" ? await measureShell(dataDir) : null;
    if (shell !== null) theirs.push(shell);
  }
  const rate = medianOf(ours.map(({ milliseconds }) => perSecond(ROWS, milliseconds)));
  const peak = Math.max(...ours.map((each) => each.peak));
  const small = exportOnce(program, dataDir, tenth).peak;
  console.log(`${format}: ${Math.round(rate)} rows/s, ${mebibytes(ours[0]?.bytes ?? 0)} MiB, peak of the process ${mebibytes(peak)} MiB, ${(peak / small).toFixed(2)} times that of a tenth of the rows`);
  if (format !== "csv") return;
  const base = medianOf(theirs);
  console.log(theirs.length === 0 ? "  the sqlite3 program is not installed: nothing to compare with" : `  sqlite3 .mode csv: ${Math.round(base)} rows/s; ours is ${share(rate, base)} of that`);
}

type Measured = { milliseconds: number; bytes: number; peak: number };

/** One export by a process of its own, so that its memory is its own. */
function exportOnce(program: string, dataDir: string, id: string): Measured {
  return JSON.parse(execFileSync(process.execPath, [program, dataDir, id]).toString());
}

/** The program on the same file with the same columns, in rows a second; null where it is not installed. */
async function measureShell(dataDir: string): Promise<number | null> {
  const startedAt = performance.now();
  const bytes = await dumpedBytes(portalFiles(dataDir).database, exportSql("acceptances"));
  return bytes === null ? null : perSecond(ROWS, performance.now() - startedAt);
}

function dumpedBytes(file: string, query: string): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const program = spawn("sqlite3", ["-readonly", "-csv", file, query], { stdio: ["ignore", "pipe", "inherit"] });
    let bytes = 0;
    program.stdout.on("data", (piece: Buffer) => void (bytes += piece.length));
    program.on("error", () => resolve(null));
    program.on("close", (code) => (code === 0 ? resolve(bytes) : reject(new Error(`sqlite3 ended with ${code}`))));
  });
}

function mebibytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}
