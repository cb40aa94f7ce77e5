import type { Entry } from "#app/ledger/entry";

/** Kinds of entries that rest on nothing that is kept as a file: their hashes are of reasons, filters, files that were sent and tokens. */
const WITHOUT_FILES: readonly string[] = ["evidence.exported", "evidence.sent", "evidence.cutShort", "time.anchored", "ledger.opened", "ledger.sealed"];

/**
 * Where in the payload of a bag a file lies that an entry rests on, by its name in the entry and its hash; null where no such file is kept. The same
 * file may be named by many entries and lies there once.
 */
export function restingPath({ kind }: Pick<Entry, "kind">, name: string, sha256: string): string | null {
  if (WITHOUT_FILES.includes(kind)) return null;
  if (kind.startsWith("notice.")) return `notices/${sha256}.${name.startsWith("html") ? "html" : "txt"}`;
  if (name === "screen") return `screens/${sha256}.html`;
  if (kind === "explanation.answered") return `documents/${sha256}.txt`;
  return `documents/${sha256}.${isText(name) ? "md" : "json"}`;
}

/** The texts of versions are Markdown; manifests, sets and words by language are JSON. */
function isText(name: string): boolean {
  return /(^|\/)text\//.test(name);
}
