import type { NamedClause } from "#app/domain/notice/texts/about";
import type { Localised } from "#app/domain/publication/localised";
import { readText } from "#app/domain/publication/catalog.server";
import { flagText } from "#app/domain/publication/compare.server";
import type { Version } from "#app/domain/publication/history";
import { nameClause } from "#app/domain/publication/rendered.server";
import { linkTargets } from "#app/domain/text/markdown";
import { placesOf } from "#app/domain/text/places";
import { plainClause } from "#app/domain/text/plain-words";
import { LANGUAGES, type Language } from "#app/messages/catalogue";
import type { Portal } from "#app/portal.server";

export type ClauseInWords = NamedClause & { words: Localised };

/** The clauses of a version by their ids, named for readers of each language of the interface: in it where there is a text, else in the one that binds. */
export async function readNamedClauses(portal: Pick<Portal, "db">, version: Version): Promise<Record<Language, Map<string, ClauseInWords>>> {
  const read = LANGUAGES.map(async (language) => [language, await readIn(portal, version, language)] as const);
  return Object.fromEntries(await Promise.all(read)) as Record<Language, Map<string, ClauseInWords>>;
}

async function readIn({ db }: Pick<Portal, "db">, version: Version, wanted: Language): Promise<Map<string, ClauseInWords>> {
  const text = version.texts.find(({ language }) => language === wanted) ?? version.texts[0];
  if (!text) throw new Error(`version ${version.id} has no text`);
  const { clauses } = flagText(await readText({ db }, text.sha256), version.manifest.version.clauses).outline;
  const places = placesOf(clauses);
  const targets = linkTargets(clauses.map(({ source }) => source).join(""));
  return new Map(clauses.map((clause, index) => {
    const words = { text: plainClause(clause, targets).words, language: text.language };
    return [clause.id, { id: clause.id, place: places[index] ?? "", name: nameClause(clause).name, words }];
  }));
}
