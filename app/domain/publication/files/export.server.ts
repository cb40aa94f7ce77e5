import { readText } from "#app/domain/publication/catalog.server";
import { exportFiles, type ExportedFile } from "#app/domain/publication/files/export";
import { readTimeline } from "#app/domain/publication/reading.server";
import { DomainError } from "#app/domain/refusal";
import type { Portal } from "#app/portal.server";

/** The files of a published version, digests checked. Throws agreement-unknown, version-unknown, text-corrupt. */
export async function exportVersion(reading: Pick<Portal, "db" | "now">, { slug, number }: { slug: string; number: number }): Promise<ExportedFile[]> {
  const { history } = await readTimeline(reading, slug);
  const version = history.versions.find((each) => each.number === number);
  if (!version) throw new DomainError("version-unknown", { slug, number });
  const texts = await Promise.all(version.texts.map(async ({ language, sha256 }) => ({ language, body: await readText(reading, sha256) })));
  return exportFiles(version, texts);
}
