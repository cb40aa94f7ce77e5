import { expect, test } from "vitest";
import { checkLedger, type LedgerCheck, type Outside } from "#app/domain/evidence/ledger/ledger.server";
import { hexOf } from "#app/ledger/bytes";
import { signCheckpoint } from "#app/ledger/checkpoint";
import { writeEntry } from "#app/ledger/entry";
import { insertRow, type NewEntry } from "#db/commit";
import { growTree, newEntries, newEntry, ORIGIN, testEntry, testSigner, type GrownTree } from "#test/support/ledger";
import { openPlain, type PlainConnection } from "#test/support/plain-sqlite";
import { openStore, type TestStore } from "#test/support/store";

const SIZE = 200;
const AT = "2026-03-01T00:00:00.000Z";
const TABLES = ["ledgerEntries", "ledgerNodes", "checkpoints"];
const KEYS = [testSigner().key];

type Tampering = { name: string; change: (plain: PlainConnection) => Promise<unknown> };

type Opened = { store: TestStore; plain: PlainConnection; tree: GrownTree; outside: Outside };

function treeOver(entries: readonly NewEntry[]): GrownTree {
  return growTree(entries.map(({ entryJson }) => Buffer.from(entryJson)));
}

function noteAt(tree: GrownTree, size: number, origin = ORIGIN): string {
  return signCheckpoint({ origin, size, rootHash: tree.roots[size] ?? new Uint8Array() }, [testSigner(origin)]);
}

/** A ledger of 200 entries of all kinds with checkpoints over 1, 77 and all; one of all is kept outside. Its guards are gone. */
async function openLedger(entries = newEntries(SIZE)): Promise<Opened> {
  const store = await openStore();
  const tree = treeOver(entries);
  await store.writer.commit({ steps: [], entries });
  const steps = [1, 77, entries.length].map((size) =>
    insertRow("checkpoints", { ledgerNumber: 1, size, rootHash: hexOf(tree.roots[size] ?? new Uint8Array()), note: noteAt(tree, size), recordedAt: AT }));
  await store.writer.commit({ steps });
  const plain = await openPlain(store.file);
  for (const { name } of await plain.all<{ name: string }>("select name from sqlite_schema where type = 'trigger'")) await plain.all(`drop trigger "${name}"`);
  for (const table of TABLES) await plain.all(`create table "${table}Before" as select rowid as place, * from "${table}"`);
  return { store, plain, tree, outside: { keys: KEYS, checkpoints: [noteAt(tree, entries.length)] } };
}

async function restore(plain: PlainConnection): Promise<void> {
  for (const table of TABLES) {
    const columns = (await plain.all<{ name: string }>(`select name from pragma_table_info('${table}')`)).map(({ name }) => `"${name}"`).join();
    await plain.all(`delete from "${table}"`);
    await plain.all(`insert into "${table}" (rowid, ${columns}) select place, ${columns} from "${table}Before"`);
  }
}

/** The names of the tamperings after which the check still finds nothing. */
async function unseen({ plain }: Opened, tamperings: readonly Tampering[], check: () => Promise<LedgerCheck>): Promise<string[]> {
  const names: string[] = [];
  for (const { name, change } of tamperings) {
    await plain.all("pragma ignore_check_constraints = on");
    await change(plain);
    if ((await check()).state === "consistent") names.push(name);
    await restore(plain);
  }
  expect((await check()).state).toBe("consistent");
  return names;
}

/** Turns the lowest bit of one character of a column of one row. */
function flip(table: string, column: string, row: { where: string; at: number }): Tampering {
  const cell = `"${table}" where ${row.where}`;
  return {
    name: `${table}.${column} where ${row.where}, character ${row.at}`,
    async change(plain) {
      const [{ value = "" } = {}] = await plain.all<{ value: string }>(`select "${column}" as value from ${cell}`);
      const at = row.at % value.length;
      const changed = value.slice(0, at) + String.fromCharCode(value.charCodeAt(at) ^ 1) + value.slice(at + 1);
      await plain.all(`update "${table}" set "${column}" = ? where ${row.where}`, [changed]);
    },
  };
}

