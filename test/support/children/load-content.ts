import { loadContent } from "#app/domain/publication/files/content.server";
import { openPortal } from "#app/portal.server";
import { readSettings } from "#app/settings";

/** Loads a content folder into a data folder once the given instant (milliseconds) has come, and prints what it loaded. */
const [dataDir = "", contentDir = "", start = "0"] = process.argv.slice(2);

const portal = await openPortal(readSettings({ DATA_DIR: dataDir }));
process.stdout.write("open\n");
await new Promise((resolve) => setTimeout(resolve, Number(start) - Date.now()));
process.stdout.write(JSON.stringify(await loadContent(portal, { folder: contentDir })));
await portal.close();
