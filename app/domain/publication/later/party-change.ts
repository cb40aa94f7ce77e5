import type { AgreementProperties, StoredManifest } from "#app/domain/publication/manifest";
import type { Comparison } from "#app/domain/text/comparison";
import type { Clause } from "#app/domain/text/outline";
import { canonicalJson } from "#app/ledger/canonical";

type Side = { agreement: AgreementProperties; version: Pick<StoredManifest["version"], "clauses"> };
type Place = Pick<Clause, "number" | "heading">;

/**
 * The first thing, by clause or by property, that changes otherwise than by the contracting party's own particulars: an
 * assignment changes who the other side is and nothing else. Null where nothing does.
 */
export function firstOtherThanParty(old: Side, fresh: Side, changes: readonly { comparison: Comparison }[]): Place | null {
  const [before, after] = [old, fresh].map(({ agreement: { contractingParty: _party, ...others }, version }) => canonicalJson({ others, clauses: version.clauses }));
  if (before !== after) return { number: null, heading: "agreement.json, flags" };
  const particulars = particularsOf(old.agreement.contractingParty, fresh.agreement.contractingParty);
  const other = changes.flatMap(({ comparison }) => comparison.changes).find(({ old: olds, new: news }) => {
    const role = (news[0] ?? olds[0])?.role;
    return role !== "date" && assigned(olds, particulars) !== news.map(({ source }) => source).join("").trim();
  });
  return other ? (other.new[0] ?? other.old[0] ?? null) : null;
}

type Party = AgreementProperties["contractingParty"];

/** What stood for the old party and what stands for the new one, longer ones first. */
function particularsOf(old: Party, fresh: Party): [string, string][] {
  const languages = Object.keys(old.name);
  const pairs = languages.flatMap((language): [string, string][] => [
    [old.name[language] ?? "", fresh.name[language] ?? ""],
    [old.address[language] ?? "", fresh.address[language] ?? ""],
  ]);
  return [...pairs, [old.contact, fresh.contact] satisfies [string, string]].filter(([from]) => from !== "").sort(([a], [b]) => b.length - a.length);
}

function assigned(clauses: readonly Clause[], particulars: [string, string][]): string {
  const text = clauses.map(({ source }) => source).join("").trim();
  return particulars.reduce((changed, [from, to]) => changed.replaceAll(from, to), text);
}
