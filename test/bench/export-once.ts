import { openExport } from "#app/domain/compliance/export/bytes.server";
import { readExport } from "#app/domain/compliance/export/made.server";
import { openPortal } from "#app/portal.server";
import { readSettings } from "#app/settings";

// Writes one export to nowhere, and says how long it took and how much memory this process had at most.
const [dataDir = "", id = ""] = process.argv.slice(2);
const portal = await openPortal(readSettings({ DATA_DIR: dataDir }));
const made = await readExport(portal, id);
const startedAt = performance.now();
let bytes = 0;
for await (const piece of await openExport(portal, made)) bytes += piece.byteLength;
const milliseconds = performance.now() - startedAt;
await portal.close();
process.stdout.write(JSON.stringify({ milliseconds, bytes, peak: process.resourceUsage().maxRSS * 1024 }));
