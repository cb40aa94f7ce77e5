import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

/** Real agreements with their histories, beside the project or where CORPUS_DIR says. */
export const CORPUS_DIR = process.env.CORPUS_DIR ?? join(process.cwd(), "..", "shared", "corpus");

export const hasCorpus = existsSync(CORPUS_DIR);

/** All markdown documents of the corpus, by path below it. */
export function corpusFiles(): string[] {
  if (!hasCorpus) return [];
  const entries = readdirSync(CORPUS_DIR, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith(".md") && entry.name !== "SOURCES.md");
  return files.map((entry) => relative(CORPUS_DIR, join(entry.parentPath, entry.name))).sort();
}

export function corpusText(file: string): string {
  return readFileSync(join(CORPUS_DIR, file), "utf8");
}

/** The one file of a document that has a revision number, such as ("prc-laws/road-transport-regulations", "002"). */
export function corpusRevision(document: string, revision: string): string {
  const found = corpusFiles().find((file) => file.startsWith(`${document}/${revision}-`));
  if (found === undefined) throw new Error(`the corpus has no revision ${revision} of ${document}`);
  return found;
}
