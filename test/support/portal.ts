import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, onTestFinished } from "vitest";
import { openPortal, portalFiles, type Portal } from "#app/portal.server";
import { readSettings } from "#app/settings";
import { at } from "#test/support/builders";
import { copyTemplate, temporaryFolder, TEST_MASTER_KEY } from "#test/support/store";

export type TestPortal = Portal & {
  /** Sets what the portal takes for now. */
  clock: { set(instant: string): void };
};

export { at };

/** Before every instant of a test, so that no test's clock stands behind the opening of its ledger. */
const OPENED_AT = "1999-01-01T00:00:00.000Z";

let template: Promise<string> | undefined;

afterAll(async () => {
  if (template) await rm(await template, { recursive: true, force: true });
});

/** An empty demo portal in a temporary folder, at the given instant; closed and removed after the test. */
export async function openTestPortal(options: { at: string; settings?: Record<string, string> }): Promise<TestPortal> {
  const folder = join(await temporaryFolder(), "data");
  template ??= makeTemplate();
  await cp(await template, folder, { recursive: true });
  let now = at(options.at);
  const settings = readSettings({ DATA_DIR: folder, ...options.settings });
  const portal = await openPortal(settings, { kind: "demo", now: () => now });
  onTestFinished(() => portal.close());
  return { ...portal, clock: { set: (instant) => void (now = at(instant)) } };
}

/** A folder whose ledger is opened: copying is quicker than opening. */
async function makeTemplate(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "concordat-portal-"));
  const files = portalFiles(folder);
  await mkdir(files.secrets);
  await writeFile(files.masterKey, TEST_MASTER_KEY);
  await copyTemplate(folder);
  const portal = await openPortal(readSettings({ DATA_DIR: folder }), { kind: "demo", now: () => OPENED_AT });
  await portal.close();
  return folder;
}
