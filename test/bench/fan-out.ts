import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { accept } from "#app/domain/acceptance/accept.server";
import type { Answer } from "#app/domain/acceptance/answer-set.server";
import { readSession } from "#app/domain/access/session.server";
import { openChannels } from "#app/domain/notice/channels/channels.server";
import { fanOutWaiting } from "#app/domain/notice/delivery/fan-out.server";
import { handOverDue } from "#app/domain/notice/delivery/hand-over.server";
import { newWorker } from "#app/domain/notice/delivery/lease.server";
import { pauseNotices } from "#app/domain/notice/delivery/pause.server";
import { openPortal, type Portal } from "#app/portal.server";
import { readSettings } from "#app/settings";
import { quantile, share } from "#test/bench/figures";
import { termsForm } from "#test/support/acceptance";
import { addCrowd } from "#test/support/crowd";
import { publishedTerms, tell, type NoticePlan } from "#test/support/notices";
import { addPopulation } from "#test/support/population";

const PARTIES = Number(process.env["PARTIES"] ?? 1_000_000);
const MAILS = Number(process.env["MAILS"] ?? 5_000);
const ACCEPTANCES = 1_200;
const AT_ONCE = 16;

/**
 * Bringing a notice to PARTIES people (1,000,000): rows per second beside a bare INSERT … SELECT of the same rows into tables without guards; what
 * acceptances wait for meanwhile; memory; how soon the first mail leaves, and MAILS of them to a mail server in a process of its own.
 */
export async function run(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "concordat-bench-"));
  const receiver = spawn(process.execPath, ["test/bench/mail-receiver.mjs"], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const portal = await openPortal(readSettings({ DATA_DIR: join(folder, "data"), SMTP_URL: await addressOf(receiver) }));
    await measure(portal);
    await portal.close();
  } finally {
    receiver.kill();
    await rm(folder, { recursive: true });
  }
}

