import { mkdir, rm, writeFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { closeErased, finishErasures } from "#app/domain/evidence/erasure/schedule.server";
import { readRequest } from "#app/domain/evidence/erasure/request.server";
import { checkLedger } from "#app/domain/evidence/ledger/ledger.server";
import { mailFolder } from "#app/domain/notice/channels/mail-files.server";
import { portalFiles, type Portal } from "#app/portal.server";
import { openKeyStore } from "#db/keys";
import { approveNow, askAs, askByLaw, openStage, type Stage } from "#test/support/erasure";
import { addPerson } from "#test/support/people";
import { openPlain } from "#test/support/plain-sqlite";
import { TEST_MASTER_KEY } from "#test/support/store";

/** Makes one thing that the run needs fail for real; gives what mends it. */
type Failure = (stage: Stage) => Promise<{ portal: Portal; mend(): Promise<void> }>;

/** Another program keeps the database from taking a row, as a full disk would. */
function refusing(table: string, event: string, condition = "1"): Failure {
  return async ({ portal }) => {
    const plain = await openPlain(portalFiles(portal.settings.dataDir).database);
    await plain.all(`create trigger "broken" before ${event} on "${table}" when ${condition} begin select raise(abort, 'disk full'); end`);
    return { portal, mend: async () => void (await plain.all(`drop trigger "broken"`)) };
  };
}

/** The key store is closed, as when its disk is gone. */
async function closedKeys({ portal }: Stage): Promise<{ portal: Portal; mend(): Promise<void> }> {
  const keys = await openKeyStore({ file: portalFiles(portal.settings.dataDir).keys, masterKey: TEST_MASTER_KEY });
  await keys.close();
  const { openRestricted, restrictParty, destroyPartyKey } = keys;
  return { portal: { ...portal, keys: { ...portal.keys, openRestricted, restrictParty, destroyPartyKey } }, mend: () => Promise.resolve() };
}

/** The folder of mails cannot be listed. */
async function brokenMails({ portal }: Stage): Promise<{ portal: Portal; mend(): Promise<void> }> {
  const folder = mailFolder(portal.settings);
  await rm(folder, { recursive: true, force: true });
  await writeFile(folder, "");
  return { portal, mend: async () => void (await rm(folder), await mkdir(folder)) };
}

const ERASING: [string, Failure][] = [
  ["the record of what is erased", refusing("erasures", "insert")],
  ["its entry", refusing("ledgerEntries", "insert", `json_extract(new."entryJson", '$.kind') = 'party.erased'`)],
  ["the key", closedKeys],
  ["the mails", brokenMails],
  ["the openings", refusing("openings", "delete")],
  ["the account", refusing("accounts", "update", `new."addressSealed" = ''`)],
  ["the done mark", refusing("partyStates", "update", `new."state" = 'erased'`)],
];

test.each(ERASING)("an erasure that breaks at %s is finished at the next start, and once", async (_step, fail) => {
  const stage = await openStage();
  const requestId = await askByLaw(stage.portal, stage.reader, stage.operator);
  const { portal, mend } = await fail(stage);
  await expect(approveNow(portal, requestId, stage.auditor)).rejects.toThrow();
  expect((await readRequest(stage.portal, requestId)).decision?.act).toBe("approved");
  await mend();
  await finishErasures(stage.portal);
  await finishErasures(stage.portal);
  await expectErased(stage, requestId);
});

async function expectErased({ portal, reader }: Stage, requestId: string): Promise<void> {
  const { status, done } = await readRequest(portal, requestId);
  expect(status.state).toBe("erased");
  expect(done).toHaveLength(1);
  const kinds = await portal.db.selectFrom("ledgerEntries").where("recordId", "=", done[0]?.id ?? "").select("index").execute();
  expect(kinds).toHaveLength(1);
  expect(await portal.keys.selectDestroyed({ after: "", limit: 10 })).toEqual([reader.partyId]);
  expect(await portal.db.selectFrom("openings").where("partyId", "=", reader.partyId).select("tag").execute()).toEqual([]);
  expect(await portal.db.selectFrom("outbox").where("partyId", "=", reader.partyId).select("id").execute()).toEqual([]);
  expect(await portal.db.selectFrom("partyStates").select(["state", "dueAt"]).execute()).toEqual([{ state: "erased", dueAt: null }]);
  expect((await checkLedger(portal)).state).toBe("consistent");
}

const RESTRICTING: [string, Failure][] = [
  ["the record", refusing("erasures", "insert")],
  ["the sessions", refusing("sessions", "delete")],
  ["the key", closedKeys],
  ["the mails", brokenMails],
  ["the name", refusing("parties", "update")],
  ["the done mark", refusing("partyStates", "update", `new."state" = 'restricted'`)],
];

test.each(RESTRICTING)("a restriction that breaks at %s is finished at the next start, and once", async (_step, fail) => {
  const stage = await openStage();
  const requestId = await askAs(stage.portal, stage.reader);
  const { portal, mend } = await fail(stage);
  await expect(approveNow(portal, requestId, stage.operator)).rejects.toThrow();
  await mend();
  await finishErasures(stage.portal);
  await finishErasures(stage.portal);
  const { status, done } = await readRequest(stage.portal, requestId);
  expect(status.state).toBe("restricted");
  expect(done).toHaveLength(1);
  const account = await stage.portal.db.selectFrom("accounts").where("id", "=", stage.reader.accountId).selectAll().executeTakeFirstOrThrow();
  expect(account.closedAt).not.toBeNull();
  expect(await stage.portal.keys.open(stage.reader.partyId, "accounts.address", account.addressSealed)).toBeNull();
  expect(await stage.portal.keys.openRestricted(stage.reader.partyId, "accounts.address", account.addressSealed)).toBe("li.ming@example.com");
});

test("one erasure that cannot go on keeps no other from it", async () => {
  const stage = await openStage();
  const { portal, reader, operator, auditor } = stage;
  const other = await addPerson(portal, { address: "wang.fang@example.com" });
  const broken = await askByLaw(portal, reader, operator);
  const sound = await askByLaw(portal, other, operator);
  const { mend } = await refusing("erasures", "insert")(stage);
  await expect(approveNow(portal, broken, auditor)).rejects.toThrow("disk full");
  await expect(approveNow(portal, sound, auditor)).rejects.toThrow("disk full");
  await mend();
  const { mend: mendOne } = await refusing("erasures", "insert", `new."partyId" = '${reader.partyId}'`)(stage);
  await expect(finishErasures(portal)).rejects.toThrow("1 erasures wait");
  expect((await readRequest(portal, sound)).status.state).toBe("erased");
  await mendOne();
  await finishErasures(portal);
  expect((await readRequest(portal, broken)).status.state).toBe("erased");
});

test("where the ledger is stopped nothing of an erasure begins", async () => {
  const { portal, reader, operator, auditor } = await openStage();
  const requestId = await askByLaw(portal, reader, operator);
  portal.ledger.stop({ what: "endMoved", ledgerNumber: 1 });
  await expect(approveNow(portal, requestId, auditor)).rejects.toThrow("ledger-stopped");
  expect((await readRequest(portal, requestId)).status.state).toBe("waiting");
  expect(await portal.keys.selectDestroyed({ after: "", limit: 10 })).toEqual([]);
  expect(await closeErased(portal)).toBe(0);
});
