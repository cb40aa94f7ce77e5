import { textFor } from "#app/domain/acceptance/offer";
import type { ScreenClause } from "#app/domain/acceptance/screen";
import { sha256Of } from "#app/domain/digest";
import { readText } from "#app/domain/publication/catalog.server";
import type { Version } from "#app/domain/publication/history";
import { clausesOf } from "#app/domain/publication/proposal";
import { readOutline, type Clause } from "#app/domain/text/outline";
import type { Portal } from "#app/portal.server";

/**
 * The conspicuous clauses of a version in the text shown for a language, in order. Ids go by place: all texts of a
 * version have the same clauses in the same order, as the manifest names them.
 */
export async function readConspicuous({ db }: Pick<Portal, "db">, version: Version, language: string): Promise<ScreenClause[]> {
  const source = await readText({ db }, textFor(version, language).sha256);
  const clauses = clausesOf(readOutline(source));
  return version.manifest.version.clauses.flatMap(({ id, flags }, index) => {
    const clause = clauses[index];
    if (!clause || !flags?.includes("conspicuous")) return [];
    return [{ id, number: clause.number, sha256: sha256Of(clause.source), heading: clause.heading, article: articleOf(clauses, index), html: escapeText(clause.body) }];
  });
}

function articleOf(clauses: readonly Clause[], index: number): ScreenClause["article"] {
  const own = clauses[index];
  if (!own || own.level <= 1) return null;
  const article = clauses.slice(0, index).findLast(({ level }) => level === 1);
  return article ? { number: article.number, heading: article.heading } : null;
}

function escapeText(text: string): string {
  return `<p>${text.replace(/&/g, "&amp;").replace(/</g, "&lt;")}</p>`;
}
