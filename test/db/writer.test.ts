import { Kysely } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { deleteRows, insertOnce, insertRow, KeyTakenError, StaleRowError, updateRows, type Commit, type Step } from "#db/commit";
import { connect } from "#db/connect";
import { SqliteDialect } from "#db/dialects/sqlite";
import type { Database } from "#db/schema";
import { openWriter } from "#db/writer";
import { bundleChild, startChild } from "#test/support/child";
import { evidenceCommit, evidenceRows } from "#test/support/evidence-rows";
import { openPlain } from "#test/support/plain-sqlite";
import { openStore, type TestStore } from "#test/support/store";

const AT = "2026-03-01T00:00:00.000Z";

function signIn(id: string): Step {
  return insertRow("signIns", { id, accountId: "usr_1", method: "password", happenedAt: AT, recordedAt: AT });
}

function draft(id: string, counter = 1): Step {
  return insertRow("drafts", { id, agreementId: null, slug: "terms", counter, contentJson: "{}", authorId: "usr_1", createdAt: AT, updatedAt: AT });
}

/** What became of each commit, handed in all at once. */
async function outcomes({ writer }: TestStore, commits: readonly Commit[]): Promise<string[]> {
  const settled = await Promise.allSettled(commits.map((commit) => writer.commit(commit)));
  return settled.map((each) => (each.status === "fulfilled" ? "written" : String(each.reason.message)));
}

async function signInIds({ db }: TestStore): Promise<string[]> {
  return (await db.selectFrom("signIns").select("id").orderBy("id").execute()).map(({ id }) => id);
}

test("it says how many commits are under way, those that are refused too", async () => {
  const { writer } = await openStore();
  const handedIn = [writer.commit({ steps: [signIn("a")] }), writer.commit({ steps: [signIn("a")] }).catch(() => undefined)];
  expect(writer.underWay?.()).toBe(2);
  await Promise.all(handedIn);
  expect(writer.underWay?.()).toBe(0);
});

test("a commit is there, rows as given, once it is answered", async () => {
  const { db, writer } = await openStore();
  await writer.commit(evidenceCommit(1));
  const { acts, documents, clauses } = evidenceRows(1);
  expect(await db.selectFrom("acts").selectAll().execute()).toEqual([acts]);
  expect(await db.selectFrom("documents").selectAll().execute()).toEqual([documents]);
  expect(await db.selectFrom("clauses").selectAll().execute()).toEqual([clauses]);
});

test.each(["汉字 😀 \u2028", "a\0b", "'; drop table acts; --", '{"a":[1,"\\u0000"]}', "", "x".repeat(2_000_000)])("text %# is stored as it is", async (body) => {
  const { db, writer } = await openStore();
  await writer.commit({ steps: [insertRow("portal", { name: "text", value: body })] });
  expect((await db.selectFrom("portal").select("value").executeTakeFirstOrThrow()).value === body).toBe(true);
});

test("a commit that fails at its last step leaves nothing of its first", async () => {
  const store = await openStore();
  const commit = { steps: [signIn("sig_1"), signIn("sig_1")] };
  await expect(store.writer.commit(commit)).rejects.toEqual(new KeyTakenError("signIns", ["id"]));
  expect(await signInIds(store)).toEqual([]);
});

test("one bad commit among many fails alone, and the others stay in order", async () => {
  const store = await openStore();
  const names = Array.from({ length: 300 }, (_, i) => `sig_${String(i).padStart(3, "0")}`);
  const commits = names.map((name, i) => ({ steps: [signIn(i === 150 ? "sig_000" : name)] }));
  const results = await outcomes(store, commits);
  expect(results.filter((result) => result !== "written")).toEqual(["key taken: signIns(id)"]);
  expect(results[150]).toBe("key taken: signIns(id)");
  const inOrder = await (await openPlain(store.file)).all<{ id: string }>(`select id from "signIns" order by rowid`);
  expect(inOrder.map(({ id }) => id)).toEqual(names.filter((_, i) => i !== 150));
});

test("what waits travels together: 128 commits at most, one statement for all their rows", async () => {
  const { file } = await openStore();
  const statements: string[] = [];
  const db = new Kysely<Database>({ dialect: new SqliteDialect({ file, readers: 1 }), log: ({ query }) => void statements.push(query.sql) });
  onTestFinished(() => db.destroy());
  const writer = openWriter(db);
  await Promise.all(Array.from({ length: 300 }, (_, i) => writer.commit({ steps: [signIn(`sig_${i}`)] })));
  const writes = statements.filter((text) => !text.startsWith("create temp"));
  expect(writes).toHaveLength(Math.ceil(300 / 128));
  expect(new Set(writes).size).toBe(1);
});

