import { readText } from "#app/domain/publication/catalog.server";
import type { Version, VersionText } from "#app/domain/publication/history";
import type { VersionManifest } from "#app/domain/publication/manifest";
import { findNumber, readTimeline, type Timeline } from "#app/domain/publication/reading.server";
import { withIds } from "#app/domain/publication/rendered.server";
import { createTextCache } from "#app/domain/publication/text-cache";
import type { TimelineEntry } from "#app/domain/publication/timeline";
import { DomainError } from "#app/domain/refusal";
import { rest } from "#app/domain/rest.server";
import { runInSteps } from "#app/domain/steps";
import { compareInSteps } from "#app/domain/text/comparison";
import { readOutline } from "#app/domain/text/outline";
import type { Redline } from "#app/domain/text/redline";
import { redlineInSteps, type FlaggedText } from "#app/domain/text/set-redline";
import type { Portal } from "#app/portal.server";

/** Two texts of an agreement set against each other. Derived from both: never stored, never hashed. */
export type ComparedVersions = {
  /** The texts compared. */
  from: VersionText;
  to: VersionText;
  redline: Redline;
};

/** A redline holds each word about once, and as much again in names. About 32 MB of UTF-16. */
const CACHED_CHARACTERS = 16_000_000;

const cache = createTextCache<Redline>(CACHED_CHARACTERS);

/** Two versions of an agreement on its line of time, in the order in which they were named. */
export type VersionRange = Timeline & { from: TimelineEntry; to: TimelineEntry };

/** Finds the versions of a range such as `1...2`. Throws range-invalid, agreement-unknown, version-unknown. */
export async function readRange(portal: Pick<Portal, "db" | "now">, { slug, range }: { slug: string; range: string }): Promise<VersionRange> {
  const [, first = "", second = ""] = /^(\d{1,9})\.\.\.(\d{1,9})$/.exec(range) ?? [];
  const found = await readTimeline(portal, slug);
  if (second === "") throw new DomainError("range-invalid", { slug, value: range.slice(0, 40) });
  const from = findNumber(found.timeline, { slug, number: first });
  return { ...found, from, to: findNumber(found.timeline, { slug, number: second }) };
}

type Compared = Pick<Version, "id" | "texts" | "manifest" | "manifestSha256">;

type Wanted = {
  from: Compared;
  to: Compared;
  /** The language to read them in, where both have it. */
  language: string;
};

/**
 * What changed from one version to another, whichever is older: in the language wanted where both have it, else in a
 * binding one. Made once for each pair and kept while room lasts. Throws text-unknown, text-corrupt.
 */
export function compareVersions({ db }: Pick<Portal, "db">, wanted: Wanted): Promise<ComparedVersions> {
  return compareRead((sha256) => readText({ db }, sha256), wanted);
}

/** The same for versions of which one is still to be stored: `read` gives a text by its digest. */
export async function compareRead(read: (sha256: string) => Promise<string>, { from, to, language }: Wanted): Promise<ComparedVersions> {
  const texts = pairTexts(from, to, language);
  const key = [texts.from.sha256, from.manifestSha256, texts.to.sha256, to.manifestSha256].join(" ");
  const known = cache.get(key);
  if (known) return { ...texts, redline: known };
  const making = underWay.get(key) ?? make(read, { key, texts, from, to }).finally(() => underWay.delete(key));
  underWay.set(key, making);
  return { ...texts, redline: await making };
}

/** Asked for twice at once, a comparison is made once. */
const underWay = new Map<string, Promise<Redline>>();

type Making = Pick<Wanted, "from" | "to"> & { key: string; texts: ReturnType<typeof pairTexts> };

async function make(read: (sha256: string) => Promise<string>, { key, texts, from, to }: Making): Promise<Redline> {
  const old = await read(texts.from.sha256);
  const fresh = await read(texts.to.sha256);
  const before = flagText(old, from.manifest.version.clauses);
  await rest();
  const redline = await compareTexts(before, flagText(fresh, to.manifest.version.clauses));
  cache.set(key, redline, 2 * (old.length + fresh.length));
  return redline;
}

/** Two texts with their ids and flags, set against each other. Others are served meanwhile. */
export async function compareTexts(old: FlaggedText, fresh: FlaggedText): Promise<Redline> {
  await rest();
  const comparison = await runInSteps(compareInSteps(old.outline, fresh.outline), rest);
  return runInSteps(redlineInSteps(comparison, { old, new: fresh }), rest);
}

/** A text with the ids and flags that a manifest gives its clauses. */
export function flagText(source: string, clauses: VersionManifest["clauses"]): FlaggedText {
  return {
    outline: withIds(readOutline(source), clauses.map(({ id }) => id)),
    flags: new Map(clauses.map(({ id, flags }) => [id, flags ?? []])),
  };
}

/**
 * The texts in which two versions are compared: the wanted language where both have it; else the one that binds in the
 * second, then in the first, then any that both have. Versions without a common language are set against each other each
 * in its own binding text.
 */
export function pairTexts(from: Compared, to: Compared, language: string): { from: VersionText; to: VersionText } {
  const wished = [language, ...languagesOf(to), ...languagesOf(from)];
  const common = wished.find((each) => languagesOf(from).includes(each) && languagesOf(to).includes(each));
  return { from: textOf(from, common), to: textOf(to, common) };
}

/** The binding language first. */
function languagesOf({ texts }: Compared): string[] {
  return texts.map((text) => text.language);
}

/** The text in a language; without one, that which binds. */
function textOf(version: Compared, language: string | undefined): VersionText {
  const found = version.texts.find((text) => text.language === language) ?? version.texts[0];
  if (!found) throw new Error(`version ${version.id} has no text`);
  return found;
}
