import { base64Of, parseBase64 } from "#app/ledger/bytes";
import { parseDecimal } from "#app/ledger/checkpoint";
import { HASH_BYTES } from "#app/ledger/crypto";

/** A proof that can be checked offline (C2SP tlog-proof): an entry's index, its audit path, and the checkpoint that covers it. */
export type LedgerProof = {
  /** Data of the application's own, which nothing vouches for. */
  extra: Uint8Array | null;
  index: number;
  /** From the leaf's sibling up to a child of the root. */
  hashes: readonly Uint8Array[];
  /** As signed, untouched. */
  checkpoint: string;
};

const FIRST_LINE = "c2sp.org/tlog-proof@v1";

/** The highest tree whose size a number can say. */
const MOST_HASHES = 53;

const MOST_CHARACTERS = 2_000_000;

/** The proof as text, for a file with the ending .tlog-proof. */
export function writeProof({ extra, index, hashes, checkpoint }: LedgerProof): string {
  const extraLine = extra ? [`extra ${base64Of(extra)}`] : [];
  return [FIRST_LINE, ...extraLine, `index ${index}`, ...hashes.map(base64Of), "", checkpoint].join("\n");
}

/** Reads such a text; null for any other. The checkpoint is handed on unread. */
export function parseProof(text: string): LedgerProof | null {
  const blank = text.indexOf("\n\n");
  if (blank < 0 || text.length > MOST_CHARACTERS) return null;
  const [first, second = "", ...others] = text.slice(0, blank).split("\n");
  const hasExtra = second.startsWith("extra ");
  const extra = hasExtra ? parseBase64(second.slice("extra ".length)) : null;
  const [indexLine = "", ...hashLines] = hasExtra ? others : [second, ...others];
  const index = indexLine.startsWith("index ") ? parseDecimal(indexLine.slice("index ".length)) : null;
  const hashes = hashLines.map(parseHash).filter((hash) => hash !== null);
  if (first !== FIRST_LINE || index === null || (hasExtra && !extra) || hashLines.length > MOST_HASHES) return null;
  return hashes.length === hashLines.length ? { extra, index, hashes, checkpoint: text.slice(blank + 2) } : null;
}

function parseHash(line: string): Uint8Array | null {
  const hash = parseBase64(line);
  return hash?.length === HASH_BYTES ? hash : null;
}
