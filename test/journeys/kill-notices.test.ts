import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { checkLedger } from "#app/domain/evidence/ledger/ledger.server";
import { findUnrecorded } from "#app/domain/evidence/ledger/unrecorded.server";
import { PLACES } from "#app/domain/notice/delivery/hand-over.server";
import { openPortal, type Portal } from "#app/portal.server";
import { readSettings } from "#app/settings";
import { bundleChild } from "#test/support/child";
import { openMailServer, type MailServer } from "#test/support/mail-server";
import { publishedTerms, tell } from "#test/support/notices";
import { addPopulation } from "#test/support/population";
import { temporaryFolder } from "#test/support/store";

const PEOPLE = 20_000;
/** Those of them with a confirmed address; the others are told in their inbox alone. */
const MAILS = 3_000;
const KILLS = 20;

test("a worker killed again and again tells everybody, and twice only whom it had in hand, which is on record", { timeout: 400_000 }, async () => {
  const server = await openMailServer();
  const env = { DATA_DIR: join(await temporaryFolder(), "data"), SMTP_URL: server.url };
  const noticeId = await prepare(env);
  const file = await bundleChild("deliver");
  const reader = await openPortal(readSettings(env));
  onTestFinished(() => reader.close());
  const inHand: string[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    const child = startWorker(file, env);
    await (kill % 4 === 0 ? untilBrought(reader) : untilReceived(server));
    child.kill("SIGKILL");
    await once(child, "close");
    const left = await selectInHand(reader);
    expect(left.length).toBeLessThanOrEqual(PLACES.all);
    inHand.push(...left);
  }
  startWorker(file, env);
  await vi.waitFor(async () => expect(await isOver(reader)).toBe(true), { timeout: 300_000, interval: 200 });
  const came = timesOf(server.received.map(({ dsn }) => dsn.envid?.replace(/-.*/, "") ?? ""));
  const kills = timesOf(inHand);
  expect(new Set(server.received.flatMap(({ to }) => to)).size).toBe(MAILS);
  expect([...came].filter(([deliveryId, times]) => times > 1 + (kills.get(deliveryId) ?? 0))).toEqual([]);
  const repeated = server.received.length - MAILS;
  const left = await countEvents(reader, noticeId, "deferred");
  process.stdout.write(`${KILLS} kills: ${repeated} of ${MAILS} mails came twice, ${inHand.length} were in hand, ${left} recorded as left in hand\n`);
  expect(repeated).toBeLessThanOrEqual(left);
  expect(left).toBeLessThanOrEqual(inHand.length);
  expect(await countEvents(reader, noticeId, "handedOver")).toBe(MAILS);
  expect(await reader.db.selectFrom("fanOuts").select(["count", "queued", "handedOver"]).execute()).toEqual([{ count: PEOPLE, queued: MAILS, handedOver: MAILS }]);
  expect((await checkLedger(reader)).state).toBe("consistent");
  expect(await findUnrecorded(reader, { limit: 1 })).toEqual([]);
});

/** The notice is brought to some more people, or has been to all. */
async function untilBrought(reader: Portal): Promise<void> {
  const before = await readCount(reader);
  if (before === PEOPLE) return;
  await vi.waitFor(async () => expect(await readCount(reader)).toBeGreaterThan(before), { timeout: 60_000, interval: 2 });
}

async function untilReceived({ received }: MailServer): Promise<void> {
  const enough = received.length + 1 + Math.floor(Math.random() * 80);
  await vi.waitFor(() => expect(received.length).toBeGreaterThanOrEqual(enough), { timeout: 60_000, interval: 2 });
}

async function readCount({ db }: Portal): Promise<number> {
  return (await db.selectFrom("fanOuts").select("count").executeTakeFirstOrThrow()).count;
}

/** The deliveries that a worker had in hand. */
async function selectInHand({ db }: Portal): Promise<string[]> {
  const rows = await db.selectFrom("deliveryQueue").select("deliveryId").where("leasedBy", "is not", null).execute();
  return rows.map(({ deliveryId }) => deliveryId);
}

async function prepare(env: Record<string, string>): Promise<string> {
  const portal = await openPortal(readSettings(env));
  const terms = await publishedTerms(portal);
  await addPopulation(portal, { count: PEOPLE, keyed: MAILS, confirmed: MAILS });
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

function timesOf(names: readonly string[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const name of names) times.set(name, (times.get(name) ?? 0) + 1);
  return times;
}

async function countEvents({ db }: Portal, noticeId: string, state: "deferred" | "handedOver"): Promise<number> {
  const row = await db.selectFrom("deliveryEvents as e").innerJoin("deliveries as d", "d.id", "e.deliveryId").where("d.noticeId", "=", noticeId)
    .where("e.state", "=", state).select(({ fn }) => fn.countAll<number>().as("count")).executeTakeFirstOrThrow();
  return row.count;
}
