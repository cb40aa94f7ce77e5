import type { VersionText } from "#app/domain/publication/history";

/**
 * The file under which a text of a version is served for ever: `en.md` for its first revision, `en.2.md` for the
 * correction of a translation, and so on. Each address has the same bytes always.
 */
export function textFile({ language, revision }: Pick<VersionText, "language" | "revision">): string {
  return revision === 1 ? `${language}.md` : `${language}.${revision}.md`;
}
