import { randomBytes } from "node:crypto";
import type { Citation } from "#app/domain/evidence/ledger/citation";
import { entryAbout, newEntry } from "#app/domain/evidence/new-entry";
import { LEDGER_CRYPTO } from "#app/domain/evidence/ledger/crypto.server";
import { sha256Of } from "#app/domain/digest";
import { newId } from "#app/domain/ids";
import type { Instant } from "#app/domain/instant";
import { hexOf, utf8Of } from "#app/ledger/bytes";
import { signCheckpoint } from "#app/ledger/checkpoint";
import { writeVerifierKey, type NoteSigner } from "#app/ledger/note";
import { hashLeaf, rootOfLeaves } from "#app/ledger/tree";
import { insertRow, type Commit, type NewEntry } from "#db/commit";

/** A ledger at one size, as it was signed. */
export type SignedHead = { size: number; rootHash: Uint8Array; note: string };

/** How many entries open a ledger. */
export const OPENING_ENTRIES = 2;

type Opening = {
  number: number;
  signer: NoteSigner;
  at: Instant;
  /** Why the ledger before it was sealed; "" for the first. */
  reason: string;
  /** What it says of the ledgers before it. */
  cites: readonly Citation[];
};

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const CHANCE_CHARACTERS = 8;

/** A name for a new ledger: host and path of the portal's address, and a few characters of chance, so that no two share one. */
export function newOrigin(publicUrl: string): string {
  const { host, pathname } = new URL(publicUrl);
  const chance = Array.from(randomBytes(CHANCE_CHARACTERS), (byte) => ALPHABET.charAt(byte % 32)).join("");
  return `${host}${pathname.replace(/\/+$/, "").replaceAll("+", "%2B")}/${chance}`;
}

/** What opens a ledger: its row, its first key, their two entries and the checkpoint over them, all in one commit. The key is the signer's. */
export function planOpening({ number, signer, at, reason, cites }: Opening): { commit: Commit; head: SignedHead } {
  const origin = signer.key.name;
  const recorded = { happenedAt: at, recordedAt: at };
  const ledger = { id: newId("led", at), number, origin, reason, ...recorded };
  const verifierKey = writeVerifierKey(signer.key);
  const key = { id: newId("key", at), ledgerNumber: number, act: "introduced" as const, verifierKey, followsId: "", ...recorded };
  const entries = [
    newEntry(ledger, { ...entryAbout("ledger.opened", ledger.id, at), body: { number, ...(cites.length > 0 && { reasonSha256: sha256Of(reason), cites }) } }),
    newEntry(ledger, { ...entryAbout("key.introduced", key.id, at), body: { key: verifierKey } }),
  ];
  const head = signWhole(entries, signer);
  const { size, rootHash, note } = head;
  const checkpoint = { ledgerNumber: number, size, rootHash: hexOf(rootHash), note, recordedAt: at };
  return { commit: { steps: [insertRow("ledgers", ledger), insertRow("keyChanges", key), insertRow("checkpoints", checkpoint)], entries }, head };
}

function signWhole(entries: readonly NewEntry[], signer: NoteSigner): SignedHead {
  const rootHash = rootOfLeaves(LEDGER_CRYPTO, entries.map(({ entryJson }) => hashLeaf(LEDGER_CRYPTO, utf8Of(entryJson))));
  const size = entries.length;
  return { size, rootHash, note: signCheckpoint({ origin: signer.key.name, size, rootHash }, [signer]) };
}
