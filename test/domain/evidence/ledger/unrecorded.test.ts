import { expect, test } from "vitest";
import { newEntry } from "#app/domain/evidence/new-entry";
import { findUnrecorded, lateContent, type Unrecorded } from "#app/domain/evidence/ledger/unrecorded.server";
import type { Writer } from "#db/commit";
import { acceptTerms, CIRCUMSTANCES, publish } from "#test/support/acceptance";
import { faultsOf, readEntries } from "#test/support/entered";
import { EVERY_KIND, playEvery } from "#test/support/every-operation";
import { addPerson } from "#test/support/people";
import { openTestPortal, type TestPortal } from "#test/support/portal";
import { evidenceOf, levelsOf } from "#test/support/proved";

/** The portal as it was before there was a ledger: rows are written without entries and openings. */
function withoutLedger(portal: TestPortal): TestPortal {
  const writer: Writer = { commit: ({ steps }) => portal.writer.commit({ steps: steps.filter(({ table }) => table !== "openings") }) };
  return { ...portal, writer };
}

/** Enters all that has no entry, one by one; gives how many that were. */
async function enterUnrecorded(portal: TestPortal): Promise<number> {
  const found = await findUnrecorded(portal, { limit: 100 });
  for (const each of found) {
    const { content, steps } = await lateContent(portal, each);
    await portal.writer.commit({ steps, entries: [newEntry(portal.ledger.open(), content)] });
  }
  return found.length;
}

async function openOlder() {
  const portal = await openTestPortal({ at: "2026-01-01" });
  const person = await playEvery(withoutLedger(portal));
  portal.clock.set("2026-09-01");
  return { portal, person };
}

test("every record of a folder without a ledger is found, in any pages, and none once all are entered", async () => {
  const { portal } = await openOlder();
  const all = await findUnrecorded(portal, { limit: 100 });
  expect(all).toHaveLength(EVERY_KIND.length);
  const paged: Unrecorded[] = [];
  for (let after: Unrecorded | null = null; ; after = paged.at(-1) ?? null) {
    const page = await findUnrecorded(portal, { limit: 2, after });
    if (page.length === 0) break;
    paged.push(...page);
  }
  expect(paged).toEqual(all);
  expect(await enterUnrecorded(portal)).toBe(EVERY_KIND.length);
  expect(await findUnrecorded(portal, { limit: 100 })).toEqual([]);
  expect(await enterUnrecorded(portal)).toBe(0);
  expect(await faultsOf(portal)).toEqual([]);
});

test("late entries are of the same kinds, say when it happened and that they are late, and come after what they rest on", async () => {
  const { portal } = await openOlder();
  await enterUnrecorded(portal);
  const entries = await readEntries(portal);
  expect(entries.map(({ kind }) => kind).toSorted()).toEqual(EVERY_KIND.toSorted());
  expect(entries.every(({ late, recordedAt, at }) => late === true && recordedAt === "2026-09-01T00:00:00.000Z" && at < "2026-04-01")).toBe(true);
  const place = (kind: string) => entries.findIndex((entry) => entry.kind === kind);
  expect(place("version.approved")).toBeLessThan(place("version.announced"));
  expect(place("version.announced")).toBeLessThan(place("acceptance.click"));
});

const TABLE_OF: Record<string, Unrecorded["table"]> = {
  apr: "approvals", pub: "publications", mrk: "clauseMarks", end: "endings", rol: "roleChanges", acc: "acts", dec: "acts", con: "acts", wdr: "acts", ref: "acts",
  ntc: "notices",
};

function tableOf(record: string): Unrecorded["table"] {
  return TABLE_OF[record.slice(0, 3)] ?? (record.includes("/") ? "versionTexts" : "versions");
}

test("a late entry says what the entry said that was written at the time, but for who added a translation", async () => {
  const portal = await openTestPortal({ at: "2026-01-01" });
  await playEvery(portal);
  for (const { kind, record, at, hashes, body } of await readEntries(portal)) {
    const { content } = await lateContent(portal, { table: tableOf(record), record });
    const known = kind === "translation.added" ? { ...body, actor: null, signIn: null } : body;
    expect([kind, content.kind, content.record, content.at, content.hashes, content.body]).toEqual([kind, kind, record, at, hashes, known]);
    expect(content).toMatchObject({ late: true, recordedAt: portal.now() });
  }
});

test("a late acceptance commits to what was kept, and to the address of now under its own name", async () => {
  const { portal, person } = await openOlder();
  const earlier = await portal.ledger.checkpoint();
  await enterUnrecorded(portal);
  const act = (await readEntries(portal)).find(({ kind }) => kind === "acceptance.click");
  const evidence = await evidenceOf(portal, act?.record ?? "", earlier);
  expect(Object.fromEntries((evidence.openings ?? []).map(({ tag, value }) => [tag, value]))).toEqual({
    party: person.partyId, actor: person.accountId, addressNow: person.address, client: CIRCUMSTANCES.address, agent: CIRCUMSTANCES.agent,
  });
  expect(await levelsOf(portal, evidence)).toEqual({ logged: "yes", consistent: "yes", text: "yes", person: "yes" });
});

test("of a person who was erased before, a late entry says nothing, and the rest stands", async () => {
  const { portal, person } = await openOlder();
  await portal.keys.destroyPartyKey(person.partyId);
  await enterUnrecorded(portal);
  const acts = (await readEntries(portal)).filter(({ kind }) => /^(acceptance|consent|decline)/.test(kind));
  expect(acts.map(({ commitments }) => commitments)).toEqual(acts.map(() => undefined));
  expect(await faultsOf(portal)).toEqual([]);
});

test("only what has no entry is entered late", async () => {
  const portal = await openTestPortal({ at: "2026-01-01" });
  await publish(withoutLedger(portal));
  const person = await addPerson(portal);
  await acceptTerms(portal, person);
  expect(await enterUnrecorded(portal)).toBe(2);
  expect((await readEntries(portal)).map(({ kind, late }) => [kind, late ?? false])).toEqual([
    ["acceptance.click", false], ["version.approved", true], ["version.announced", true],
  ]);
});
