import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { onTestFinished, expect, test, vi } from "vitest";
import { checkLedger } from "#app/domain/evidence/ledger/ledger.server";
import { loadContent } from "#app/domain/publication/files/content.server";
import { openPortal, type Portal } from "#app/portal.server";
import { readSettings } from "#app/settings";
import { addCrowd, type Member } from "#test/support/crowd";
import { askAs, freePort, untilReady, valueOf } from "#test/support/plain-http";
import { temporaryFolder } from "#test/support/store";

const ROUNDS = 20;
const CONNECTIONS = 12;
const CROWD = 1_000;

test("a server killed while people accept loses no acceptance that it answered, and makes none twice", { timeout: 300_000 }, async () => {
  const folder = join(await temporaryFolder(), "data");
  const port = await freePort();
  const env = { DATA_DIR: folder, PORT: String(port), HOST: "127.0.0.1", PUBLIC_URL: `http://127.0.0.1:${port}` };
  const waiting = await prepare(env);
  const answered = new Map<string, string>();
  for (let round = 0; round < ROUNDS; round++) {
    const server = await startServer(env);
    const load = Promise.all(Array.from({ length: CONNECTIONS }, () => acceptUntilGone(env.PUBLIC_URL, waiting, answered)));
    const enough = answered.size + 1 + Math.floor(Math.random() * 30);
    await vi.waitFor(() => expect(answered.size).toBeGreaterThanOrEqual(enough), { timeout: 30_000, interval: 1 });
    server.kill("SIGKILL");
    await Promise.all([load, once(server, "close")]);
  }
  const portal = await openPortal(readSettings(env));
  onTestFinished(() => portal.close());
  const { twice, receipts } = await readAccepted(portal);
  expect([...answered].filter(([partyId, receiptId]) => receipts.get(partyId) !== receiptId)).toEqual([]);
  expect(twice).toEqual([]);
  expect((await checkLedger(portal)).state).toBe("consistent");
});

/** A folder with the shipped content and a crowd that has accepted nothing. */
async function prepare(env: Record<string, string>): Promise<Member[]> {
  const portal = await openPortal(readSettings(env));
  await loadContent(portal, { folder: portal.settings.contentDir });
  const crowd = await addCrowd(portal, CROWD);
  await portal.close();
  return crowd;
}

async function startServer(env: Record<string, string>): Promise<ChildProcess> {
  const server = spawn(process.execPath, ["server.mjs"], { env: { ...process.env, ...env }, stdio: ["ignore", "ignore", "inherit"] });
  onTestFinished(() => void server.kill("SIGKILL"));
  await untilReady(env.PUBLIC_URL ?? "");
  return server;
}

/** One person after another opens the screen and accepts, until the server does not answer; who got no answer comes again. */
async function acceptUntilGone(url: string, waiting: Member[], answered: Map<string, string>): Promise<void> {
  for (let member = waiting.shift(); member; member = waiting.shift()) {
    const receiptId = await acceptAs(url, member).catch(() => null);
    if (receiptId === null) return void waiting.push(member);
    answered.set(member.partyId, receiptId);
  }
}

/** The id of the receipt that the person was led to: of this click, or of one whose answer was lost. */
async function acceptAs(url: string, { token }: Member): Promise<string> {
  const cookie = `concordat=${token}`;
  const page = await askAs(cookie, `${url}/accept`);
  const known = /href="\/receipts\/(acc_\w+)/.exec(page.body)?.[1];
  if (known !== undefined) return known;
  const fields = { token: valueOf(page.body, "token"), formToken: valueOf(page.body, "formToken"), accepted: "yes", answer: "accept" };
  const { location, status } = await askAs(cookie, `${url}/accept`, String(new URLSearchParams(fields)));
  const receiptId = /\/receipts\/(acc_\w+)/.exec(location)?.[1];
  if (receiptId === undefined) throw new Error(`no receipt: ${status}`);
  return receiptId;
}

/** What each party accepted, by the version and by the act. */
async function readAccepted({ db }: Portal) {
  const rows = await db.selectFrom("actLines").select(["partyId", "versionId", "actId"]).execute();
  const subjects = rows.map(({ partyId, versionId }) => `${partyId} ${versionId}`);
  const twice = subjects.filter((subject, place) => subjects.indexOf(subject) !== place);
  return { twice, receipts: new Map(rows.map(({ partyId, actId }) => [partyId, actId])) };
}