async function addressOf({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error("the receiver prints nothing");
  const [line]: unknown[] = await once(stdout, "data");
  return String(line).trim();
}

async function measure(portal: Portal): Promise<void> {
  const terms = await publishedTerms(portal);
  const forms = await openForms(portal);
  await addPopulation(portal, { count: PARTIES, keyed: MAILS });
  await pauseNotices(portal, { isPaused: true });
  const memory = watchMemory();
  const own = await timed(() => bring(portal, terms));
  const rows = await countRows(portal);
  const bare = await timed(() => writeBare(portal));
  const perSecond = (milliseconds: number) => Math.round((rows * 1000) / milliseconds);
  console.log(`${PARTIES} parties, ${rows} rows: ${perSecond(own)} rows/s; bare INSERT … SELECT ${perSecond(bare)} rows/s; ${share(bare, own)} of it (at least 60 %)`);
  const before = await acceptAll(portal, forms.slice(0, ACCEPTANCES));
  const [during] = await Promise.all([acceptAll(portal, forms.slice(ACCEPTANCES)), bring(portal, { ...terms, reason: "postponement" })]);
  const [quiet, busy] = [quantile(before, 0.99), quantile(during, 0.99)];
  console.log(`acceptances, ${AT_ONCE} at once: 99th percentile ${quiet.toFixed(1)} ms before, ${busy.toFixed(1)} ms during it; ${(busy / quiet).toFixed(1)} times (at most 3)`);
  console.log(`memory: ${memory.stop()} MB at most, ${memory.start} MB at the start`);
  await measureMails(portal, terms);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

async function bring(portal: Portal, plan: NoticePlan): Promise<void> {
  await tell(portal, plan);
  await fanOutWaiting(portal);
}

async function countRows({ db }: Portal): Promise<number> {
  const counted = await Promise.all((["deliveries", "deliveryQueue"] as const).map((table) => db.selectFrom(table).select(({ fn }) => fn.countAll<number>().as("count")).executeTakeFirstOrThrow()));
  return counted.reduce((sum, { count }) => sum + count, 0);
}

/** The same rows by three statements, with the same keys and indexes, and no guards, ledger or conditions but the one on the address. */
async function writeBare({ db }: Portal): Promise<void> {
  const write = (text: string) => sql.raw(text).execute(db);
  const columns = `"noticeId" text not null, "partyId" text not null, "channel" text not null, "language" text not null, "happenedAt" text not null, "recordedAt" text not null`;
  await write(`create table "bareDeliveries" ("id" text not null primary key, ${columns}, unique ("partyId", "noticeId", "channel")) strict`);
  await write(`create table "bareQueue" ("deliveryId" text not null primary key, "isToMany" integer not null, "nextAttemptAt" text not null, "attempts" integer not null, "leasedUntil" text, "leasedBy" text) strict`);
  await write(`create index "bareQueueByAttempt" on "bareQueue" ("isToMany", "nextAttemptAt")`);
  const rows = (channel: string, digit: number) => `insert into "bareDeliveries"
    select 'dlv_0123456789abcdef' || ${digit} || printf('%09d', p.rowid), 'ntc_0123456789abcdef0123456789', p."id", '${channel}', a."language", '2026-03-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z'
    from "parties" p cross join "accounts" a on a."partyId" = p."id" where a."addressConfirmedAt" is not null order by p."id"`;
  await write(rows("inbox", 1));
  await write(rows("mail", 2));
  await write(`insert into "bareQueue" ("deliveryId", "isToMany", "nextAttemptAt", "attempts") select "id", 1, '2026-03-01T00:00:00.000Z', 0 from "bareDeliveries" where "id" > 'dlv_0123456789abcdef2'`);
}

/** Screens that members of a crowd opened and have not answered. */
async function openForms(portal: Portal): Promise<Answer[]> {
  const forms: Answer[] = [];
  for (const { token } of await addCrowd(portal, ACCEPTANCES * 2)) {
    const session = await readSession(portal, token);
    if (session) forms.push(await termsForm(portal, session));
  }
  return forms;
}

/** Accepts by all of them, some at a time, and gives how long each took, in milliseconds. */
async function acceptAll(portal: Portal, forms: readonly Answer[]): Promise<number[]> {
  const left = [...forms];
  const latencies: number[] = [];
  async function work(): Promise<void> {
    for (let form = left.pop(); form; form = left.pop()) {
      const answer = form;
      latencies.push(await timed(() => accept(portal, { ...answer, isTicked: true })));
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return latencies;
}

function watchMemory(): { start: number; stop(): number } {
  const rss = () => Math.round(process.memoryUsage().rss / 1_048_576);
  const start = rss();
  let most = start;
  const timer = setInterval(() => {
    most = Math.max(most, rss());
  }, 50);
  return {
    start,
    stop() {
      clearInterval(timer);
      return most;
    },
  };
}

/** A notice to those who have a key, handed over while it is brought to them. What the notices before left in the queue is put off. */
async function measureMails(portal: Portal, terms: NoticePlan): Promise<void> {
  await sql`delete from "deliveryQueue"`.execute(portal.db);
  await pauseNotices(portal, { isPaused: false });
  const channels = openChannels(portal);
  let firstAt = 0;
  const mail: typeof channels.mail = {
    async send(message) {
      const sent = await channels.mail.send(message);
      firstAt ||= performance.now();
      return sent;
    },
  };
  const startedAt = performance.now();
  const worker = newWorker();
  await tell(portal, { ...terms, reason: "withdrawal", audience: { who: "place", places: ["DE"] } });
  const bringing = fanOutWaiting(portal);
  let handedOver = 0;
  for (let isOver = false; !isOver || handedOver < MAILS; ) {
    const counts = await handOverDue(portal, { ...channels, mail }, { worker });
    handedOver += counts.handedOver;
    isOver = await Promise.race([bringing.then(() => true), new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 20))]);
    if (counts.postponed + counts.failed > 0) throw new Error(`${counts.postponed} postponed, ${counts.failed} failed`);
  }
  const seconds = (performance.now() - startedAt) / 1000;
  channels.close();
  console.log(`first mail after ${((firstAt - startedAt) / 1000).toFixed(2)} s; ${handedOver} mails in ${seconds.toFixed(1)} s, ${Math.round(handedOver / seconds)}/s`);
}
