import type { Standing } from "#app/domain/acceptance/standing";
import type { Instant } from "#app/domain/instant";
import { endingFor } from "#app/domain/publication/later/ending";
import type { AgreementHistory } from "#app/domain/publication/history";
import type { Localised } from "#app/domain/publication/localised";
import { chooseText } from "#app/http/reading/agreement-view.server";
import { announcedAt, inForceAt, type DatedVersion } from "#app/domain/publication/status";
import { describeReason, standingMessages } from "#app/messages/acceptance";
import type { Language } from "#app/messages/catalogue";
import { compareMessages } from "#app/messages/compare";

/** An agreement as the first page lists it. */
export type CatalogueEntry = {
  slug: string;
  kind: AgreementHistory["kind"];
  zone: string;
  title: Localised;
  inForce: DatedNumber | null;
  /** What is announced, the next one first. */
  next: DatedNumber[];
  /** The announced end for all; null where there is none. */
  ending: { id: string; effectiveAt: Instant; hasCome: boolean } | null;
  /** Of the signed-in person; null for anybody else and where nothing concerns them. */
  own: OwnStanding | null;
};

export type DatedNumber = { number: number; effectiveAt: Instant; noticeId: string };

/** How a person stands with an agreement, and the one thing to do about it. */
export type OwnStanding = {
  state: string;
  sentence: string;
  action: { name: string; href: string; isAsked: boolean } | null;
  /** What changed since the version that binds them; null where they have accepted nothing or the newest. */
  changes: { name: string; href: string } | null;
};

type CatalogueInput = { histories: readonly AgreementHistory[]; standings: readonly Standing[]; at: Instant; language: Language };

/** The agreements that have something to read, in the order given. */
export function viewCatalogue({ histories, standings, at, language }: CatalogueInput): CatalogueEntry[] {
  return histories.flatMap((history) => {
    const inForce = inForceAt(history, at);
    const next = announcedAt(history, at);
    const shown = inForce ?? next[0];
    if (!shown) return [];
    const { zone } = shown.version.manifest.agreement;
    const { title, language: titleLanguage } = chooseText(shown.version, { slug: history.slug, wanted: null, language });
    const standing = standings.find(({ slug }) => slug === history.slug);
    return [{
      slug: history.slug,
      kind: history.kind,
      zone,
      title: { text: title, language: titleLanguage },
      inForce: (inForce && dateNumber(history, inForce)[0]) ?? null,
      next: next.flatMap((version) => dateNumber(history, version)),
      ending: endOf(history, at),
      own: standing ? viewStanding(standing, { language, zone }) : null,
    }];
  });
}

function endOf(history: AgreementHistory, at: Instant): CatalogueEntry["ending"] {
  const ending = endingFor(history, null, at);
  return ending && { id: ending.id, effectiveAt: ending.effectiveAt, hasCome: ending.effectiveAt <= at };
}

function dateNumber({ publications }: AgreementHistory, { version, effectiveAt }: DatedVersion): DatedNumber[] {
  const noticeId = publications.findLast(({ versionId }) => versionId === version.id)?.id ?? "";
  return effectiveAt === null ? [] : [{ number: version.number, effectiveAt, noticeId }];
}

/** The standing in words; null for what is never accepted. */
export function viewStanding(standing: Standing, view: { language: Language; zone: string }): OwnStanding | null {
  const told = tellStanding(standing, view);
  return told && { ...told, changes: changesSince(standing, view.language) };
}

function changesSince({ slug, binds, inForce, next }: Standing, language: Language): OwnStanding["changes"] {
  const newest = next.at(-1)?.version ?? inForce?.version;
  if (!binds || !newest || newest.number <= binds.version.number) return null;
  const { number } = binds.version;
  const words = compareMessages[language];
  return { name: binds.method === "deemed" ? words.seeSinceBinding(number) : words.seeSinceAccepted(number), href: `/agreements/${slug}/compare/${number}...${newest.number}` };
}

function tellStanding(standing: Standing, view: { language: Language; zone: string }): Omit<OwnStanding, "changes"> | null {
  if (standing.kind === "information") return null;
  const words = standingMessages[view.language];
  const due = standing.next.find(({ now }) => now === "due");
  const sentence = describeReason(standing.reason, view);
  const state = words.now[standing.now];
  if (standing.kind === "consent") {
    return { state: "", sentence, action: { name: words.consents, href: "/consents", isAsked: false } };
  }
  if (standing.now === "required") return { state, sentence, action: { name: words.accept, href: "/accept", isAsked: true } };
  if (due) {
    const { number } = due.version;
    return { state, sentence, action: { name: words.acceptNow(number), href: `/accept?set=${standing.slug}@${number}`, isAsked: false } };
  }
  return { state, sentence, action: null };
}
