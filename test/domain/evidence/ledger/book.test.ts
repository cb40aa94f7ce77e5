import { copyFile, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { LEDGER_CRYPTO } from "#app/domain/evidence/ledger/crypto.server";
import { entryAbout, newEntry } from "#app/domain/evidence/new-entry";
import { utf8Of } from "#app/ledger/bytes";
import { openCheckpoint } from "#app/ledger/checkpoint";
import { parseEntry, type Entry } from "#app/ledger/entry";
import { writeVerifierKey } from "#app/ledger/note";
import { openPortal, portalFiles, type Portal } from "#app/portal.server";
import { readSettings } from "#app/settings";
import { openUnguarded, record, reopen, tamper } from "#test/support/ledger-portal";
import { at, openTestPortal } from "#test/support/portal";
import { refusalOf } from "#test/support/refusal";
import { temporaryFolder } from "#test/support/store";

async function entriesOf({ db }: Portal, ledgerNumber = 1): Promise<Entry[]> {
  const rows = await db.selectFrom("ledgerEntries").select("entryJson").where("ledgerNumber", "=", ledgerNumber).orderBy("index").execute();
  return rows.map(({ entryJson }) => parseEntry(utf8Of(entryJson))).flatMap((parsed) => ("entry" in parsed ? [parsed.entry] : []));
}

async function sizeOf(portal: Portal, size?: number): Promise<number> {
  const opened = openCheckpoint(LEDGER_CRYPTO, await portal.ledger.checkpoint(size), portal.ledger.keys());
  return opened.state === "signed" ? opened.head.size : -1;
}

function headFile({ settings }: Portal): string {
  return portalFiles(settings.dataDir).ledgerHead;
}

test("a new portal has a ledger whose name is its address and a few characters, and whose first entries name itself and its key", async () => {
  const portal = await openPortal(readSettings({ DATA_DIR: join(await temporaryFolder(), "data"), PUBLIC_URL: "https://terms.example/a+b/" }));
  const { origin } = portal.ledger.open();
  expect(origin).toMatch(/^terms\.example\/a%2Bb\/[0-9a-hjkmnp-tv-z]{8}$/);
  const entries = await entriesOf(portal);
  const [ledger] = await portal.db.selectFrom("ledgers").selectAll().execute();
  const [key] = await portal.db.selectFrom("keyChanges").selectAll().execute();
  expect(entries.map(({ kind, record, body, ledger: name }) => ({ kind, record, body, name }))).toEqual([
    { kind: "ledger.opened", record: ledger?.id, body: { number: 1 }, name: origin },
    { kind: "key.introduced", record: key?.id, body: { key: portal.ledger.keys().map(writeVerifierKey)[0] }, name: origin },
  ]);
  expect(await readFile(headFile(portal), "utf8")).toBe(await portal.ledger.checkpoint());
  expect(await portal.ledger.check()).toMatchObject({ state: "consistent", ledgers: [{ origin, size: 2 }] });
  await portal.close();
});

test("two who open a folder at once have one ledger", async () => {
  const settings = readSettings({ DATA_DIR: join(await temporaryFolder(), "data") });
  const portals = await Promise.all([openPortal(settings), openPortal(settings), openPortal(settings)]);
  expect(new Set(portals.map(({ ledger }) => ledger.open().origin)).size).toBe(1);
  expect((await Promise.all(portals.map((portal) => entriesOf(portal)))).map((entries) => entries.length)).toEqual([2, 2, 2]);
  for (const portal of portals) await portal.close();
});

test("a checkpoint covers what is committed, or any size before, and is stored before it is given", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  await record(portal, 5);
  expect(await sizeOf(portal)).toBe(7);
  expect(await portal.db.selectFrom("checkpoints").select(["size", "note"]).where("size", "=", 7).execute()).toEqual([{ size: 7, note: await portal.ledger.checkpoint() }]);
  await record(portal, 3);
  for (const size of [1, 4, 7, 8, 9, 10]) expect(await sizeOf(portal, size)).toBe(size);
  for (const size of [0, 11, -1, 1.5, Number.NaN]) await expect(portal.ledger.checkpoint(size)).rejects.toThrow(RangeError);
  expect(await portal.ledger.check()).toMatchObject({ state: "consistent" });
});