function flips(): Tampering[] {
  const entryFlips = Array.from({ length: SIZE }, (_, index) => flip("ledgerEntries", "entryJson", { where: `"index" = ${index}`, at: index }));
  const some = Array.from({ length: 20 }, (_, place) => place * 10 + (place % 10));
  const hashFlips = some.flatMap((index) => [
    flip("ledgerEntries", "leafHash", { where: `"index" = ${index}`, at: index }),
    flip("ledgerEntries", "recordId", { where: `"index" = ${index}`, at: index }),
  ]);
  const nodeFlips = Array.from({ length: 7 }, (_, place) => place + 1).flatMap((level) =>
    [0, Math.floor(SIZE / 2 ** level) - 1].map((index) => flip("ledgerNodes", "hash", { where: `"level" = ${level} and "index" = ${index}`, at: level * 9 })));
  const checkpointFlips = [1, 77, SIZE].flatMap((size) => [
    flip("checkpoints", "rootHash", { where: `"size" = ${size}`, at: size }),
    ...Array.from({ length: 25 }, (_, place) => flip("checkpoints", "note", { where: `"size" = ${size}`, at: place * 8 + (size % 8) })),
  ]);
  return [...entryFlips, ...hashFlips, ...nodeFlips, ...checkpointFlips];
}

function run(name: string, ...statements: string[]): Tampering {
  return { name, change: async (plain) => { for (const statement of statements) await plain.all(statement); } };
}

function removeFrom(size: number): string[] {
  return [`delete from "ledgerEntries" where "index" >= ${size}`, `delete from "ledgerNodes" where "index" >= ${size} >> "level"`];
}

function rowChanges(): Tampering[] {
  const swap = (column: string, [a, b]: [number, number]) =>
    `update "ledgerEntries" set "${column}" = (select "${column}" from "ledgerEntriesBefore" as other where other."index" = ${a} + ${b} - "ledgerEntries"."index") where "index" in (${a}, ${b})`;
  const swapped = (pair: [number, number]) => ["entryJson", "leafHash", "recordId"].map((column) => swap(column, pair));
  return [
    ...([[0, 1], [3, 150], [198, 199]] satisfies [number, number][]).map((pair) => run(`entries ${pair.join(" and ")} swapped`, ...swapped(pair))),
    run("nodes swapped", `update "ledgerNodes" set "index" = -1 - "index" where "level" = 1 and "index" < 2`, `update "ledgerNodes" set "index" = 2 + "index" where "index" < 0`),
    run("the first entry removed", `delete from "ledgerEntries" where "index" = 0`),
    run("an entry removed", `delete from "ledgerEntries" where "index" = 100`),
    run("the last entry removed", `delete from "ledgerEntries" where "index" = 199`),
    run("an entry removed and those behind it moved up", `delete from "ledgerEntries" where "index" = 100`, `update "ledgerEntries" set "index" = "index" - 1 where "index" > 100`),
    run("an entry removed and put in again at the end", `update "ledgerEntries" set "index" = 200 where "index" = 100`),
    run("an entry put in again at the end", `insert into "ledgerEntries" select 1, 200, "recordId", "entryJson", "leafHash" from "ledgerEntriesBefore" where "index" = 5`),
    run("an entry put in twice in the place of another", `update "ledgerEntries" set ("recordId", "entryJson", "leafHash") = (select "recordId", "entryJson", "leafHash" from "ledgerEntriesBefore" where "index" = 5) where "index" = 6`),
    run("a node removed", `delete from "ledgerNodes" where "level" = 3 and "index" = 4`),
    run("the highest node removed", `delete from "ledgerNodes" where "level" = 7`),
    run("all nodes removed", `delete from "ledgerNodes"`),
    run("a node too many", `insert into "ledgerNodes" select 1, 1, 100, "hash" from "ledgerNodesBefore" where "level" = 1 and "index" = 0`),
    run("a node of a level that is not there", `insert into "ledgerNodes" select 1, 8, 0, "hash" from "ledgerNodesBefore" where "level" = 7`),
    run("all entries removed", `delete from "ledgerEntries"`),
    run("everything removed", ...TABLES.map((table) => `delete from "${table}"`)),
    run("the end removed with its nodes", ...removeFrom(190)),
    run("the end removed with its nodes and checkpoints", ...removeFrom(190), `delete from "checkpoints" where "size" > 190`),
    run("a checkpoint given another size", `update "checkpoints" set "size" = 78 where "size" = 77`),
    run("a checkpoint with the note of another", `update "checkpoints" set "note" = (select "note" from "checkpointsBefore" where "size" = 1) where "size" = 77`),
    run("a checkpoint beyond the end", `insert into "checkpoints" select 1, 201, "rootHash", "note", "recordedAt" from "checkpointsBefore" where "size" = 200`),
    run("a row given to another ledger", `update "ledgerEntries" set "ledgerNumber" = 2 where "index" = 199`),
    { name: "all written anew with one word changed, checkpoints removed", change: rewrite },
  ];
}

