import { createHmac } from "node:crypto";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { signIn } from "#app/domain/access/sign-in.server";
import { closeErased, finishErasures } from "#app/domain/evidence/erasure/schedule.server";
import { LEDGER_CRYPTO } from "#app/domain/evidence/ledger/crypto.server";
import { checkLedger } from "#app/domain/evidence/ledger/ledger.server";
import { readOpenings } from "#app/domain/evidence/openings.server";
import { readProof } from "#app/domain/evidence/receipt/proof.server";
import { readReceipt } from "#app/domain/evidence/receipt/receipt.server";
import { verifyEvidence } from "#app/ledger/verify";
import { openPortal, portalFiles, type Portal } from "#app/portal.server";
import { acceptTerms, CIRCUMSTANCES } from "#test/support/acceptance";
import { approveNow, askAs, endAgreement, eraseByLaw, openStage, type Stage } from "#test/support/erasure";
import { confirmationsOf, copyDatabase } from "#test/support/guessing";
import { addPerson, PASSWORD } from "#test/support/people";
import { temporaryFolder } from "#test/support/store";

const ADDRESS = "li.ming@example.com";

function guessesAbout({ reader }: Stage): string[] {
  return [ADDRESS, CIRCUMSTANCES.address, CIRCUMSTANCES.agent, "李明", reader.partyId];
}

/** Ids name rows in tables, so they stand there; what they are committed to as must not be confirmed either. */
function withoutIds(confirmations: readonly string[]): string[] {
  return confirmations.filter((each) => !each.startsWith("stands"));
}

test("what is left confirms no guess, not even with a copy of the database from before; with the keys of before it does", async () => {
  const stage = await openStage();
  const { portal } = stage;
  const files = portalFiles(portal.settings.dataDir);
  const before = { database: await copyDatabase(files.database), keyStore: await copyDatabase(files.keys) };
  const guesses = guessesAbout(stage);
  const people = guesses.filter((guess) => guess !== stage.reader.partyId);
  await eraseByLaw(stage);
  const after = { database: await copyDatabase(files.database), keyStore: await copyDatabase(files.keys) };

  const known = await confirmationsOf(before, guesses);
  expect(known).toEqual(expect.arrayContaining([
    "fits: address", "fits: agent", "fits: client", "fits: party",
    "opens: accounts.addressSealed", "opens: actCircumstances.addressSealed", "opens: actCircumstances.agentSealed",
    "opens: openings.valueSealed", "opens: parties.nameSealed", expect.stringMatching(/^stands: keys/),
  ]));

  for (const held of [after, { ...after, database: before.database }]) {
    expect(await confirmationsOf(held, people)).toEqual([]);
    expect(withoutIds(await confirmationsOf(held, [stage.reader.partyId]))).toEqual([]);
  }
});

test("another person's guesses are confirmed after the erasure as before: only one was erased", async () => {
  const stage = await openStage();
  const { portal } = stage;
  const other = await addPerson(portal, { address: "wang.fang@example.com" });
  await acceptTerms(portal, other);
  await eraseByLaw(stage);
  const files = portalFiles(portal.settings.dataDir);
  const held = { database: await copyDatabase(files.database), keyStore: await copyDatabase(files.keys) };
  expect(await confirmationsOf(held, ["wang.fang@example.com"])).toEqual(expect.arrayContaining(["fits: address", "opens: accounts.addressSealed"]));
});

async function readEvidence(portal: Portal, recordId: string) {
  const found = await readProof(portal, recordId);
  if (!found) throw new Error(`${recordId} is not in the ledger`);
  return { entry: Buffer.from(found.entryJson), proof: found.proof };
}

test("every entry is proved after the erasure, and of the erased person's act the verifier says erased, when and on what ground", async () => {
  const stage = await openStage();
  const { portal, reader } = stage;
  const act = await portal.db.selectFrom("acts").where("partyId", "=", reader.partyId).select("id").executeTakeFirstOrThrow();
  const openings = (await readOpenings(portal, act.id)).flatMap(({ opened }) => opened ?? []);
  const whole = verifyEvidence(LEDGER_CRYPTO, { ...(await readEvidence(portal, act.id)), openings }, portal.ledger.keys());
  expect(whole).toMatchObject({ logged: { state: "yes" }, person: { state: "yes" } });

  const { done } = await eraseByLaw(stage);
  for (const { recordId } of await portal.db.selectFrom("ledgerEntries").select("recordId").execute()) {
    expect(verifyEvidence(LEDGER_CRYPTO, await readEvidence(portal, recordId), portal.ledger.keys()).logged).toEqual({ state: "yes" });
  }
  const erasure = await readEvidence(portal, done.at(-1)?.id ?? "");
  const evidence = { ...(await readEvidence(portal, act.id)), erasure };
  const { logged, person } = verifyEvidence(LEDGER_CRYPTO, evidence, portal.ledger.keys());
  expect(logged).toEqual({ state: "yes" });
  expect(person).toEqual({ state: "erased", at: portal.now(), ground: "legalDuty" });
  expect((await readOpenings(portal, act.id)).filter(({ opened }) => opened !== null)).toEqual([]);
  expect((await readReceipt(portal, { partyId: reader.partyId, actId: act.id }))?.act.id).toBe(act.id);
  expect((await checkLedger(portal)).state).toBe("consistent");
});

