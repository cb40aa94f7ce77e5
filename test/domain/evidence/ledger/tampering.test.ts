import { expect, test } from "vitest";
import { newEntry } from "#app/domain/evidence/new-entry";
import { ENTRY_KINDS } from "#app/ledger/entry";
import type { Portal } from "#app/portal.server";
import { openUnguarded } from "#test/support/ledger-portal";
import type { PlainConnection } from "#test/support/plain-sqlite";
import { openTestPortal } from "#test/support/portal";

const ENTRIES = 200;

/** A portal whose ledger holds two hundred entries of all kinds, written in commits of one to seven, with signed checkpoints between. */
async function openMixed(): Promise<Portal> {
  const portal = await openTestPortal({ at: "2026-03-01", ledger: "broken" });
  const ledger = portal.ledger.open();
  const at = portal.now();
  const entries = Array.from({ length: ENTRIES - 2 }, (_, number) =>
    newEntry(ledger, { kind: ENTRY_KINDS[number % ENTRY_KINDS.length] ?? "acceptance.click", record: `rec_${number}`, at, recordedAt: at, body: { number, text: "条款" } }));
  for (let from = 0, size = 1; from < entries.length; from += size, size = (size % 7) + 1) {
    await portal.writer.commit({ steps: [], entries: entries.slice(from, from + size) });
    if (from % 5 === 0) await portal.ledger.checkpoint();
  }
  await portal.ledger.checkpoint();
  return portal;
}

type Cell = { table: string; column: string; row: number; value: string | number };

const COLUMNS = {
  ledgerEntries: ["ledgerNumber", "index", "recordId", "entryJson", "leafHash"],
  ledgerNodes: ["ledgerNumber", "level", "index", "hash"],
  checkpoints: ["ledgerNumber", "size", "rootHash", "note"],
  ledgers: ["number", "origin"],
  keyChanges: ["verifierKey"],
} as const;

/** Every cell of every row that holds the ledger; when a checkpoint was stored is not said in it. */
async function cellsOf(plain: PlainConnection): Promise<Cell[]> {
  const cells: Cell[] = [];
  for (const [table, columns] of Object.entries(COLUMNS)) {
    for (const { row, ...values } of await plain.all<Record<string, string | number>>(`select rowid as "row", * from "${table}"`)) {
      for (const column of columns) cells.push({ table, column, row: Number(row), value: values[column] ?? "" });
    }
  }
  return cells;
}

/** The value with one bit turned, of a text in one character: which one depends on the row, so that all places are met over the rows. */
function flipped({ value, row, column }: Cell): string | number {
  if (typeof value === "number") return value ^ 1024;
  const at = (row * 31 + column.length) % value.length;
  return value.slice(0, at) + String.fromCharCode(value.charCodeAt(at) ^ (1 << (row % 5))) + value.slice(at + 1);
}

/** Changes rows and gives what changes them back. */
type Tampering = { name: string; change: (plain: PlainConnection) => Promise<() => Promise<unknown>> };

function flips(cells: readonly Cell[]): Tampering[] {
  return cells.map((cell) => ({
    name: `a bit of ${cell.table}.${cell.column} in row ${cell.row}`,
    async change(plain) {
      const set = (value: string | number) => plain.all(`update "${cell.table}" set "${cell.column}" = ? where rowid = ?`, [value, cell.row]);
      await set(flipped(cell));
      return () => set(cell.value);
    },
  }));
}

function run(name: string, ...statements: string[]): Tampering {
  return { name, change: (plain) => changeRows(plain, statements) };
}

