import { readArguments } from "#app/cli/arguments";
import { print } from "#app/cli/print";
import { UsageError } from "#app/cli/usage";
import { deliverOnce, startDelivery } from "#app/domain/notice/delivery/delivery.server";
import { requireOwnAddress, withOwnAddress } from "#app/domain/notice/own-address.server";
import { openPortal } from "#app/portal.server";
import { readSettings } from "#app/settings";

const OPTIONS = { once: { type: "boolean" } } as const;

/**
 * `concordat deliver`: sends mails and notices as a process of its own, beside a server or without one. Throws UsageError, and what openPortal throws.
 * Refuses public-url-unknown.
 */
export async function runDeliver(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, OPTIONS);
  if (positionals.length > 0) throw new UsageError("deliver takes no file");
  const portal = await withOwnAddress(await openPortal(readSettings(process.env)));
  try {
    await requireOwnAddress(portal);
    if (values.once !== true) return await deliverUntilAsked(portal);
    const { handedOver, postponed, failed, notSent } = await deliverOnce(portal);
    await print(`${handedOver} handed over, ${postponed} to be tried again, ${failed} given up, ${notSent} no longer to be sent\n`);
    return 0;
  } finally {
    await portal.close();
  }
}

/** Until the first signal, which lets what is in hand end. */
async function deliverUntilAsked(portal: Parameters<typeof startDelivery>[0]): Promise<number> {
  const work = startDelivery(portal);
  const awake = setInterval(() => undefined, 60_000);
  await new Promise<void>((asked) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => asked());
  });
  clearInterval(awake);
  await work.stop();
  return 0;
}
