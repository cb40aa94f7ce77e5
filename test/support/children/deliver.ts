import { startDelivery } from "#app/domain/notice/delivery/delivery.server";
import { openPortal } from "#app/portal.server";
import { readSettings } from "#app/settings";

/** Delivers until it is killed. */
const portal = await openPortal(readSettings(process.env));
startDelivery(portal);
setInterval(() => undefined, 60_000);