/** Rows are moved, removed and put in again; the end is cut off at several sizes, each time with everything that tells of it. */
function rowChanges(): Tampering[] {
  const held = `"recordId", "entryJson", "leafHash"`;
  const swaps = [[2, 3], [50, 150], [198, 199]].map(([a, b]) =>
    run(`entries ${a} and ${b} swapped`, `update "ledgerEntries" set (${held}) = (select ${held} from "before" where "before"."index" = ${a} + ${b} - "ledgerEntries"."index") where "index" in (${a}, ${b})`));
  const removals = [0, 1, 2, 77, 128, 198, 199].map((index) => run(`entry ${index} removed`, `delete from "ledgerEntries" where "index" = ${index}`));
  const movedUp = [5, 100].map((index) =>
    run(`entry ${index} removed, those after it moved up`, `delete from "ledgerEntries" where "index" = ${index}`, `update "ledgerEntries" set "index" = "index" - 1 where "index" > ${index}`));
  const putIn = [3, 120].flatMap((index) => [
    run(`entry ${index} put in again at the end`, `insert into "ledgerEntries" select 1, ${ENTRIES}, ${held} from "before" where "index" = ${index}`),
    run(`entry ${index} put in the place of the one after it`, `update "ledgerEntries" set (${held}) = (select ${held} from "before" where "before"."index" = ${index}) where "index" = ${index + 1}`),
    run(`entry ${index} removed and put in at the end`, `update "ledgerEntries" set "index" = ${ENTRIES} where "index" = ${index}`),
  ]);
  const cuts = [2, 3, 64, 127, 128, 199].map((size) =>
    run(`cut off after ${size} entries, with nodes and checkpoints`, `delete from "ledgerEntries" where "index" >= ${size}`, `delete from "ledgerNodes" where "index" >= ${size} >> "level"`, `delete from "checkpoints" where "size" > ${size}`));
  const nodes = [1, 4, 7].map((level) => run(`a node of level ${level} removed`, `delete from "ledgerNodes" where "level" = ${level} and "index" = 0`));
  const everything = run("everything removed", ...["ledgerEntries", "ledgerNodes", "checkpoints"].map((table) => `delete from "${table}"`));
  return [...swaps, ...removals, ...movedUp, ...putIn, ...cuts, ...nodes, everything];
}

/** The tamperings after which the check still says that all is well; each is undone before the next. */
async function unseen(plain: PlainConnection, tamperings: readonly Tampering[], isConsistent: () => Promise<boolean>): Promise<string[]> {
  const names: string[] = [];
  await plain.all(`create temporary table "before" as select * from "ledgerEntries"`);
  await plain.all("pragma ignore_check_constraints = on");
  for (const { name, change } of tamperings) {
    const undo = await change(plain);
    if (await isConsistent()) names.push(name);
    await undo();
  }
  expect(await isConsistent()).toBe(true);
  return names;
}

const TABLES = Object.keys(COLUMNS);

async function changeRows(plain: PlainConnection, statements: readonly string[]): Promise<() => Promise<void>> {
  for (const table of TABLES) await plain.all(`create temporary table "${table}Kept" as select rowid as "row", * from "${table}"`);
  for (const statement of statements) await plain.all(statement);
  return async () => {
    for (const table of TABLES) {
      const columns = (await plain.all<{ name: string }>(`select name from pragma_table_info('${table}')`)).map(({ name }) => `"${name}"`).join();
      await plain.all(`delete from "${table}"`);
      await plain.all(`insert into "${table}" (rowid, ${columns}) select "row", ${columns} from "${table}Kept"`);
      await plain.all(`drop table "${table}Kept"`);
    }
  };
}

async function open() {
  const portal = await openMixed();
  const plain = await openUnguarded(portal);
  const tamperings = [...flips(await cellsOf(plain)), ...rowChanges()];
  return { portal, plain, tamperings };
}

test("each bit turned in a row of the ledger, and each row swapped, removed, put in again or cut off, is detected", async () => {
  const { portal, plain, tamperings } = await open();
  expect(tamperings.length).toBeGreaterThan(1500);
  expect(await unseen(plain, tamperings, async () => (await portal.ledger.check()).state === "consistent")).toEqual([]);
}, 300_000);

test("with the check switched off nothing of this would be seen", async () => {
  const { plain, tamperings } = await open();
  const some = tamperings.filter((_, place) => place % 40 === 0);
  expect(await unseen(plain, some, async () => true)).toEqual(some.map(({ name }) => name));
}, 120_000);
