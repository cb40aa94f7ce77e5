import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { placeHold, liftHold } from "#app/domain/evidence/hold.server";
import { checkLedger } from "#app/domain/evidence/ledger.server";
import { entryAbout, newEntry } from "#app/domain/evidence/new-entry";
import { commitTo } from "#app/domain/evidence/openings.server";
import { sweepRetention } from "#app/domain/evidence/retention-sweep.server";
import { deliverDue } from "#app/domain/notice/deliver.server";
import { mailFolder } from "#app/domain/notice/mail-files.server";
import { openMailTransport } from "#app/domain/notice/mail-transport.server";
import { erasureOf, parseEntry } from "#app/ledger/entry";
import type { Portal } from "#app/portal.server";
import { insertRow } from "#db/commit";
import { selectEntriesOfRecord } from "#db/ledger";
import { acceptTerms } from "#test/support/acceptance";
import { signInAgain } from "#test/support/actors";
import { endAgreement, openStage } from "#test/support/erasure";
import { evidenceRows } from "#test/support/evidence-rows";
import { addPerson } from "#test/support/people";
import { temporaryFolder } from "#test/support/store";

async function tagsOf({ db }: Portal, partyId: string): Promise<string[]> {
  return (await db.selectFrom("openings").where("partyId", "=", partyId).select("tag").orderBy("tag").execute()).map(({ tag }) => tag);
}

test("device data goes twelve months after the act, its openings with it, and the act stands", async () => {
  const { portal, reader } = await openStage();
  portal.clock.set("2027-03-01T07:59:59.999Z");
  expect((await sweepRetention(portal)).device).toBe(0);
  portal.clock.set("2027-03-01T08:00:00Z");
  expect((await sweepRetention(portal)).device).toBe(1);
  expect(await tagsOf(portal, reader.partyId)).toEqual(["actor", "address", "party"]);
  expect(await portal.db.selectFrom("actCircumstances").selectAll().execute()).toEqual([]);
  expect(await portal.db.selectFrom("acts").select("id").execute()).toHaveLength(1);
  expect((await sweepRetention(portal)).device).toBe(0);
  const counts = await portal.db.selectFrom("retentionSweeps").select("countsJson").execute();
  expect(counts.map(({ countsJson }) => JSON.parse(countsJson))).toContainEqual({ device: 1 });
  expect((await checkLedger(portal)).state).toBe("consistent");
});

test("a hold keeps a party's data from the sweep until it is lifted, and nobody else's", async () => {
  const { portal, reader, auditor } = await openStage();
  const other = await addPerson(portal, { address: "wang.fang@example.com" });
  await acceptTerms(portal, other);
  const held = { partyId: reader.partyId, reason: "dispute", words: "12/2026", untilAt: null, actor: auditor } as const;
  const holdId = await placeHold(portal, held);
  portal.clock.set("2028-01-01T00:00:00Z");
  expect((await sweepRetention(portal)).device).toBe(1);
  expect(await tagsOf(portal, reader.partyId)).toContain("client");
  expect(await tagsOf(portal, other.partyId)).not.toContain("client");
  await liftHold(portal, { partyId: reader.partyId, holdId, words: "settled", actor: await signInAgain(portal, auditor.accountId) });
  expect((await sweepRetention(portal)).device).toBe(1);
});

test("a hold with a date keeps data until then", async () => {
  const { portal, reader, auditor } = await openStage();
  await placeHold(portal, { partyId: reader.partyId, reason: "inquiry", words: "audit", untilAt: "2028-06-01T00:00:00.000Z", actor: auditor });
  portal.clock.set("2028-05-31T23:59:59Z");
  expect((await sweepRetention(portal)).device).toBe(0);
  portal.clock.set("2028-06-01T00:00:00Z");
  expect((await sweepRetention(portal)).device).toBe(1);
});

