import { textFor } from "#app/domain/acceptance/offer";
import type { ScreenClause } from "#app/domain/acceptance/screen";
import { sha256Of } from "#app/domain/digest";
import { readText } from "#app/domain/publication/catalog.server";
import type { Version } from "#app/domain/publication/history";
import { createTextCache } from "#app/domain/publication/text-cache";
import { linkTargets, readMarkdown } from "#app/domain/text/markdown";
import { applyManifest, isCovered, readOutline, type Clause } from "#app/domain/text/outline";
import { renderConspicuousBody } from "#app/domain/text/render";
import type { Portal } from "#app/portal.server";

/** About 8 MB of UTF-16. */
const cache = createTextCache<readonly ScreenClause[]>(4_000_000);

/**
 * The conspicuous clauses of a version, in order, in the text shown for a language; read once for text and manifest, and kept
 * while room lasts. Throws when the manifest does not fit the text: a screen that leaves out a clause it must show is worse
 * than none.
 */
export async function readConspicuous({ db }: Pick<Portal, "db">, version: Version, language: string): Promise<readonly ScreenClause[]> {
  const { sha256 } = textFor(version, language);
  const key = `${sha256} ${version.manifestSha256}`;
  const known = cache.get(key);
  if (known) return known;
  const clauses = conspicuousIn(await readText({ db }, sha256), version, sha256);
  cache.set(key, clauses, JSON.stringify(clauses).length);
  return clauses;
}

function conspicuousIn(source: string, version: Version, sha256: string): ScreenClause[] {
  const entries = version.manifest.version.clauses;
  const fit = applyManifest(readOutline(source), entries.map(({ id }) => id));
  if (!fit.fits) throw new Error(`the manifest of ${version.id} does not fit its text ${sha256}: ${fit.reason}`);
  const flagged = new Set(entries.filter(({ flags }) => flags?.includes("conspicuous")).map(({ id }) => id));
  const targets = linkTargets(source);
  const clauses = fit.outline.clauses.filter(isCovered);
  return clauses.filter(({ id }) => flagged.has(id)).map((clause) => ({
    id: clause.id,
    number: clause.number,
    sha256: sha256Of(clause.source),
    heading: printedHeading(clause),
    article: articleOf(clause, clauses),
    html: renderConspicuousBody(readMarkdown(clause.body, targets)),
  }));
}

/** A keyword keeps the marks that it is printed in. */
function printedHeading({ heading, source }: Clause): string | null {
  return heading !== null && source.includes(`【${heading}】`) ? `【${heading}】` : heading;
}

function articleOf(clause: Clause, clauses: readonly Clause[]): ScreenClause["article"] {
  if (clause.level <= 1) return null;
  const article = clauses.slice(0, clauses.indexOf(clause)).findLast(({ level }) => level === 1);
  return article ? { number: article.number, heading: article.heading } : null;
}
