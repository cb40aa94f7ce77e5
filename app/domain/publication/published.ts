import { sha256Of } from "#app/domain/digest";
import type { AgreementProperties, VersionManifest } from "#app/domain/publication/manifest";
import type { Version } from "#app/domain/publication/history";
import { DomainError } from "#app/domain/refusal";
import { canonicalJson, type JsonValue } from "#app/ledger/canonical";

type GivenText = { language: string; body: string; file: string };

/** The given texts that the version has not; throws published-differs for one that is published with other bytes. */
export function unpublishedTexts<T extends GivenText>(version: Version, given: readonly T[]): T[] {
  return given.filter((text) => {
    const published = version.texts.find(({ language }) => language === text.language);
    if (published) checkSame({ file: text.file, number: version.number }, published.sha256, sha256Of(text.body));
    return published === undefined;
  });
}

/** Throws published-differs when a version's manifest is not as it was published. */
export function checkManifestUnchanged(version: Version, given: VersionManifest, file: string): void {
  checkSame({ file, number: version.number }, digestOf(version.manifest.version), digestOf(given));
}

/** Throws published-differs when an agreement's properties are not those published with the version. */
export function checkPropertiesUnchanged(version: Version, given: AgreementProperties, file: string): void {
  checkSame({ file, number: version.number }, digestOf(version.manifest.agreement), digestOf(given));
}

function checkSame(place: { file: string; number: number }, published: string, given: string): void {
  if (published !== given) throw new DomainError("published-differs", { ...place, published, given });
}

function digestOf(value: JsonValue): string {
  return sha256Of(canonicalJson(value));
}