/** What somebody with the database, time and knowledge would do: every hash fits again. */
async function rewrite(plain: PlainConnection): Promise<void> {
  const entries = newEntries(SIZE).map((entry, index) => (index === 42 ? { ...entry, entryJson: entry.entryJson.replace("条款", "条件") } : entry));
  const tree = treeOver(entries);
  await plain.all(`update "ledgerEntries" set "entryJson" = ?, "leafHash" = ? where "index" = 42`, [entries[42]?.entryJson, hexOf(tree.leafHashes[42] ?? new Uint8Array())]);
  for (const level of [1, 2, 3, 4, 5, 6, 7]) {
    const index = Math.floor(42 / 2 ** level);
    await plain.all(`update "ledgerNodes" set "hash" = ? where "level" = ? and "index" = ?`, [hexOf(await tree.readNode(level, index)), level, index]);
  }
  await plain.all(`delete from "checkpoints"`);
}

test("each character turned in what the ledger stores is detected", async () => {
  const opened = await openLedger();
  expect(await unseen(opened, flips(), () => checkLedger(opened.store, opened.outside))).toEqual([]);
}, 120_000);

test("each row swapped, removed, added, moved or written anew is detected", async () => {
  const opened = await openLedger();
  expect(await unseen(opened, rowChanges(), () => checkLedger(opened.store, opened.outside))).toEqual([]);
}, 120_000);

test("with the check switched off nothing of this would be seen", async () => {
  const opened = await openLedger();
  const tamperings = [...flips().filter((_, place) => place % 10 === 0), ...rowChanges()];
  const off = async (): Promise<LedgerCheck> => ({ state: "consistent", ledgers: [] });
  expect(await unseen(opened, tamperings, off)).toEqual(tamperings.map(({ name }) => name));
}, 120_000);

test("only a checkpoint kept outside shows that the end was cut off cleanly or all was written anew", async () => {
  const opened = await openLedger();
  const clean = rowChanges().filter(({ name }) => /everything removed|its nodes and checkpoints|written anew/.test(name));
  expect(clean).toHaveLength(3);
  expect(await unseen(opened, clean, () => checkLedger(opened.store))).toEqual(clean.map(({ name }) => name));
  expect(await unseen(opened, clean, () => checkLedger(opened.store, opened.outside))).toEqual([]);
});

test.each<[string, string[], object]>([
  ["a changed entry", [`update "ledgerEntries" set "entryJson" = replace("entryJson", '条款', '条件') where "index" = 42`], { what: "leafHashWrong", index: 42 }],
  ["a changed record", [`update "ledgerEntries" set "recordId" = 'acc_x' where "index" = 42`], { what: "recordOther", index: 42 }],
  ["a removed entry", [`delete from "ledgerEntries" where "index" = 42`], { what: "entryMissing", index: 42 }],
  ["a changed node", [`update "ledgerNodes" set "hash" = '${"0".repeat(64)}' where "level" = 2 and "index" = 10`], { what: "nodeWrong", level: 2, index: 10 }],
  ["a removed node", [`delete from "ledgerNodes" where "level" = 2 and "index" = 10`], { what: "nodeMissing", level: 2, index: 10 }],
  ["an end removed without its nodes", [`delete from "ledgerEntries" where "index" > 190`], { what: "nodeBeyond", level: 1, index: 95 }],
  ["an end removed with its nodes", removeFrom(190), { what: "checkpointAhead", size: 200 }],
  ["another root", [`update "checkpoints" set "rootHash" = '${"0".repeat(64)}' where "size" = 77`], { what: "rootOther", size: 77 }],
  ["another note", [`update "checkpoints" set "note" = replace("note", 'ledger', 'lodger') where "size" = 77`], { what: "noteOther", size: 77 }],
  ["another signature", [`update "checkpoints" set "note" = substr("note", 1, length("note") - 9) || 'AAAAAA==' || char(10) where "size" = 77`], { what: "noteUnsigned", size: 77 }],
])("%s is told by what and where", async (_name, statements, fault) => {
  const { store, plain, outside } = await openLedger();
  for (const statement of statements) await plain.all(statement);
  expect(await checkLedger(store, outside)).toEqual({ state: "broken", fault: { ledgerNumber: 1, ...fault } });
});

