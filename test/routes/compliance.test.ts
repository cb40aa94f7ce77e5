import { expect, test } from "vitest";
import type { Role } from "#app/domain/access/role";
import type { AuditView } from "#app/http/compliance/audit-view.server";
import { loader as auditLoader } from "#app/routes/compliance-audit";
import { loader as listLoader } from "#app/routes/compliance-list";
import { loader } from "#app/routes/compliance";
import type { ComplianceListView } from "#app/http/compliance/compliance-list.server";
import type { ComplianceView } from "#app/http/compliance/compliance-view.server";
import { BEGIN, END } from "#test/fixture/agreements";
import { fillPortal } from "#test/fixture/generate";
import { isoOf } from "#test/fixture/publish";
import { openTestPortal } from "#test/support/portal";
import { openAs, type Staff } from "#test/support/staff";
import { visit } from "#test/support/visit";

async function openPast() {
  const portal = await openTestPortal({ at: isoOf(BEGIN) });
  await fillPortal(portal, { parties: 40, acceptances: 200, seed: 11, keyedEvery: 4 });
  portal.clock.set(isoOf(END));
  return { portal, auditor: await openAs(portal, "auditor", ["auditor"]) };
}

async function overview({ browser }: Staff, query = ""): Promise<ComplianceView> {
  return (await visit(browser, loader, { path: `/compliance${query}` })).data.view as ComplianceView;
}

/** Every row of a list, page by page. */
async function rowsOf({ browser }: Staff, path: string): Promise<ComplianceListView["rows"]> {
  const view = (await visit(browser, listLoader, { path })).data.view as ComplianceListView;
  return view.next ? [...view.rows, ...(await rowsOf({ browser } as Staff, view.next))] : view.rows;
}

test("each number opens the list that it counts, narrowed in the same way", async () => {
  const { auditor } = await openPast();
  for (const query of ["", "?class=ordinary&customer=business&at=2026-03-01", "?agreement=general-terms&method=click", "?place=DE&kind=person", "?version=2&from=2025-06-01"]) {
    const { agreements } = await overview(auditor, query);
    const numbers = agreements.flatMap(({ versions }) => versions).flatMap(({ counts }) => counts).filter(({ count }) => count > 0);
    expect(numbers.length).toBeGreaterThan(0);
    for (const { count, href } of numbers) expect({ href, rows: (await rowsOf(auditor, href)).length }).toEqual({ href, rows: count });
  }
});

test("the growth of an agreement ends with its numbers, and lists name persons by their ids alone, with who looked at them on record", async () => {
  const { portal, auditor } = await openPast();
  const { agreements } = await overview(auditor);
  const terms = agreements.find(({ slug }) => slug === "general-terms");
  const accepted = terms?.versions.flatMap(({ counts }) => counts).filter(({ state }) => state === "accepted").reduce((sum, { count }) => sum + count, 0);
  expect(terms?.growth.at(-1)).toMatchObject({ accepted });
  const rows = await rowsOf(auditor, "/compliance/list?state=accepted");
  expect(JSON.stringify(rows)).not.toMatch(/@example|203\.0\.113/);
  expect(await portal.db.selectFrom("auditRecords").select(["act", "actorId", "detailJson"]).execute()).toEqual([{ act: "list.viewed", actorId: auditor.accountId, detailJson: `{"state":"accepted"}` }]);
  const audit = (await visit(auditor.browser, auditLoader, { path: "/compliance/audit?kind=list.viewed" })).data.view as AuditView;
  expect(audit.lines).toMatchObject([{ kind: "Looked at a list of parties", about: [{ text: "Accepted", href: "/compliance/list?state=accepted" }], entry: expect.any(String) }]);
});

test("a date that is none is told, and what is not known does not narrow", async () => {
  const { auditor } = await openPast();
  expect(await overview(auditor, "?at=2026-02-30")).toMatchObject({ faults: ["at"] });
  expect((await overview(auditor, "?class=grave&method=telepathy&version=-1")).agreements).toEqual((await overview(auditor)).agreements.map((each) => ({ ...each, versions: expect.anything() })));
  expect(await overview(auditor, "?agreement=nothing")).toMatchObject({ agreements: [] });
});

test("a list of no known state leads back to the numbers", async () => {
  const { auditor } = await openPast();
  expect(await visit(auditor.browser, listLoader, { path: "/compliance/list?state=all" })).toMatchObject({ status: 302, location: "/compliance" });
});

test.each([[[]], [["operator", "editor", "approver"]]] as Role[][][])("for a person with the roles %j the compliance desk is unknown", async (roles) => {
  const portal = await openTestPortal({ at: "2026-03-01T08:00:00Z" });
  const { browser } = await openAs(portal, "other", roles);
  const answers = [await visit(browser, loader, { path: "/compliance" }), await visit(browser, listLoader, { path: "/compliance/list?state=accepted" })];
  expect(answers.map(({ status, data }) => [status, data.code])).toEqual(answers.map(() => [404, "page-unknown"]));
});
