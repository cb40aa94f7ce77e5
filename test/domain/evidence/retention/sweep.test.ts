import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { placeHold, liftHold } from "#app/domain/evidence/erasure/hold.server";
import { checkLedger } from "#app/domain/evidence/ledger/ledger.server";
import { sweepRetention } from "#app/domain/evidence/retention/sweep.server";
import { deliverDue } from "#app/domain/notice/channels/deliver.server";
import { mailFolder } from "#app/domain/notice/channels/mail-files.server";
import { openMailTransport } from "#app/domain/notice/channels/mail-transport.server";
import type { Portal } from "#app/portal.server";
import { acceptTerms } from "#test/support/acceptance";
import { signInAgain } from "#test/support/actors";
import { endAgreement, openStage } from "#test/support/erasure";
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

test("what ties an act to a person never goes on its own", async () => {
  const { portal, reader } = await openStage();
  await endAgreement(portal, { effectiveAt: "2026-04-01T00:00:00.000Z" });
  portal.clock.set("2040-01-01T00:00:00Z");
  await sweepRetention(portal);
  expect(await tagsOf(portal, reader.partyId)).toEqual(["actor", "address", "party"]);
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
  expect(await sweepRetention(portal, stopped)).toEqual({ device: 0, mails: 0 });
  expect((await sweepRetention(portal)).device).toBe(1);
});
