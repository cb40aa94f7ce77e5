import { expect, test } from "vitest";
import type { EvidenceTables } from "#db/schema";
import { evidenceCommit, evidenceRows } from "#test/support/evidence-rows";
import { openPlain, type PlainConnection } from "#test/support/plain-sqlite";
import { openStore } from "#test/support/store";

const ROWID_NAMES = ["rowid", "oid", "_rowid_"];
const TABLES: string[] = Object.keys(evidenceRows(0));
const SAMPLES: Record<string, Record<string, unknown>> = evidenceRows(9);

type Statement = { text: string; parameters?: unknown[] };

async function openFilled(): Promise<PlainConnection> {
  const { file, writer } = await openStore();
  await writer.commit(evidenceCommit(1));
  await writer.commit(evidenceCommit(2));
  return openPlain(file);
}

async function keysOf(plain: PlainConnection, table: string): Promise<string[][]> {
  const indexes = await plain.all<{ name: string }>(`select name from pragma_index_list('${table}') where "unique" = 1`);
  return Promise.all(indexes.map(async ({ name }) => {
    const columns = await plain.all<{ name: string }>(`select name from pragma_index_info('${name}') order by seqno`);
    return columns.map((column) => column.name);
  }));
}

function insertion(verb: string, table: string, row: Record<string, unknown>): Statement {
  const columns = Object.keys(row);
  return {
    text: `${verb} into "${table}" (${columns.map((column) => (ROWID_NAMES.includes(column) ? column : `"${column}"`)).join()}) values (${columns.map(() => "?").join()})`,
    parameters: Object.values(row),
  };
}

/** Every way to change, remove or replace the first row of a table: as a whole, through each key, through the rowid. */
async function attacks(plain: PlainConnection, table: string): Promise<Statement[]> {
  const fresh = SAMPLES[table] ?? {};
  const [{ rowid, ...first } = {}] = await plain.all<Record<string, unknown>>(`select rowid, * from "${table}" order by rowid limit 1`);
  const taken = (await keysOf(plain, table)).map((key) => ({ ...fresh, ...Object.fromEntries(key.map((column) => [column, first[column]])) }));
  const byRowid = ROWID_NAMES.flatMap((name) => [rowid, String(rowid)].map((value) => ({ ...fresh, [name]: value })));
  return [
    ...Object.keys(fresh).flatMap((column) => ["update", "update or replace", "update or ignore"].map((verb) => ({ text: `${verb} "${table}" set "${column}" = "${column}"` }))),
    ...ROWID_NAMES.map((name) => ({ text: `update "${table}" set ${name} = ${name} + 1000` })),
    { text: `delete from "${table}"` },
    { text: `delete from "${table}" where rowid = ?`, parameters: [rowid] },
    ...[...taken, ...byRowid, { ...first }].flatMap((row) => [insertion("insert or replace", table, row), insertion("replace", table, row)]),
    ...taken.map((row) => ({ ...insertion("insert", table, row), text: `${insertion("insert", table, row).text} on conflict do update set "${columnOf(fresh)}" = "${columnOf(fresh)}"` })),
    { text: `replace into "${table}" select * from "${table}"` },
    ...[-1, -1000].flatMap((negative) => [insertion("insert", table, { ...fresh, rowid: negative }), insertion("insert or replace", table, { ...fresh, rowid: negative })]),
  ];
}

function columnOf(row: Record<string, unknown>): string {
  return Object.keys(row)[0] ?? "";
}

async function outcomeOf(plain: PlainConnection, { text, parameters }: Statement): Promise<string> {
  return plain.all(text, parameters).then(() => `done: ${text}`, () => "refused");
}

function contentOf(plain: PlainConnection, table: string): Promise<unknown[]> {
  return plain.all(`select rowid, * from "${table}"`);
}

test("the samples name every evidence table, and each has a key", async () => {
  const plain = await openFilled();
  const guarded = await plain.all<{ tbl_name: string }>("select distinct tbl_name from sqlite_schema where type = 'trigger' and name = tbl_name || 'Update'");
  expect(guarded.map((row) => row.tbl_name).sort()).toEqual([...TABLES].sort());
  for (const table of TABLES) expect(await keysOf(plain, table), table).not.toEqual([]);
});

test.each(TABLES)("a plain connection adds to %s, and can neither change, remove nor replace a row", async (table) => {
  const plain = await openFilled();
  const before = await contentOf(plain, table);
  expect(before.length).toBeGreaterThanOrEqual(2);
  for (const attack of await attacks(plain, table)) expect(await outcomeOf(plain, attack)).toBe("refused");
  expect(await contentOf(plain, table)).toEqual(before);

  await plain.all(insertion("insert", table, SAMPLES[table] ?? {}).text, Object.values(SAMPLES[table] ?? {}));
  expect(await contentOf(plain, table)).toHaveLength(before.length + 1);
});

test.each(TABLES)("without its guards %s could be changed: the attempts are real", async (table) => {
  const plain = await openFilled();
  const attempts = await attacks(plain, table);
  const guards = await plain.all<{ name: string }>("select name from sqlite_schema where type = 'trigger' and tbl_name = ?", [table]);
  for (const { name } of guards) await plain.all(`drop trigger "${name}"`);
  for (const attempt of attempts) {
    await plain.all("begin");
    expect(await outcomeOf(plain, attempt)).toBe(`done: ${attempt.text}`);
    await plain.all("rollback");
  }
});

test("a guard finds the row in the way also when the key comes as a number", async () => {
  const plain = await openFilled();
  await plain.all(insertion("insert", "signIns", { ...evidenceRows(3).signIns, id: "123" }).text, Object.values({ ...evidenceRows(3).signIns, id: "123" }));
  const replacement: EvidenceTables["signIns"] = { ...evidenceRows(4).signIns, method: "link" };
  const { text } = insertion("replace", "signIns", replacement);
  await expect(plain.all(text, Object.values({ ...replacement, id: 123 }))).rejects.toThrow("UNIQUE constraint failed: signIns.id");
});

test("rows go on being added whatever rowids were given by hand", async () => {
  const plain = await openFilled();
  for (const [which, rowid] of [[3, "9223372036854775807"], [4, "0"]] as const) {
    await plain.all(insertion("insert", "signIns", { ...evidenceRows(which).signIns, rowid }).text, Object.values({ ...evidenceRows(which).signIns, rowid }));
  }
  await plain.all(insertion("insert", "signIns", evidenceRows(5).signIns).text, Object.values(evidenceRows(5).signIns));
  expect(await contentOf(plain, "signIns")).toHaveLength(5);
});
