import { expect, test } from "vitest";
import { parseCursor } from "#app/domain/compliance/export/cursor";
import type { ExportOrder } from "#app/domain/compliance/export/order";
import { insertRow } from "#db/commit";
import { publish } from "#test/support/acceptance";
import { addActor } from "#test/support/actors";
import { acceptanceCommit, bytesOf, makeExport, placeFor } from "#test/support/exported";
import { HOSTILE_CELLS } from "#test/support/exported-cells";
import { openTestPortal } from "#test/support/portal";

const NAME = "李明 “Ming”, \"née\" O'Neil\r\n第二行 😀";

/** An export in which lines end within cells, and letters take up to four bytes. */
async function exportHostile(changes: Partial<ExportOrder>) {
  const portal = await openTestPortal({ at: "2026-03-01T08:00:00Z" });
  const versionId = await publish(portal);
  const place = await placeFor(portal, versionId);
  await portal.keys.createPartyKey("pty_one");
  const nameSealed = await portal.keys.seal("pty_one", "parties.name", NAME);
  await portal.writer.commit({ steps: [insertRow("parties", { id: "pty_one", kind: "person", customerKind: "consumer", place: "CN", productsJson: "[]", nameSealed, createdAt: place.at })] });
  const acts = HOSTILE_CELLS.map((cell, number) => acceptanceCommit(place, number, { versionId, partyId: "pty_one", language: cell, conspicuousJson: `${cell}😀`, lines: (number % 3) + 1 }));
  await Promise.all(acts.map((act) => portal.writer.commit(act)));
  const made = await makeExport(portal, await addActor(portal, "auditor", ["auditor"]), changes);
  return { portal, made };
}

/** Behind which byte each whole row ends: in CSV an end of line within quotation marks ends none. */
function rowEnds(bytes: Buffer, format: string): number[] {
  const ends: number[] = [];
  let isQuoted = false;
  bytes.forEach((byte, place) => {
    if (format === "csv" && byte === 0x22) isQuoted = !isQuoted;
    if (byte === 0x0a && !isQuoted) ends.push(place + 1);
  });
  return ends;
}

/** The place of a row, as who has the file reads it; null for the line of names. */
function placeOf(row: string, format: string): string | null {
  if (format === "csv") return row.startsWith("ledger,") ? null : row.split(",", 3).join(".");
  const { ledger, index, line } = JSON.parse(row);
  return `${ledger}.${index}.${line}`;
}

test.each([
  { format: "csv", mask: "masked" }, { format: "jsonl", mask: "masked" }, { format: "csv", mask: "unmasked" }, { format: "jsonl", mask: "unmasked" },
] as const)("broken at any byte, a $mask download as $format goes on behind its last whole row and is the whole file", async ({ format, mask }) => {
  const { portal, made } = await exportHostile({ format, mask, filter: { party: "pty_one" } });
  const whole = await bytesOf(portal, made);
  const ends = [0, ...rowEnds(whole, format)];
  const again = await Promise.all(ends.map(async (end, row) => {
    const place = row === 0 ? null : placeOf(whole.subarray(ends[row - 1], end).toString(), format);
    const kept = place === null ? whole.subarray(0, 0) : whole.subarray(0, end);
    return Buffer.concat([kept, await bytesOf(portal, made, place === null ? null : parseCursor(place))]);
  }));
  for (let broken = 0; broken <= whole.length; broken++) {
    const file = again[ends.findLastIndex((end) => end <= broken)];
    if (!file?.equals(whole)) expect({ broken, file: file?.toString() }).toEqual({ broken, file: whole.toString() });
  }
  expect(ends.length).toBeGreaterThan(HOSTILE_CELLS.length * 1.9);
  if (format === "csv") expect(whole.toString().split("\n").length).toBeGreaterThan(ends.length);
});
