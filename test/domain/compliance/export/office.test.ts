import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { publish } from "#test/support/acceptance";
import { addActor } from "#test/support/actors";
import { acceptanceCommit, bytesOf, makeExport, placeFor } from "#test/support/exported";
import { HOSTILE_CELLS, readWithPython } from "#test/support/exported-cells";
import { openTestPortal } from "#test/support/portal";
import { temporaryFolder } from "#test/support/store";

// What LibreOffice Calc makes of an export, as docs/exports.md says it is to be opened. Where it is not installed nothing is compared.
const run = promisify(execFile);
const hasOffice = await run("soffice", ["--version"]).then(() => true, () => false);
const office = test.skipIf(!hasOffice);
const MINUTES = 180_000;

/** Comma, quotation mark, UTF-8, from the first line. */
const CSV = "44,34,76,1";
/** The same; quoted cells are text, and numbers are not looked for in what is none. */
const QUOTED_IS_TEXT = `${CSV},,0,true,false`;
/** Every cell that is text in quotation marks, as it is shown. */
const WRITTEN = `csv:Text - txt - csv (StarCalc):${CSV},,0,true,false,false,false,false,-1`;

/** NUL is no sign that a table can hold. */
const CELLS = HOSTILE_CELLS.filter((cell) => !cell.includes("\0"));

async function exportHostile(): Promise<Buffer> {
  const portal = await openTestPortal({ at: "2026-03-01T08:00:00Z" });
  const versionId = await publish(portal);
  const place = await placeFor(portal, versionId);
  await Promise.all(CELLS.map((cell, number) => portal.writer.commit(acceptanceCommit(place, number, { versionId, language: cell, conspicuousJson: cell }))));
  return bytesOf(portal, await makeExport(portal, await addActor(portal, "auditor", ["auditor"])));
}

/** The cells of a CSV file once LibreOffice has opened it with these settings and saved it as CSV again. */
async function throughOffice(bytes: Buffer, settings: string): Promise<string[][]> {
  const folder = await temporaryFolder();
  const file = join(folder, "export.csv");
  await writeFile(file, bytes);
  await run("soffice", [
    `-env:UserInstallation=file://${join(folder, "profile")}`, "--headless", `--infilter=CSV:${settings}`, "--convert-to", WRITTEN, "--outdir", join(folder, "out"), file,
  ]);
  return readWithPython(await readFile(join(folder, "out", "export-export.csv")));
}

/** A cell of a table ends its lines in LF. */
function withLineFeeds(rows: string[][]): string[][] {
  return rows.map((row) => row.map((cell) => cell.replace(/\r\n?/g, "\n")));
}

function columnOf([names = [], ...rows]: string[][], name: string): (string | undefined)[] {
  return rows.map((row) => row[names.indexOf(name)]);
}

office("LibreOffice gives every cell back where all columns are read as text", { timeout: MINUTES }, async () => {
  const csv = await exportHostile();
  const cells = readWithPython(csv);
  const columns = cells[0]?.map((_, place) => `${place + 1}/2`).join("/");
  expect(cells).toHaveLength(CELLS.length + 1);
  expect(await throughOffice(csv, `${CSV},${columns}`)).toEqual(withLineFeeds(cells));
});

office("LibreOffice gives every cell back where quoted cells are read as text", { timeout: MINUTES }, async () => {
  const csv = await exportHostile();
  expect(await throughOffice(csv, QUOTED_IS_TEXT)).toEqual(withLineFeeds(readWithPython(csv)));
});

office("with no settings at all LibreOffice takes numbers out of text, but no cell of an export for a formula", { timeout: MINUTES }, async () => {
  const csv = await exportHostile();
  const opened = columnOf(await throughOffice(csv, CSV), "language");
  const written = columnOf(withLineFeeds(readWithPython(csv)), "language");
  const formulas = CELLS.flatMap((cell, place) => (/^[=+\-@]/.test(cell) ? [place] : []));
  expect(formulas.length).toBeGreaterThan(4);
  expect(formulas.map((place) => opened[place])).toEqual(formulas.map((place) => written[place]));
  expect(opened).not.toEqual(written);
  expect((await throughOffice(Buffer.from('"=1+1"\r\n'), CSV))[0]).toEqual(["2"]);
});
