import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { runBounce } from "#app/cli/bounce";
import { DomainError } from "#app/domain/refusal";
import { absenceAnswer, postfixReport } from "#test/support/bounces";
import { eventsOf, putDelivery } from "#test/support/delivery";
import { record } from "#test/support/ledger-portal";
import { openTestPortal } from "#test/support/portal";
import { temporaryFolder } from "#test/support/store";

async function openBeside() {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const delivery = await putDelivery(portal);
  vi.stubEnv("DATA_DIR", portal.settings.dataDir);
  onTestFinished(() => void vi.unstubAllEnvs());
  return { portal, delivery, sent: { secret: portal.secret, deliveryId: delivery.id }, folder: await temporaryFolder() };
}

/** Runs the command on files with these contents: its exit code, and what it printed. */
async function run(folder: string, mails: Record<string, string>) {
  for (const [name, mail] of Object.entries(mails)) await writeFile(join(folder, name), mail);
  let out = "";
  const stdout = vi.spyOn(process.stdout, "write").mockImplementation((text, ...rest: unknown[]) => {
    out += String(text);
    const done = rest.at(-1);
    if (typeof done === "function") done();
    return true;
  });
  const stderr = vi.spyOn(process.stderr, "write").mockImplementation((text) => (out += String(text)) !== "");
  const code = await runBounce(Object.keys(mails), folder).finally(() => (stdout.mockRestore(), stderr.mockRestore()));
  return { code, out };
}

test("reports are taken in from files beside a running portal, and each is told what became of it", async () => {
  const { portal, delivery, sent, folder } = await openBeside();
  const { code, out } = await run(folder, { "1.eml": postfixReport(sent), "2.eml": postfixReport(sent), "3.eml": absenceAnswer(sent) });
  expect(out).toBe(
    `1.eml: ${delivery.id} bounced: recorded\n2.eml: ${delivery.id} bounced: known already, and counted once\n` +
      "3.eml: ignored: it is no report of a mail server about a delivery, or says nothing that counts\n",
  );
  expect(code).toBe(0);
  expect((await eventsOf(portal, delivery)).map(({ state }) => state)).toEqual(["bounced"]);
  await record(portal, 1);
  expect(portal.ledger.fault()).toBe(null);
});

test("a forged report is refused by the exit code, after the others were taken in", async () => {
  const { delivery, sent, folder } = await openBeside();
  const { code, out } = await run(folder, { "1.eml": postfixReport({ ...sent, name: `${delivery.id}-${"0".repeat(16)}` }), "2.eml": postfixReport(sent) });
  expect(out).toBe(`1.eml: refused: it names a delivery without the mark of this portal\n2.eml: ${delivery.id} bounced: recorded\n`);
  expect(code).toBe(1);
});

test("where the portal cannot be opened the mail server is told to try again later", async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, "data"), "a file, not a folder");
  vi.stubEnv("DATA_DIR", join(folder, "data"));
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(await run(folder, { "1.eml": "" })).toMatchObject({ code: 75, out: expect.stringContaining("try again later") });
});

test("a file that cannot be read is named", async () => {
  await expect(runBounce(["no.eml"], await temporaryFolder())).rejects.toThrow(DomainError);
});
