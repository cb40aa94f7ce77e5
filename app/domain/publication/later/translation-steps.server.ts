import { readText } from "#app/domain/publication/catalog.server";
import { draftContent } from "#app/domain/publication/drafting/draft";
import type { AgreementHistory, Version, VersionText } from "#app/domain/publication/history";
import { openDraft } from "#app/domain/publication/drafting/open-draft";
import { clausesBehind } from "#app/domain/publication/later/translation";
import { textOf } from "#app/domain/text/identity";
import { applyManifest, isCovered, readOutline, type Clause } from "#app/domain/text/outline";
import type { Portal } from "#app/portal.server";
import { selectPublishedDraft } from "#db/drafting";

type Reading = Pick<Portal, "db">;

/** The clauses of a text by the ids of their version. */
export type ClausesById = ReadonlyMap<string, Clause>;

/**
 * The clauses of a version's translation that are behind its binding text: the binding words changed from the version it
 * builds on, the translation keeps its former words, and no editor confirmed in the draft that they still say the same.
 */
export async function translationBehind(reading: Reading, { versions }: AgreementHistory, { version, language }: { version: Version; language: string }): Promise<Set<string>> {
  const base = versions.find(({ id }) => id === version.buildsOnId);
  const [now, own] = [await clausesIn(reading, version, bindingOf(version)), await clausesIn(reading, version, textIn(version, language))];
  const [before, former] = base ? [await clausesIn(reading, base, bindingOf(base)), await clausesIn(reading, base, textIn(base, language))] : [new Map(), new Map()];
  const drafted = await draftedBehind(reading, version, language);
  const kept = [...own].filter(([id, clause]) => isChanged(before.get(id), now.get(id)) && former.has(id) && !isChanged(former.get(id), clause));
  return new Set(kept.flatMap(([id]) => (drafted === null || drafted.has(id) ? [id] : [])));
}

/** What the draft of a version noted when it was published; null where it came from files. */
async function draftedBehind({ db }: Reading, { id }: Version, language: string): Promise<Set<string> | null> {
  const draft = await selectPublishedDraft(db, id);
  if (!draft) return null;
  const open = openDraft(draftContent.parse(JSON.parse(draft.contentJson)));
  return open.texts.some((text) => text.language === language) ? clausesBehind(open, language) : null;
}

/** The clauses of a version's text; none where it has no such text. */
export async function clausesIn(reading: Reading, version: Version, text: VersionText | undefined): Promise<ClausesById> {
  return text ? clausesById(await readText(reading, text.sha256), version) : new Map();
}

/** The clauses of a text with the ids of a version; none where they do not fit. */
export function clausesById(body: string, { manifest }: Version): ClausesById {
  const fit = applyManifest(readOutline(body), manifest.version.clauses.map(({ id }) => id));
  return new Map(fit.fits ? fit.outline.clauses.filter(isCovered).map((clause) => [clause.id, clause]) : []);
}

/** Whether a clause has other words in one text than in another. */
export function isChanged(before: Clause | undefined, after: Clause | undefined): boolean {
  return before !== undefined && after !== undefined && textOf(before) !== textOf(after);
}

function bindingOf({ texts }: Version): VersionText | undefined {
  return texts.find(({ isBinding }) => isBinding);
}

function textIn({ texts }: Version, language: string): VersionText | undefined {
  return texts.find((text) => text.language === language);
}
