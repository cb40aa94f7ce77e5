import { createHash } from "node:crypto";
import { openExport } from "#app/domain/compliance/export/bytes.server";
import { readExport } from "#app/domain/compliance/export/made.server";
import { openPortal } from "#app/portal.server";
import { readSettings } from "#app/settings";

/** Prints where it is, as the machine has it, and the SHA-256 of the file of each export named. */
const [dataDir = "", ...ids] = process.argv.slice(2);
const portal = await openPortal(readSettings({ DATA_DIR: dataDir }));
const { timeZone, locale } = Intl.DateTimeFormat().resolvedOptions();
const hashes: string[] = [];
for (const id of ids) {
  const hash = createHash("sha256");
  for await (const piece of await openExport(portal, await readExport(portal, id))) hash.update(piece);
  hashes.push(hash.digest("hex"));
}
await portal.close();
process.stdout.write(JSON.stringify({ timeZone, locale, hashes }));
