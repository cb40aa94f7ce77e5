import { strictestRule } from "#app/domain/acceptance/deeming-rule";
import type { Instant } from "#app/domain/instant";
import type { AboutVersion } from "#app/domain/notice/texts/about";
import { effectOfUse } from "#app/domain/notice/texts/effect-of-use";
import type { ComparedWith } from "#app/domain/notice/texts/redline-blocks";
import type { VersionFacts } from "#app/domain/notice/texts/version-facts";
import { readText } from "#app/domain/publication/catalog.server";
import { compareRead } from "#app/domain/publication/compare.server";
import type { AgreementHistory, Version } from "#app/domain/publication/history";
import { inForceAt } from "#app/domain/publication/status";
import { LANGUAGES, type Language } from "#app/messages/catalogue";
import type { Portal } from "#app/portal.server";

/** An announced version with its dates; of one that is still to be stored, its texts by digest. */
export type Told = {
  history: AgreementHistory;
  version: AboutVersion & Pick<Version, "id" | "texts" | "manifestSha256" | "buildsOnId">;
  announcedAt: Instant;
  effectiveAt: Instant;
  noticeDays: number;
  bodies?: ReadonlyMap<string, string>;
};

/** Everything that readers are told of an announced version as of an instant: what changes from the version in force, and from its base. */
export async function readVersionFacts({ db, settings }: Pick<Portal, "db" | "settings">, told: Told, at: Instant): Promise<VersionFacts> {
  const { history, version, announcedAt, effectiveAt, noticeDays } = told;
  const inForce = inForceAt(history, at)?.version ?? null;
  const rule = strictestRule([inForce?.manifest.agreement ?? null, version.manifest.agreement]);
  const bases = basesOf(told, inForce);
  const read = async (sha256: string) => told.bodies?.get(sha256) ?? readText({ db }, sha256);
  const redlines = LANGUAGES.map(async (language) => [language, await Promise.all(bases.map((base) => compareWith(read, { ...base, version, language })))] as const);
  const compared = Object.fromEntries(await Promise.all(redlines)) as Record<Language, ComparedWith[]>;
  const use = effectOfUse({ version, inForce, rule });
  return { publicUrl: settings.publicUrl, slug: history.slug, version, inForce, announcedAt, effectiveAt, noticeDays, use, compared };
}

type Base = { from: Version; relation: ComparedWith["relation"] };

/** The version in force, and the one that it builds on where that is another. */
function basesOf({ history, version }: Told, inForce: Version | null): Base[] {
  const base = history.versions.find(({ id }) => id === version.buildsOnId);
  const ofForce: Base[] = inForce ? [{ from: inForce, relation: "inForce" }] : [];
  return base && base.id !== inForce?.id ? [...ofForce, { from: base, relation: "base" }] : ofForce;
}

async function compareWith(
  read: (sha256: string) => Promise<string>,
  { from, relation, version, language }: Base & { version: Told["version"]; language: Language },
): Promise<ComparedWith> {
  const { redline, to } = await compareRead(read, { from, to: version, language });
  return { number: from.number, relation, redline, textLanguage: to.language };
}
