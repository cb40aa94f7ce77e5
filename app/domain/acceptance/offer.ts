import type { ActLine } from "#app/domain/acceptance/act-line";
import { owes, type PartyFacts } from "#app/domain/acceptance/audience";
import { requiredSets, type Standing } from "#app/domain/acceptance/standing";
import type { Instant } from "#app/domain/instant";
import type { AgreementHistory, Version, VersionText } from "#app/domain/publication/history";

/** An agreement that a page asks about; without a number, the version in force or else the next announced. */
export type AskedVersion = { slug: string; number: number | null };

/** A version that may be accepted now, and how the party stands with its agreement. */
export type OfferedVersion = {
  standing: Standing;
  version: Version;
  effectiveAt: Instant;
  status: "in force" | "announced";
  isOwed: boolean;
  /** Later versions of the same agreement that are announced and not offered along with it. */
  coming: { number: number; effectiveAt: Instant }[];
};

type Candidate = Omit<OfferedVersion, "coming">;

export type Choice =
  | { outcome: "chosen"; offered: OfferedVersion[] }
  | { outcome: "nothing required" }
  | { outcome: "already accepted"; actIds: string[] }
  | { outcome: "unknown"; slug: string }
  | { outcome: "closed"; slug: string; number: number }
  | { outcome: "not terms"; slug: string; kind: AgreementHistory["kind"] };

/** How many versions one act may cover. */
const LARGEST_SET = 20;

/** Reads "slug,slug@2"; null when it is not of this form. No text asks for nothing in particular. */
export function parseAsked(text: string | null): AskedVersion[] | null {
  if (!text) return [];
  const items = text.split(",").map((item) => /^([a-z0-9]+(?:-[a-z0-9]+)*)(?:@([1-9]\d{0,5}))?$/.exec(item));
  if (items.length > LARGEST_SET) return null;
  const asked = items.flatMap((item) => (item?.[1] ? [{ slug: item[1], number: item[2] ? Number(item[2]) : null }] : []));
  return asked.length === items.length ? asked : null;
}

type Question = { standings: readonly Standing[]; lines: readonly ActLine[]; party: PartyFacts; asked: readonly AskedVersion[] };

/**
 * The set to offer: all that is required or, when versions are asked for, those of them that are not accepted yet,
 * announced, optional and deemed ones included. In order of precedence, lower versions of an agreement first.
 */
export function chooseOffer({ standings, lines, party, asked }: Question): Choice {
  if (asked.length === 0) return chooseRequired(standings, party);
  const found = new Map<string, Candidate>();
  for (const one of asked) {
    const choice = findOffered(standings, party, one);
    if ("outcome" in choice) return choice;
    found.set(choice.version.id, choice);
  }
  const accepted = lines.filter(({ kind, method, versionId }) => kind === "acceptance" && method !== "deemed" && found.has(versionId));
  for (const { versionId } of accepted) found.delete(versionId);
  if (found.size === 0) return { outcome: "already accepted", actIds: [...new Set(accepted.map(({ actId }) => actId))] };
  return { outcome: "chosen", offered: inOrder([...found.values()]) };
}

/** The text to show for a language: its own, one of a sister language, else the binding one. Throws when there is none. */
export function textFor(version: Version, language: string): VersionText {
  const [primary] = language.split("-");
  const text =
    version.texts.find((each) => each.language === language) ??
    version.texts.find((each) => each.language.split("-")[0] === primary);
  return text ?? bindingText(version);
}

/** The text that binds. Throws when the version has none, which publication excludes. */
export function bindingText(version: Version): VersionText {
  const text = version.texts.find(({ isBinding }) => isBinding);
  if (!text) throw new Error(`version ${version.id} has no binding text`);
  return text;
}

function chooseRequired(standings: readonly Standing[], party: PartyFacts): Choice {
  const offered = requiredSets(standings).flatMap((standing) => inForceOf(standing, party));
  return offered.length === 0 ? { outcome: "nothing required" } : { outcome: "chosen", offered: inOrder(offered) };
}

/** By the precedence that each version itself states; within an agreement lower versions first. */
function inOrder(offered: Candidate[]): OfferedVersion[] {
  const precedence = ({ version }: Candidate) => version.manifest.agreement.precedence;
  const sorted = offered.toSorted((a, b) => precedence(a) - precedence(b) || compareText(a.standing.slug, b.standing.slug) || a.version.number - b.version.number);
  const alongWith = new Set(offered.map(({ version }) => version.id));
  return sorted.map((each) => ({ ...each, coming: comingAfter(each, alongWith) }));
}

function comingAfter({ standing, version }: Candidate, alongWith: Set<string>): OfferedVersion["coming"] {
  const later = standing.next.filter((next) => next.version.number > version.number && !alongWith.has(next.version.id));
  return later.map((next) => ({ number: next.version.number, effectiveAt: next.effectiveAt }));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function findOffered(standings: readonly Standing[], party: PartyFacts, { slug, number }: AskedVersion): Candidate | Choice {
  const standing = standings.find((each) => each.slug === slug);
  if (!standing) return { outcome: "unknown", slug };
  if (standing.kind !== "terms") return { outcome: "not terms", slug, kind: standing.kind };
  const open = [...inForceOf(standing, party), ...announcedOf(standing, party)];
  const found = number === null ? open[0] : open.find(({ version }) => version.number === number);
  return found ?? { outcome: "closed", slug, number: number ?? 1 };
}

function inForceOf(standing: Standing, party: PartyFacts): Candidate[] {
  const { inForce } = standing;
  if (standing.now === "ended" || !inForce || inForce.effectiveAt === null) return [];
  const { version, effectiveAt } = inForce;
  return [{ standing, version, effectiveAt, status: "in force", isOwed: isOwed(version, party) }];
}

function announcedOf(standing: Standing, party: PartyFacts): Candidate[] {
  return standing.next.map(({ version, effectiveAt }) => ({ standing, version, effectiveAt, status: "announced", isOwed: isOwed(version, party) }));
}

function isOwed(version: Version, party: PartyFacts): boolean {
  return owes(version.manifest.agreement.audience, party);
}
