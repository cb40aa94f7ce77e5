import { createPrivateKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { LEDGER_CRYPTO } from "#app/domain/evidence/ledger/crypto.server";
import { parseVerifierKey, type NoteKey } from "#app/ledger/note";
import { keepFile, readIfThere, SecretBrokenError } from "#app/secrets.server";
import type { KeyChangeRow } from "#db/schema/ledger";

/** The signing key in the file (Ed25519 as PKCS 8 PEM), made when it is missing. Throws SecretBrokenError. */
export async function keepSigningKey(file: string): Promise<KeyObject> {
  return parseSigningKey(file, await keepFile(file, makeSigningKey));
}

/** The signing key in the file; null where it is missing. Throws SecretBrokenError. */
export async function readSigningKey(file: string): Promise<KeyObject | null> {
  const pem = await readIfThere(file);
  return pem && parseSigningKey(file, pem);
}

/** A new signing key as its file holds it. */
export function makeSigningKey(): Buffer {
  return Buffer.from(generateKeyPairSync("ed25519").privateKey.export({ format: "pem", type: "pkcs8" }));
}

/** The key that this PEM holds; `file` is named where it holds none. Throws SecretBrokenError. */
export function parseSigningKey(file: string, pem: Buffer): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === "ed25519") return key;
  } catch (cause) {
    throw new SecretBrokenError(`${file} is damaged: it holds no private key. Put it back from its backup.`, { cause });
  }
  throw new SecretBrokenError(`${file} holds a key of another kind than Ed25519. Put the key of the ledger back from its backup.`);
}

/** The keys that ever came into use. */
export function keysOf(changes: readonly KeyChangeRow[]): NoteKey[] {
  return linesOf(changes, "introduced").map((line) => parseVerifierKey(LEDGER_CRYPTO, line)).filter((key) => key !== null);
}

/** The keys that sign for a ledger, as lines: those that came into use and did not go out of it. */
export function keysInUse(changes: readonly KeyChangeRow[], ledgerNumber: number): string[] {
  const ofLedger = changes.filter((change) => change.ledgerNumber === ledgerNumber);
  const retired = linesOf(ofLedger, "retired");
  return linesOf(ofLedger, "introduced").filter((line) => !retired.includes(line));
}

function linesOf(changes: readonly KeyChangeRow[], wanted: KeyChangeRow["act"]): string[] {
  return [...new Set(changes.filter(({ act }) => act === wanted).map(({ verifierKey }) => verifierKey))];
}
