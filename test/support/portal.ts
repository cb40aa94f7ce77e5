import { join } from "node:path";
import { mkdir, writeFile } from "node:fs/promises";
import { onTestFinished } from "vitest";
import { openPortal, portalFiles, type Portal } from "#app/portal.server";
import { readSettings } from "#app/settings";
import { at } from "#test/support/builders";
import { copyTemplate, temporaryFolder, TEST_MASTER_KEY } from "#test/support/store";

export type TestPortal = Portal & {
  /** Sets what the portal takes for now. */
  clock: { set(instant: string): void };
};

export { at };

/** An empty demo portal in a temporary folder, at the given instant; closed and removed after the test. */
export async function openTestPortal(options: { at: string; settings?: Record<string, string> }): Promise<TestPortal> {
  const folder = join(await temporaryFolder(), "data");
  await prepareFolder(folder);
  let now = at(options.at);
  const settings = readSettings({ DATA_DIR: folder, ...options.settings });
  const portal = await openPortal(settings, { kind: "demo", now: () => now });
  onTestFinished(() => portal.close());
  return { ...portal, clock: { set: (instant) => void (now = at(instant)) } };
}

async function prepareFolder(folder: string): Promise<void> {
  const files = portalFiles(folder);
  await mkdir(files.secrets, { recursive: true });
  await writeFile(files.masterKey, TEST_MASTER_KEY);
  await copyTemplate(folder);
}
