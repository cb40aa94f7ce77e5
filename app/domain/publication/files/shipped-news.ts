import type { AgreementHistory } from "#app/domain/publication/history";
import { checkManifestUnchanged, checkPropertiesUnchanged, unpublishedTexts } from "#app/domain/publication/published";
import type { ShippedAgreement, ShippedText, ShippedVersion } from "#app/domain/publication/files/shipped";
import { DomainError } from "#app/domain/refusal";

/** A shipped version with those of its texts that are not published. */
export type ShippedNews = { version: ShippedVersion; texts: ShippedText[] };

/**
 * What an agreement's folder has beyond what was published of it. Throws published-differs for a file that was changed:
 * a text, a manifest, or properties that differ from those of the newest version that is both here and published.
 */
export function shippedNews(shipped: ShippedAgreement, history: AgreementHistory | null): ShippedNews[] {
  if (history) checkKind(shipped, history);
  const news = shipped.versions.flatMap((version) => newsOf(version, history));
  if (history) checkProperties(shipped, history);
  return news;
}

function newsOf(version: ShippedVersion, history: AgreementHistory | null): ShippedNews[] {
  const published = history?.versions.find(({ number }) => number === version.manifest.version);
  if (!published) return [{ version, texts: version.texts }];
  checkManifestUnchanged(published, version.manifest, version.file);
  const texts = unpublishedTexts(published, version.texts);
  return texts.length > 0 ? [{ version, texts }] : [];
}

function checkKind({ properties, file }: ShippedAgreement, { slug, kind }: AgreementHistory): void {
  const given = properties.kind;
  if (given !== kind) throw new DomainError("agreement-kind-fixed", { file, slug, kind, given });
}

/** New properties come with a new version; older versions keep those that they were published with. */
function checkProperties({ properties, file, versions }: ShippedAgreement, history: AgreementHistory): void {
  const newest = versions.at(-1)?.manifest.version;
  const published = history.versions.find(({ number }) => number === newest);
  if (published) checkPropertiesUnchanged(published, properties, file);
}
