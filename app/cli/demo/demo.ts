import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ServerBuild } from "@remix-run/node";
import { DEMO_PASSWORD, LEADS } from "#app/cli/demo/cast";
import { demoBegin, playDemo } from "#app/cli/demo/play";
import { print } from "#app/cli/print";
import { recordSettings } from "#app/domain/compliance/audit/settings.server";
import type { Instant } from "#app/domain/instant";
import { openPortal } from "#app/portal.server";
import { openPublicServer } from "#app/serve";
import { readSettings } from "#app/settings";

/**
 * `npm run demo`: a portal in a throw-away folder with people in every role, older, present and announced versions and
 * a good hundred acceptances. Serves until asked to stop, then removes the folder.
 */
export async function runDemo(build: ServerBuild): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "concordat-demo-"));
  const settings = { ...readSettings(process.env), dataDir: folder, ledgerHeadFile: null };
  const present = new Date().toISOString();
  let played: Instant | null = demoBegin(present);
  const now = () => played ?? new Date().toISOString();
  const portal = await openPortal(settings, { kind: "demo", now });
  await recordSettings(portal);
  await print("Playing the history of the demo …\n");
  await playDemo({ portal, setNow: (instant) => void (played = instant) }, present);
  const running = await openPublicServer(build, portal);
  await print(greeting(settings.publicUrl, folder));
  await new Promise<void>((resolve) => ["SIGINT", "SIGTERM"].forEach((signal) => process.once(signal, () => resolve())));
  await running.close();
  await rm(folder, { recursive: true, force: true });
  return 0;
}

function greeting(publicUrl: string, folder: string): string {
  const signIns = LEADS.map(({ address, name }) => `  ${address.padEnd(26)}${name}`);
  return [
    `The demo is at ${publicUrl}`,
    `Its folder ${folder} is removed at the end.`,
    `Sign in at ${publicUrl}/sign-in with the password ${DEMO_PASSWORD} as`,
    ...signIns,
    "",
  ].join("\n");
}