test("those who ask at once share one signature", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  await record(portal, 5);
  const notes = await Promise.all(Array.from({ length: 20 }, () => portal.ledger.checkpoint()));
  expect(new Set(notes).size).toBe(1);
  expect(await portal.db.selectFrom("checkpoints").select("size").orderBy("size").execute()).toEqual([{ size: 2 }, { size: 7 }]);
});

test("the newest head is stored and copied outside when the portal closes, and a second after a commit", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  await record(portal, 5);
  await expect.poll(() => readFile(headFile(portal), "utf8"), { timeout: 20_000 }).toContain("\n7\n");
  await record(portal, 1);
  await portal.close();
  expect(await readFile(headFile(portal), "utf8")).toContain("\n8\n");
  expect(await sizeOf(await reopen(portal))).toBe(8);
});

test("a copy that cannot be written is told on the console, and recording goes on", async ({ onTestFinished }) => {
  const told: string[] = [];
  const { write } = process.stderr;
  process.stderr.write = (text) => told.push(String(text)) > 0;
  onTestFinished(() => void (process.stderr.write = write));
  const folder = await temporaryFolder();
  const portal = await openTestPortal({ at: "2026-03-01", ledger: "broken" });
  const file = join(folder, "disk", "head");
  portal.settings.ledgerHeadFile = file;
  await expect(reopen(portal)).rejects.toThrow(`The copy of the newest checkpoint ${file} cannot be written. Give this user the right to write in ${join(folder, "disk")}, or name another file with LEDGER_HEAD_FILE.`);
  portal.settings.ledgerHeadFile = null;
  const again = await reopen(portal);
  await rm(dirname(headFile(again)), { recursive: true });
  await record(again, 1);
  await again.close();
  expect(told.join("")).toContain(`The copy of the newest checkpoint ${headFile(again)} cannot be written.`);
});

test("being ahead of the copy is normal, and the copy is brought up to it", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  await record(portal, 5);
  await portal.ledger.checkpoint();
  const earlier = await portal.ledger.checkpoint(4);
  await portal.close();
  await writeFile(headFile(portal), earlier);
  const again = await reopen(portal);
  expect(again.ledger.fault()).toBe(null);
  expect(await readFile(headFile(again), "utf8")).toContain("\n7\n");
});

/** How a portal starts that was closed with twelve entries and then changed. */
async function startAfter(...statements: string[]) {
  const portal = await openTestPortal({ at: "2026-03-01", ledger: "broken" });
  await record(portal, 10);
  await tamper(portal, ...statements);
  return reopen(portal);
}

const CUT = [`delete from "ledgerEntries" where "index" > 6`, `delete from "ledgerNodes" where "index" >= 7 >> "level"`];

test.each<[string, string[], object]>([
  ["its end removed", [CUT[0] ?? ""], { what: "checkpointAhead", ledgerNumber: 1, size: 12 }],
  ["its end removed with nodes and checkpoints", [...CUT, `delete from "checkpoints" where "size" > 7`], { what: "outsideAhead" }],
  ["a node altered that its root needs", [`update "ledgerNodes" set "hash" = '${"0".repeat(64)}' where "level" = 3`], { what: "rootOther", ledgerNumber: 1, size: 12 }],
  ["a node removed that its root needs", [`delete from "ledgerNodes" where "level" = 3`], { what: "endMoved", ledgerNumber: 1 }],
  ["all entries removed", [`delete from "ledgerEntries"`], { what: "checkpointAhead", ledgerNumber: 1, size: 12 }],
  ["all checkpoints removed", [`delete from "checkpoints"`], { what: "checkpointMissing", ledgerNumber: 1 }],
  ["the newest checkpoint signed by nobody", [`update "checkpoints" set "note" = substr("note", 1, length("note") - 9) || 'AAAAAA==' || char(10)`], { what: "noteUnsigned", ledgerNumber: 1, size: 12 }],
])("with %s the portal starts for reading alone", async (_name, statements, fault) => {
  const portal = await startAfter(...statements);
  expect(portal.ledger.fault()).toMatchObject(fault);
  expect(await portal.ledger.whenStopped).toMatchObject(fault);
  expect((await refusalOf(() => portal.ledger.open())).code).toBe("ledger-stopped");
  await expect(portal.ledger.checkpoint()).rejects.toMatchObject({ code: "ledger-stopped" });
  expect(await portal.db.selectFrom("signIns").select("id").execute()).toHaveLength(10);
});

