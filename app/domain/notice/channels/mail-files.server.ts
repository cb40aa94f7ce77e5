import { readdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Settings } from "#app/settings";

type Place = Pick<Settings, "dataDir">;

/** Where mails are written as files when there is no mail server. */
export function mailFolder({ dataDir }: Place): string {
  return join(resolve(dataDir), "mail");
}

/** How the name of a mail's file ends, by the row that it comes from: of notices there may be a million, so theirs are told by more of the id. */
export function mailFileEnd(rowId: string): string {
  return `-${rowId.slice(rowId.startsWith("dlv_") ? -16 : -6)}.eml`;
}

/** Removes the files of the mails of these rows of the outbox, or these deliveries, if they were written as files. */
export async function removeMailFiles(place: Place, rowIds: readonly string[]): Promise<void> {
  if (rowIds.length === 0) return;
  const ends = rowIds.map(mailFileEnd);
  const files = await listMails(place);
  const ours = files.filter((file) => ends.some((end) => file.endsWith(end)));
  for (const file of ours) await rm(join(mailFolder(place), file), { force: true });
}

async function listMails(place: Place): Promise<string[]> {
  return readdir(mailFolder(place)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
}
