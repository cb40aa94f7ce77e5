import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { openPortal, type Portal } from "#app/portal.server";
import { readSettings } from "#app/settings";
import { openMailServer, type MailServer } from "#test/support/mail-server";
import { publishedTerms, tell } from "#test/support/notices";
import { freePort, untilReady } from "#test/support/plain-http";
import { addPopulation } from "#test/support/population";
import { temporaryFolder } from "#test/support/store";

const PEOPLE = 600;

type Env = Record<string, string>;

/** A folder with a notice that was committed and brought to nobody, and the mail server of its settings. */
async function withPendingNotice(): Promise<{ env: Env; server: MailServer }> {
  const server = await openMailServer();
  const folder = await temporaryFolder();
  const env = { DATA_DIR: join(folder, "data"), CONTENT_DIR: join(folder, "content"), SMTP_URL: server.url, PUBLIC_URL: "http://localhost:3000" };
  await mkdir(env.CONTENT_DIR);
  await inFolder(env, async (portal) => {
    const terms = await publishedTerms(portal);
    await addPopulation(portal, { count: PEOPLE });
    await tell(portal, terms);
  });
  return { env, server };
}

async function inFolder<T>(env: Env, read: (portal: Portal) => Promise<T>): Promise<T> {
  const portal = await openPortal(readSettings(env));
  try {
    return await read(portal);
  } finally {
    await portal.close();
  }
}

function start(env: Env, ...args: string[]): { child: ChildProcess; printed: string[] } {
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const printed: string[] = [];
  child.stdout?.setEncoding("utf8").on("data", (text: string) => printed.push(text));
  return { child, printed };
}

const BIN = resolve("bin/concordat.mjs");

function addressesOf({ received }: MailServer): string[] {
  return received.flatMap(({ to }) => to).toSorted();
}

const EVERYBODY = Array.from({ length: PEOPLE }, (_, number) => `person-${number}@example.com`).toSorted();

test("deliver --once brings a waiting notice to everybody, says how many were handed over, and a second time has nothing to do", async () => {
  const { env, server } = await withPendingNotice();
  const first = start(env, BIN, "deliver", "--once");
  expect(await once(first.child, "close")).toEqual([0, null]);
  expect(first.printed.join("")).toBe(`${PEOPLE} handed over, 0 to be tried again, 0 given up, 0 no longer to be sent\n`);
  expect(addressesOf(server)).toEqual(EVERYBODY);
  const second = start(env, BIN, "deliver", "--once");
  expect(await once(second.child, "close")).toEqual([0, null]);
  expect(second.printed.join("")).toBe("0 handed over, 0 to be tried again, 0 given up, 0 no longer to be sent\n");
});

test("a server and two processes of deliver share the work, tell nobody twice, and stop when asked", async () => {
  const { env, server } = await withPendingNotice();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const portalServer = start({ ...env, PORT: String(port), HOST: "127.0.0.1", PUBLIC_URL: url }, resolve("server.mjs"));
  const others = [start(env, BIN, "deliver"), start(env, BIN, "deliver")];
  await untilReady(url);
  await vi.waitFor(() => expect(server.received.length).toBeGreaterThanOrEqual(PEOPLE), { timeout: 60_000, interval: 50 });
  for (const { child } of [...others, portalServer]) {
    child.kill("SIGTERM");
    expect(await once(child, "close")).toEqual([0, null]);
  }
  expect(addressesOf(server)).toEqual(EVERYBODY);
  const fanOuts = await inFolder(env, ({ db }) => db.selectFrom("fanOuts").select(["count", "queued", "handedOver", "failed"]).execute());
  expect(fanOuts).toEqual([{ count: PEOPLE, queued: PEOPLE, handedOver: PEOPLE, failed: 0 }]);
});
