import { access, constants, mkdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { Kysely } from "kysely";
import { openLedger, type Ledger } from "#app/domain/evidence/ledger/book.server";
import { enterLate } from "#app/domain/evidence/ledger/late.server";
import type { LedgerPlace } from "#app/domain/evidence/ledger/load.server";
import { LEDGER_TREE } from "#app/domain/evidence/ledger/tree.server";
import type { Instant } from "#app/domain/instant";
import { DomainError } from "#app/domain/refusal";
import { keepSecret, SecretBrokenError } from "#app/secrets.server";
import type { Settings } from "#app/settings";
import { insertOnce, type Writer } from "#db/commit";
import { connect, type Store } from "#db/connect";
import { openKeyStore, type KeyStore } from "#db/keys";
import type { Database } from "#db/schema";
import { StoreError } from "#db/store-error";

/** An open portal: one data folder with all that operations need. */
export type Portal = {
  settings: Settings;
  /** For reading. All writes go through the writer. */
  db: Kysely<Database>;
  writer: Writer;
  ledger: Ledger;
  keys: KeyStore;
  /** Secret behind one-time tokens, form tokens and rate-limit keys. */
  secret: Buffer;
  /** The one clock. */
  now(): Instant;
  close(): Promise<void>;
};

/** A folder that cannot be served as it is; the message is a sentence for the operator that says what to do. */
export class PortalError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "PortalError";
  }
}

export type PortalKind = "ordinary" | "demo";

/**
 * Opens the data folder that the settings name; makes folder, secrets, key store and database when missing. The kind is
 * written once, as the first row of an empty database; only a demo takes another clock than the real one. Throws PortalError.
 */
export async function openPortal(
  settings: Settings,
  options: { now?: () => Instant; kind?: PortalKind } = {},
): Promise<Portal> {
  return toldAsPortal(openFolder(settings, options));
}

/** What cannot be opened is told as a PortalError, in the same words. */
export async function toldAsPortal<T>(opening: Promise<T>): Promise<T> {
  try {
    return await opening;
  } catch (error) {
    if (error instanceof StoreError || error instanceof SecretBrokenError) throw new PortalError(error.message, { cause: error });
    throw error;
  }
}

async function openFolder(settings: Settings, options: { now?: () => Instant; kind?: PortalKind }): Promise<Portal> {
  const files = portalFiles(settings.dataDir);
  await makeFolder(files.folder);
  await makeFolder(files.secrets);
  await refuseLostKeys(files);
  const masterKey = await keepSecret(files.masterKey);
  const secret = await keepSecret(files.secret);
  const keys = await openKeyStore({ file: files.keys, masterKey });
  try {
    return await openRecords({ settings, keys, secret, now: options.now ?? realNow }, options);
  } catch (error) {
    await keys.close();
    throw error;
  }
}

/** The database, and the ledger in it. */
async function openRecords(known: Pick<Portal, "settings" | "keys" | "secret" | "now">, options: { now?: () => Instant; kind?: PortalKind }): Promise<Portal> {
  const { settings, keys, now } = known;
  const files = portalFiles(settings.dataDir);
  const store = await openMarked(files.database, options);
  try {
    const { db, writer } = store;
    const book = await openLedger({ db, writer, now, ...ledgerFiles(settings) });
    const portal = { ...known, db, writer: book.writer, ledger: book.ledger, close: () => closeAll([book, store, keys]) };
    if (!book.ledger.fault()) await enterLate(portal);
    return portal;
  } catch (error) {
    await store.close();
    throw error;
  }
}

/**
 * The ledger of a data folder apart from its portal, for commands about a ledger with which no portal starts. Throws PortalError, and ledger-unopened
 * where there is no database.
 */
