import { expect, test } from "vitest";
import { loader as boundLoader } from "#app/routes/compliance-bound-json";
import { loader as listLoader } from "#app/routes/compliance-list-json";
import { loader as totalsLoader } from "#app/routes/compliance-totals-json";
import { BEGIN, END } from "#test/fixture/agreements";
import { fillPortal } from "#test/fixture/generate";
import { isoOf } from "#test/fixture/publish";
import { readEntries } from "#test/support/entered";
import { openTestBrowser } from "#test/support/exchange";
import { openTestPortal } from "#test/support/portal";
import { openAs, type Staff } from "#test/support/staff";
import { visit } from "#test/support/visit";

async function openPast() {
  const portal = await openTestPortal({ at: isoOf(BEGIN) });
  const truth = await fillPortal(portal, { parties: 30, acceptances: 150, seed: 11, keyedEvery: 4 });
  portal.clock.set(isoOf(END));
  return { portal, truth, auditor: await openAs(portal, "auditor", ["auditor"]) };
}

type Row = Record<string, unknown>;

async function totalsOf({ browser }: Staff, query = ""): Promise<Row[]> {
  return (await visit(browser, totalsLoader, { path: `/compliance/totals.json${query}` })).data.rows as Row[];
}

async function listOf(staff: Staff, path: string): Promise<Row[]> {
  const { rows, next } = (await visit(staff.browser, listLoader, { path })).data as { rows: Row[]; next: string | null };
  return next ? [...rows, ...(await listOf(staff, next))] : rows;
}

test("each total is the length of its list, page by page", async () => {
  const { auditor } = await openPast();
  expect(await visit(auditor.browser, totalsLoader, { path: "/compliance/totals.json?agreement=general-terms&version=99" })).toMatchObject({ status: 404, data: { code: "version-unknown" } });
  const [row] = await totalsOf(auditor, "?agreement=general-terms&version=2&at=2026-03-01");
  for (const state of ["accepted", "deemed", "declined", "objected", "required", "due", "unreachable"]) {
    const rows = await listOf(auditor, `/compliance/list.json?agreement=general-terms&version=2&at=2026-03-01&state=${state}&limit=7`);
    expect({ state, count: rows.length }).toEqual({ state, count: row?.[state] });
  }
});

test("what bound a party is answered with every column, lists as lists, and names nobody", async () => {
  const { auditor, truth } = await openPast();
  const party = truth.parties.find(({ answers }) => answers.some(({ slug, state }) => slug === "general-terms" && state === "accepted"));
  const { status, data } = await visit(auditor.browser, boundLoader, { path: `/compliance/bound.json?party=${party?.id}&at=${isoOf(END).slice(0, 10)}` });
  expect([status, data.party, data.day, data.erasedAt]).toEqual([200, party?.id, isoOf(END).slice(0, 10), null]);
  expect(data.rows).toContainEqual(expect.objectContaining({ agreement: "general-terms", act: expect.any(String), entry: expect.stringMatching(/^\d+\/\d+$/), ended: null, changes: null }));
  expect(JSON.stringify(data)).not.toMatch(/@example|203\.0\.113/);
});

test.each([
  [totalsLoader, "/compliance/totals.json?clas=ordinary", 400, "answer-filter-unfit"],
  [totalsLoader, "/compliance/totals.json?at=2026-02-30", 400, "answer-filter-unfit"],
  [totalsLoader, "/compliance/totals.json?at=2026-02-01&at=2026-03-01", 400, "answer-filter-unfit"],
  [totalsLoader, "/compliance/totals.json?agreement=nothing", 404, "agreement-unknown"],
  [listLoader, "/compliance/list.json", 400, "answer-filter-unfit"],
  [listLoader, "/compliance/list.json?state=accepted&limit=501", 400, "answer-filter-unfit"],
  [listLoader, "/compliance/list.json?state=accepted&after=x", 400, "answer-filter-unfit"],
  [listLoader, "/compliance/list.json?state=due&after=a~b~1", 400, "answer-filter-unfit"],
  [boundLoader, "/compliance/bound.json", 404, "party-unknown"],
  [boundLoader, "/compliance/bound.json?party=pty_1&at=soon", 400, "instant-invalid"],
  [boundLoader, "/compliance/bound.json?party=pty_1&known=soon", 400, "instant-invalid"],
] as const)("what is not understood is refused, with a problem document: %o %s", async (loader, path, status, code) => {
  const portal = await openTestPortal({ at: "2026-03-01T08:00:00Z" });
  const { browser } = await openAs(portal, "auditor", ["auditor"]);
  const answer = await loader({ ...browser.get(path), params: {} });
  expect([answer.status, answer.headers.get("Content-Type"), (await answer.json() as Row).code]).toEqual([status, "application/problem+json", code]);
});

