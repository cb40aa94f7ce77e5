import { sha256Of } from "#app/domain/digest";
import type { ClauseWords } from "#app/domain/text/clause-words";
import type { ClauseRole } from "#app/domain/text/outline";

const FIXED: Partial<Record<ClauseRole, string>> = { frontMatter: "front-matter", title: "title", date: "date" };

/** A clause's heading and body on one line with single spaces; its number where it has no words. */
export function normalText({ number, heading, body }: ClauseWords): string {
  const words = `${heading ?? ""} ${body}`.normalize("NFC").replace(/\s+/g, " ").trim();
  return words === "" ? (number ?? "") : words;
}

/** Ids for texts without a manifest: from the hash of the text, and from the second equal one on its rank, `c-0a1b2c3d4e-2`. */
export function clauseIds(clauses: readonly { role: ClauseRole; text: string }[]): string[] {
  const ranks = new Map<string, number>();
  return clauses.map(({ role, text }) => {
    const id = FIXED[role] ?? `c-${sha256Of(text).slice(0, 10)}`;
    const rank = (ranks.get(id) ?? 0) + 1;
    ranks.set(id, rank);
    return rank === 1 ? id : `${id}-${rank}`;
  });
}