export async function openLedgerFolder(settings: Settings): Promise<LedgerPlace & { close(): Promise<void> }> {
  const { database } = portalFiles(settings.dataDir);
  if (!(await isThere(database))) throw new DomainError("ledger-unopened");
  const { db, writer, close } = await toldAsPortal(connect({ file: database, tree: LEDGER_TREE }));
  return { db, writer, now: realNow, ...ledgerFiles(settings), close };
}

function ledgerFiles({ dataDir, ledgerHeadFile, publicUrl }: Settings): Pick<LedgerPlace, "publicUrl" | "keyFile" | "headFile"> {
  const files = portalFiles(dataDir);
  return { publicUrl, keyFile: files.ledgerKey, headFile: ledgerHeadFile === null ? files.ledgerHead : resolve(ledgerHeadFile) };
}

/** Where things lie in a data folder. */
export function portalFiles(dataDir: string) {
  const folder = resolve(dataDir);
  const secrets = join(folder, "secrets");
  return {
    folder,
    secrets,
    masterKey: join(secrets, "master.key"),
    secret: join(secrets, "portal.key"),
    ledgerKey: join(secrets, "ledger.key"),
    ledgerHead: join(secrets, "ledger.head"),
    keys: join(folder, "keys.sqlite"),
    database: join(folder, "concordat.sqlite"),
  };
}

type PortalFiles = ReturnType<typeof portalFiles>;

async function makeFolder(folder: string): Promise<void> {
  try {
    await makeFolders(folder);
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new PortalError(`The folder ${folder} cannot be written. Give this user the right to, or name another folder with DATA_DIR. (${reason})`, { cause });
  }
}

/** Level by level: Node's own recursion never returns where the system denies that a folder could be (as in /proc). */
async function makeFolders(folder: string): Promise<void> {
  if (await isThere(folder)) return;
  await makeFolders(dirname(folder));
  await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
}

/**
 * Keys that were lost must not be made anew in silence: what they sealed would be lost for good. Each file is looked for
 * before the one made ahead of it, so that another start which is making them is not taken for a loss.
 */
async function refuseLostKeys(files: PortalFiles): Promise<void> {
  if ((await isThere(files.database)) && !(await isThere(files.keys))) {
    throw new PortalError(`The key store ${files.keys} is missing, but the database it belongs to is there. Put it back from its backup.`);
  }
  if ((await isThere(files.keys)) && !(await isThere(files.masterKey))) {
    throw new PortalError(`The master key ${files.masterKey} is missing, but the key store that needs it is there. Put it back from its backup.`);
  }
}

function isThere(file: string): Promise<boolean> {
  return access(file).then(() => true, () => false);
}

async function openMarked(file: string, { now, kind }: { now?: () => Instant; kind?: PortalKind }): Promise<Store> {
  const store = await connect({ file, tree: LEDGER_TREE });
  try {
    const found = await markKind(store, kind ?? "ordinary");
    if (kind && found !== kind) throw new PortalError(`${file} belongs to a portal of the kind "${found}" and cannot be opened as "${kind}". Name another folder with DATA_DIR.`);
    if (now && found !== "demo") throw new PortalError("Only a demo folder takes another clock than the real one.");
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function markKind({ db, writer }: Store, kind: PortalKind): Promise<string> {
  const found = await findKind(db);
  if (found) return found;
  const agreement = await db.selectFrom("agreements").select("id").limit(1).executeTakeFirst();
  if (agreement) throw new PortalError("The row that says which kind of portal this is was removed. Put back the last backup of the database.");
  await writer.commit({ steps: [insertOnce("portal", { name: "kind", value: kind }, { name: "kind" })] });
  return (await findKind(db)) ?? kind;
}

async function findKind(db: Kysely<Database>): Promise<string | null> {
  const row = await db.selectFrom("portal").select("value").where("name", "=", "kind").executeTakeFirst();
  return row?.value ?? null;
}

async function closeAll(parts: readonly { close(): Promise<void> }[]): Promise<void> {
  for (const part of parts) await part.close();
}

function realNow(): Instant {
  return new Date().toISOString();
}
