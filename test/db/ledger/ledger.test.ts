import { Kysely } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { checkLedger, type LedgerCheck } from "#app/domain/evidence/ledger/ledger.server";
import { LEDGER_CRYPTO } from "#app/domain/evidence/ledger/crypto.server";
import { LEDGER_TREE } from "#app/domain/evidence/ledger/tree.server";
import { hexOf } from "#app/ledger/bytes";
import { hashLeaf, inclusionProof, isIncluded, readFrontier, rootOf } from "#app/ledger/tree";
import { insertRow, KeyTakenError, type Commit } from "#db/commit";
import { connect } from "#db/connect";
import { SqliteDialect } from "#db/dialects/sqlite";
import { findLedgerSize, LedgerBrokenError, nodeReader, selectEntriesOfRecord, selectLedgerEntries } from "#db/ledger/ledger";
import type { Database } from "#db/schema";
import { openWriter } from "#db/writer";
import { bundleChild, startChild } from "#test/support/child";
import { growTree, newEntries, newEntry, ORIGIN } from "#test/support/ledger";
import { openPlain } from "#test/support/plain-sqlite";
import { openStore, type TestStore } from "#test/support/store";

const AT = "2026-03-01T00:00:00.000Z";

/** A sign-in with its entry; the two bear the number. */
function signInWithEntry(number: number, id = `sig_${number}`): Commit {
  return { steps: [insertRow("signIns", { id, accountId: "usr_1", method: "password", happenedAt: AT, recordedAt: AT })], entries: [newEntry(number)] };
}

async function recordsInOrder({ db }: Pick<TestStore, "db">, ledgerNumber = 1): Promise<string[]> {
  return (await selectLedgerEntries(db, { ledgerNumber, from: 0, limit: 10_000 })).map(({ recordId }) => recordId);
}

async function indexes({ db }: Pick<TestStore, "db">): Promise<number[]> {
  return (await selectLedgerEntries(db, { ledgerNumber: 1, from: 0, limit: 10_000 })).map(({ index }) => index);
}

/** That of a ledger with these entries, computed in memory. */
function consistentOver(entries: readonly { entryJson: string }[]): LedgerCheck {
  const { roots } = growTree(entries.map(({ entryJson }) => Buffer.from(entryJson)));
  return { state: "consistent", ledgers: [{ ledgerNumber: 1, origin: ORIGIN, size: entries.length, rootHash: hexOf(roots.at(-1) ?? new Uint8Array()) }] };
}

/** A second opening of the same file, as another process has it. */
async function openAgain(file: string) {
  const store = await connect({ file, tree: LEDGER_TREE });
  onTestFinished(() => store.close());
  return store;
}

/** A writer whose statements are written down. */
async function openLogged(file: string): Promise<{ commit: (commit: Commit) => Promise<void>; statements: string[] }> {
  const statements: string[] = [];
  const db = new Kysely<Database>({ dialect: new SqliteDialect({ file, readers: 1 }), log: ({ query }) => void statements.push(query.sql) });
  onTestFinished(() => db.destroy());
  return { commit: openWriter(db, LEDGER_TREE).commit, statements };
}

test("an empty database has no ledger, and nothing is wrong with it", async () => {
  expect(await checkLedger(await openStore())).toEqual({ state: "consistent", ledgers: [] });
});

test("entries stand in the order in which they were handed in, byte for byte, and the tree is theirs", async () => {
  const store = await openStore();
  const entries = newEntries(300);
  await Promise.all(entries.map((entry) => store.writer.commit({ steps: [], entries: [entry] })));
  const rows = await selectLedgerEntries(store.db, { ledgerNumber: 1, from: 0, limit: 1000 });
  expect(rows.map(({ index }) => index)).toEqual(entries.map((_, index) => index));
  expect(rows.map(({ entryJson }) => entryJson)).toEqual(entries.map(({ entryJson }) => entryJson));
  expect(await checkLedger(store)).toEqual(consistentOver(entries));
});

