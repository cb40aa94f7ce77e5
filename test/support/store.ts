import { copyFile, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, onTestFinished } from "vitest";
import type { Kysely } from "kysely";
import type { Writer } from "#db/commit";
import { LEDGER_TREE } from "#app/domain/evidence/ledger/tree.server";
import { connect } from "#db/connect";
import { openKeyStore, type KeyStore } from "#db/keys";
import type { Database } from "#db/schema";

export type TestStore = { db: Kysely<Database>; writer: Writer; keys: KeyStore; file: string; folder: string };

/** The master key of every key store that tests open. */
export const TEST_MASTER_KEY = Buffer.alloc(32, "master key of tests ");

const NAMES = ["concordat.sqlite", "keys.sqlite"] as const;

let template: Promise<string> | undefined;

afterAll(async () => {
  if (template) await rm(await template, { recursive: true, force: true });
});

/** An empty temporary folder, removed after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "concordat-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A database of the test's own with all tables and no row, and a key store beside it; closed and removed after the test. */
export async function openStore(): Promise<TestStore> {
  const folder = await temporaryFolder();
  await copyTemplate(folder);
  const file = join(folder, NAMES[0]);
  const store = await connect({ file, tree: LEDGER_TREE });
  onTestFinished(() => store.close());
  const keys = await openKeyStore({ file: join(folder, NAMES[1]), masterKey: TEST_MASTER_KEY });
  onTestFinished(() => keys.close());
  return { db: store.db, writer: store.writer, keys, file, folder };
}

/** Puts a migrated, empty database and key store into a folder: copying is quicker than making. */
export async function copyTemplate(folder: string): Promise<void> {
  template ??= makeTemplate();
  const source = await template;
  await mkdir(folder, { recursive: true });
  for (const name of NAMES) await copyFile(join(source, name), join(folder, name));
}

async function makeTemplate(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "concordat-template-"));
  const store = await connect({ file: join(folder, NAMES[0]) });
  const keys = await openKeyStore({ file: join(folder, NAMES[1]), masterKey: TEST_MASTER_KEY });
  await Promise.all([store.close(), keys.close()]);
  return folder;
}