test("batches of more shapes than have a statement of their own are written as well", async () => {
  const { db, writer } = await openStore();
  const names = Array.from({ length: 80 }, (_, i) => `name ${i}`);
  const shapeOf = (i: number): Step[] => Array.from({ length: i + 1 }, (_, k) => (k % 2 === 0 ? insertRow("portal", { name: `${i} ${k}`, value: "" }) : signIn(`sig_${i}_${k}`)));
  for (const i of names.keys()) await writer.commit({ steps: shapeOf(i) });
  const { rows } = await db.selectFrom("portal").select((eb) => eb.fn.countAll<number>().as("rows")).executeTakeFirstOrThrow();
  expect(rows).toBe(names.reduce((sum, _, i) => sum + Math.ceil((i + 1) / 2), 0));
});

test("of two that take the same key the first handed in has it", async () => {
  const store = await openStore();
  const answer = (id: string): Commit => ({ steps: [insertRow("acts", { ...evidenceRows(1).acts, id })] });
  const { steps } = evidenceCommit(1);
  await store.writer.commit({ steps: steps.slice(0, 9) });
  expect(await outcomes(store, ["acc_b", "acc_a", "acc_c"].map(answer))).toEqual(["written", "key taken: acts(presentationId)", "key taken: acts(presentationId)"]);
  expect(await store.db.selectFrom("acts").select("id").execute()).toEqual([{ id: "acc_b" }]);
});

test("a key of several columns is named", async () => {
  const { writer } = await openStore();
  await writer.commit(evidenceCommit(1));
  const { actLines, publications } = evidenceRows(1);
  const line = writer.commit({ steps: [insertRow("actLines", { ...actLines, position: 7 })] });
  await expect(line).rejects.toEqual(new KeyTakenError("actLines", ["partyId", "subject", "followsActId"]));
  const publication = writer.commit({ steps: [insertRow("publications", { ...publications, id: "pub_9" })] });
  await expect(publication).rejects.toEqual(new KeyTakenError("publications", ["versionId", "followsId"]));
});

test("a key of a table that changes is named too", async () => {
  const { writer } = await openStore();
  await writer.commit({ steps: [draft("drf_1")] });
  await expect(writer.commit({ steps: [draft("drf_1")] })).rejects.toEqual(new KeyTakenError("drafts", ["id"]));
});

test("of two savings of the same draft one finds it changed", async () => {
  const store = await openStore();
  await store.writer.commit({ steps: [draft("drf_1", 4)] });
  const save = (slug: string): Commit => ({
    steps: [signIn(`sig_${slug}`), updateRows("drafts", { set: { slug, counter: 5 }, where: { id: "drf_1", counter: 4 }, expect: 1 })],
  });
  expect(await outcomes(store, [save("one"), save("two"), { steps: [signIn("sig_3")] }])).toEqual(["written", "row changed meanwhile: drafts", "written"]);
  expect(await store.db.selectFrom("drafts").select(["slug", "counter"]).execute()).toEqual([{ slug: "one", counter: 5 }]);
  expect(await signInIds(store)).toEqual(["sig_3", "sig_one"]);
});

test("a stale row is told apart as such", async () => {
  const { writer } = await openStore();
  const removal = writer.commit({ steps: [deleteRows("drafts", { where: { id: "drf_none" }, expect: 1 })] });
  await expect(removal).rejects.toEqual(new StaleRowError("drafts"));
});

test("where compares null with null", async () => {
  const { db, writer } = await openStore();
  await writer.commit({ steps: [draft("drf_1"), deleteRows("drafts", { where: { agreementId: null }, expect: 1 })] });
  expect(await db.selectFrom("drafts").select("id").execute()).toEqual([]);
});

test("content is stored once, in one commit, in one batch and later", async () => {
  const store = await openStore();
  const screen = (html: string): Commit => {
    const row = { ...evidenceRows(1).screens, html };
    return { steps: [insertOnce("screens", row, { sha256: row.sha256 }), insertOnce("screens", row, { sha256: row.sha256 })] };
  };
  expect(await outcomes(store, [screen("first"), screen("second"), screen("third")])).toEqual(["written", "written", "written"]);
  await store.writer.commit(screen("fourth"));
  expect(await store.db.selectFrom("screens").select("html").execute()).toEqual([{ html: "first" }]);
});

test("a batch of inserts, updates and deletes keeps the order of its steps", async () => {
  const store = await openStore();
  const raise = (counter: number): Commit => ({ steps: [updateRows("drafts", { set: { counter: counter + 1 }, where: { counter }, expect: 1 })] });
  const commits = [{ steps: [draft("drf_1", 1)] }, raise(1), raise(2), { steps: [deleteRows("drafts", { where: { counter: 3 }, expect: 1 }), draft("drf_1", 9)] }, raise(9)];
  expect(await outcomes(store, commits)).toEqual(commits.map(() => "written"));
  expect(await store.db.selectFrom("drafts").select("counter").execute()).toEqual([{ counter: 10 }]);
});

test("commits that lean on each other pass together in the order in which they were handed in", async () => {
  const store = await openStore();
  const { agreements, documents, versions } = evidenceRows(1);
  const second = evidenceRows(2);
  const commits = [
    { steps: [insertRow("documents", documents), insertRow("agreements", agreements)] },
    { steps: [insertRow("versions", versions), insertRow("documents", second.documents)] },
    { steps: [insertRow("versions", { ...versions, id: "ver_2", number: 2, buildsOnId: "ver_1", manifestSha256: second.documents.sha256 })] },
  ];
  expect(await outcomes(store, commits)).toEqual(["written", "written", "written"]);
});

