import { readFile } from "node:fs/promises";
import { DEFAULT_RETENTION, retentionFile, withOwnPeriods, type RetentionRules } from "#app/domain/evidence/retention/retention";
import { readJsonFile } from "#app/domain/publication/files/json-file";
import { DomainError } from "#app/domain/refusal";
import type { Settings } from "#app/settings";

/** The periods of this portal: those shipped, or with its own file in their place. Throws file-unreadable, file-unfit and what readSource refuses. */
export async function readRetention({ retentionFile: file }: Pick<Settings, "retentionFile">): Promise<RetentionRules> {
  if (file === null) return DEFAULT_RETENTION;
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new DomainError("file-unreadable", { file, fault: error.message });
  });
  return withOwnPeriods(readJsonFile(retentionFile, bytes, file));
}
