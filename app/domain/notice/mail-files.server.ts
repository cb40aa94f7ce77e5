import { readdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Instant } from "#app/domain/instant";
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
  await removeAll(place, files.filter((file) => ends.some((end) => file.endsWith(end))));
}

/** Removes the files of mails written before the instant; gives how many. */
export async function removeOldMailFiles(place: Place, before: Instant): Promise<number> {
  const name = before.replaceAll(":", "-");
  const files = (await listMails(place)).filter((file) => /^\d{4}-\d\d-\d\dT/.test(file) && file < name);
  await removeAll(place, files);
  return files.length;
}

async function listMails(place: Place): Promise<string[]> {
  return readdir(mailFolder(place)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
}

async function removeAll(place: Place, files: readonly string[]): Promise<void> {
  for (const file of files) await rm(join(mailFolder(place), file), { force: true });
}
