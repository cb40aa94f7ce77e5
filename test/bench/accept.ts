import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadContent } from "#app/domain/publication/files/content.server";
import { openPortal } from "#app/portal.server";
import { readSettings } from "#app/settings";
import { medianOf, quantile, share } from "#test/bench/figures";
import { addCrowd, type Member } from "#test/support/crowd";
import { askAs, freePort, untilReady, valueOf, type Asked } from "#test/support/plain-http";

const ROUNDS = 5;
const POSTS = 600;
const CONNECTIONS = [16, 64];

/**
 * Acceptances per second by the form, as a browser without script sends it (every rule, entry in the ledger, durable before the answer), beside
 * a Remix action on Express that reads the same form and does nothing. Both are processes of their own.
 */
export async function run(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "concordat-bench-"));
  const bare = spawn(process.execPath, ["test/bench/bare-server.mjs"], { stdio: ["ignore", "pipe", "inherit"] });
  const own = await openOwn(folder);
  try {
    const [address] = (await once(bare.stdout, "data")) as [Buffer];
    for (const connections of CONNECTIONS) await compareAt({ ...own, bareUrl: String(address).trim() }, connections);
  } finally {
    bare.kill();
    own.process.kill("SIGKILL");
    await rm(folder, { recursive: true });
  }
}

type Own = { process: ChildProcess; url: string; crowd: Member[] };

async function openOwn(folder: string): Promise<Own> {
  const port = await freePort();
  const env = { DATA_DIR: join(folder, "data"), PORT: String(port), HOST: "127.0.0.1", PUBLIC_URL: `http://127.0.0.1:${port}` };
  const portal = await openPortal(readSettings(env));
  await loadContent(portal, { folder: portal.settings.contentDir });
  const crowd = await addCrowd(portal, POSTS * (ROUNDS + 1) * CONNECTIONS.length);
  await portal.close();
  const server = spawn(process.execPath, ["server.mjs"], { env: { ...process.env, ...env, NODE_ENV: "production" }, stdio: ["ignore", "ignore", "inherit"] });
  await untilReady(env.PUBLIC_URL);
  return { process: server, url: env.PUBLIC_URL, crowd };
}

async function compareAt({ url, crowd, bareUrl }: Own & { bareUrl: string }, connections: number): Promise<void> {
  const pairs: { own: Measured; base: Measured }[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const forms = await openForms(url, crowd.splice(0, POSTS));
    const base = await post(bareUrl, forms, connections);
    const own = await post(url, forms, connections);
    if (round > 0) pairs.push({ own, base });
  }
  const ratio = medianOf(pairs.map(({ own, base }) => own.perSecond / base.perSecond));
  const figures = (["own", "base"] as const).map((side) => Math.round(medianOf(pairs.map((pair) => pair[side].perSecond))));
  const latencies = pairs.flatMap(({ own }) => own.latencies);
  const times = `median ${quantile(latencies, 0.5).toFixed(1)} ms, 99th percentile ${quantile(latencies, 0.99).toFixed(1)} ms`;
  console.log(`${connections} connections: ${figures[0]} acceptances/s (${times}); bare Remix action ${figures[1]}/s; ${share(ratio, 1)}`);
}

type Form = { cookie: string; body: string };
type Measured = { perSecond: number; latencies: number[] };

/** The screens opened beforehand, each with its one-time token. */
async function openForms(url: string, crowd: readonly Member[]): Promise<Form[]> {
  const forms: Form[] = [];
  for (const { token } of crowd) {
    const cookie = `concordat=${token}`;
    const { body } = await askAs(cookie, `${url}/accept`);
    const fields = { token: valueOf(body, "token"), formToken: valueOf(body, "formToken"), accepted: "yes", answer: "accept" };
    forms.push({ cookie, body: String(new URLSearchParams(fields)) });
  }
  return forms;
}

async function post(url: string, forms: readonly Form[], connections: number): Promise<Measured> {
  const left = [...forms];
  const latencies: number[] = [];
  async function send(): Promise<void> {
    for (let form = left.pop(); form; form = left.pop()) {
      const startedAt = performance.now();
      check(await askAs(form.cookie, `${url}/accept`, form.body));
      latencies.push(performance.now() - startedAt);
    }
  }
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: connections }, send));
  return { perSecond: (forms.length * 1000) / (performance.now() - startedAt), latencies };
}

function check({ status, location }: Asked): void {
  if (status !== 303 || !location.includes("/receipts/acc_")) throw new Error(`not accepted: ${status} ${location}`);
}
