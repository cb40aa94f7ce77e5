import { join } from "node:path";
import { rm, writeFile } from "node:fs/promises";
import { expect, onTestFinished, test, vi } from "vitest";
import { runLedger } from "#app/cli/ledger";
import { UsageError } from "#app/cli/usage";
import { faultAdvice, faultSentence, ledgerMessages } from "#app/messages/ledger";
import { portalFiles, type Portal } from "#app/portal.server";
import { record, reopen, tamper } from "#test/support/ledger-portal";
import { openTestPortal } from "#test/support/portal";
import { temporaryFolder } from "#test/support/store";

/** Runs the command on a portal's folder: its exit code, and what it printed on each stream. */
async function run(portal: Portal, ...args: string[]) {
  vi.stubEnv("DATA_DIR", portal.settings.dataDir);
  const printed = { out: "", complained: "" };
  const out = vi.spyOn(process.stdout, "write").mockImplementation((text, ...rest) => {
    printed.out += String(text);
    rest.filter((each) => typeof each === "function").forEach((done) => done());
    return true;
  });
  const complained = vi.spyOn(process.stderr, "write").mockImplementation((text) => (printed.complained += String(text)) !== "");
  onTestFinished(() => void vi.unstubAllEnvs());
  try {
    return { code: await runLedger(args), ...printed };
  } finally {
    out.mockRestore();
    complained.mockRestore();
  }
}

async function openClosed() {
  const portal = await openTestPortal({ at: "2026-03-01", ledger: "broken" });
  await record(portal, 10);
  const { origin } = portal.ledger.open();
  const head = await portal.ledger.checkpoint();
  await portal.close();
  return { portal, origin, head };
}

const ALTERED = `update "ledgerEntries" set "entryJson" = replace("entryJson", '条款', '条件') where "index" = 5`;

test("check prints each ledger with size and root, or what is wrong and where", async () => {
  const { portal, origin } = await openClosed();
  const sound = await run(portal, "check");
  expect(sound.code).toBe(0);
  expect(sound.out).toMatch(new RegExp(`^ledger  1  ${origin}\nsize    12\nroot    [0-9a-f]{64}\nstate   consistent\n$`));
  await tamper(portal, ALTERED);
  const broken = await run(portal, "check");
  expect(broken.code).toBe(1);
  expect(broken.complained).toMatch(/^Ledger 1: Entry 5 was altered: .*\n.*concordat ledger seal --reason TEXT\n$/);
});

test("head prints the newest signed checkpoint; of a ledger that is stopped the last one that was signed, by which a lost copy is replaced", async () => {
  const { portal, head } = await openClosed();
  expect(await run(portal, "head")).toEqual({ code: 0, out: head, complained: "" });
  const { ledgerHead } = portalFiles(portal.settings.dataDir);
  await rm(ledgerHead);
  const stopped = await run(portal, "head");
  expect(stopped).toMatchObject({ code: 1, out: head });
  expect(stopped.complained).toContain("Ledger 1: The copy of the checkpoint that is kept outside the database is missing.");
  await writeFile(ledgerHead, stopped.out);
  expect((await reopen(portal)).ledger.fault()).toBe(null);
});

test("seal says what became of the ledger, and check goes on from there", async () => {
  const { portal, origin } = await openClosed();
  await tamper(portal, ALTERED);
  const sealed = await run(portal, "seal", "--reason", "an entry was altered");
  expect(sealed.code).toBe(0);
  expect(sealed.out).toContain(`Sealed: ledger 1, ${origin}. It is relied on for its first 5 entries (leafHashWrong).\nOpened: ledger 2, localhost:3000/`);
  const checked = await run(portal, "check");
  expect(checked.code).toBe(0);
  expect(checked.out).toContain("state   relied on as far as this, as a later ledger says (leafHashWrong)\n\nledger  2");
});

test("rotate-key prints the keys and the checkpoint that both signed", async () => {
  const { portal, origin } = await openClosed();
  const rotated = await run(portal, "rotate-key");
  expect(rotated.code).toBe(0);
  expect(rotated.out).toMatch(new RegExp(`^In use:  ${origin}\\+.*\nRetired: ${origin}\\+.*\n.*\n\n${origin}\n13\n.*\n\n— ${origin} .*\n— ${origin} .*\n$`));
});

test("a folder without a database, and a stopped ledger's key, are refused with what to do", async () => {
  const { portal } = await openClosed();
  await rm(portalFiles(portal.settings.dataDir).ledgerHead);
  await expect(run(portal, "rotate-key")).rejects.toMatchObject({ code: "ledger-stopped" });
  const nowhere = { ...portal, settings: { ...portal.settings, dataDir: join(await temporaryFolder(), "none") } };
  await expect(run(nowhere, "check")).rejects.toMatchObject({ code: "ledger-unopened" });
});

test.each([
  [[]],
  [["mend"]],
  [["check", "head"]],
  [["check", "--reason", "x"]],
  [["head", "--new-key"]],
  [["seal"]],
  [["seal", "--reason", "  "]],
  [["seal", "--reason", "x".repeat(2001)]],
  [["seal", "--reason", "\ud800"]],
  [["seal", "--yes"]],
])("ledger %j is not understood", async (args) => {
  await expect(runLedger(args)).rejects.toThrow(UsageError);
});

test("every fault is told with what to do, in both languages", () => {
  for (const words of [ledgerMessages.en, ledgerMessages["zh-CN"]]) {
    expect(faultSentence(words, { what: "nodeWrong", ledgerNumber: 2, level: 3, index: 4 })).toMatch(/2.*(4.*3|3.*4)/);
    expect(faultAdvice(words, { what: "outsideMissing", ledgerNumber: 1 })).toContain("LEDGER_HEAD_FILE");
    expect(faultAdvice(words, { what: "outsideAhead", checkpoint: "" })).toContain("concordat ledger seal --reason");
    expect(faultAdvice(words, { what: "sealedMeanwhile", ledgerNumber: 1 })).toMatch(/again|重新/);
  }
});