test("what a party's organisation keeps under its own key survives, and the address may be used for a new account", async () => {
  const stage = await openStage();
  const { portal } = stage;
  const organisation = "pty_organisation";
  await portal.keys.createPartyKey(organisation);
  const sealed = await portal.keys.seal(organisation, "delegations.detail", JSON.stringify({ address: ADDRESS }));
  await eraseByLaw(stage);
  expect(await portal.keys.open(organisation, "delegations.detail", sealed)).toContain(ADDRESS);
  const again = await addPerson(portal);
  expect(again.partyId).not.toBe(stage.reader.partyId);
});

test("a database put back from before the erasure brings nobody back: nothing opens, nobody signs in, and its rows are emptied", async () => {
  const stage = await openStage();
  const { portal, reader } = stage;
  const files = portalFiles(portal.settings.dataDir);
  const old = await copyDatabase(files.database);
  await eraseByLaw(stage);
  const folder = join(await temporaryFolder(), "data");
  await cp(files.folder, folder, { recursive: true, filter: (source) => !source.includes("concordat.sqlite") });
  await cp(join(old, ".."), folder, { recursive: true });

  const restored = await openPortal({ ...portal.settings, dataDir: folder }, { kind: "demo", now: portal.now });
  onTestFinished(() => restored.close());
  const row = await restored.db.selectFrom("accounts").where("id", "=", reader.accountId).selectAll().executeTakeFirstOrThrow();
  expect(row.addressSealed).toMatch(/^v1\./);
  expect(await restored.keys.open(reader.partyId, "accounts.address", row.addressSealed)).toBeNull();
  expect((await signIn(restored, { address: ADDRESS, password: PASSWORD, client: "192.0.2.1", formerToken: null })).outcome).toBe("wrong");
  expect(await closeErased(restored)).toBe(1);
  expect(await closeErased(restored)).toBe(0);
  const emptied = await restored.db.selectFrom("accounts").where("id", "=", reader.accountId).selectAll().executeTakeFirstOrThrow();
  expect(emptied).toMatchObject({ addressSealed: "", passwordSealed: "" });
  expect(await restored.db.selectFrom("openings").where("partyId", "=", reader.partyId).select("tag").execute()).toEqual([]);
});

test("whom an attempt was counted for can be guessed for two days, and not after, even with the portal's own secret", async () => {
  const { portal } = await openStage();
  const rows = await portal.db.selectFrom("attempts").select("key").execute();
  const guess = async () => {
    const secret = Buffer.concat([portal.secret, await portal.keys.dayKey("2026-03-01")]);
    const key = createHmac("sha256", secret).update(`attempt\0sign-in-address\0${ADDRESS}`).digest("base64url");
    return rows.some((row) => row.key === key);
  };
  expect(await guess()).toBe(true);
  await portal.keys.dayKey("2026-03-02");
  await portal.keys.dayKey("2026-03-03");
  expect(await guess()).toBe(false);
});

test("while restricted the keys still open what is kept, and no longer once the date has come", async () => {
  const stage = await openStage();
  const { portal, reader, operator } = stage;
  await approveNow(portal, await askAs(portal, reader), operator);
  const files = portalFiles(portal.settings.dataDir);
  const old = await copyDatabase(files.database);
  expect(await confirmationsOf({ database: old, keyStore: files.keys }, [ADDRESS])).toContain("fits: address");
  await endAgreement(portal, { effectiveAt: "2026-05-01T00:00:00.000Z" });
  portal.clock.set("2029-05-01T00:00:00Z");
  await finishErasures(portal);
  await finishErasures(portal);
  expect(await confirmationsOf({ database: old, keyStore: files.keys }, [ADDRESS])).toEqual([]);
});
