import { readdir, readFile, rm } from "node:fs/promises";
import { expect, test } from "vitest";
import { citationsIn, type Citation } from "#app/domain/evidence/ledger/citation";
import { LEDGER_CRYPTO } from "#app/domain/evidence/ledger/crypto.server";
import type { LedgerPlace } from "#app/domain/evidence/ledger/load.server";
import { rotateKey } from "#app/domain/evidence/ledger/rotate.server";
import { sealLedger } from "#app/domain/evidence/ledger/seal.server";
import { sha256Of } from "#app/domain/digest";
import { utf8Of } from "#app/ledger/bytes";
import { openCheckpoint } from "#app/ledger/checkpoint";
import { parseEntry, type Entry } from "#app/ledger/entry";
import { writeVerifierKey } from "#app/ledger/note";
import { openLedgerFolder, portalFiles, type Portal } from "#app/portal.server";
import { record, reopen, tamper } from "#test/support/ledger-portal";
import { openTestPortal, type TestPortal } from "#test/support/portal";

/** What a command does with the ledger of a portal that is closed. */
async function within<T>({ settings, now }: Portal, work: (place: LedgerPlace) => Promise<T>): Promise<T> {
  const place = await openLedgerFolder(settings);
  try {
    return await work({ ...place, now });
  } finally {
    await place.close();
  }
}

function seal(portal: Portal, key: "same" | "new" = "same") {
  return within(portal, (place) => sealLedger(place, { reason: "the disk failed", key }));
}

async function entriesOf({ db }: Portal, ledgerNumber: number): Promise<Entry[]> {
  const rows = await db.selectFrom("ledgerEntries").select("entryJson").where("ledgerNumber", "=", ledgerNumber).orderBy("index").execute();
  return rows.map(({ entryJson }) => parseEntry(utf8Of(entryJson))).flatMap((parsed) => ("entry" in parsed ? [parsed.entry] : []));
}

async function citedBy(portal: Portal, ledgerNumber: number): Promise<Citation[]> {
  const [first] = await entriesOf(portal, ledgerNumber);
  return first ? citationsIn(first) : [];
}

async function openWith(count: number): Promise<TestPortal> {
  const portal = await openTestPortal({ at: "2026-03-01" });
  await record(portal, count);
  return portal;
}

test("a sound ledger ends with an entry and a signed head, and the next one cites both", async () => {
  const portal = await openWith(10);
  const { origin } = portal.ledger.open();
  await portal.close();
  const { closed, opened } = await seal(portal);
  expect(closed).toMatchObject({ number: 1, ledger: origin, size: 13, fault: null });
  const again = await reopen(portal);
  expect(again.ledger.open()).toEqual({ number: 2, origin: opened.origin });
  expect((await entriesOf(again, 1)).at(-1)?.kind).toBe("ledger.sealed");
  expect(await citedBy(again, 2)).toEqual([closed]);
  expect((await entriesOf(again, 2))[0]?.body).toMatchObject({ number: 2, reasonSha256: sha256Of("the disk failed") });
  expect(openCheckpoint(LEDGER_CRYPTO, closed.checkpoint ?? "", again.ledger.keys())).toMatchObject({ state: "signed", head: { origin, size: 13 } });
  await record(again, 3);
  expect(await again.ledger.check()).toMatchObject({ state: "consistent", ledgers: [{ size: 13, rootHash: closed.rootHash }, { size: 5 }] });
});

test("a portal that is running when its ledger is sealed records nothing until it starts again", async () => {
  const portal = await openWith(2);
  await seal(portal);
  await expect(record(portal, 1)).rejects.toMatchObject({ code: "ledger-stopped" });
  expect(portal.ledger.fault()).toEqual({ what: "sealedMeanwhile", ledgerNumber: 1 });
  await record(await reopen(portal), 1);
});

test("entries that come while it is sealed are not lost from what is cited", async () => {
  const portal = await openWith(2);
  const sealed = seal(portal);
  const recorded = await Promise.allSettled(Array.from({ length: 30 }, () => record(portal, 1)));
  const { closed } = await sealed;
  const again = await reopen(portal);
  expect(closed.size).toBe(5 + recorded.filter(({ status }) => status === "fulfilled").length);
  expect((await again.ledger.check()).state).toBe("consistent");
});

