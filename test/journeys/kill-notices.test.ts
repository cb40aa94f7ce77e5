import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { checkLedger } from "#app/domain/evidence/ledger.server";
import { findUnrecorded } from "#app/domain/evidence/unrecorded.server";
import { MOST_IN_HAND } from "#app/domain/notice/hand-over.server";
import { openPortal, type Portal } from "#app/portal.server";
import { readSettings } from "#app/settings";
import { bundleChild } from "#test/support/child";
import { openMailServer } from "#test/support/mail-server";
import { publishedTerms, tell } from "#test/support/notices";
import { addPopulation } from "#test/support/population";
import { temporaryFolder } from "#test/support/store";

const PEOPLE = 20_000;
const KILLS = 20;

test("a worker killed again and again tells everybody, and twice only whom it had in hand, which is on record", { timeout: 400_000 }, async () => {
  const server = await openMailServer();
  const env = { DATA_DIR: join(await temporaryFolder(), "data"), SMTP_URL: server.url };
  const noticeId = await prepare(env);
  const file = await bundleChild("deliver");
  for (let kill = 0; kill < KILLS; kill++) {
    const child = startWorker(file, env);
    const enough = server.received.length + 1 + Math.floor(Math.random() * 200);
    await vi.waitFor(() => expect(server.received.length).toBeGreaterThanOrEqual(enough), { timeout: 60_000, interval: 2 });
    child.kill("SIGKILL");
    await once(child, "close");
  }
  startWorker(file, env);
  const reader = await openPortal(readSettings(env));
  onTestFinished(() => reader.close());
  await vi.waitFor(async () => expect(await isOver(reader)).toBe(true), { timeout: 300_000, interval: 200 });
  const times = timesByAddress(server.received.flatMap(({ to }) => to));
  expect(times.size).toBe(PEOPLE);
  const repeated = [...times.values()].reduce((sum, count) => sum + count - 1, 0);
  const left = await countEvents(reader, noticeId, "deferred");
  process.stdout.write(`${KILLS} kills: ${repeated} of ${PEOPLE} mails came twice, ${left} recorded as left in hand\n`);
  expect(repeated).toBeLessThanOrEqual(left);
  expect(left).toBeLessThanOrEqual(KILLS * MOST_IN_HAND);
  expect(await countEvents(reader, noticeId, "handedOver")).toBe(PEOPLE);
  expect(await reader.db.selectFrom("fanOuts").select(["count", "queued", "handedOver"]).execute()).toEqual([{ count: PEOPLE, queued: PEOPLE, handedOver: PEOPLE }]);
  expect((await checkLedger(reader)).state).toBe("consistent");
  expect(await findUnrecorded(reader, { limit: 1 })).toEqual([]);
});

async function prepare(env: Record<string, string>): Promise<string> {
  const portal = await openPortal(readSettings(env));
  const terms = await publishedTerms(portal);
  await addPopulation(portal, { count: PEOPLE });
  const noticeId = await tell(portal, terms);
  await portal.close();
  return noticeId;
}

function startWorker(file: string, env: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, [file], { env: { ...process.env, ...env }, stdio: ["ignore", "ignore", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

async function isOver({ db }: Portal): Promise<boolean> {
  const open = await db.selectFrom("fanOuts").select("noticeId").where("finishedAt", "is", null).execute();
  return open.length === 0 && (await db.selectFrom("deliveryQueue").select("deliveryId").limit(1).execute()).length === 0;
}

function timesByAddress(addresses: readonly string[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const address of addresses) times.set(address, (times.get(address) ?? 0) + 1);
  return times;
}

async function countEvents({ db }: Portal, noticeId: string, state: "deferred" | "handedOver"): Promise<number> {
  const row = await db.selectFrom("deliveryEvents as e").innerJoin("deliveries as d", "d.id", "e.deliveryId").where("d.noticeId", "=", noticeId)
    .where("e.state", "=", state).select(({ fn }) => fn.countAll<number>().as("count")).executeTakeFirstOrThrow();
  return row.count;
}