test("a commit keeps the order of its own steps where a later row of a table leans on another table", async () => {
  const { writer } = await openStore();
  const { screens, presentations, signIns, acts } = evidenceRows(1);
  await writer.commit({
    steps: [
      insertRow("screens", screens),
      insertRow("signIns", signIns),
      insertRow("acts", { ...acts, id: "acc_0", presentationId: null }),
      insertRow("presentations", presentations),
      insertRow("acts", acts),
    ],
  });
});

test("within a table the order holds also where rows are stored in different ways", async () => {
  const store = await openStore();
  const results = await outcomes(store, [
    { steps: [insertRow("portal", { name: "other", value: "0" })] },
    { steps: [insertOnce("portal", { name: "k", value: "1" }, { name: "k" })] },
    { steps: [insertRow("portal", { name: "k", value: "2" })] },
  ]);
  expect(results).toEqual(["written", "written", "key taken: portal(name)"]);
  expect(await store.db.selectFrom("portal").select("value").where("name", "=", "k").execute()).toEqual([{ value: "1" }]);
});

test("a foreign key that leads nowhere is a bug, told in SQLite's words", async () => {
  const { writer } = await openStore();
  const orphan = writer.commit({ steps: [insertRow("versions", evidenceRows(1).versions)] });
  await expect(orphan).rejects.toThrow("FOREIGN KEY constraint failed");
  await expect(orphan).rejects.not.toBeInstanceOf(KeyTakenError);
});

test.each([
  ["a bigint", 1n],
  ["undefined", undefined],
  ["a Date", new Date(0)],
  ["a boolean", true],
  ["bytes", Buffer.from("x")],
  ["half a surrogate pair", "\ud83d"],
])("%s in a row is refused by table and column before anything is written", async (_name, value) => {
  const { writer } = await openStore();
  const step: Step = { op: "insert", table: "portal", row: { name: "n", value } };
  await expect(writer.commit({ steps: [step] })).rejects.toThrow(/^portal\.value/);
  await expect(writer.commit({ steps: [{ op: "delete", table: "portal", where: { value } }] })).rejects.toThrow(/^portal\.value/);
});

test("a row stored once names its own values as the condition", async () => {
  const { writer } = await openStore();
  const step = insertOnce("portal", { name: "a", value: "1" }, { name: "b" });
  await expect(writer.commit({ steps: [step] })).rejects.toThrow('portal.name: "unless" names another value than the row');
});

test("rows stored once are skipped only where all named columns are the same", async () => {
  const { db, writer } = await openStore();
  const row = (name: string, value: string) => insertOnce("portal", { name, value }, { name, value });
  await writer.commit({ steps: [row("a", "1"), row("a", "1"), row("b", "1")] });
  expect(await db.selectFrom("portal").selectAll().orderBy("name").execute()).toEqual([{ name: "a", value: "1" }, { name: "b", value: "1" }]);
  await expect(writer.commit({ steps: [row("a", "2")] })).rejects.toEqual(new KeyTakenError("portal", ["name"]));
});

test("a step that would touch every row is refused", async () => {
  const { writer } = await openStore();
  await expect(writer.commit({ steps: [deleteRows("portal", { where: {} })] })).rejects.toThrow("names no column");
  await expect(writer.commit({ steps: [updateRows("portal", { set: {}, where: { name: "n" } })] })).rejects.toThrow("names no column");
});

test("closing writes what was handed in and then refuses", async () => {
  const { file } = await openStore();
  const store = await connect({ file });
  const handedIn = Array.from({ length: 200 }, (_, i) => store.writer.commit({ steps: [signIn(`sig_${i}`)] }));
  await store.close();
  await Promise.all(handedIn);
  await expect(store.writer.commit({ steps: [signIn("sig_late")] })).rejects.toThrow("the writer is closed");
  expect(await (await openPlain(file)).all(`select count(*) as n from "signIns"`)).toEqual([{ n: 200 }]);
});

test("what was answered before the process was killed is there, once", async () => {
  const { file } = await openStore();
  const script = await bundleChild("commit");
  const answered: number[] = [];
  for (let round = 0; round < 5; round++) {
    const child = startChild(script, [file, String(round * 1_000_000)]);
    while (child.output().split("\n").length < 100 + 37 * round) await new Promise((resolve) => setTimeout(resolve, 5));
    child.process.kill("SIGKILL");
    expect(await child.ended).toBe("SIGKILL");
    answered.push(...child.output().split("\n").slice(0, -1).map(Number));
  }
  const plain = await openPlain(file);
  const stored = (await plain.all<{ id: string }>(`select id from "signIns"`)).map(({ id }) => Number(id.slice(4)));
  expect(answered.filter((number) => !stored.includes(number))).toEqual([]);
  expect(new Set(stored).size).toBe(stored.length);
  expect(await plain.all("pragma integrity_check")).toEqual([{ integrity_check: "ok" }]);
});