test("one commit may bring several entries, more than a page of the check", async () => {
  const store = await openStore();
  const entries = newEntries(2500);
  await store.writer.commit({ steps: [], entries: entries.slice(0, 7) });
  await store.writer.commit({ steps: [], entries: entries.slice(7) });
  expect(await checkLedger(store)).toEqual(consistentOver(entries));
});

test("of 500 commits at once every seventh is refused, and the others' indexes have no gap", async () => {
  const store = await openStore();
  await store.writer.commit(signInWithEntry(0, "sig_taken"));
  const commits = Array.from({ length: 500 }, (_, place) => signInWithEntry(place + 1, place % 7 === 3 ? "sig_taken" : `sig_${place + 1}`));
  const settled = await Promise.allSettled(commits.map((commit) => store.writer.commit(commit)));
  const accepted = settled.flatMap(({ status }, place) => (status === "fulfilled" ? [place + 1] : []));
  expect(accepted).toHaveLength(429);
  expect(await recordsInOrder(store)).toEqual([0, ...accepted].map((number) => `acc_${number}`));
  expect(await indexes(store)).toEqual(Array.from({ length: 430 }, (_, index) => index));
  expect(await checkLedger(store)).toEqual(consistentOver([0, ...accepted].map((number) => newEntry(number))));
  for (const each of settled) if (each.status === "rejected") expect(each.reason).toEqual(new KeyTakenError("signIns", ["id"]));
});

test("if the entry cannot be written nothing is, and its neighbours are", async () => {
  const store = await openStore();
  const wide = { ...newEntry(1), entryJson: JSON.stringify("x".repeat(65_535)) };
  const results = await Promise.allSettled([
    store.writer.commit(signInWithEntry(0)),
    store.writer.commit({ ...signInWithEntry(1), entries: [wide] }),
    store.writer.commit(signInWithEntry(2)),
  ]);
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(await recordsInOrder(store)).toEqual(["acc_0", "acc_2"]);
  expect(await store.db.selectFrom("signIns").select("id").orderBy("id").execute()).toEqual([{ id: "sig_0" }, { id: "sig_2" }]);
  expect((await checkLedger(store)).state).toBe("consistent");
});

test.each([
  ["half a surrogate pair", { entryJson: '"\ud800"' }, "ledgerEntries.entryJson"],
  ["a number that is none", { ledgerNumber: Number.NaN }, "ledgerEntries.ledgerNumber"],
])("%s is refused before anything is written", async (_what, part, message) => {
  const { writer } = await openStore();
  await expect(writer.commit({ steps: [], entries: [{ ...newEntry(0), ...part }] })).rejects.toThrow(message);
});

test("two processes that write in turn share one ledger", async () => {
  const store = await openStore();
  const other = await openAgain(store.file);
  for (let number = 0; number < 40; number++) await (number % 3 === 0 ? other : store).writer.commit(signInWithEntry(number));
  expect(await checkLedger(store)).toEqual(consistentOver(newEntries(40)));
});

test("two processes that write at once share one ledger", async () => {
  const store = await openStore();
  const other = await openAgain(store.file);
  await Promise.all(Array.from({ length: 300 }, (_, number) => (number % 2 === 0 ? other : store).writer.commit(signInWithEntry(number))));
  expect((await recordsInOrder(store)).sort()).toEqual(newEntries(300).map(({ recordId }) => recordId).sort());
  expect(await checkLedger(store)).toMatchObject({ state: "consistent", ledgers: [{ size: 300 }] });
});

test("several processes that each write one commit after another outrun each other all the time, and none takes that for a broken ledger", async () => {
  const store = await openStore();
  const others = await Promise.all(Array.from({ length: 2 }, () => openAgain(store.file)));
  await Promise.all([store, ...others].map(async ({ writer }, process) => {
    for (let number = 0; number < 100; number++) await writer.commit(signInWithEntry(process * 100 + number));
  }));
  expect(await checkLedger(store)).toMatchObject({ state: "consistent", ledgers: [{ size: 300 }] });
});

