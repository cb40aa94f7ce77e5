import { zoneAsked } from "#app/domain/compliance/days";
import { STATES, type State } from "#app/domain/compliance/filter";
import type { DayCounts } from "#app/domain/compliance/totals";
import { readOverview, type VersionTotals } from "#app/domain/compliance/totals.server";
import { plusMilliseconds, type Instant } from "#app/domain/instant";
import { PROOF_GRADES } from "#app/domain/notice/proof";
import { readHistories } from "#app/domain/publication/catalog.server";
import { beginningOfDay } from "#app/domain/publication/earliest";
import type { AgreementHistory } from "#app/domain/publication/history";
import type { Localised } from "#app/domain/publication/localised";
import { agreementTitle } from "#app/http/reading/agreement-title";
import type { CountedDay } from "#app/http/compliance/compliance-drawn";
import { filterAddress, type ReadFilter } from "#app/http/compliance/compliance-filter";
import type { Language } from "#app/messages/catalogue";
import type { Portal } from "#app/portal.server";

export type VersionNumbers = {
  number: number;
  status: VersionTotals["status"];
  counts: { state: State; count: number; href: string }[];
  deemedBy: { grade: string; count: number; href: string }[];
};

/** The numbers of one agreement, and how its answers grew; `zone` is the agreement's. */
export type AgreementNumbers = { slug: string; title: Localised; zone: string; versions: VersionNumbers[]; growth: CountedDay[] };

export type ComplianceView = Omit<ReadFilter, "filter"> & {
  choices: { slug: string; title: Localised }[];
  /** Places that agreements are for; none where no agreement asks for one. */
  places: string[];
  agreements: AgreementNumbers[];
};

type Reading = Pick<Portal, "db" | "now">;

/** Days that a chart shows at most. */
const MOST_DAYS = 24;

/** The overview with this filter: every number with the address of its list. */
export async function viewCompliance(portal: Reading, { filter, typed, faults, zone }: ReadFilter, language: Language): Promise<ComplianceView> {
  const [histories, { totals, growth }] = await Promise.all([readHistories(portal), readOverview(portal, filter)]);
  const choices = histories.map((history) => ({ slug: history.slug, title: agreementTitle(history, language) }));
  const shown = choices.filter(({ slug }) => totals.some((each) => each.slug === slug));
  const agreements = shown.map(({ slug, title }) => {
    const own = zoneAsked(histories, slug);
    const versions = totals.filter((each) => each.slug === slug).map((each) => numbersOf(each, typed));
    return { slug, title, zone: own, versions, growth: thinned(growth.get(slug) ?? []).map((day) => viewDay(day, { at: filter.at, zone: own })) };
  });
  return { typed, faults, zone, choices, places: placesOf(histories), agreements };
}

function placesOf(histories: readonly AgreementHistory[]): string[] {
  const audiences = histories.flatMap(({ versions }) => versions.map(({ manifest }) => manifest.agreement.audience));
  return [...new Set(audiences.flatMap((audience) => (audience.who === "place" ? audience.places : [])))].sort();
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

function viewDay({ day, accepted, deemed, declined, objected, given, withdrawn }: DayCounts, { at, zone }: { at: Instant; zone: string }): CountedDay {
  const next = beginningOfDay(day, zone, 1);
  const end = next && plusMilliseconds(next, -1);
  return { at: end && end < at ? end : at, accepted, deemed, declined, objected, given, withdrawn };
}

/** Evenly so many of the days, the last one always among them. */
function thinned(days: readonly DayCounts[]): DayCounts[] {
  const step = Math.max(1, Math.ceil(days.length / MOST_DAYS));
  return days.filter((_, place) => (days.length - 1 - place) % step === 0);
}
