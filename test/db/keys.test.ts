import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { openKeyStore, type KeyStore } from "#db/keys";
import { SealBrokenError } from "#db/keys/sealing";
import { StoreError } from "#db/store-error";
import { openPlain } from "#test/support/plain-sqlite";
import { temporaryFolder, TEST_MASTER_KEY } from "#test/support/store";

const NAME = "parties.nameSealed";

afterEach(() => void vi.useRealTimers());

async function openAgain(file: string): Promise<KeyStore> {
  const keys = await openKeyStore({ file, masterKey: TEST_MASTER_KEY });
  onTestFinished(() => keys.close());
  return keys;
}

async function openKeys(): Promise<{ keys: KeyStore; file: string }> {
  const file = join(await temporaryFolder(), "keys.sqlite");
  const keys = await openAgain(file);
  await keys.createPartyKey("pty_1");
  await keys.createPartyKey("pty_2");
  return { keys, file };
}

/** All bytes that the key store holds on disk. */
function bytesOf(file: string): Buffer {
  return Buffer.concat([file, `${file}-wal`].filter(existsSync).map((part) => readFileSync(part)));
}

test.each(["张三", "", "a\0b", "😀".repeat(10_000)])("a sealed value opens as it was: %#", async (value) => {
  const { keys, file } = await openKeys();
  const sealed = await keys.seal("pty_1", NAME, value);
  expect(sealed).toMatch(/^v1\.[\w-]+$/);
  expect(await keys.open("pty_1", NAME, sealed)).toBe(value);
  expect(await (await openAgain(file)).open("pty_1", NAME, sealed)).toBe(value);
});

test("the same value never seals to the same text", async () => {
  const { keys } = await openKeys();
  const sealed = await Promise.all(Array.from({ length: 100 }, () => keys.seal("pty_1", NAME, "张三")));
  expect(new Set(sealed).size).toBe(100);
});

test("text that is no text is refused", async () => {
  const { keys } = await openKeys();
  await expect(keys.seal("pty_1", NAME, "a\ud83d")).rejects.toThrow("parties.nameSealed cannot be sealed as it is");
});

test("a sealed value opens for no other field and no other party", async () => {
  const { keys } = await openKeys();
  const sealed = await keys.seal("pty_1", NAME, "张三");
  await expect(keys.open("pty_1", "accounts.addressSealed", sealed)).rejects.toThrow(SealBrokenError);
  await expect(keys.open("pty_2", NAME, sealed)).rejects.toThrow(SealBrokenError);
});

test("a sealed value that was altered anywhere does not open", async () => {
  const { keys } = await openKeys();
  const sealed = await keys.seal("pty_1", NAME, "张三");
  const altered = Array.from(sealed, (letter, i) => `${sealed.slice(0, i)}${letter === "A" ? "B" : "A"}${sealed.slice(i + 1)}`);
  const cut = Array.from(sealed, (_, i) => sealed.slice(0, i));
  for (const text of [...altered, ...cut, `${sealed}A`, `${sealed}\n`]) await expect(keys.open("pty_1", NAME, text)).rejects.toThrow(SealBrokenError);
});

test("a destroyed key opens nothing, seals nothing and is not made again", async () => {
  const { keys } = await openKeys();
  const sealed = await keys.seal("pty_1", NAME, "张三");
  await keys.destroyPartyKey("pty_1");
  expect(await keys.open("pty_1", NAME, sealed)).toBeNull();
  await expect(keys.seal("pty_1", NAME, "张三")).rejects.toThrow("destroyed");
  await expect(keys.createPartyKey("pty_1")).rejects.toThrow("destroyed");
  await keys.destroyPartyKey("pty_1");
  expect(await keys.open("pty_2", NAME, await keys.seal("pty_2", NAME, "李四"))).toBe("李四");
});

