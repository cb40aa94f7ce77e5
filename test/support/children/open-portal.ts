import { openPortal } from "#app/portal.server";
import { readSettings } from "#app/settings";

/** Opens the data folder once the given instant (milliseconds) has come, prints the portal's secret, closes it. */
const [folder = "", start = "0"] = process.argv.slice(2);

await new Promise((resolve) => setTimeout(resolve, Number(start) - Date.now()));
const portal = await openPortal(readSettings({ DATA_DIR: folder }));
process.stdout.write(portal.secret.toString("hex"));
await portal.close();
