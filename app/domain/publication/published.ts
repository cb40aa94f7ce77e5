import { sha256Of } from "#app/domain/digest";
import type { AgreementProperties, VersionManifest } from "#app/domain/publication/manifest";
import type { Version } from "#app/domain/publication/history";
import { DomainError } from "#app/domain/refusal";
import { canonicalJson, type JsonValue } from "#app/ledger/canonical";

type GivenText = { language: string; body: string; file: string };

/**
 * The given texts that are news to the version: in a language that it has not, or a translation with bytes that no revision
 * had. A file with the bytes of a revision that was corrected since is no news. Throws published-differs for another
 * binding text.
 */
export function unpublishedTexts<T extends GivenText>(version: Version, given: readonly T[]): T[] {
  return given.filter((text) => {
    const sha256 = sha256Of(text.body);
    const known = [...version.texts, ...version.formerTexts].filter(({ language }) => language === text.language);
    const binding = known.find(({ isBinding }) => isBinding);
    if (binding) checkSame({ file: text.file, number: version.number }, binding.sha256, sha256);
    return known.every((published) => published.sha256 !== sha256);
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

/** Throws published-differs when a text that is news is in a language that the version has. */
export function checkLanguageNew(version: Version, { file, language, body }: GivenText): void {
  const published = version.texts.find((text) => text.language === language);
  if (published) checkSame({ file, number: version.number }, published.sha256, sha256Of(body));
}

function checkSame(place: { file: string; number: number }, published: string, given: string): void {
  if (published !== given) throw new DomainError("published-differs", { ...place, published, given });
}

function digestOf(value: JsonValue): string {
  return sha256Of(canonicalJson(value));
}