test("what ties an act to a person goes three years after the agreement has ended, and the ledger says which entries lost it", async () => {
  const { portal, reader } = await openStage();
  portal.clock.set("2030-01-01T00:00:00Z");
  expect((await sweepRetention(portal)).evidence).toBe(0);
  await endAgreement(portal, { effectiveAt: "2030-02-01T00:00:00.000Z" });
  portal.clock.set("2033-01-31T23:59:59Z");
  expect((await sweepRetention(portal)).evidence).toBe(0);
  portal.clock.set("2033-02-01T00:00:00Z");
  expect((await sweepRetention(portal)).evidence).toBe(1);
  expect(await tagsOf(portal, reader.partyId)).toEqual([]);
  const sweeps = await portal.db.selectFrom("retentionSweeps").selectAll().execute();
  const sweep = sweeps.find(({ countsJson }) => countsJson.includes("evidence"));
  const [entry] = await selectEntriesOfRecord(portal.db, sweep?.id ?? "");
  const parsed = parseEntry(Buffer.from(entry?.entryJson ?? ""));
  const act = await portal.db.selectFrom("acts").select("id").executeTakeFirstOrThrow();
  const [acted] = await selectEntriesOfRecord(portal.db, act.id);
  expect("entry" in parsed && erasureOf(parsed.entry)).toMatchObject({ ground: "periodEnded", entries: [acted?.index] });
  expect((await checkLedger(portal)).state).toBe("consistent");
});

test("with an act goes what ties the answers to an objection to the person", async () => {
  const { portal, reader } = await openStage();
  const act = await portal.db.selectFrom("acts").select("id").executeTakeFirstOrThrow();
  const { agreementId, versionId } = await portal.db.selectFrom("actLines").select(["agreementId", "versionId"]).executeTakeFirstOrThrow();
  const { objections, objectionAnswers } = evidenceRows(1);
  const objection = { ...objections, actId: act.id, partyId: reader.partyId, agreementId, versionId };
  const row = { ...objectionAnswers, actId: act.id, partyId: reader.partyId };
  const { commitments, steps } = await commitTo(portal, { recordId: row.id, partyId: reader.partyId, values: { party: reader.partyId, reason: "kept" } });
  const entries = [newEntry(portal.ledger.open(), { ...entryAbout("objection.answered", row.id, portal.now()), commitments })];
  await portal.writer.commit({ steps: [insertRow("objections", objection), insertRow("objectionAnswers", row), ...steps], entries });
  await endAgreement(portal, { effectiveAt: "2026-04-01T00:00:00.000Z" });
  portal.clock.set("2029-04-01T00:00:00Z");
  expect((await sweepRetention(portal)).evidence).toBe(1);
  expect(await tagsOf(portal, reader.partyId)).toEqual([]);
  const erased = await portal.db.selectFrom("ledgerEntries").where("recordId", "like", "ret_%").select("entryJson").execute();
  const named = erased.flatMap(({ entryJson }) => {
    const parsed = parseEntry(Buffer.from(entryJson));
    return "entry" in parsed ? (erasureOf(parsed.entry)?.entries ?? []) : [];
  });
  expect(named).toHaveLength(2);
});

test("mails go thirty days after they were made, rows and files, and files that are not mails stay", async () => {
  const { portal } = await openStage();
  const transport = openMailTransport(portal.settings);
  await deliverDue(portal, transport);
  const folder = mailFolder(portal.settings);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "notes.txt"), "");
  expect((await readdir(folder)).filter((file) => file.endsWith(".eml")).length).toBeGreaterThan(0);
  const rows = await portal.db.selectFrom("outbox").select("id").execute();
  portal.clock.set("2026-03-31T07:59:59Z");
  expect((await sweepRetention(portal)).mails).toBe(0);
  portal.clock.set("2026-03-31T08:00:01Z");
  expect((await sweepRetention(portal)).mails).toBe(rows.length);
  expect(await readdir(folder)).toEqual(["notes.txt"]);
});

test("a portal's own periods are kept in place of those shipped", async () => {
  const file = join(await temporaryFolder(), "retention.json");
  await writeFile(file, '{"device": {"months": 2, "reason": "Enough for us"}}');
  const { portal } = await openStage({ RETENTION_FILE: file });
  portal.clock.set("2026-05-01T08:00:00Z");
  expect((await sweepRetention(portal)).device).toBe(1);
});

test("a sweep that is stopped removes nothing more, and the next one goes on", async () => {
  const { portal } = await openStage();
  portal.clock.set("2028-01-01T00:00:00Z");
  const stopped = AbortSignal.abort();
  expect(await sweepRetention(portal, stopped)).toEqual({ device: 0, mails: 0, evidence: 0 });
  expect((await sweepRetention(portal)).device).toBe(1);
});
