import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { openCase } from "#app/domain/compliance/case/case.server";
import { CASE_PARTS } from "#app/domain/compliance/case/part";
import { readBound } from "#app/domain/compliance/questions.server";
import { foldAnswers } from "#app/domain/compliance/counted-ahead.server";
import { readAsked } from "#app/http/compliance/compliance-asked.server";
import { viewComplianceList, type ComplianceListView } from "#app/http/compliance/compliance-list.server";
import { viewCompliance } from "#app/http/compliance/compliance-view.server";
import { openPortal, type Portal } from "#app/portal.server";
import { readSettings } from "#app/settings";
import { findAnswersLooked } from "#db/compliance/compliance";
import { findPartiesLooked } from "#db/compliance/compliance-parties";
import { quantile } from "#test/bench/figures";
import { BEGIN, END } from "#test/fixture/agreements";
import { chanceOf } from "#test/fixture/chance";
import { fillPortal } from "#test/fixture/generate";
import { isoOf } from "#test/fixture/publish";

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? "20");
const OVERVIEW_ROUNDS = Math.min(ROUNDS, 5);
const PARTY_ROUNDS = 200;
const PAGE = 50;
const FAR = PAGE * 999;
const SMALL = { parties: 2000, acceptances: 10_000, seed: 1, keyedEvery: 20 };

/**
 * What auditors wait for: the overview, lists, and what bound a party. `FIXTURE` names a data folder made by
 * `npm run fixture -- --parties 200000 --acceptances 1000000 --out FOLDER`; without it a small one is made.
 */
export async function run(): Promise<void> {
  const folder = process.env.FIXTURE;
  if (folder) return measureFolder(folder);
  const small = await mkdtemp(join(tmpdir(), "concordat-bench-"));
  try {
    await fill(join(small, "data"));
    await measureFolder(join(small, "data"));
  } finally {
    await rm(small, { recursive: true });
  }
}

async function fill(dataDir: string): Promise<void> {
  let now = isoOf(BEGIN);
  const portal = await openPortal(readSettings({ DATA_DIR: dataDir }), { kind: "demo", now: () => now });
  try {
    await fillPortal({ ...portal, clock: { set: (instant) => void (now = instant) } }, SMALL);
    await foldAnswers(portal);
  } finally {
    await portal.close();
  }
}

async function measureFolder(dataDir: string): Promise<void> {
  const portal = await openPortal(readSettings({ DATA_DIR: dataDir }), { kind: "demo", now: () => isoOf(END) });
  try {
    for (const [name, query] of LISTS) await measure(name, () => list(portal, query));
    await measureFarPages(portal);
    await measureParties(portal);
    for (const [name, query] of OVERVIEWS) await measure(name, () => overview(portal, query), OVERVIEW_ROUNDS);
  } finally {
    await portal.close();
  }
}

const OVERVIEWS = [
  ["overview, now", ""],
  ["overview, of one agreement and the customers that are businesses", "agreement=general-terms&customer=business"],
  ["overview, at a past day", "at=2026-02-01"],
  ["overview, of a place", "place=DE"],
  ["overview, as was known at a past day", "at=2026-02-01&known=2026-02-03"],
] as const;

const LISTS = [
  ["list of those accepted, page 1", "state=accepted"],
  ["list of those accepted, one version", "state=accepted&agreement=general-terms&version=1"],
  ["list of those accepted, a language that nobody was shown", "state=accepted&language=fr"],
  ["list of those deemed with a rare grade", "state=deemed&grade=B"],
  ["list of objections", "state=objected"],
  ["list of those required, page 1", "state=required"],
  ["list of those due, page 1", "state=due"],
  ["list of those not reached, page 1", "state=unreachable"],
] as const;

async function overview(portal: Portal, query: string): Promise<unknown> {
  return viewCompliance(portal, await readAsked(portal, new URLSearchParams(query)), "en");
}

async function list(portal: Portal, query: string): Promise<ComplianceListView> {
  const asked = new URLSearchParams(query);
  const state = (["accepted", "deemed", "objected", "required", "due", "unreachable"] as const).find((each) => each === asked.get("state")) ?? "accepted";
  return viewComplianceList(portal, { state, read: await readAsked(portal, asked), after: asked.get("after"), language: "en" });
}

/** The 1,000th page of acceptances by a click, and of those who owe an answer, each asked by where the former page ended. */
async function measureFarPages(portal: Portal): Promise<void> {
  const { versionId } = await portal.db.selectFrom("actLines").select(({ fn }) => fn.max<string>("versionId").as("versionId")).executeTakeFirstOrThrow();
  const at = portal.now();
  const clicks = { states: [{ kind: "acceptance", method: "click" }], versionIds: [versionId], at, known: at };
  const [answer, party] = await Promise.all([findAnswersLooked(portal.db, clicks, { after: null, most: FAR }), findPartiesLooked(portal.db, { after: "", most: FAR })]);
  if (answer) await measure("list of those accepted, page 1,000", () => list(portal, `state=accepted&after=${answer.happenedAt}~${answer.actId}~${answer.position}`));
  const { next } = await list(portal, "state=required");
  const [required] = new URL(next ?? "/", "http://localhost").searchParams.get("after")?.split("~") ?? [];
  if (required && party) await measure("list of those required, page 1,000", () => list(portal, `state=required&after=${required}~${party}`));
}

async function measureParties(portal: Portal): Promise<void> {
  const chance = chanceOf(4);
  const rows = await portal.db.selectFrom("accounts").select("partyId as id").limit(5000).execute();
  const [first, ...rest] = rows.map(({ id }) => id);
  if (first === undefined) return;
  const partyId = () => chance.pick([first, ...rest]);
  await measure("what bound a party at an instant", () => readBound(portal, { partyId: partyId(), when: { instant: isoOf(chance.between(BEGIN, END)) }, known: null }), PARTY_ROUNDS);
  const actor = { accountId: "usr_bench", roles: ["auditor" as const], signInId: "sig_bench" };
  const asked = { parts: CASE_PARTS, order: "newest" as const, after: null, when: null, known: null, limit: PAGE };
  await measure("the case of a party, and that it was looked at", () => openCase(portal, { partyId: partyId(), actor, asked }), PARTY_ROUNDS);
}

async function measure(name: string, work: () => Promise<unknown>, rounds = ROUNDS): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  const [middle, most] = [quantile(times, 0.5), quantile(times, 0.95)].map((each) => each.toFixed(1).padStart(8));
  process.stdout.write(`${name.padEnd(70)} median ${middle} ms  95th percentile ${most} ms\n`);
}
