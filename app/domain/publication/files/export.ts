import type { Version } from "#app/domain/publication/history";

/** A file of an exported version, named as the content folder names it. */
export type ExportedFile = { name: string; body: string };

/**
 * A version as the files of a content folder: `agreement.json`, `<number>.json`, `<number>.<language>.md`. The texts are the
 * published bytes; brought in again, the files give the same ids, manifest and hashes.
 */
export function exportFiles({ number, manifest }: Version, texts: readonly { language: string; body: string }[]): ExportedFile[] {
  return [
    { name: "agreement.json", body: `${JSON.stringify(manifest.agreement, null, 2)}\n` },
    { name: `${number}.json`, body: `${JSON.stringify(manifest.version, null, 2)}\n` },
    ...texts.map(({ language, body }) => ({ name: `${number}.${language}.md`, body })),
  ];
}
