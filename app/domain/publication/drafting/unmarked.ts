import type { ClauseFlag } from "#app/domain/publication/manifest";
import type { Clause } from "#app/domain/text/outline";

/** Words by which a clause limits liability or chooses law or forum, and so must stand out. */
const WEIGHTY: [string, RegExp][] = [
  ["liability", /不承担[^。；]{0,12}(责任|赔偿)|免责|(责任|赔偿)[^。；]{0,10}(为限|上限|不超过)|\bnot (?:be )?(?:liable|responsible)\b|\bliability\b[^.;]{0,60}\b(?:limited|exceed|excluded)\b/iu],
  ["jurisdiction", /(管辖|仲裁委员会|适用[^。；]{0,12}法律)|\b(?:governing law|jurisdiction|arbitration|governed by the laws?)\b/iu],
];

/** A clause that reads as if it must stand out, and does not. */
export type Unmarked = { clauseId: string; number: string | null; found: string };

/**
 * The clauses that limit liability or choose law or forum, by their flags or by their words, and are not conspicuous. Each
 * needs the flag or a reason before the text is published.
 */
export function findUnmarked(clauses: readonly Clause[], flags: ReadonlyMap<string, readonly ClauseFlag[]>): Unmarked[] {
  return clauses.flatMap(({ id, number, role, body }) => {
    const own = flags.get(id) ?? [];
    if (role !== "clause" || own.includes("conspicuous")) return [];
    const flag = own.find((each) => each === "liability" || each === "jurisdiction");
    const words = WEIGHTY.map(([, pattern]) => pattern.exec(body)?.[0]).find((found) => found !== undefined);
    const found = flag ?? words;
    return found === undefined ? [] : [{ clauseId: id, number, found }];
  });
}