test("a backup that was put back is noticed by the copy outside, and so is a database in the place of another", async () => {
  const portal = await openTestPortal({ at: "2026-03-01", ledger: "broken" });
  await record(portal, 3);
  await portal.close();
  const { database } = portalFiles(portal.settings.dataDir);
  await copyFile(database, `${database}.backup`);
  const later = await reopen(portal);
  await record(later, 3);
  await later.close();
  await copyFile(`${database}.backup`, database);
  expect((await reopen(portal)).ledger.fault()).toMatchObject({ what: "outsideAhead" });
  const other = await openTestPortal({ at: "2026-03-01", settings: { PUBLIC_URL: "https://other.example" } });
  await other.close();
  await rm(database);
  await expect(reopen(portal)).rejects.toThrow(/holds the checkpoint of a ledger that is not in this database/);
});

test("a copy that is missing, damaged or of another ledger stops a ledger that has more than its first entries", async () => {
  const portal = await openTestPortal({ at: "2026-03-01", ledger: "broken" });
  await rm(headFile(portal));
  const second = await reopen(portal);
  expect(second.ledger.fault()).toBe(null);
  await record(second, 1);
  await second.close();
  const copy = await readFile(headFile(portal), "utf8");
  for (const [content, what] of [[copy.replace("\n3\n", "\n2\n"), "outsideUnsigned"], ["", "outsideUnsigned"], [copy.replaceAll("localhost", "elsewhere"), "outsideUnknown"]] as const) {
    await writeFile(headFile(portal), content);
    expect((await reopen(portal)).ledger.fault()).toMatchObject({ what });
  }
  await rm(headFile(portal));
  expect((await reopen(portal)).ledger.fault()).toEqual({ what: "outsideMissing", ledgerNumber: 1 });
});

test("a lost or foreign signing key is not made anew", async () => {
  const portal = await openTestPortal({ at: "2026-03-01", ledger: "broken" });
  await portal.close();
  const { ledgerKey, masterKey } = portalFiles(portal.settings.dataDir);
  const other = await openPortal(readSettings({ DATA_DIR: join(await temporaryFolder(), "data") }));
  await other.close();
  await copyFile(portalFiles(other.settings.dataDir).ledgerKey, ledgerKey);
  await expect(reopen(portal)).rejects.toThrow(`The signing key ${ledgerKey} is not one that signs the ledger ${portal.ledger.open().origin}. Put it back from its backup.`);
  await copyFile(masterKey, ledgerKey);
  await expect(reopen(portal)).rejects.toThrow(`${ledgerKey} is damaged: it holds no private key. Put it back from its backup.`);
  await rm(ledgerKey);
  await expect(reopen(portal)).rejects.toThrow(`The signing key ${ledgerKey} is missing, but the ledger that it signs is there. Put it back from its backup.`);
});

test("what the quick check at the start cannot see, the whole check does", async () => {
  const portal = await startAfter(`update "ledgerEntries" set "entryJson" = replace("entryJson", '条款', '条件') where "index" = 5`);
  expect(portal.ledger.fault()).toBe(null);
  const fault = { ledgerNumber: 1, what: "leafHashWrong", index: 5 } as const;
  expect(await portal.ledger.check()).toEqual({ state: "broken", fault });
  portal.ledger.stop(fault);
  expect((await refusalOf(() => portal.ledger.open())).code).toBe("ledger-stopped");
  await expect(portal.ledger.checkpoint()).rejects.toMatchObject({ code: "ledger-stopped" });
});

