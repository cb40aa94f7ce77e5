import { existsSync } from "node:fs";
import { join } from "node:path";
import { Kysely, sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { SqliteDialect } from "#db/dialects/sqlite";
import { temporaryFolder } from "#test/support/store";

type Counters = { counters: { name: string; count: number } };

async function openCounters(): Promise<{ db: Kysely<Counters>; file: string }> {
  const file = join(await temporaryFolder(), "counters.sqlite");
  const db = new Kysely<Counters>({ dialect: new SqliteDialect({ file, readers: 3 }) });
  onTestFinished(() => db.destroy());
  await sql`create table counters (name text primary key, count integer not null) strict`.execute(db);
  await db.insertInto("counters").values({ name: "visits", count: 0 }).execute();
  return { db, file };
}

async function countOf(db: Kysely<Counters>, name = "visits"): Promise<number | undefined> {
  return (await db.selectFrom("counters").select("count").where("name", "=", name).executeTakeFirst())?.count;
}

test.each([
  ["a bigint", 1n, "bigint"],
  ["undefined", undefined, "undefined"],
  ["a Date", new Date(0), "a Date"],
  ["a boolean", true, "boolean"],
  ["NaN", Number.NaN, "the number NaN"],
  ["infinity", Number.POSITIVE_INFINITY, "the number Infinity"],
  ["a number that is no longer exact", 2 ** 53, "the number 9007199254740992"],
  ["half a surrogate pair", "a\ud83d", "half of a surrogate pair"],
  ["an object", { count: 1 }, "object"],
])("the driver would alter %s without a word, so it is refused by its position", async (_name, value, words) => {
  const { db } = await openCounters();
  await expect(sql`select ${1}, ${value}`.execute(db)).rejects.toThrow(new RegExp(`^parameter 2 .*${words}`));
});

test.each([["text with 汉字, 😀 and \0", "汉字😀\0 '\""], ["nothing", null], ["an integer", -(2 ** 53 - 1)], ["a fraction", 0.1], ["empty text", ""]])(
  "%s comes back as it was given",
  async (_name, value) => {
    const { db } = await openCounters();
    expect((await sql<{ value: unknown }>`select ${value} as value`.execute(db)).rows).toEqual([{ value }]);
  },
);

test("a transaction that fails leaves nothing", async () => {
  const { db } = await openCounters();
  const failing = db.transaction().execute(async (trx) => {
    await trx.updateTable("counters").set({ count: 7 }).execute();
    expect(await trx.selectFrom("counters").select("count").execute()).toEqual([{ count: 7 }]);
    throw new Error("changed my mind");
  });
  await expect(failing).rejects.toThrow("changed my mind");
  expect(await countOf(db)).toBe(0);
});

/** Reads the count and writes the next, in one transaction. */
function raise(db: Kysely<Counters>): Promise<void> {
  return db.transaction().execute(async (trx) => {
    const { count } = await trx.selectFrom("counters").select("count").executeTakeFirstOrThrow();
    await trx.updateTable("counters").set({ count: count + 1 }).execute();
  });
}

test("500 transactions that read and then write lose no update", async () => {
  const { db } = await openCounters();
  await Promise.all(Array.from({ length: 500 }, () => raise(db)));
  expect(await countOf(db)).toBe(500);
});

test("transactions of two programs that read and then write wait for one another", async () => {
  const { db, file } = await openCounters();
  const other = new Kysely<Counters>({ dialect: new SqliteDialect({ file, readers: 1 }) });
  onTestFinished(() => other.destroy());
  await Promise.all(Array.from({ length: 100 }, (_, i) => raise(i % 2 ? db : other)));
  expect(await countOf(db)).toBe(100);
});

test("a reading transaction sees one state while others write, and may not write itself", async () => {
  const { db } = await openCounters();
  await db.transaction().setAccessMode("read only").execute(async (trx) => {
    expect(await trx.selectFrom("counters").select("count").execute()).toEqual([{ count: 0 }]);
    await db.updateTable("counters").set({ count: 1 }).execute();
    expect(await trx.selectFrom("counters").select("count").execute()).toEqual([{ count: 0 }]);
    await expect(trx.updateTable("counters").set({ count: 2 }).execute()).rejects.toThrow("readonly");
  });
  expect(await countOf(db)).toBe(1);
});

test("selects answer while a transaction holds the writer", async () => {
  const { db } = await openCounters();
  await db.transaction().execute(async (trx) => {
    await trx.updateTable("counters").set({ count: 5 }).execute();
    expect(await countOf(db)).toBe(0);
  });
  expect(await countOf(db)).toBe(5);
});

test("a select that is written out answers while a transaction holds the writer, and one that is not only read does not go to a reader", async () => {
  const { db } = await openCounters();
  const written = async () => (await sql<{ count: number }>`
    select "count" from "counters"`.execute(db)).rows;
  await db.transaction().execute(async (trx) => {
    await sql`update "counters" set "count" = 7`.execute(trx);
    expect((await sql<{ count: number }>`select "count" from "counters"`.execute(trx)).rows).toEqual([{ count: 7 }]);
    expect(await written()).toEqual([{ count: 0 }]);
  });
  expect(await written()).toEqual([{ count: 7 }]);
  await sql`with two as (select 2 as n) update "counters" set "count" = (select n from two)`.execute(db);
  expect(await written()).toEqual([{ count: 2 }]);
});

test("more selects at once than readers all answer", async () => {
  const { db } = await openCounters();
  expect(await Promise.all(Array.from({ length: 100 }, () => countOf(db)))).toEqual(Array.from({ length: 100 }, () => 0));
});

test("one connection may read and then write, and reads what it wrote", async () => {
  const { db } = await openCounters();
  await db.connection().execute(async (one) => {
    expect(await countOf(one)).toBe(0);
    await one.updateTable("counters").set({ count: 3 }).execute();
    expect(await countOf(one)).toBe(3);
  });
});

test("errors carry SQLite's own words, and the connection goes on", async () => {
  const { db } = await openCounters();
  const again = db.insertInto("counters").values({ name: "visits", count: 1 }).execute();
  await expect(again).rejects.toThrow("UNIQUE constraint failed: counters.name");
  await expect(sql`select nowhere`.execute(db)).rejects.toThrow("no such column: nowhere");
  await db.insertInto("counters").values({ name: "visitors", count: 1 }).execute();
  expect(await countOf(db, "visitors")).toBe(1);
});

test("an update tells how many rows changed", async () => {
  const { db } = await openCounters();
  expect((await db.updateTable("counters").set({ count: 1 }).executeTakeFirst()).numUpdatedRows).toBe(1n);
  expect(await db.deleteFrom("counters").where("count", "=", 1).returning("name").execute()).toEqual([{ name: "visits" }]);
});

test("streaming refuses and names the way to read much", async () => {
  const { db } = await openCounters();
  const reading = async () => {
    for await (const row of db.selectFrom("counters").selectAll().stream()) expect(row).toBeUndefined();
  };
  await expect(reading()).rejects.toThrow("page by page");
});

test("statements are forgotten beyond a hundred, and one in use is not shared", async () => {
  const { db } = await openCounters();
  for (let i = 0; i < 250; i++) expect((await sql`select ${sql.raw(String(i))} as n`.execute(db)).rows).toEqual([{ n: i }]);
  await db.transaction().execute(async (trx) => {
    const same = Array.from({ length: 20 }, (_, i) => sql`select ${i} as n`.execute(trx));
    expect((await Promise.all(same)).map(({ rows }) => rows)).toEqual(Array.from({ length: 20 }, (_, i) => [{ n: i }]));
  });
});

test("the file is in WAL mode, flushed fully, with foreign keys on, and readers cannot write", async () => {
  const { db } = await openCounters();
  const pragma = async (name: string) => Object.values((await sql<Record<string, unknown>>`${sql.raw(`pragma ${name}`)}`.execute(db)).rows[0] ?? {})[0];
  expect([await pragma("journal_mode"), await pragma("synchronous"), await pragma("foreign_keys")]).toEqual(["wal", 2, 1]);
  await db.transaction().setAccessMode("read only").execute(async (trx) => {
    await expect(sql`create table other (id integer)`.execute(trx)).rejects.toThrow("readonly");
  });
});

test("closing waits for what is under way and folds the log into the file", async () => {
  const { db, file } = await openCounters();
  const writing = Array.from({ length: 20 }, (_, i) => db.insertInto("counters").values({ name: `c${i}`, count: i }).execute());
  await Promise.all([writing[0], db.destroy()]);
  await Promise.allSettled(writing);
  expect([existsSync(file), existsSync(`${file}-wal`), existsSync(`${file}-shm`)]).toEqual([true, false, false]);
  await expect(countOf(db)).rejects.toThrow("destroyed");
});