test("a ledger that was closed goes on where it ended", async () => {
  const store = await openStore();
  for (let number = 0; number < 20; number++) {
    const again = await connect({ file: store.file, tree: LEDGER_TREE });
    await again.writer.commit(signInWithEntry(number));
    await again.close();
  }
  expect(await checkLedger(store)).toEqual(consistentOver(newEntries(20)));
});

test("ledgers of one database have indexes and trees of their own", async () => {
  const store = await openStore();
  const second = newEntries(5, { ledgerNumber: 2, ledger: "ledger.example/terms-2", from: 3 });
  await Promise.all([...newEntries(3), ...second].map((entry) => store.writer.commit({ steps: [], entries: [entry] })));
  await store.writer.commit({ steps: [], entries: [newEntry(50), { ...newEntry(51, { ledgerNumber: 2, ledger: "ledger.example/terms-2" }) }, newEntry(52)] });
  expect(await recordsInOrder(store, 1)).toEqual(["acc_0", "acc_1", "acc_2", "acc_50", "acc_52"]);
  expect(await recordsInOrder(store, 2)).toEqual(["acc_3", "acc_4", "acc_5", "acc_6", "acc_7", "acc_51"]);
  expect(await checkLedger(store)).toMatchObject({ state: "consistent", ledgers: [{ ledgerNumber: 1, size: 5 }, { ledgerNumber: 2, size: 6 }] });
});

test("a database opened without a tree takes rows and no entries", async () => {
  const { file } = await openStore();
  const store = await connect({ file });
  onTestFinished(() => store.close());
  await store.writer.commit({ steps: signInWithEntry(0).steps });
  await expect(store.writer.commit(signInWithEntry(1))).rejects.toThrow("without the tree of its ledger");
  expect(await findLedgerSize(store.db, 1)).toBe(0);
});

test("rows and entries are one statement for a batch, however many they are", async () => {
  const { file } = await openStore();
  const { commit, statements } = await openLogged(file);
  await commit(signInWithEntry(0));
  statements.length = 0;
  await Promise.all(Array.from({ length: 300 }, (_, number) => commit(signInWithEntry(number + 1))));
  const writes = statements.filter((text) => !text.startsWith("create temp"));
  expect(writes).toHaveLength(Math.ceil(300 / 128));
  expect(new Set(writes).size).toBe(1);
});

test("the end of a ledger is read once, in the order of the logarithm of its size", async () => {
  const store = await openStore();
  await store.writer.commit({ steps: [], entries: newEntries(1023) });
  const { commit, statements } = await openLogged(store.file);
  await commit(signInWithEntry(2000));
  expect(statements.filter((text) => text.startsWith("select"))).toHaveLength(1 + 10);
  statements.length = 0;
  await commit(signInWithEntry(2001));
  expect(statements.filter((text) => text.startsWith("select"))).toEqual([]);
});

test("proofs come from stored nodes, whatever is written meanwhile", async () => {
  const { db, writer } = await openStore();
  const entries = newEntries(200);
  await writer.commit({ steps: [], entries });
  const readNode = nodeReader(db, 1);
  const rootHash = rootOf(LEDGER_CRYPTO, await readFrontier(readNode, 77));
  await Promise.all([writer.commit({ steps: [], entries: newEntries(50, { from: 200 }) }), ...[0, 31, 64, 76].map(async (index) => {
    const proof = await inclusionProof({ ...LEDGER_CRYPTO, readNode }, index, 77);
    const leafHash = hashLeaf(LEDGER_CRYPTO, Buffer.from(entries[index]?.entryJson ?? ""));
    expect(isIncluded(LEDGER_CRYPTO, { index, size: 77, leafHash, proof, rootHash })).toBe(true);
  })]);
  await expect(readNode(0, 250)).rejects.toThrow(new LedgerBrokenError("The node 250 of level 0 of ledger 1 is missing."));
});

