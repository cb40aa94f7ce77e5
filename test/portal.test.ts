import { existsSync, statSync } from "node:fs";
import { readdir, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openPortal, PortalError, portalFiles, type Portal } from "#app/portal.server";
import { keepSecret } from "#app/secrets.server";
import { readSettings } from "#app/settings";
import { insertRow } from "#db/commit";
import { bundleChild, startChild } from "#test/support/child";
import { evidenceRows } from "#test/support/evidence-rows";
import { openPlain } from "#test/support/plain-sqlite";
import { at, openTestPortal } from "#test/support/portal";
import { temporaryFolder } from "#test/support/store";

type Options = Parameters<typeof openPortal>[1];

async function openIn(folder: string, options?: Options): Promise<Portal> {
  const portal = await openPortal(readSettings({ DATA_DIR: folder }), options);
  onTestFinished(() => portal.close());
  return portal;
}

/** A data folder that was opened once, holds a row of evidence, and is closed. */
async function closedFolder(options?: Options): Promise<ReturnType<typeof portalFiles>> {
  const folder = join(await temporaryFolder(), "data");
  const portal = await openIn(folder, options);
  await portal.writer.commit({ steps: [insertRow("agreements", evidenceRows(1).agreements)] });
  await portal.close();
  return portalFiles(folder);
}

/** The sentence with which opening the folder is refused. */
async function refusal(folder: string, options?: Options): Promise<string> {
  const error = await openIn(folder, options).then(() => null, (reason: unknown) => reason);
  expect(error).toBeInstanceOf(PortalError);
  return error instanceof PortalError ? error.message : "";
}

test("a demo portal goes by the clock it is given", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  expect(portal.now()).toBe(at("2026-03-01"));
  portal.clock.set("2026-04-01T10:00:00+08:00");
  expect(portal.now()).toBe("2026-04-01T02:00:00.000Z");
});

test("an empty place becomes a folder that only this user reads, with its kind as the first row", async () => {
  const folder = join(await temporaryFolder(), "nested", "data");
  const portal = await openIn(folder);
  const files = portalFiles(folder);
  const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);
  expect([folder, files.secrets, files.masterKey, files.secret].map(mode)).toEqual(["700", "700", "600", "600"]);
  expect((await readdir(files.secrets)).sort()).toEqual(["ledger.head", "ledger.key", "master.key", "portal.key"]);
  expect(await portal.db.selectFrom("portal").selectAll().execute()).toEqual([{ name: "kind", value: "ordinary" }, { name: "lateEntered", value: "all" }]);
  expect(Math.abs(Date.parse(portal.now()) - Date.now())).toBeLessThan(60_000);
});

test("a folder opens again with the same secrets and keys", async () => {
  const folder = await temporaryFolder();
  const first = await openIn(folder);
  await first.keys.createPartyKey("pty_1");
  const sealed = await first.keys.seal("pty_1", "parties.nameSealed", "张三");
  await first.close();
  const second = await openIn(folder);
  expect(second.secret).toEqual(first.secret);
  expect(await second.keys.open("pty_1", "parties.nameSealed", sealed)).toBe("张三");
});

test("closing leaves no log beside the files, and may be repeated", async () => {
  const { folder } = await closedFolder();
  expect((await readdir(folder)).sort()).toEqual(["concordat.sqlite", "keys.sqlite", "secrets"]);
});

test("no clock but the real one for an ordinary folder, new or old", async () => {
  const now = () => at("2026-03-01");
  const { folder } = await closedFolder();
  expect(await refusal(folder, { now })).toContain("Only a demo folder takes another clock");
  expect(await refusal(join(folder, "new"), { now })).toContain("Only a demo folder takes another clock");
});

test("a folder keeps the kind of its first row", async () => {
  const ordinary = await closedFolder();
  expect(await refusal(ordinary.folder, { kind: "demo", now: () => at("2026-03-01") })).toContain(`of the kind "ordinary" and cannot be opened as "demo"`);
  const demo = await closedFolder({ kind: "demo" });
  expect(await refusal(demo.folder, { kind: "ordinary" })).toContain(`of the kind "demo"`);
  await openIn(demo.folder);
});

test("a folder whose kind was removed does not become a demo", async () => {
  const { folder, database } = await closedFolder();
  const plain = await openPlain(database);
  await plain.all("delete from portal");
  await plain.close();
  expect(await refusal(folder, { kind: "demo", now: () => at("2026-03-01") })).toContain("The row that says which kind of portal this is was removed");
});

test.each([
  ["a file in its place", async () => {
    const file = join(await temporaryFolder(), "data");
    await writeFile(file, "");
    return file;
  }],
  ["a place where nothing can be made", async () => "/proc/concordat"],
])("%s: told that the folder cannot be written, and what to do", async (_name, place) => {
  expect(await refusal(await place())).toMatch(/cannot be written\. Give this user the right to, or name another folder with DATA_DIR/);
});

test("a lost master key is not made anew", async () => {
  const { folder, masterKey } = await closedFolder();
  await rm(masterKey);
  expect(await refusal(folder)).toBe(`The master key ${masterKey} is missing, but the key store that needs it is there. Put it back from its backup.`);
  expect(existsSync(masterKey)).toBe(false);
});

test("a lost key store is not made anew", async () => {
  const { folder, keys } = await closedFolder();
  await rm(keys);
  expect(await refusal(folder)).toBe(`The key store ${keys} is missing, but the database it belongs to is there. Put it back from its backup.`);
  expect(existsSync(keys)).toBe(false);
});

test("the master key of another folder is noticed", async () => {
  const { folder, masterKey } = await closedFolder();
  await writeFile(masterKey, Buffer.alloc(32, 7));
  expect(await refusal(folder)).toContain("was made with another master key");
});

test.each(["masterKey", "secret"] as const)("a damaged %s is named", async (name) => {
  const files = await closedFolder();
  await truncate(files[name], 31);
  expect(await refusal(files.folder)).toContain(`${files[name]} is damaged: it has 31 bytes instead of 32`);
});

test.each(["database", "keys"] as const)("a damaged %s is named, with what to do", async (name) => {
  const files = await closedFolder();
  await writeFile(files[name], "garbage ".repeat(1000));
  expect(await refusal(files.folder)).toContain(`${files[name]} is damaged or is not a database. Move it away and put the last backup in its place.`);
});

test("many who make a secret at once get the same", async () => {
  const folder = await temporaryFolder();
  const secrets = await Promise.all(Array.from({ length: 20 }, () => keepSecret(join(folder, "portal.key"))));
  expect(new Set(secrets.map((secret) => secret.toString("hex"))).size).toBe(1);
  expect(await readdir(folder)).toEqual(["portal.key"]);
});

test("processes that start at once in an empty place agree on its secrets", async () => {
  const script = await bundleChild("open-portal");
  const folder = join(await temporaryFolder(), "data");
  const start = String(Date.now() + 500);
  const children = Array.from({ length: 4 }, () => startChild(script, [folder, start]));
  expect(await Promise.all(children.map((child) => child.ended))).toEqual([0, 0, 0, 0]);
  expect(new Set(children.map((child) => child.output()))).toEqual(new Set([(await openIn(folder)).secret.toString("hex")]));
  expect((await readdir(portalFiles(folder).secrets)).sort()).toEqual(["ledger.head", "ledger.key", "master.key", "portal.key"]);
});
