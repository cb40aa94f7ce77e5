import { DuckDBInstance } from "@duckdb/node-api";
import { expect, test } from "vitest";
import { openExport } from "#app/domain/compliance/export/bytes.server";
import { columnsOf } from "#app/domain/compliance/export/columns.server";
import { parseCursor } from "#app/domain/compliance/export/cursor";
import { listUnderWay } from "#app/domain/compliance/export/under-way.server";
import { acceptTerms, publish } from "#test/support/acceptance";
import { addActor } from "#test/support/actors";
import { acceptanceCommit, bytesOf, makeExport, placeFor, type ActPlan } from "#test/support/exported";
import { HOSTILE_CELLS, readWithPython, unguarded } from "#test/support/exported-cells";
import { addPerson } from "#test/support/people";
import { openTestPortal, type TestPortal } from "#test/support/portal";
import { refusalOf } from "#test/support/refusal";
import { temporaryFolder } from "#test/support/store";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

async function openPlace() {
  const portal = await openTestPortal({ at: "2026-03-01T08:00:00Z" });
  const versionId = await publish(portal);
  const auditor = await addActor(portal, "auditor", ["auditor"]);
  return { portal, versionId, auditor };
}

async function addActs(portal: TestPortal, plans: ActPlan[], from = 0): Promise<void> {
  const place = await placeFor(portal, plans[0]?.versionId ?? "");
  await Promise.all(plans.map((plan, number) => portal.writer.commit(acceptanceCommit(place, from + number, plan))));
}

function linesOf(bytes: Buffer): Record<string, string | number | null>[] {
  return bytes.toString().split("\n").filter((line) => line !== "").map((line) => JSON.parse(line));
}

test("a masked export names the parties by their ids, and what was accepted as the record has it", async () => {
  const { portal, versionId, auditor } = await openPlace();
  const reader = await addPerson(portal);
  await acceptTerms(portal, reader);
  const [row, ...others] = linesOf(await bytesOf(portal, await makeExport(portal, auditor, { format: "jsonl" })));
  expect(others).toEqual([]);
  expect(row).toMatchObject({
    ledger: 1, line: 0, party: reader.partyId, actor: reader.accountId, method: "click", agreement: "general-terms", version: 1, versionId, class: "first",
    language: "en", happenedAt: "2026-03-01T08:00:00.000Z", zone: "Asia/Shanghai",
  });
  expect(JSON.stringify(row)).not.toContain("example.com");
});

test("the same filter at the same checkpoint gives the same bytes, in each format, whatever was recorded meanwhile", async () => {
  const { portal, versionId, auditor } = await openPlace();
  await addActs(portal, Array.from({ length: 1000 }, () => ({ versionId, lines: 2 })));
  for (const format of ["csv", "jsonl", "parquet"] as const) {
    const first = await makeExport(portal, auditor, { format });
    const bytes = await bytesOf(portal, first);
    await addActs(portal, [{ versionId }], 5000 + first.size);
    const again = await makeExport(portal, auditor, { format, size: first.size });
    expect((await bytesOf(portal, again)).equals(bytes)).toBe(true);
    expect(again).toMatchObject({ size: first.size, checkpoint: first.checkpoint, filterSha256: first.filterSha256 });
  }
});

test("python reads the same cells from CSV as JSON Lines hold, once the stated guard is taken away", async () => {
  const { portal, versionId, auditor } = await openPlace();
  await addActs(portal, HOSTILE_CELLS.map((cell) => ({ versionId, language: cell, conspicuousJson: cell })));
  const csv = await bytesOf(portal, await makeExport(portal, auditor));
  const rows = linesOf(await bytesOf(portal, await makeExport(portal, auditor, { format: "jsonl" })));
  const [names = [], ...cells] = readWithPython(csv);
  expect(names).toEqual(columnsOf({ dataSet: "acceptances", mask: "masked" }).map(({ name }) => name));
  expect(rows.map(({ language }) => language)).toEqual(HOSTILE_CELLS);
  expect(cells.map((row) => row.map(unguarded))).toEqual(rows.map((row) => names.map((name) => String(row[name] ?? ""))));
  expect(cells.flat().filter((cell) => /^[=+\-@\t\r\0]/.test(cell))).toEqual([]);
});

test("DuckDB reads the same rows from Parquet as JSON Lines hold", async () => {
  const { portal, versionId, auditor } = await openPlace();
  await addActs(portal, Array.from({ length: 10_500 }, (_, number) => ({ versionId, language: HOSTILE_CELLS[number % HOSTILE_CELLS.length] ?? "" })));
  const file = join(await temporaryFolder(), "rows.parquet");
  await writeFile(file, await bytesOf(portal, await makeExport(portal, auditor, { format: "parquet" })));
  const rows = linesOf(await bytesOf(portal, await makeExport(portal, auditor, { format: "jsonl" })));
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const read = await connection.runAndReadAll(`select *, epoch_ms("happenedAt") as "milliseconds" from '${file}'`);
  const found = read.getRowObjects();
  connection.closeSync();
  expect(found.length).toBe(10_500);
  const same = ["ledger", "index", "line", "act", "party", "language", "zone", "version", "follows"] as const;
  const texts = (row: Record<string, unknown>) => same.map((name) => row[name] === null ? null : String(row[name]));
  expect(found.map(texts)).toEqual(rows.map(texts));
  expect(Number(found[0]?.milliseconds)).toBe(Date.parse(String(rows[0]?.happenedAt)));
});

