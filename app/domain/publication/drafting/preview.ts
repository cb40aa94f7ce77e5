import { owes, type PartyFacts } from "#app/domain/acceptance/audience";
import { strictestRule } from "#app/domain/acceptance/deeming-rule";
import type { Version } from "#app/domain/publication/history";
import type { AgreementProperties, StoredManifest } from "#app/domain/publication/manifest";

/** A party as far as a publication concerns it. */
export type ConcernedParty = {
  facts: PartyFacts;
  /** The highest version of the agreement that it accepted; null for none. */
  accepted: Version | null;
  isAddressConfirmed: boolean;
};

/** How many parties a version would concern, before anybody presses the button. */
export type PreviewCounts = {
  /** Owe the agreement by the audience of the version. */
  owing: number;
  /** Will be asked for a click once it takes effect. */
  asked: number;
  /** Of those, may be deemed to accept by use instead, if a notice is proved to have reached them in time. */
  mayBeDeemed: number;
  /** Of those concerned, have no confirmed address: only the notice on the site reaches them. */
  unreachable: number;
};

export const NOBODY: PreviewCounts = { owing: 0, asked: 0, mayBeDeemed: 0, unreachable: 0 };

type Coming = { agreement: AgreementProperties; version: Pick<StoredManifest["version"], "changeClass" | "reasons"> };

/**
 * The counts with one more party. Editorial versions ask nobody who accepted before; information asks nobody; deeming
 * needs what the agreement's rule allows, by default an ordinary change that starts no charge and a business, and a version
 * accepted that holds the change clause.
 */
export function countParty(counts: PreviewCounts, { agreement, version }: Coming, party: ConcernedParty): PreviewCounts {
  if (!owes(agreement.audience, party.facts) && party.accepted === null) return counts;
  const isAsked = agreement.kind !== "information" && owes(agreement.audience, party.facts) && !(version.changeClass === "editorial" && party.accepted !== null);
  const { owing, asked, mayBeDeemed, unreachable } = counts;
  return {
    owing: owing + Number(owes(agreement.audience, party.facts)),
    asked: asked + Number(isAsked),
    mayBeDeemed: mayBeDeemed + Number(isAsked && isDeemable({ agreement, version }, party)),
    unreachable: unreachable + Number(!party.isAddressConfirmed),
  };
}

function isDeemable({ agreement, version }: Coming, { facts, accepted }: ConcernedParty): boolean {
  const rule = strictestRule([agreement, accepted?.manifest.agreement ?? null]);
  if (!rule.isOn || !rule.changeClasses.some((each) => each === version.changeClass) || !rule.customerKinds.includes(facts.customerKind)) return false;
  if (version.reasons?.some((reason) => rule.clickReasons.includes(reason))) return false;
  return accepted?.clauses.some(({ flags }) => flags.includes("changeClause")) ?? false;
}