test("of two who seal at once one does, and the other is told", async () => {
  const portal = await openWith(2);
  await portal.close();
  const outcomes = await Promise.allSettled([seal(portal), seal(portal)]);
  const refused = outcomes.filter((outcome) => outcome.status === "rejected").map(({ reason }: PromiseRejectedResult) => String(reason));
  expect(outcomes.filter(({ status }) => status === "fulfilled").length + refused.length).toBe(2);
  for (const reason of refused) expect(reason).toContain("ledger-changed-meanwhile");
  expect(((await reopen(portal)).ledger.fault())).toBe(null);
});

const NOTHING = "0".repeat(64);

test.each<[string, string[], { size: number; fault: object; sealed: boolean }]>([
  ["an altered entry", [`update "ledgerEntries" set "entryJson" = replace("entryJson", '条款', '条件') where "index" = 5`], { size: 5, fault: { what: "leafHashWrong", index: 5 }, sealed: true }],
  ["a removed entry", [`delete from "ledgerEntries" where "index" = 6`], { size: 6, fault: { what: "entryMissing", index: 6 }, sealed: true }],
  ["an altered node", [`update "ledgerNodes" set "hash" = '${NOTHING}' where "level" = 1 and "index" = 3`], { size: 12, fault: { what: "nodeWrong", level: 1, index: 3 }, sealed: true }],
  ["an altered node of its root", [`update "ledgerNodes" set "hash" = '${NOTHING}' where "level" = 3`], { size: 12, fault: { what: "nodeWrong", level: 3, index: 0 }, sealed: false }],
  ["a removed end", [`delete from "ledgerEntries" where "index" > 6`, `delete from "ledgerNodes" where "index" >= 7 >> "level"`, `delete from "checkpoints" where "size" > 2`], { size: 7, fault: { what: "outsideAhead" }, sealed: false }],
  ["no entries at all", [`delete from "ledgerEntries"`, `delete from "ledgerNodes"`, `delete from "checkpoints"`], { size: 0, fault: { what: "entryMissing", index: 0 }, sealed: false }],
])("with %s a ledger is closed as far as it is sound, and evidence is written to the next", async (_name, statements, expected) => {
  const portal = await openWith(10);
  await tamper(portal, ...statements);
  const { closed } = await seal(portal);
  expect({ size: closed.size, fault: closed.fault }).toMatchObject({ size: expected.size, fault: expected.fault });
  const again = await reopen(portal);
  expect(again.ledger.fault()).toBe(null);
  expect((await entriesOf(again, 1)).some(({ kind }) => kind === "ledger.sealed")).toBe(expected.sealed);
  expect(await citedBy(again, 2)).toEqual([closed]);
  await record(again, 3);
  const check = await again.ledger.check();
  expect(check).toMatchObject({ state: "consistent" });
  expect(check.state === "consistent" ? check.ledgers.at(-1) : check).toMatchObject({ ledgerNumber: 2, size: 5 });
});

test("what a later ledger says of an earlier one is compared with it", async () => {
  const portal = await openWith(10);
  await tamper(portal, `update "ledgerEntries" set "entryJson" = replace("entryJson", '条款', '条件') where "index" = 5`);
  await seal(portal);
  const second = await reopen(portal);
  await second.close();
  await tamper(portal, `update "ledgerEntries" set "entryJson" = replace("entryJson", '条款', '条件') where "ledgerNumber" = 1 and "index" = 3`);
  const again = await reopen(portal);
  expect(await again.ledger.check()).toMatchObject({ state: "broken", fault: { ledgerNumber: 1, index: 3 } });
  await again.close();
  const { closed } = await seal(portal);
  expect(closed).toMatchObject({ number: 2, fault: null });
  const third = await reopen(portal);
  expect((await citedBy(third, 3)).map(({ number, size }) => [number, size])).toEqual([[1, 3], [2, 3]]);
  expect(await third.ledger.check()).toMatchObject({ state: "consistent", ledgers: [{ size: 3, brokenBy: { what: "leafHashWrong" } }, { size: 3 }, { size: 2 }] });
});

