import { expect, test } from "vitest";
import { DATA_SETS, FILTER_WORDS, type DataSetName, type FilterName } from "#app/domain/compliance/export/data-sets";
import { readFilter, type Filter } from "#app/domain/compliance/export/order";
import type { AnsweredState } from "#app/domain/compliance/filter";
import { plusMilliseconds } from "#app/domain/instant";
import type { Actor } from "#app/domain/publication/actor";
import { readAsked } from "#app/http/compliance/compliance-asked.server";
import { listJson } from "#app/http/compliance/compliance-json.server";
import { viewComplianceList } from "#app/http/compliance/compliance-list.server";
import { END } from "#test/fixture/agreements";
import { fillPortal } from "#test/fixture/generate";
import { isoOf } from "#test/fixture/publish";
import { addActor } from "#test/support/actors";
import { bytesOf, makeExport } from "#test/support/exported";
import { openTestPortal, type TestPortal } from "#test/support/portal";

type Row = Record<string, string | number | null>;
type Place = { portal: TestPortal; auditor: Actor };

/** Lives of every kind, with every method, class and grade that they come to. */
async function openPlace(): Promise<Place> {
  const portal = await openTestPortal({ at: "2023-01-01T00:00:00Z" });
  await fillPortal(portal, { parties: 30, acceptances: 300, seed: 11, keyedEvery: 4 });
  portal.clock.set(isoOf(END));
  const auditor = await addActor(portal, "auditor", ["auditor"]);
  return { portal, auditor };
}

/** Reads the lines of one data set at one checkpoint, by any filter. */
async function openSet({ portal, auditor }: Place, dataSet: DataSetName): Promise<(filter: Filter) => Promise<string[]>> {
  const made = await makeExport(portal, auditor, { dataSet, format: "jsonl" });
  return async (filter) => {
    const bytes = await bytesOf(portal, { ...made, filter: readFilter(dataSet, filter) });
    return bytes.toString().split("\n").filter((line) => line !== "");
  };
}

function rowOf(line: string): Row {
  return JSON.parse(line);
}

/** What a filter means, from the cells of the whole data set alone: those of most filters bear their name. */
function isMeant(row: Row, filter: Filter, classes: ReadonlyMap<string, string>): boolean {
  return Object.entries(filter).every(([name, value]) => {
    if (name === "from") return String(row.happenedAt) >= value;
    if (name === "until") return String(row.happenedAt) < value;
    if (name === "class") return (row.class ?? classes.get(String(row.versionId))) === value;
    return String(row[name]) === value;
  });
}

/** One value of each filter at a time, those that occur and those that do not, and every two together. */
function filtersOf(dataSet: DataSetName, rows: readonly Row[]): Filter[] {
  const instants = rows.map(({ happenedAt }) => String(happenedAt)).toSorted();
  const middle = instants[Math.floor(instants.length / 2)] ?? isoOf(END);
  const occurring = (name: string) => [...new Set(rows.map((row) => row[name]).filter((cell) => cell !== null).map(String))];
  const values: Record<FilterName, Filter[]> = {
    agreement: occurring("agreement").map((agreement) => ({ agreement })),
    version: occurring("version").slice(0, 2).map((version) => ({ agreement: "general-terms", version })),
    language: ["en", "zh-CN", "fr"].map((language) => ({ language })),
    method: FILTER_WORDS.method.map((method) => ({ method })),
    class: FILTER_WORDS.class.map((word) => ({ class: word })),
    grade: FILTER_WORDS.grade.map((grade) => ({ grade })),
    party: [...occurring("party").slice(0, 2), "pty_none"].map((party) => ({ party })),
    from: [{ from: middle }],
    until: [{ until: middle }, { until: plusMilliseconds(middle, 1) }],
  };
  const single = DATA_SETS[dataSet].filters.flatMap((name) => values[name]);
  const pairs = single.flatMap((one, place) => single.slice(place + 1).map((other) => ({ ...one, ...other })));
  return [{}, ...single, ...pairs].filter(({ from = "", until = "9" }) => from < until);
}

