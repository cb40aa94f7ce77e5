import { copyFile, mkdtemp, open, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LEDGER_TREE } from "#app/domain/evidence/ledger/tree.server";
import { newEntry } from "#app/domain/evidence/new-entry";
import { publishVersion } from "#app/domain/publication/publish.server";
import { EMPTY_FRONTIER } from "#app/ledger/tree";
import { openPortal, portalFiles } from "#app/portal.server";
import { readSettings } from "#app/settings";
import { insertRow, type Commit } from "#db/commit";
import { connect } from "#db/connect";
import { medianOf, quantile, share } from "#test/bench/figures";
import { proposalOf } from "#test/support/proposal";

const ROUNDS = 5;
const ACTS = 4_096;
const LEDGER = { number: 99, origin: "bench.example/ledger" };

/** What the bench uses of better-sqlite3, which stands in a package of the bench's own. */
type Synchronous = {
  prepare(text: string): { run(...values: unknown[]): void };
  transaction(work: () => void): () => void;
  pragma(text: string): void;
  close(): void;
};

type Rows = { table: string; row: Record<string, unknown> }[];

/**
 * Acceptances per second through the writer (act, line, circumstances, entry, nodes of the tree; durable before the answer) beside
 * better-sqlite3 that inserts the same rows, one statement each, in batches of as many as wait, under the same guards.
 */
export async function run(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "concordat-bench-"));
  try {
    const template = await makeTemplate(folder);
    for (const waiting of [1, 16, 64]) await compareAt(template, waiting);
    await compareAlone(template, join(folder, "appended"));
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function compareAt(template: string, waiting: number): Promise<void> {
  const pairs: { own: number; base: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const base = await inCopy(template, (file) => timeSynchronous(file, waiting));
    const own = await inCopy(template, (file) => timeWriter(file, waiting));
    pairs.push({ own: (ACTS * 1000) / own.total, base: (ACTS * 1000) / base });
  }
  const [own, base] = [medianOf(pairs.map((pair) => pair.own)), medianOf(pairs.map((pair) => pair.base))];
  const ratio = medianOf(pairs.map((pair) => pair.own / pair.base));
  console.log(`${String(waiting).padStart(3)} waiting: ${Math.round(own)} acceptances/s; better-sqlite3 ${Math.round(base)}/s; ${share(ratio, 1)}`);
}

async function compareAlone(template: string, appended: string): Promise<void> {
  const flush = quantile(await timeFlushes(appended), 0.5);
  const { each } = await inCopy(template, (file) => timeWriter(file, 1));
  console.log(`one alone: median ${quantile(each, 0.5).toFixed(2)} ms, 99th percentile ${quantile(each, 0.99).toFixed(2)} ms; append and flush of 4 KiB ${flush.toFixed(2)} ms`);
}

/** A database with one version in force, as `npm start` makes it. */
async function makeTemplate(folder: string): Promise<string> {
  const dataDir = join(folder, "template");
  const portal = await openPortal(readSettings({ DATA_DIR: dataDir }));
  await publishVersion(portal, proposalOf());
  await portal.close();
  return portalFiles(dataDir).database;
}

async function inCopy<T>(template: string, work: (file: string) => Promise<T>): Promise<T> {
  const file = `${template}.copy`;
  await copyFile(template, file);
  try {
    return await work(file);
  } finally {
    for (const end of ["", "-wal", "-shm"]) await rm(file + end, { force: true });
  }
}

/** Milliseconds for all acts, and for each, while so many wait at a time. */
async function timeWriter(file: string, waiting: number): Promise<{ total: number; each: number[] }> {
  const { db, writer, close } = await connect({ file, tree: LEDGER_TREE });
  const line = await db.selectFrom("versionTexts").innerJoin("versions", "versions.id", "versionTexts.versionId").selectAll().executeTakeFirstOrThrow();
  const commits = Array.from({ length: ACTS }, (_, index) => commitOf(line, index));
  const each: number[] = [];
  async function produce(): Promise<void> {
    for (let commit = commits.pop(); commit; commit = commits.pop()) {
      const startedAt = performance.now();
      await writer.commit(commit);
      each.push(performance.now() - startedAt);
    }
  }
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: waiting }, produce));
  const total = performance.now() - startedAt;
  await close();
  return { total, each };
}