test("a lost key gives way to a new one in the next ledger; without saying so nothing is sealed", async () => {
  const portal = await openWith(3);
  await portal.close();
  const { ledgerKey } = portalFiles(portal.settings.dataDir);
  await rm(ledgerKey);
  await expect(seal(portal)).rejects.toMatchObject({ code: "ledger-key-missing" });
  const { closed } = await seal(portal, "new");
  expect(closed).toMatchObject({ size: 6, fault: null });
  const again = await reopen(portal);
  await record(again, 1);
  expect(await again.ledger.check()).toMatchObject({ state: "consistent" });
});

test("a key that was seen by others keeps its file under another name", async () => {
  const portal = await openWith(1);
  await portal.close();
  const { ledgerKey, secrets } = portalFiles(portal.settings.dataDir);
  const before = await readFile(ledgerKey);
  await seal(portal, "new");
  const old = (await readdir(secrets)).find((name) => name.startsWith("ledger.key.until-"));
  expect(await readFile(`${secrets}/${old ?? ""}`)).toEqual(before);
  expect(await readFile(ledgerKey)).not.toEqual(before);
});

test("a new key is introduced, both sign one checkpoint, and the old one goes out of use", async () => {
  const portal = await openWith(3);
  const old = portal.ledger.keys().map(writeVerifierKey);
  await portal.close();
  const { introduced, retired, checkpoint } = await within(portal, rotateKey);
  expect(retired).toEqual(old);
  const again = await reopen(portal);
  const keys = again.ledger.keys();
  expect(keys.map(writeVerifierKey)).toEqual([...old, introduced]);
  const both = openCheckpoint(LEDGER_CRYPTO, checkpoint, keys);
  expect(both.state === "signed" && both.by.map(writeVerifierKey)).toEqual([...old, introduced]);
  const newest = openCheckpoint(LEDGER_CRYPTO, await again.ledger.checkpoint(), keys);
  expect(newest.state === "signed" && newest.by.map(writeVerifierKey)).toEqual([introduced]);
  expect((await entriesOf(again, 1)).slice(-2).map(({ kind, body }) => [kind, body?.key])).toEqual([["key.introduced", introduced], ["key.retired", old[0]]]);
  expect((await again.ledger.check()).state).toBe("consistent");
});

test("a portal that is running when its key goes out of use signs nothing by it any more", async () => {
  const portal = await openWith(3);
  await portal.ledger.checkpoint();
  await within(portal, rotateKey);
  await expect(portal.ledger.checkpoint()).rejects.toMatchObject({ code: "ledger-stopped" });
  expect(portal.ledger.fault()).toEqual({ what: "keyRetiredMeanwhile", ledgerNumber: 1 });
  await portal.close();
  await record(await reopen(portal), 1);
});

test("a rotation that was cut short leaves a ledger that opens, and is finished by the next", async () => {
  const portal = await openWith(3);
  await portal.close();
  for (const stopAfter of [0, 1, 2, 3]) {
    await expect(within(portal, (place) => rotateKey(stoppingAfter(place, stopAfter)))).rejects.toThrow("the disk is full");
    const again = await reopen(portal);
    expect(again.ledger.fault()).toBe(null);
    await again.close();
  }
  const { introduced } = await within(portal, rotateKey);
  const again = await reopen(portal);
  await record(again, 1);
  const newest = openCheckpoint(LEDGER_CRYPTO, await again.ledger.checkpoint(), again.ledger.keys());
  expect(newest.state === "signed" && newest.by.map(writeVerifierKey)).toEqual([introduced]);
  expect((await again.ledger.check()).state).toBe("consistent");
});

function stoppingAfter(place: LedgerPlace, most: number): LedgerPlace {
  let commits = 0;
  return {
    ...place,
    writer: {
      async commit(commit) {
        if (commits++ === most) throw new Error("the disk is full");
        return place.writer.commit(commit);
      },
    },
  };
}
