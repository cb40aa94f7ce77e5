import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type QueryExecutorProvider, sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { connect } from "#db/connect";
import type { Migration } from "#db/migrate";
import { MIGRATIONS } from "#db/migrations/index";
import { openDatabase } from "#db/open";
import { StoreError } from "#db/store-error";
import { bundleChild, startChild } from "#test/support/child";
import { openPlain } from "#test/support/plain-sqlite";
import { temporaryFolder } from "#test/support/store";

type Tables = Record<string, Record<string, unknown>>;

function migration(name: string, ...statements: string[]): Migration {
  return {
    name,
    async up(db: QueryExecutorProvider) {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  };
}

const FIRST = migration("2026-01-01-first", "create table first (id text primary key) strict", "insert into first values ('kept')");
const SECOND = migration("2026-02-01-second", "alter table first add column note text", "create table second (id text) strict");
const BROKEN = migration("2026-03-01-broken", "create table third (id text) strict", "update first set note = 'lost'", "insert into nowhere values (1)");

async function migrated(file: string, migrations: readonly Migration[]): Promise<void> {
  await (await openDatabase<Tables>({ file, readers: 1, migrations })).destroy();
}

async function freshFile(): Promise<string> {
  return join(await temporaryFolder(), "concordat.sqlite");
}

/** Everything that the file holds, structure and rows. */
async function contentOf(file: string): Promise<unknown> {
  const plain = await openPlain(file);
  const tables = await plain.all<{ name: string; sql: string }>("select name, sql from sqlite_schema where sql is not null order by name");
  return Promise.all(tables.map(async ({ name, sql }) => [sql, sql.startsWith("CREATE TABLE") && (await plain.all(`select * from "${name}"`))]));
}

test("migrations run once each, in order", async () => {
  const file = await freshFile();
  await migrated(file, [FIRST]);
  await migrated(file, [FIRST, SECOND]);
  await migrated(file, [FIRST, SECOND]);
  const plain = await openPlain(file);
  expect(await plain.all("select name from migrations order by name")).toEqual([{ name: FIRST.name }, { name: SECOND.name }]);
  expect(await plain.all("select * from first")).toEqual([{ id: "kept", note: null }]);
});

test("a migration that fails leaves an empty file empty", async () => {
  const file = await freshFile();
  await expect(migrated(file, [FIRST, SECOND, BROKEN])).rejects.toThrow("no such table: nowhere");
  expect([existsSync(`${file}-wal`), existsSync(`${file}-shm`)]).toEqual([false, false]);
  expect(await contentOf(file)).toEqual([]);
});

test("a migration that fails leaves an earlier database as it was, and the mended one runs", async () => {
  const file = await freshFile();
  await migrated(file, [FIRST]);
  const before = await contentOf(file);
  await expect(migrated(file, [FIRST, SECOND, BROKEN])).rejects.toThrow("no such table: nowhere");
  expect(await contentOf(file)).toEqual(before);
  await migrated(file, [FIRST, SECOND]);
});

test("a database of a newer release is refused with a sentence and left alone", async () => {
  const file = await freshFile();
  await migrated(file, [...MIGRATIONS, migration("2999-01-01-later", "create table later (id text) strict")]);
  const before = await contentOf(file);
  const opening = connect({ file });
  await expect(opening).rejects.toThrow(StoreError);
  await expect(opening).rejects.toThrow("newer Concordat (it has 2999-01-01-later)");
  expect(await contentOf(file)).toEqual(before);
});

test("names of migrations are dated, in the order of their dates, and none is there twice", () => {
  const names = MIGRATIONS.map(({ name }) => name);
  const dates = names.map((name) => name.slice(0, 10));
  expect(dates).toEqual([...dates].sort());
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => !/^\d{4}-\d{2}-\d{2}-[a-z-]+$/.test(name))).toEqual([]);
});

test("two starts within one process migrate once", async () => {
  const file = await freshFile();
  const stores = await Promise.all([connect({ file }), connect({ file })]);
  onTestFinished(async () => void (await Promise.all(stores.map((store) => store.close()))));
  const plain = await openPlain(file);
  expect(await plain.all("select name from migrations")).toHaveLength(MIGRATIONS.length);
});

test("processes that start at once migrate once, and each goes on", async () => {
  const script = await bundleChild("connect");
  for (let round = 0; round < 3; round++) {
    const file = await freshFile();
    const start = String(Date.now() + 400);
    const children = Array.from({ length: 4 }, () => startChild(script, [file, start]));
    const ends = await Promise.all(children.map((child) => child.ended));
    expect(children.map((child) => child.output())).toEqual(Array.from(children, () => "open\n"));
    expect(ends).toEqual([0, 0, 0, 0]);
    const plain = await openPlain(file);
    expect(await plain.all("select name from migrations")).toHaveLength(MIGRATIONS.length);
  }
});

test.each([
  ["is not a database", "no database, but long enough to have a header".repeat(100)],
  ["is cut off", `SQLite format 3\0${"\u0001".repeat(300)}`],
])("a file that %s is refused with advice", async (_name, bytes) => {
  const file = await freshFile();
  await writeFile(file, bytes);
  const opening = connect({ file });
  await expect(opening).rejects.toThrow(StoreError);
  await expect(opening).rejects.toThrow(/is damaged or is not a database\. Move it away and put the last backup in its place/);
});

test("a file in a missing folder is refused with advice", async () => {
  await expect(connect({ file: "/nonexistent/concordat.sqlite" })).rejects.toThrow("cannot be opened for writing. Check that its folder exists");
});
