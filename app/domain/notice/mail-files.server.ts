import { readdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Settings } from "#app/settings";

type Place = Pick<Settings, "dataDir">;

/** Where mails are written as files when there is no mail server. */
export function mailFolder({ dataDir }: Place): string {
  return join(resolve(dataDir), "mail");
}

/** How the name of a mail's file ends. */
export function mailFileEnd(outboxId: string): string {
  return `-${outboxId.slice(-6)}.eml`;
}

/** Removes the files of these mails, if they were written as files. */
export async function removeMailFiles(place: Place, outboxIds: readonly string[]): Promise<void> {
  if (outboxIds.length === 0) return;
  const ends = outboxIds.map(mailFileEnd);
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
