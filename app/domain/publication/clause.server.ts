import { textFor } from "#app/domain/acceptance/offer";
import { readText } from "#app/domain/publication/catalog.server";
import type { Version, VersionText } from "#app/domain/publication/history";
import { readRendered, withIds, type ClauseName } from "#app/domain/publication/rendered.server";
import { linkTargets, readMarkdown } from "#app/domain/text/markdown";
import { readOutline } from "#app/domain/text/outline";
import { renderClauseBody } from "#app/domain/text/render";
import { DomainError } from "#app/domain/refusal";
import type { Language } from "#app/messages/catalogue";
import type { Portal } from "#app/portal.server";

/** A clause of a text by itself: its name and its body as HTML, all of whose text is escaped. */
export type ClauseAlone = ClauseName & { heading: string | null; text: VersionText; html: string };

type Wanted = { version: Version; clauseId: string; wanted: string; language: Language };

/** One clause in the text for a language, else in the binding one. Throws clause-not-in-version, text-corrupt. */
export async function readClause({ db }: Pick<Portal, "db">, { version, clauseId, wanted, language }: Wanted): Promise<ClauseAlone> {
  const text = textFor(version, wanted);
  const { names } = await readRendered({ db }, { version, text, language });
  const source = await readText({ db }, text.sha256);
  const { clauses } = withIds(readOutline(source), version.manifest.version.clauses.map(({ id }) => id));
  const [name, clause] = [names.find(({ id }) => id === clauseId), clauses.find(({ id }) => id === clauseId)];
  if (!name || !clause) throw new DomainError("clause-not-in-version", { number: version.number });
  return { ...name, heading: clause.heading, text, html: renderClauseBody(readMarkdown(clause.body, linkTargets(source))) };
}