test("every filter of every data set, alone and with every other, gives the rows of the whole that have these cells", { timeout: 240_000 }, async () => {
  const place = await openPlace();
  const versions = await place.portal.db.selectFrom("versions").select(["id", "changeClass"]).execute();
  const classes = new Map(versions.map(({ id, changeClass }) => [id, String(changeClass)]));
  for (const dataSet of ["acceptances", "declines", "objections", "consents", "notices", "deliveries", "deliveryEvents", "versions", "audit", "ledger"] as const) {
    const rowsOf = await openSet(place, dataSet);
    const whole = await rowsOf({});
    const cells = whole.map(rowOf);
    for (const filter of filtersOf(dataSet, cells)) {
      const expected = whole.filter((_, number) => isMeant(cells[number] ?? {}, filter, classes));
      expect({ dataSet, filter, rows: await rowsOf(filter) }).toEqual({ dataSet, filter, rows: expected });
    }
    if (dataSet === "acceptances") expect(cells.map(({ grade }) => grade)).toContain("C");
  }
});

const ANSWERS: readonly { dataSet: DataSetName; states: readonly AnsweredState[] }[] = [
  { dataSet: "acceptances", states: ["accepted", "deemed"] }, { dataSet: "declines", states: ["declined"] }, { dataSet: "objections", states: ["objected"] },
  { dataSet: "consents", states: ["given", "refused", "withdrawn"] },
];

/** Along which answers of a party follow one another. */
function subjectOf(row: Row): string {
  return `${row.party} ${row.purpose === undefined ? row.versionId : `${row.agreement} ${row.purpose}`}`;
}

/** Which answers no later one of the same party had replaced by the instant. */
function endsAt(rows: readonly Row[], at: string): ReadonlySet<string> {
  const known = rows.filter(({ happenedAt }) => String(happenedAt) <= at);
  const followed = new Set(known.map((row) => `${subjectOf(row)} ${row.follows}`));
  return new Set(known.map((row) => `${subjectOf(row)} ${row.act}`).filter((end) => !followed.has(end)));
}

/** What tells a row in an export, in a list and in JSON. */
function told({ act, party, version, method, grade, language, happenedAt }: Row): string {
  return [act, party, version, method, grade ?? "", language, happenedAt].join(" ");
}

async function listed({ portal }: Place, state: AnsweredState, query: Record<string, string>): Promise<Row[]> {
  const all: Row[] = [];
  const read = await readAsked(portal, new URLSearchParams(query));
  for (let after: string | null = null; ; ) {
    const { rows, next } = await viewComplianceList(portal, { state, read, after, language: "en" });
    all.push(...rows.map(({ at, version, party, method, grade, language, act }) => ({ act, party, version: version?.number ?? null, method, grade, language, happenedAt: at })));
    if (next === null) return all;
    after = new URLSearchParams(next.slice(next.indexOf("?"))).get("after");
  }
}

async function asJson({ portal, auditor }: Place, state: AnsweredState, query: Record<string, string>): Promise<Row[]> {
  const all: Row[] = [];
  for (let asked = new URLSearchParams({ ...query, state, limit: "500" }); ; ) {
    const { rows, next }: { rows: Row[]; next: string | null } = JSON.parse(JSON.stringify(await listJson(portal, { query: asked, actor: auditor })));
    all.push(...rows);
    if (next === null) return all;
    asked = new URLSearchParams(next.slice(next.indexOf("?")));
  }
}

test("a filter that export, list and JSON know gives the same rows in all three, of answers that none replaced", { timeout: 240_000 }, async () => {
  const place = await openPlace();
  const sets = await Promise.all(ANSWERS.map(async ({ dataSet, states }) => {
    const read = await openSet(place, dataSet);
    const rowsOf = async (filter: Filter) => (await read(filter)).map(rowOf).filter(({ late }) => late !== 1);
    return { dataSet, states, rowsOf, whole: await rowsOf({}) };
  }));
  const all = sets.flatMap(({ whole }) => whole);
  for (const { dataSet, states, rowsOf, whole } of sets) {
    const filters = filtersOf(dataSet, whole).filter((filter) => filter.party === undefined);
    for (const filter of filters) {
      const { until, ...shared } = filter;
      const at = until === undefined ? isoOf(END) : plusMilliseconds(until, -1);
      const query = { ...shared, at };
      const ends = endsAt(all, at);
      const exported = (await rowsOf(filter)).filter((row) => ends.has(`${subjectOf(row)} ${row.act}`)).map(told).toSorted();
      const rows = (await Promise.all(states.map((state) => listed(place, state, query)))).flat().map(told).toSorted();
      const json = (await Promise.all(states.map((state) => asJson(place, state, query)))).flat().map(told).toSorted();
      expect({ dataSet, filter, rows, json }).toEqual({ dataSet, filter, rows: exported, json: exported });
    }
  }
  expect(all.length).toBeGreaterThan(250);
});
