import { expect, onTestFinished, test, vi } from "vitest";
import { runLedger } from "#app/cli/ledger";
import { record } from "#test/support/ledger-portal";
import { openTestPortal } from "#test/support/portal";
import { hasOpenssl, openTimeAuthority } from "#test/support/time-authority";

/** Runs the command beside an open portal: its exit code, and what it printed. */
async function runBeside(settings: Record<string, string>) {
  const portal = await openTestPortal({ at: "2026-03-01" });
  await record(portal, 1);
  for (const [name, value] of Object.entries({ DATA_DIR: portal.settings.dataDir, TIME_AUTHORITY_URL: "", TIME_AUTHORITY_CA_FILE: "", ...settings })) vi.stubEnv(name, value);
  let out = "";
  const stdout = vi.spyOn(process.stdout, "write").mockImplementation((text, ...rest: unknown[]) => {
    out += String(text);
    const done = rest.at(-1);
    if (typeof done === "function") done();
    return true;
  });
  const stderr = vi.spyOn(process.stderr, "write").mockImplementation((text) => (out += String(text)) !== "");
  onTestFinished(() => void vi.unstubAllEnvs());
  const code = await runLedger(["stamp"]).finally(() => (stdout.mockRestore(), stderr.mockRestore()));
  return { portal, code, out };
}

test("stamp prints what the token says, and the portal that runs meanwhile goes on", async ({ skip }) => {
  if (!(await hasOpenssl())) return skip("openssl is not installed");
  const { url, caFile } = await openTimeAuthority();
  const { portal, code, out } = await runBeside({ TIME_AUTHORITY_URL: url, TIME_AUTHORITY_CA_FILE: caFile });
  expect(out).toMatch(/^ledger {5}1\nsize {7}3\ntime {7}\d{4}-.*Z\nauthority {2}O=Time of a test, CN=tsa\ntrust {6}certified by .*\n$/);
  expect(code).toBe(0);
  await record(portal, 1);
  expect(portal.ledger.fault()).toBe(null);
});

test("without an authority, or with a dead one, stamp says what to do", async () => {
  expect(await runBeside({})).toMatchObject({ code: 1, out: "No time authority is named. Name one by TIME_AUTHORITY_URL.\n" });
  const dead = await runBeside({ TIME_AUTHORITY_URL: "http://127.0.0.1:1/" });
  expect(dead).toMatchObject({ code: 1, out: expect.stringContaining("It cannot be reached") });
});