test("the entries of a record are found by it", async () => {
  const { db, writer } = await openStore();
  await writer.commit({ steps: [], entries: [newEntry(1), newEntry(2), { ...newEntry(3), recordId: "acc_1" }] });
  expect((await selectEntriesOfRecord(db, "acc_1")).map(({ index }) => index)).toEqual([0, 2]);
  expect(await selectEntriesOfRecord(db, "acc_9")).toEqual([]);
});

test("when the end of the ledger is removed under a running process, nothing more is written to it, and the rest goes on", async () => {
  const store = await openStore();
  await store.writer.commit({ steps: [], entries: newEntries(6) });
  const plain = await openPlain(store.file);
  await plain.all(`drop trigger "ledgerEntriesDelete"`);
  await plain.all(`delete from "ledgerEntries" where "index" > 3`);
  for (let attempt = 0; attempt < 2; attempt++) await expect(store.writer.commit(signInWithEntry(6))).rejects.toThrow(LedgerBrokenError);
  await store.writer.commit({ steps: signInWithEntry(7).steps });
  expect(await store.db.selectFrom("signIns").select("id").execute()).toEqual([{ id: "sig_7" }]);
  expect(await findLedgerSize(store.db, 1)).toBe(4);
});

test("an entry slipped in by another hand without its nodes stops the ledger", async () => {
  const store = await openStore();
  await store.writer.commit({ steps: [], entries: newEntries(3) });
  const plain = await openPlain(store.file);
  await plain.all(`insert into "ledgerEntries" values (1, 3, 'acc_x', '{}', ?)`, ["0".repeat(64)]);
  await expect(store.writer.commit(signInWithEntry(4))).rejects.toThrow(LedgerBrokenError);
  expect(await checkLedger(store)).toEqual({ state: "broken", fault: { ledgerNumber: 1, what: "leafHashWrong", index: 3 } });
});

test("a node slipped in before its time stops the ledger too", async () => {
  const store = await openStore();
  await store.writer.commit({ steps: [], entries: newEntries(3) });
  const plain = await openPlain(store.file);
  await plain.all(`insert into "ledgerNodes" values (1, 1, 1, ?)`, ["0".repeat(64)]);
  await expect(store.writer.commit(signInWithEntry(4))).rejects.toThrow(LedgerBrokenError);
  expect(await checkLedger(store)).toEqual({ state: "broken", fault: { ledgerNumber: 1, what: "nodeBeyond", level: 1, index: 1 } });
});

test("the database itself refuses an index that leaves a gap", async () => {
  const store = await openStore();
  await store.writer.commit({ steps: [], entries: newEntries(3) });
  const plain = await openPlain(store.file);
  await expect(plain.all(`insert into "ledgerEntries" values (1, 4, 'acc_x', '{}', ?)`, ["0".repeat(64)])).rejects.toThrow("the index leaves a gap");
  await expect(plain.all(`insert into "ledgerEntries" values (2, 1, 'acc_x', '{}', ?)`, ["0".repeat(64)])).rejects.toThrow("the index leaves a gap");
});

test("what was answered before the process was killed is in the ledger, once, and the ledger is consistent", async () => {
  const store = await openStore();
  const script = await bundleChild("append");
  const answered: number[] = [];
  for (let round = 0; round < 6; round++) {
    const child = startChild(script, [store.file, String(round * 1_000_000)]);
    while (child.output().split("\n").length < 60 + 41 * round) await new Promise((resolve) => setTimeout(resolve, 5));
    child.process.kill("SIGKILL");
    expect(await child.ended).toBe("SIGKILL");
    answered.push(...child.output().split("\n").slice(0, -1).map(Number));
    expect((await checkLedger(store)).state).toBe("consistent");
  }
  const stored = await recordsInOrder(store);
  expect(answered.filter((number) => !stored.includes(`acc_${number}`))).toEqual([]);
  expect(new Set(stored).size).toBe(stored.length);
  const signIns = (await store.db.selectFrom("signIns").select("id").execute()).map(({ id }) => id);
  expect(signIns.sort()).toEqual(stored.toSorted());
});