test("a restricted key opens nothing for ordinary use, in no process, and everything for what protects the data", async () => {
  const { keys, file } = await openKeys();
  const other = await openAgain(file);
  const sealed = await keys.seal("pty_1", NAME, "张三");
  await keys.restrictParty("pty_1");
  await keys.restrictParty("pty_1");
  expect(await keys.open("pty_1", NAME, sealed)).toBeNull();
  expect(await other.open("pty_1", NAME, sealed)).toBeNull();
  expect(await keys.openRestricted("pty_1", NAME, sealed)).toBe("张三");
  expect(await keys.open("pty_2", NAME, await keys.seal("pty_2", NAME, "李四"))).toBe("李四");
  await keys.destroyPartyKey("pty_1");
  expect(await keys.openRestricted("pty_1", NAME, sealed)).toBeNull();
});

test("a day has one key in every process, which is gone from the disk two days later", async () => {
  const { keys, file } = await openKeys();
  const key = await keys.dayKey("2026-02-28");
  expect(key).toHaveLength(32);
  expect(await (await openAgain(file)).dayKey("2026-02-28")).toEqual(key);
  const sealed = await (await openPlain(file)).all<{ value: string }>(`select value from facts where name = 'day 2026-02-28'`);
  expect(await keys.dayKey("2026-03-01")).not.toEqual(key);
  expect(await keys.dayKey("2026-02-28")).toEqual(key);
  await keys.dayKey("2026-03-02");
  expect(await keys.dayKey("2026-02-28")).not.toEqual(key);
  expect(bytesOf(file).includes(sealed[0]?.value ?? "?")).toBe(true);
  await (await openPlain(file)).all("pragma wal_checkpoint(truncate)");
  expect(bytesOf(file).includes(sealed[0]?.value ?? "?")).toBe(false);
});

test("the parties whose keys were destroyed are listed page by page", async () => {
  const { keys } = await openKeys();
  expect(await keys.selectDestroyed({ after: "", limit: 10 })).toEqual([]);
  await keys.destroyPartyKey("pty_2");
  await keys.destroyPartyKey("pty_1");
  expect(await keys.selectDestroyed({ after: "", limit: 1 })).toEqual(["pty_1"]);
  expect(await keys.selectDestroyed({ after: "pty_1", limit: 10 })).toEqual(["pty_2"]);
});

test("destroying wipes the wrapped key from the disk", async () => {
  const { keys, file } = await openKeys();
  const [row] = await (await openPlain(file)).all<{ wrapped: string }>(`select wrapped from "partyKeys" where "partyId" = 'pty_1'`);
  const wrapped = row?.wrapped ?? "";
  expect(bytesOf(file).includes(wrapped)).toBe(true);
  await keys.destroyPartyKey("pty_1");
  expect(bytesOf(file).includes(wrapped)).toBe(false);
});

test("destroying does not claim success while a reader keeps the log with the key in it", async () => {
  const { keys, file } = await openKeys();
  const reader = await openPlain(file);
  await reader.all("begin");
  await reader.all(`select count(*) from "partyKeys"`);
  await expect(keys.destroyPartyKey("pty_1")).rejects.toThrow("still lies in the key store's log");
  await reader.all("commit");
  await keys.destroyPartyKey("pty_1");
});

test("destroying releases the party's addresses, and no other's", async () => {
  const { keys } = await openKeys();
  await keys.claimAddress("zhang@example.com", "pty_1");
  await keys.claimAddress("li@example.com", "pty_2");
  await keys.destroyPartyKey("pty_1");
  expect([await keys.findByAddress("zhang@example.com"), await keys.findByAddress("li@example.com")]).toEqual([null, "pty_2"]);
});

test("a key that another process destroyed is forgotten within a second", async () => {
  const { keys, file } = await openKeys();
  const other = await openAgain(file);
  const sealed = await keys.seal("pty_1", NAME, "张三");
  vi.useFakeTimers({ toFake: ["performance"] });
  expect(await other.open("pty_1", NAME, sealed)).toBe("张三");
  await keys.destroyPartyKey("pty_1");
  vi.advanceTimersByTime(1001);
  expect(await other.open("pty_1", NAME, sealed)).toBeNull();
});

test("a key asked for while it is destroyed does not outlive it", async () => {
  const { keys } = await openKeys();
  const sealed = await keys.seal("pty_1", NAME, "张三");
  vi.useFakeTimers({ toFake: ["performance"] });
  vi.advanceTimersByTime(1001);
  await Promise.all([keys.destroyPartyKey("pty_1"), ...Array.from({ length: 20 }, () => keys.open("pty_1", NAME, sealed))]);
  expect(await keys.open("pty_1", NAME, sealed)).toBeNull();
});

