import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, onTestFinished } from "vitest";
import { checkWhole } from "#app/domain/evidence/ledger/check.server";
import { findUnrecorded } from "#app/domain/evidence/ledger/unrecorded.server";
import { openLedgerFolder, openPortal, portalFiles, type Portal } from "#app/portal.server";
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

/**
 * An empty demo portal in a temporary folder, at the given instant; closed, checked and removed after the test. `ledger` says of a test that it breaks the
 * ledger, or writes records without their entries, so that it need not be sound, or whole, at the end.
 */
export async function openTestPortal(options: { at: string; settings?: Record<string, string>; ledger?: "broken" | "incomplete" }): Promise<TestPortal> {
  const folder = join(await temporaryFolder(), "data");
  template ??= makeTemplate();
  await cp(await template, folder, { recursive: true });
  let now = at(options.at);
  const settings = readSettings({ DATA_DIR: folder, ...options.settings });
  const portal = await openPortal(settings, { kind: "demo", now: () => now });
  onTestFinished(async () => {
    await portal.close();
    if (options.ledger !== "broken") await checkFolder(settings, options.ledger === "incomplete" ? 0 : 1);
  });
  return { ...portal, clock: { set: (instant) => void (now = at(instant)) } };
}

/** Every operation leaves behind a ledger that agrees with itself, with its signatures and with the copy outside, and in which no record is missing. */
async function checkFolder(settings: Portal["settings"], limit: number): Promise<void> {
  const place = await openLedgerFolder(settings);
  const check = await checkWhole(place);
  const missing = await findUnrecorded(place, { limit });
  await place.close();
  expect({ check, missing }).toMatchObject({ check: { state: "consistent" }, missing: [] });
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
