import { STATES, type State } from "#app/domain/compliance/filter";
import type { DayCounts } from "#app/domain/compliance/totals";
import { readGrowth, readTotals, type VersionTotals } from "#app/domain/compliance/totals.server";
import { PROOF_GRADES } from "#app/domain/notice/proof";
import { readHistories } from "#app/domain/publication/catalog.server";
import { filterAddress, type ReadFilter } from "#app/http/compliance-filter";
import type { Portal } from "#app/portal.server";

/** States that the chart draws, in the order of its lines. */
export const DRAWN = ["accepted", "deemed", "declined", "objected"] as const;

export type CountedDay = { day: string } & Record<(typeof DRAWN)[number], number>;

export type VersionNumbers = {
  number: number;
  status: VersionTotals["status"];
  counts: { state: State; count: number; href: string }[];
  deemedBy: { grade: string; count: number; href: string }[];
};

/** The numbers of one agreement, and how its answers grew. */
export type AgreementNumbers = { slug: string; versions: VersionNumbers[]; growth: CountedDay[] };

export type ComplianceView = { slugs: string[]; typed: ReadFilter["typed"]; isWrongDate: boolean; agreements: AgreementNumbers[] };

/** Days that a chart shows at most. */
const MOST_DAYS = 24;

/** The overview with this filter: every number with the address of its list. */
export async function viewCompliance(portal: Pick<Portal, "db" | "now">, { filter, typed, isWrongDate }: ReadFilter): Promise<ComplianceView> {
  const totals = await readTotals(portal, filter);
  const slugs = [...new Set(totals.map(({ slug }) => slug))];
  const agreements = await Promise.all(slugs.map(async (slug) => ({
    slug,
    versions: totals.filter((each) => each.slug === slug).map((each) => numbersOf(each, typed)),
    growth: thinned(await readGrowth(portal, { ...filter, slug })),
  })));
  return { slugs: (await readHistories(portal)).map(({ slug }) => slug), typed, isWrongDate, agreements };
}

function numbersOf(totals: VersionTotals, typed: ReadFilter["typed"]): VersionNumbers {
  const { slug, kind, version: { number }, status, deemedBy } = totals;
  const to = (more: Record<string, string>) => filterAddress("/compliance/list", typed, { agreement: slug, version: String(number), ...more });
  const isShown = (state: State) => (kind === "consent") === ["given", "refused", "withdrawn"].includes(state) || state === "unreachable";
  return {
    number, status,
    counts: STATES.filter(isShown).map((state) => ({ state, count: totals[state], href: to({ state }) })),
    deemedBy: PROOF_GRADES.filter((grade) => deemedBy[grade] > 0).map((grade) => ({ grade, count: deemedBy[grade], href: to({ state: "deemed", grade }) })),
  };
}

/** Evenly so many of the days, the last one always among them. */
function thinned(days: readonly DayCounts[]): CountedDay[] {
  const step = Math.max(1, Math.ceil(days.length / MOST_DAYS));
  const kept = days.filter((_, place) => (days.length - 1 - place) % step === 0);
  return kept.map(({ day, accepted, deemed, declined, objected }) => ({ day, accepted, deemed, declined, objected }));
}
