import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { expect, test } from "vitest";
import { fetchExport } from "#app/domain/compliance/export/fetch.server";
import { listFetches, type Receiver } from "#app/domain/compliance/export/send.server";
import { readAudit } from "#app/domain/compliance/audit/reading.server";
import { lateContent } from "#app/domain/evidence/ledger/unrecorded.server";
import { acceptTerms, publish } from "#test/support/acceptance";
import { addActor } from "#test/support/actors";
import { readEntries } from "#test/support/entered";
import { bytesOf, makeExport } from "#test/support/exported";
import { addPerson } from "#test/support/people";
import { openTestPortal } from "#test/support/portal";

async function openPlace() {
  const portal = await openTestPortal({ at: "2026-03-01T08:00:00Z" });
  await publish(portal);
  const reader = await addPerson(portal);
  await acceptTerms(portal, reader);
  const auditor = await addActor(portal, "auditor", ["auditor"]);
  const fetchTo = async (id: string, to: Receiver, after: string | null = null) => (await fetchExport(portal, { id, after, actor: auditor })).send(to);
  return { portal, reader, auditor, fetchTo };
}

function takeAll(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  return buffer(Readable.from(bytes, { objectMode: false }));
}

function sha256Of(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

test("a fetch is in the ledger before the first byte, and what was sent after the last, by its length and hash", async () => {
  const { portal, auditor, fetchTo } = await openPlace();
  const made = await makeExport(portal, auditor, { format: "jsonl" });
  const bytes = await bytesOf(portal, made);
  const kindsMeanwhile: string[] = [];
  const sent = await fetchTo(made.id, async (pieces) => {
    kindsMeanwhile.push(...(await readEntries(portal)).slice(-1).map(({ kind }) => kind));
    await takeAll(pieces);
  });
  expect(sent).toEqual({ bytes: bytes.length, sha256: sha256Of(bytes) });
  expect(kindsMeanwhile).toEqual(["evidence.fetched"]);
  const [fetched, end] = (await readEntries(portal)).slice(-2);
  const by = { export: made.id, actor: auditor.accountId, signIn: auditor.signInId };
  expect(fetched).toMatchObject({ kind: "evidence.fetched", body: { ...by, after: null } });
  expect(end).toMatchObject({ kind: "evidence.sent", record: `${fetched?.record}/end`, hashes: { handedOver: sha256Of(bytes) }, body: { ...by, fetch: fetched?.record, bytes: bytes.length } });
});

test("what is broken off shows as broken off, with what was handed over until then, and the fault is told", async () => {
  const { portal, auditor, fetchTo } = await openPlace();
  const made = await makeExport(portal, auditor);
  const [names = ""] = (await bytesOf(portal, made)).toString().split(/(?<=\n)/);
  const gone = new Error("the client went");
  await expect(fetchTo(made.id, async (pieces) => {
    for await (const piece of pieces) if (piece.length > 0) throw gone;
  })).rejects.toBe(gone);
  await expect(fetchTo(made.id, () => Promise.reject(gone))).rejects.toBe(gone);
  const ends = (await listFetches(portal, made.id)).map(({ end }) => end);
  expect(ends).toContainEqual({ outcome: "cutShort", bytes: names.length, sha256: sha256Of(Buffer.from(names)) });
  expect(ends).toContainEqual({ outcome: "cutShort", bytes: 0, sha256: sha256Of(Buffer.alloc(0)) });
  expect((await readEntries(portal)).slice(-1)).toMatchObject([{ kind: "evidence.cutShort", body: { export: made.id } }]);
});

test("an evidence bag and the rest of a file are on record by the bytes that were sent, and a fetch under way has no end", async () => {
  const { portal, reader, auditor, fetchTo } = await openPlace();
  const bag = await makeExport(portal, auditor, { dataSet: "evidence", format: "bag", filter: { party: reader.partyId } });
  const rows = await makeExport(portal, auditor, { format: "jsonl" });
  const files: Buffer[] = [];
  await fetchTo(bag.id, async (pieces) => {
    expect(await listFetches(portal, bag.id)).toMatchObject([{ end: null }]);
    files.push(await takeAll(pieces));
  });
  const { ledger, index, line } = JSON.parse((await bytesOf(portal, rows)).toString());
  await fetchTo(rows.id, async (pieces) => void files.push(await takeAll(pieces)), `${ledger}.${index}.${line}`);
  const [file = Buffer.alloc(0), rest] = files;
  expect(await listFetches(portal, bag.id)).toMatchObject([{ afterRow: "", end: { outcome: "sent", bytes: file.length, sha256: sha256Of(file) } }]);
  expect(rest).toEqual(Buffer.alloc(0));
  expect(await listFetches(portal, rows.id)).toMatchObject([{ afterRow: `${ledger}.${index}.${line}`, end: { outcome: "sent", bytes: 0 } }]);
});

test("fetches and their ends are among what staff did, and their entries can be written later from the rows alone", async () => {
  const { portal, auditor, fetchTo } = await openPlace();
  const made = await makeExport(portal, auditor);
  await fetchTo(made.id, async (pieces) => void (await takeAll(pieces)));
  const asked = { person: auditor.accountId, kind: "", subject: made.id, from: null, until: null };
  const { records } = await readAudit(portal, { actor: auditor, asked, before: null, limit: 10 });
  expect(records.map(({ kind }) => kind).toSorted()).toEqual(["evidence.exported", "evidence.fetched", "evidence.sent"]);
  expect(records.every(({ entry, signInId }) => entry !== null && signInId === auditor.signInId)).toBe(true);
  const [fetched, end] = (await readEntries(portal)).slice(-2);
  const late = await Promise.all([lateContent(portal, { table: "exportFetches", record: fetched?.record ?? "" }), lateContent(portal, { table: "exportFetchEnds", record: end?.record ?? "" })]);
  expect(late.map(({ content: { body, hashes, kind, record } }) => ({ body, hashes, kind, record }))).toEqual([fetched, end].map((entry) => ({ body: entry?.body, hashes: entry?.hashes, kind: entry?.kind, record: entry?.record })));
});