test("rows removed under a running portal stop its ledger at the next entry, and no lost race is seen in it", async () => {
  const portal = await openTestPortal({ at: "2026-03-01", ledger: "broken" });
  await record(portal, 5);
  const entry = newEntry(portal.ledger.open(), entryAbout("acceptance.click", "acc_late", portal.now()));
  const plain = await openUnguarded(portal);
  await plain.all(`create trigger "gap" before insert on "ledgerEntries" when not exists (select 1 from "ledgerEntries" where "index" = new."index" - 1) begin select raise(abort, 'ledgerEntries: the index leaves a gap'); end`);
  await plain.all(`delete from "ledgerEntries" where "index" > 3`);
  await expect(record(portal, 1)).rejects.toMatchObject({ code: "ledger-stopped" });
  expect(portal.ledger.fault()).toEqual({ what: "endMoved", ledgerNumber: 1 });
  await expect(portal.writer.commit({ steps: [], entries: [entry] })).rejects.toMatchObject({ code: "ledger-stopped" });
});

test("rows removed under a running portal are never signed", async () => {
  const portal = await openTestPortal({ at: "2026-03-01", ledger: "broken" });
  await record(portal, 5);
  await portal.ledger.checkpoint();
  const plain = await openUnguarded(portal);
  await plain.all(`delete from "ledgerEntries" where "index" > 3`);
  await expect(portal.ledger.checkpoint()).rejects.toMatchObject({ code: "ledger-stopped" });
  expect(portal.ledger.fault()).toEqual({ what: "endMoved", ledgerNumber: 1 });
});

test("a stopped ledger is still checked against the head that was signed last", async () => {
  const portal = await openTestPortal({ at: "2026-03-01", ledger: "broken" });
  await record(portal, 5);
  await portal.ledger.checkpoint();
  const plain = await openUnguarded(portal);
  for (const statement of [`delete from "ledgerEntries" where "index" >= 2`, `delete from "ledgerNodes" where "index" >= 2 >> "level"`, `delete from "checkpoints" where "size" > 2`]) await plain.all(statement);
  await expect(portal.ledger.checkpoint()).rejects.toMatchObject({ code: "ledger-stopped" });
  expect(await portal.ledger.check()).toMatchObject({ state: "broken" });
  await plain.close();
});

test("a clock behind the entries is recorded once, until it has caught up", async () => {
  const portal = await openTestPortal({ at: "2026-03-02" });
  await record(portal, 1);
  portal.clock.set("2026-03-01");
  await Promise.all([record(portal, 2), record(portal, 1)]);
  portal.clock.set("2026-03-03");
  await record(portal, 1);
  portal.clock.set("2026-03-02T12:00:00Z");
  await record(portal, 1);
  const anomalies = (await entriesOf(portal)).filter(({ kind }) => kind === "clock.anomaly");
  expect(anomalies.map(({ body }) => body)).toEqual([
    { now: at("2026-03-01"), latestAt: at("2026-03-02") },
    { now: "2026-03-02T12:00:00.000Z", latestAt: at("2026-03-03") },
  ]);
  const again = await reopen(portal);
  expect((await again.ledger.check()).state).toBe("consistent");
});

test("an entry about the clock is written again where the commit that brought it was refused", async () => {
  const portal = await openTestPortal({ at: "2026-03-02" });
  const [id = ""] = await record(portal, 1);
  portal.clock.set("2026-03-01");
  const twice = portal.db.selectFrom("signIns").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
  const row = await twice;
  const entry = newEntry(portal.ledger.open(), entryAbout("acceptance.click", id, portal.now()));
  await expect(portal.writer.commit({ steps: [{ op: "insert", table: "signIns", row }], entries: [entry] })).rejects.toThrow("key taken");
  await record(portal, 1);
  expect((await entriesOf(portal)).map(({ kind }) => kind)).toEqual(["ledger.opened", "key.introduced", "acceptance.click", "clock.anomaly", "acceptance.click"]);
});
