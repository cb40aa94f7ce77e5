import { base64Of, parseBase64 } from "#app/ledger/bytes";
import { parseDecimal } from "#app/ledger/checkpoint";
import { HASH_BYTES } from "#app/ledger/crypto";

/** The proof that the ledger of a checkpoint extends the one of an earlier size. */
export type ConsistencyText = {
  oldSize: number;
  hashes: readonly Uint8Array[];
  /** The later one, as signed, untouched. */
  checkpoint: string;
};

const OLD_LINE = /^old (\d+)$/;

/** As many as the form allows. */
const MOST_HASHES = 63;

const MOST_CHARACTERS = 1_100_000;

/** The proof as text, in the form in which witnesses take it (C2SP tlog-witness, add-checkpoint). */
export function writeConsistency({ oldSize, hashes, checkpoint }: ConsistencyText): string {
  return [`old ${oldSize}`, ...hashes.map(base64Of), "", checkpoint].join("\n");
}

/** Reads such a text; null for any other. The checkpoint is handed on unread. */
export function parseConsistency(text: string): ConsistencyText | null {
  const blank = text.indexOf("\n\n");
  if (blank < 0 || text.length > MOST_CHARACTERS) return null;
  const [first = "", ...lines] = text.slice(0, blank).split("\n");
  const oldSize = parseDecimal(OLD_LINE.exec(first)?.[1] ?? "");
  const hashes = lines.map(parseBase64).filter((hash) => hash?.length === HASH_BYTES).filter((hash) => hash !== null);
  if (oldSize === null || lines.length > MOST_HASHES || hashes.length !== lines.length) return null;
  return { oldSize, hashes, checkpoint: text.slice(blank + 2) };
}
