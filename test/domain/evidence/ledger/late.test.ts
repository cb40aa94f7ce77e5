import { expect, test } from "vitest";
import { enterLate } from "#app/domain/evidence/ledger/late.server";
import { findUnrecorded } from "#app/domain/evidence/ledger/unrecorded.server";
import { openPortal } from "#app/portal.server";
import { deleteRows, type Writer } from "#db/commit";
import { acceptTerms, publish } from "#test/support/acceptance";
import { faultsOf, readEntries } from "#test/support/entered";
import { EVERY_KIND, playEvery } from "#test/support/every-operation";
import { reopen } from "#test/support/ledger-portal";
import { addPerson } from "#test/support/people";
import { openTestPortal, type TestPortal } from "#test/support/portal";

/** A portal on a folder as it was before there was a ledger: rows without entries and openings, nothing entered late yet. */
async function openOlder(): Promise<TestPortal> {
  const portal = await openTestPortal({ at: "2026-01-01" });
  const writer: Writer = { commit: ({ steps }) => portal.writer.commit({ steps: steps.filter(({ table }) => table !== "openings") }) };
  const older = { ...portal, writer };
  await playEvery(older);
  const person = await addPerson(older);
  for (const number of [2, 3, 4]) {
    portal.clock.set(`2026-04-0${number}`);
    await publish(older, { slug: `terms-${number}` });
    await acceptTerms(older, person, { set: `terms-${number}` });
  }
  await portal.writer.commit({ steps: [deleteRows("portal", { where: { name: "lateEntered" } })] });
  portal.clock.set("2026-09-01");
  return portal;
}

test("opening a folder with records older than its ledger gives each its entry, marked late, in the order in which they were recorded", async () => {
  const portal = await reopen(await openOlder());
  expect(await faultsOf(portal)).toEqual([]);
  const entries = await readEntries(portal);
  expect(entries.length).toBeGreaterThan(EVERY_KIND.length);
  expect(entries.every(({ late, recordedAt }) => late === true && recordedAt === "2026-09-01T00:00:00.000Z")).toBe(true);
  const acts = entries.filter(({ record }) => /^(acc|dec|con|ref|wdr)_/.test(record)).map(({ at }) => at);
  expect(acts).toEqual(acts.toSorted());
});

test("a late entry names the index of the entry before it, though both are entered at once", async () => {
  const portal = await reopen(await openOlder());
  const entries = await readEntries(portal);
  const indexOf = (record: string) => entries.find((entry) => entry.record === record)?.index;
  const revoked = entries.find(({ kind }) => kind === "role.revoked");
  const withdrawn = entries.find(({ kind }) => kind === "consent.withdrawn");
  const given = entries.find(({ kind }) => kind === "consent.given");
  const announced = entries.filter(({ kind }) => kind === "version.announced");
  expect(revoked?.prev).toBe(indexOf(String(revoked?.body?.follows)));
  expect(withdrawn?.prev).toBe(given?.index);
  expect(announced.map(({ prev }) => typeof prev)).toEqual(announced.map(() => "number"));
});

test("opening again enters nothing more, and looks for nothing more", async () => {
  const portal = await reopen(await openOlder());
  const before = await readEntries(portal);
  const again = await reopen(portal);
  expect(await readEntries(again)).toEqual(before);
});

test("what was cut short is gone on with, and nothing is entered twice", async () => {
  const portal = await openOlder();
  for (const stopAfter of [1, 0, 3, 2]) {
    let commits = 0;
    const writer: Writer = {
      async commit(commit) {
        if (commits++ === stopAfter) throw new Error("the disk is full");
        return portal.writer.commit(commit);
      },
    };
    await expect(enterLate({ ...portal, writer })).rejects.toThrow("the disk is full");
    expect((await findUnrecorded(portal, { limit: 1 })).length).toBe(1);
  }
  await enterLate(portal);
  expect(await faultsOf(portal)).toEqual([]);
});

test("processes that open such a folder at once enter each record once", async () => {
  const older = await openOlder();
  await older.close();
  const portals = await Promise.all([1, 2, 3].map(() => openPortal(older.settings, { kind: "demo", now: older.now })));
  for (const portal of portals) expect(await faultsOf(portal)).toEqual([]);
  for (const portal of portals) await portal.close();
});