test("who is not signed in is told so, and for who is no auditor there is nothing here", async () => {
  const portal = await openTestPortal({ at: "2026-03-01T08:00:00Z" });
  const { browser } = await openAs(portal, "operator", ["operator", "editor"]);
  for (const [each, path] of [[boundLoader, "/compliance/bound.json"], [listLoader, "/compliance/list.json?state=due"], [totalsLoader, "/compliance/totals.json"]] as const) {
    expect(await visit(browser, each, { path })).toMatchObject({ status: 404, data: { code: "page-unknown" } });
    expect(await visit(openTestBrowser(portal), each, { path })).toMatchObject({ status: 403, data: { code: "sign-in-missing" } });
  }
});

async function viewsOf({ portal }: Pick<Awaited<ReturnType<typeof openPast>>, "portal">): Promise<[string, string | null, string][]> {
  const rows = await portal.db.selectFrom("auditRecords").select(["act", "partyId", "detailJson"]).where("act", "in", ["case.viewed", "list.viewed"]).orderBy("recordedAt").execute();
  return rows.map(({ act, partyId, detailJson }) => [act, partyId, detailJson]);
}

test("what is read of one party counts as a look at its case, once a sign-in and day; of nobody nothing is recorded", async () => {
  const past = await openPast();
  const { portal, auditor, truth } = past;
  const bound = (query: string) => visit(auditor.browser, boundLoader, { path: `/compliance/bound.json?${query}` });
  const partyId = truth.parties[0]?.id ?? "";
  for (const query of [`party=${partyId}`, `party=${partyId}&at=2026-03-01`, `party=${partyId}&at=never`]) await bound(query);
  expect(await viewsOf(past)).toEqual([["case.viewed", partyId, "{}"]]);
  portal.clock.set(isoOf(END + 86_400_000));
  await bound(`party=${partyId}`);
  expect(await viewsOf(past)).toHaveLength(2);
  expect(await bound("party=li.ming@example.com")).toMatchObject({ status: 404, data: { code: "party-unknown" } });
  expect(JSON.stringify(await portal.db.selectFrom("refusals").selectAll().execute())).not.toContain("li.ming");
});

test("each list that was looked at is on record with what it was asked for, once a sign-in and day; totals and empty lists are not", async () => {
  const past = await openPast();
  const { auditor } = past;
  await totalsOf(auditor);
  await listOf(auditor, "/compliance/list.json?state=accepted&language=li.ming@example.com");
  await listOf(auditor, "/compliance/list.json?state=accepted&limit=7");
  await listOf(auditor, "/compliance/list.json?state=accepted&limit=8");
  await listOf(auditor, "/compliance/list.json?state=required&agreement=general-terms&language=li.ming@example.com&method=click&at=2026-03-01");
  expect(await viewsOf(past)).toEqual([
    ["list.viewed", null, `{"state":"accepted"}`], ["list.viewed", null, `{"agreement":"general-terms","at":"2026-03-01","state":"required"}`],
  ]);
  const entries = (await readEntries(past.portal)).filter(({ kind }) => kind === "list.viewed");
  expect(entries.map(({ hashes }) => Object.keys(hashes ?? {}))).toEqual([["question"], ["question"]]);
});