test.each(["csv", "jsonl"] as const)("%s goes on behind any row, and both pieces are the whole file", async (format) => {
  const { portal, versionId, auditor } = await openPlace();
  await addActs(portal, Array.from({ length: 900 }, () => ({ versionId, lines: 2 })));
  const made = await makeExport(portal, auditor, { format });
  const whole = await bytesOf(portal, made);
  const rows = linesOf(await bytesOf(portal, await makeExport(portal, auditor, { format: "jsonl", size: made.size })));
  const lines = whole.toString().split(/(?<=\n)/);
  const names = format === "csv" ? 1 : 0;
  for (const place of [0, 149, 150, 801, 1799]) {
    const { ledger, index, line } = rows[place] ?? {};
    const rest = await bytesOf(portal, made, parseCursor(`${ledger}.${index}.${line}`));
    expect(lines.slice(0, place + 1 + names).join("") + rest.toString()).toBe(whole.toString());
  }
});

test("a Parquet file is not continued, nor any export behind an entry that it does not hold", async () => {
  const { portal, auditor } = await openPlace();
  const parquet = await makeExport(portal, auditor, { format: "parquet" });
  const csv = await makeExport(portal, auditor);
  expect(await refusalOf(() => openExport(portal, parquet, parseCursor("1.0.0")))).toMatchObject({ code: "export-cursor-unfit" });
  expect(await refusalOf(() => openExport(portal, csv, parseCursor(`1.${csv.size}.0`)))).toMatchObject({ code: "export-cursor-unfit" });
  expect(["", "1", "1.", "1.-2", "1.2.!x", "1.2.3.4", "9".repeat(40)].map(parseCursor)).toEqual(Array.from({ length: 7 }, () => null));
});

test("an export without rows is a file all the same: names alone in CSV, nothing in JSON Lines, no rows in Parquet", async () => {
  const { portal, auditor } = await openPlace();
  const csv = await bytesOf(portal, await makeExport(portal, auditor));
  expect(csv.toString()).toBe(`${columnsOf({ dataSet: "acceptances", mask: "masked" }).map(({ name }) => name).join(",")}\r\n`);
  expect((await bytesOf(portal, await makeExport(portal, auditor, { format: "jsonl" }))).length).toBe(0);
  const file = join(await temporaryFolder(), "none.parquet");
  await writeFile(file, await bytesOf(portal, await makeExport(portal, auditor, { format: "parquet" })));
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const counted = await connection.runAndReadAll(`select count(*)::integer as "rows" from '${file}'`);
  connection.closeSync();
  expect(counted.getRowObjects()).toEqual([{ rows: 0 }]);
});

test("whoever stops asking stops the reading, and the download is no longer listed", async () => {
  const { portal, versionId, auditor } = await openPlace();
  await addActs(portal, Array.from({ length: 2000 }, () => ({ versionId })));
  const made = await makeExport(portal, auditor, { format: "jsonl" });
  const bytes = await openExport(portal, made);
  await bytes.next();
  await bytes.next();
  expect(listUnderWay(portal, made.id)).toMatchObject([{ rows: 150, startedAt: "2026-03-01T08:00:00.000Z" }]);
  await bytes.return(undefined);
  expect(listUnderWay(portal, made.id)).toEqual([]);
  expect(await bytes.next()).toEqual({ done: true, value: undefined });
});

test("filters narrow by agreement, version, language, method, class, party and instants", async () => {
  const { portal, versionId, auditor } = await openPlace();
  await addActs(portal, [{ versionId, partyId: "pty_one" }, { versionId, language: "zh-CN" }]);
  portal.clock.set("2026-03-02T08:00:00Z");
  await addActs(portal, [{ versionId, partyId: "pty_one", lines: 3 }], 10);
  const countOf = async (filter: Record<string, string>) => linesOf(await bytesOf(portal, await makeExport(portal, await again(), { format: "jsonl", filter }))).length;
  const again = () => addActor(portal, `auditor-${Math.random()}`, ["auditor"]);
  expect(await countOf({ party: "pty_one" })).toBe(4);
  expect(await countOf({ party: "pty_none" })).toBe(0);
  expect(await countOf({ language: "zh-CN" })).toBe(1);
  expect(await countOf({ from: "2026-03-02" })).toBe(3);
  expect(await countOf({ until: "2026-03-02" })).toBe(2);
  expect(await countOf({ agreement: "general-terms", version: "1", class: "first", method: "click" })).toBe(5);
  expect(await countOf({ method: "deemed" })).toBe(0);
  expect(auditor.roles).toEqual(["auditor"]);
});

test("every data set can be exported in every format", async () => {
  const { portal, auditor } = await openPlace();
  await acceptTerms(portal, await addPerson(portal));
  const versions = linesOf(await bytesOf(portal, await makeExport(portal, auditor, { dataSet: "versions", format: "jsonl" })));
  expect(versions).toMatchObject([{ act: "announced", agreement: "general-terms", version: 1, bindingLanguage: "zh-CN", title: "通用条款", zone: "Asia/Shanghai" }]);
  const made = await makeExport(portal, auditor, { dataSet: "ledger", format: "jsonl" });
  const entries = linesOf(await bytesOf(portal, made));
  const stored = await portal.db.selectFrom("ledgerEntries").where("index", "<", made.size).orderBy("index").selectAll().execute();
  expect(entries.map(({ index, entry, leafSha256 }) => ({ index, entry, leafSha256 }))).toEqual(stored.map(({ index, entryJson, leafHash }) => ({ index, entry: entryJson, leafSha256: leafHash })));
  for (const dataSet of ["declines", "consents", "versions", "ledger"] as const) {
    for (const format of ["csv", "parquet"] as const) expect((await bytesOf(portal, await makeExport(portal, auditor, { dataSet, format }))).length).toBeGreaterThan(50);
  }
});