test("more parties than keys are kept all keep their own", async () => {
  const { keys } = await openKeys();
  const parties = Array.from({ length: 1200 }, (_, i) => `pty_many${i}`);
  await Promise.all(parties.map((party) => keys.createPartyKey(party)));
  const sealed = await Promise.all(parties.map((party) => keys.seal(party, NAME, party)));
  expect(await Promise.all(parties.map((party, i) => keys.open(party, NAME, sealed[i] ?? "")))).toEqual(parties);
});

test("making a party's key again changes nothing", async () => {
  const { keys, file } = await openKeys();
  const sealed = await keys.seal("pty_1", NAME, "张三");
  await (await openAgain(file)).createPartyKey("pty_1");
  expect(await (await openAgain(file)).open("pty_1", NAME, sealed)).toBe("张三");
});

test("a party without a key is a bug, not an erased person", async () => {
  const { keys } = await openKeys();
  await expect(keys.seal("pty_none", NAME, "x")).rejects.toThrow("no key was made for pty_none");
  await expect(keys.open("pty_none", NAME, "v1.x")).rejects.toThrow("no key was made for pty_none");
});

test("another master key is noticed at once, and the right one still opens", async () => {
  const { keys, file } = await openKeys();
  const sealed = await keys.seal("pty_1", NAME, "张三");
  const wrong = openKeyStore({ file, masterKey: randomBytes(32) });
  await expect(wrong).rejects.toThrow(StoreError);
  await expect(wrong).rejects.toThrow("made with another master key. Put back the master key from its backup");
  expect(await (await openAgain(file)).open("pty_1", NAME, sealed)).toBe("张三");
});

test("a master key of another length is refused", async () => {
  const file = join(await temporaryFolder(), "keys.sqlite");
  await expect(openKeyStore({ file, masterKey: randomBytes(16) })).rejects.toThrow("32 bytes, not 16");
  expect(existsSync(file)).toBe(false);
});

test("of many claims on one address at once, by two stores, one wins and all learn who", async () => {
  const { keys, file } = await openKeys();
  const other = await openAgain(file);
  const claims = Array.from({ length: 40 }, (_, i) => (i % 2 ? keys : other).claimAddress("zhang@example.com", `pty_${i}`));
  const holders = new Set(await Promise.all(claims));
  expect(holders.size).toBe(1);
  expect(holders).toEqual(new Set([await keys.findByAddress("zhang@example.com")]));
});

test.each(["Zhang@Example.COM", "  zhang@example.com\n", "ZHANG@EXAMPLE.COM"])("%j is the address that was claimed", async (written) => {
  const { keys } = await openKeys();
  await keys.claimAddress("zhang@example.com", "pty_1");
  expect(await keys.findByAddress(written)).toBe("pty_1");
});

test("letters composed in another way are the same address", async () => {
  const { keys } = await openKeys();
  await keys.claimAddress("jos\u00e9@example.com", "pty_1");
  expect(await keys.findByAddress("Jose\u0301@example.com")).toBe("pty_1");
});

test("an address is handed on only by its holder, and released only by its holder", async () => {
  const { keys } = await openKeys();
  await keys.claimAddress("zhang@example.com", "pty_1");
  expect(await keys.reassignAddress("zhang@example.com", "pty_2", "pty_3")).toBe(false);
  expect(await keys.reassignAddress("ZHANG@example.com", "pty_1", "pty_2")).toBe(true);
  await keys.releaseAddress("zhang@example.com", "pty_1");
  expect(await keys.findByAddress("zhang@example.com")).toBe("pty_2");
  await keys.releaseAddress("zhang@example.com", "pty_2");
  expect(await keys.claimAddress("zhang@example.com", "pty_4")).toBe("pty_4");
});

test("neither keys, values nor addresses lie readable on the disk", async () => {
  const { keys, file } = await openKeys();
  await keys.claimAddress("zhang@example.com", "pty_1");
  const bytes = bytesOf(file);
  for (const secret of ["zhang", TEST_MASTER_KEY, "example.com"]) expect(bytes.includes(secret)).toBe(false);
});
