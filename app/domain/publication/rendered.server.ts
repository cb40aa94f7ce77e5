import { readText } from "#app/domain/publication/catalog.server";
import type { Version, VersionText } from "#app/domain/publication/history";
import type { VersionManifest } from "#app/domain/publication/manifest";
import { createTextCache } from "#app/domain/publication/text-cache";
import { displayWidth, withoutMarkup } from "#app/domain/text/headline";
import { applyManifest, isCovered, readOutline, type Clause, type Outline } from "#app/domain/text/outline";
import { contents, renderText, type RenderOptions } from "#app/domain/text/render";
import type { Language } from "#app/messages/catalogue";
import { questionMessages } from "#app/messages/questions";
import { readingMessages } from "#app/messages/reading";
import type { Portal } from "#app/portal.server";

/** A clause by its printed number and its heading, or its first words where it has none. */
export type ClauseName = { id: string; level: number; number: string | null; name: string; isListed: boolean };

/** A text as HTML, made once. */
export type Rendered = {
  html: string;
  /** Preamble and clauses, in order; `isListed` for those of the table of contents. */
  names: ClauseName[];
  /** Whether the printed numbers are short enough to hang in a margin. */
  numbers: "short" | "wide";
};

/** In columns of a Latin letter; the margin of reading.css holds as many. */
const WIDEST_HANGING_NUMBER = 7;
const LONGEST_NAME = 60;
/** Beyond so many entries a table of contents lists the highest level alone. */
const LONGEST_CONTENTS = 120;
/** About 64 MB of UTF-16. */
const CACHED_CHARACTERS = 32_000_000;

const cache = createTextCache<Rendered>(CACHED_CHARACTERS);

type Wanted = { version: Version; text: VersionText; language: Language };

/**
 * The HTML of a text, with the labels of its links in the language of the interface. Made once for text, manifest and
 * language, and kept while room lasts. Throws text-unknown, text-corrupt.
 */
export async function readRendered({ db }: Pick<Portal, "db">, { version, text, language }: Wanted): Promise<Rendered> {
  const key = `${text.sha256} ${version.manifestSha256} ${language}`;
  const known = cache.get(key);
  if (known) return known;
  const { slug } = version.manifest.agreement;
  const asksAt = (clauseId: string) => `/agreements/${slug}/versions/${version.number}/clauses/${encodeURIComponent(clauseId)}?lang=${text.language}`;
  const rendered = renderSource(await readText({ db }, text.sha256), { clauses: version.manifest.version.clauses, language, asksAt });
  cache.set(key, rendered, rendered.html.length);
  return rendered;
}

type Rendering = Pick<VersionManifest, "clauses"> & {
  language: Language;
  /** The address at which one asks about a clause; drafts have none. */
  asksAt?: (clauseId: string) => string;
};

/** The HTML of a text with the clauses of a manifest, made anew: for drafts, which change. */
export function renderSource(source: string, { clauses, language, asksAt }: Rendering): Rendered {
  const words = readingMessages[language];
  const outline = withIds(readOutline(source), clauses.map(({ id }) => id));
  const linkLabel = ({ number, heading }: Pick<Clause, "number" | "heading">) => words.linkTo(number ?? heading);
  return {
    html: renderText(outline, new Map(clauses.map(({ id, flags }) => [id, flags ?? []])), { linkLabel, ...(asksAt && { askLink: askLinks(asksAt, language) }) }),
    names: nameClauses(outline),
    numbers: outline.clauses.some(({ number }) => widthOf(number ?? "") > WIDEST_HANGING_NUMBER) ? "wide" : "short",
  };
}

function askLinks(asksAt: (clauseId: string) => string, language: Language) {
  const { ask } = questionMessages[language];
  return ({ id, number, heading }: Pick<Clause, "id" | "number" | "heading">) => ({ href: asksAt(id), label: ask(number ?? heading) });
}

/** The labels of a text's links in the language of the interface. */
export function renderOptions(language: Language): RenderOptions {
  const words = readingMessages[language];
  return { linkLabel: ({ number, heading }) => words.linkTo(number ?? heading) };
}

/** Full stops and brackets take half a column. */
function widthOf(number: string): number {
  return displayWidth(number) - (number.match(/[.()]/g)?.length ?? 0) / 2;
}

/** Publication checked that the ids fit. Should a later reader of outlines see the text otherwise, it keeps its own ids. */
export function withIds(outline: Outline, ids: string[]): Outline {
  const fit = applyManifest(outline, ids);
  return fit.fits ? fit.outline : outline;
}

function nameClauses(outline: Outline): ClauseName[] {
  const entries = contents(outline);
  const listed = new Set((entries.length > LONGEST_CONTENTS ? entries.filter(({ level }) => level === 1) : entries).map(({ id }) => id));
  return outline.clauses.filter(isCovered).map((clause) => ({ ...nameClause(clause), isListed: listed.has(clause.id) }));
}

/** A clause by its number and its heading or first words. */
export function nameClause({ id, level, number, heading, body }: Clause): Omit<ClauseName, "isListed"> {
  return { id, level, number, name: heading ?? firstWords(body) };
}

/** The beginning of a body without its markup, cut between words. */
function firstWords(body: string): string {
  const text = withoutMarkup(body.slice(0, 8 * LONGEST_NAME)).replace(/\s+/g, " ").trim();
  if (text.length <= LONGEST_NAME) return text;
  const cut = text.slice(0, LONGEST_NAME).replace(/\s\S{0,20}$/, "");
  return `${cut}…`;
}