async function timeSynchronous(file: string, batch: number): Promise<number> {
  const { db, close } = await connect({ file });
  const line = await db.selectFrom("versionTexts").innerJoin("versions", "versions.id", "versionTexts.versionId").selectAll().executeTakeFirstOrThrow();
  await close();
  const commits = Array.from({ length: ACTS }, (_, index) => commitOf(line, index));
  const database = openSynchronous(file);
  const insert = inserterInto(database);
  let frontier = EMPTY_FRONTIER;
  const startedAt = performance.now();
  while (commits.length > 0) {
    database.transaction(() => {
      for (const commit of commits.splice(0, batch)) {
        const placed = rowsOf(commit, frontier);
        placed.rows.forEach(insert);
        frontier = placed.frontier;
      }
    })();
  }
  const total = performance.now() - startedAt;
  database.close();
  return total;
}

function openSynchronous(file: string): Synchronous {
  const load = createRequire(new URL("./package.json", import.meta.url));
  const Database: new (file: string) => Synchronous = load("better-sqlite3");
  const database = new Database(file);
  for (const pragma of ["journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "cache_size = -16000"]) database.pragma(pragma);
  return database;
}

function inserterInto(database: Synchronous): (given: Rows[number]) => void {
  const prepared = new Map<string, ReturnType<Synchronous["prepare"]>>();
  return function insert({ table, row }) {
    const columns = Object.keys(row).map((name) => `"${name}"`);
    const statement = prepared.get(table) ?? database.prepare(`insert into "${table}" (${columns.join(", ")}) values (${columns.map(() => "?").join(", ")})`);
    prepared.set(table, statement);
    statement.run(...Object.values(row));
  };
}

/** The rows of a commit with its place in the tree, as the writer makes them. */
function rowsOf({ steps, entries = [] }: Commit, before: typeof EMPTY_FRONTIER): { rows: Rows; frontier: typeof EMPTY_FRONTIER } {
  const rows: Rows = steps.flatMap((step) => (step.op === "insert" ? [{ table: step.table, row: step.row }] : []));
  let frontier = before;
  for (const { ledgerNumber, recordId, entryJson } of entries) {
    const leafHash = LEDGER_TREE.hashLeaf(Buffer.from(entryJson));
    rows.push({ table: "ledgerEntries", row: { ledgerNumber, index: frontier.size, recordId, entryJson, leafHash: Buffer.from(leafHash).toString("hex") } });
    const grown = LEDGER_TREE.appendLeaf(frontier, leafHash);
    for (const { level, index, hash } of grown.nodes) rows.push({ table: "ledgerNodes", row: { ledgerNumber, level, index, hash: Buffer.from(hash).toString("hex") } });
    frontier = grown.frontier;
  }
  return { rows, frontier };
}

type Text = { agreementId: string; versionId: string; language: string; sha256: string };

/** An acceptance of one agreement by a party of its own, as large as a real one: about 1.2 kB of entry. */
function commitOf({ agreementId, versionId, language, sha256 }: Text, index: number): Commit {
  const [actId, partyId] = [`acc_${String(index).padStart(26, "0")}`, `pty_${String(index).padStart(26, "0")}`];
  const instants = { happenedAt: "2026-03-01T00:00:00.000Z", recordedAt: "2026-03-01T00:00:00.000Z" };
  const who = { partyId, actorId: `usr_${String(index).padStart(26, "0")}` };
  const act = { id: actId, kind: "acceptance" as const, method: "click" as const, ...who, delegationId: null, presentationId: null, signInId: null, language, isAddressConfirmed: 1 as const, ...instants };
  const hashes = { shownSha256: sha256, bindingSha256: sha256 };
  const line = { actId, position: 0, partyId, subject: versionId, followsActId: "", agreementId, versionId, language, ...hashes, precedence: 30, purpose: null, conspicuousJson: "[]", replacesActId: null, ...instants };
  const sealed = `v1.${"A".repeat(80)}`;
  const commitments = Object.fromEntries(["party", "actor", "address", "clientAddress", "agent"].map((tag) => [tag, sha256]));
  const body = { lines: [{ agreement: agreementId, version: versionId, language, ...hashes, precedence: 30 }], conspicuous: [sha256, sha256, sha256] };
  const content = { kind: "acceptance.click" as const, record: actId, at: instants.happenedAt, recordedAt: instants.recordedAt, hashes, commitments, body };
  return {
    steps: [insertRow("acts", act), insertRow("actLines", line), insertRow("actCircumstances", { actId, partyId, addressSealed: sealed, agentSealed: sealed, addressSource: "socket" })],
    entries: [newEntry(LEDGER, content)],
  };
}

async function timeFlushes(file: string): Promise<number[]> {
  const handle = await open(file, "a");
  const times: number[] = [];
  for (let written = 0; written < 500; written++) {
    const startedAt = performance.now();
    await handle.write(Buffer.alloc(4096, "x"));
    await handle.datasync();
    times.push(performance.now() - startedAt);
  }
  await handle.close();
  return times;
}
