import type { Instant } from "#app/domain/instant";
import type { Portal } from "#app/portal.server";

/** How far a download has come: rows written, and which part (0 to 1) of the entries that it rests on has been read. */
export type Progress = { startedAt: Instant; rows: number; share: number };

type Reader = Pick<Portal, "db" | "now">;

/** The downloads that go on in this process, by the export, for each open database. */
const underWay = new WeakMap<Portal["db"], Map<string, Set<Progress>>>();

/** The downloads of an export that go on in this process. */
export function listUnderWay({ db }: Pick<Portal, "db">, exportId: string): Progress[] {
  return [...(underWay.get(db)?.get(exportId) ?? [])];
}

/** Notes that a download begins. `end` takes it off the list, however it ended. */
export function beginDownload({ db, now }: Reader, exportId: string): { progress: Progress; end(): void } {
  const exports = underWay.get(db) ?? new Map<string, Set<Progress>>();
  underWay.set(db, exports);
  const downloads = exports.get(exportId) ?? new Set();
  exports.set(exportId, downloads);
  const progress = { startedAt: now(), rows: 0, share: 0 };
  downloads.add(progress);
  return {
    progress,
    end() {
      downloads.delete(progress);
      if (downloads.size === 0) exports.delete(exportId);
    },
  };
}