function entryOf(members: Parameters<typeof testEntry>[0]): NewEntry {
  const entry = testEntry(members);
  return { ledgerNumber: 1, recordId: entry.record, entryJson: writeEntry(entry) };
}

test.each<[string, NewEntry, string]>([
  ["that is no entry", { ...newEntry(2), entryJson: "{}" }, "entryMalformed"],
  ["with a space too many", { ...newEntry(2), entryJson: newEntry(2).entryJson.replace(":1}", ": 1}") }, "entryMalformed"],
  ["of another ledger", entryOf({ ledger: "other.example/terms" }), "entryForeign"],
  ["that replaces itself", entryOf({ prev: 2 }), "prevAhead"],
  ["under the name of another record", { ...newEntry(2), recordId: "acc_9" }, "recordOther"],
])("an entry %s is found, though its hash is right", async (_name, entry, what) => {
  const store = await openStore();
  await store.writer.commit({ steps: [], entries: [...newEntries(2), entry, newEntry(3)] });
  expect(await checkLedger(store)).toEqual({ state: "broken", fault: { ledgerNumber: 1, what, index: 2 } });
});

test("an entry that stands there twice is found", async () => {
  const store = await openStore();
  await store.writer.commit({ steps: [], entries: [newEntry(0), newEntry(1), newEntry(0), newEntry(2)] });
  expect(await checkLedger(store)).toEqual({ state: "broken", fault: { ledgerNumber: 1, what: "entryRepeated", index: 2 } });
});

test("two ledgers under one name are found", async () => {
  const store = await openStore();
  await store.writer.commit({ steps: [], entries: [newEntry(0), newEntry(1, { ledgerNumber: 2 })] });
  expect(await checkLedger(store)).toEqual({ state: "broken", fault: { ledgerNumber: 2, what: "originTaken", index: 0 } });
});

test("a checkpoint kept outside is compared with the ledger that it names", async () => {
  const { store, tree } = await openLedger();
  const check = async (checkpoint: string) => checkLedger(store, { keys: [...KEYS, testSigner("other.example").key], checkpoints: [checkpoint] });
  for (const size of [0, 1, 64, 123, SIZE]) expect((await check(noteAt(tree, size))).state).toBe("consistent");
  const longer = treeOver(newEntries(SIZE + 1));
  const other = treeOver(newEntries(SIZE, { from: 1 }));
  const fault = (what: string, checkpoint: string) => ({ state: "broken", fault: { what, checkpoint } });
  for (const [what, checkpoint] of [
    ["outsideAhead", noteAt(longer, SIZE + 1)],
    ["outsideOther", noteAt(other, 123)],
    ["outsideUnknown", noteAt(tree, 123, "other.example")],
    ["outsideUnsigned", noteAt(tree, 123).replace("123", "124")],
    ["outsideUnsigned", ""],
  ] as const) expect(await check(checkpoint)).toEqual(fault(what, checkpoint));
});

test("entries that come in the moment after the last one was read explain the nodes that are found beyond it", async () => {
  const store = await openStore();
  await store.writer.commit({ steps: [], entries: newEntries(3) });
  const questions = new WeakSet<object>();
  let added = 0;
  const db = store.db.withPlugin({
    transformQuery({ node, queryId }) {
      if ("from" in node && JSON.stringify(node.from).includes("ledgerEntries")) questions.add(queryId);
      return node;
    },
    async transformResult({ result, queryId }) {
      const isAtEnd = questions.has(queryId) && result.rows.length === 0;
      if (isAtEnd && added++ === 0) await store.writer.commit({ steps: [], entries: newEntries(5, { from: 3 }) });
      return result;
    },
  });
  expect(await checkLedger({ db })).toMatchObject({ state: "consistent", ledgers: [{ size: 8 }] });
});

test("entries that are added while the check runs do not disturb it", async () => {
  const store = await openStore();
  await store.writer.commit({ steps: [], entries: newEntries(3000) });
  const adding = Promise.all(Array.from({ length: 400 }, (_, place) => store.writer.commit({ steps: [], entries: [newEntry(3000 + place)] })));
  const checks: string[] = [];
  for (let round = 0; round < 4; round++) checks.push((await checkLedger(store)).state);
  await adding;
  expect(checks).toEqual(Array(4).fill("consistent"));
  expect(await checkLedger(store)).toMatchObject({ ledgers: [{ size: 3400 }] });
});
