import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { sha256Of } from "#app/domain/digest";
import { checkSite, readSiteReport, readSiteReports } from "#app/domain/notice/public/site-check.server";
import { withdrawVersion } from "#app/domain/publication/later/later-acts.server";
import { publishVersion } from "#app/domain/publication/publish.server";
import { takeNotice } from "#db/notice/notices";
import { addActor } from "#test/support/actors";
import { openTestPortal, type TestPortal } from "#test/support/portal";
import { proposalOf } from "#test/support/proposal";

type Site = { url: string; asked: { path: string; cookie: string | undefined }[]; answer: { status: number; headers?: Record<string, string> } };

/** What answers at the public address; status 0 closes the connection. */
async function openSite(): Promise<Site> {
  const site: Site = { url: "", asked: [], answer: { status: 200 } };
  const server = createServer(({ url = "", headers }, response) => {
    site.asked.push({ path: url, cookie: headers.cookie });
    if (site.answer.status === 0) response.destroy();
    else response.writeHead(site.answer.status, { ...site.answer.headers, Connection: "close" }).end(`<p>${url}</p>`);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => new Promise((done) => (server.close(() => done()), server.closeAllConnections())));
  site.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return site;
}

/** A portal at that address with a second version, announced on 1 March for 5 April, in Beijing. */
async function openAnnounced(site: Site): Promise<TestPortal> {
  const portal = await openTestPortal({ at: "2026-01-01", settings: { PUBLIC_URL: site.url } });
  await publishVersion(portal, proposalOf());
  portal.clock.set("2026-03-01T07:30:00Z");
  await publishVersion(portal, proposalOf({ number: 2, effectiveAt: "2026-04-04T16:00:00.000Z" }));
  return portal;
}

/** Checks at each instant; the statuses recorded then. */
async function checkAt(portal: TestPortal, ...instants: string[]): Promise<number[][]> {
  const statuses: number[][] = [];
  for (const instant of instants) {
    portal.clock.set(instant);
    statuses.push((await checkSite(portal)).map(({ status }) => status));
  }
  return statuses;
}

test("the address of an announced change is fetched once a day, as by a reader who is not signed in, and what came is recorded", async () => {
  const site = await openSite();
  const portal = await openAnnounced(site);
  expect(await checkAt(portal, "2026-03-01T07:31:00Z", "2026-03-01T07:36:00Z", "2026-03-02T07:30:00Z")).toEqual([[200], [], [200]]);
  const [report] = await readSiteReports(portal);
  const path = new URL(report?.url ?? "").pathname;
  expect(path).toMatch(/^\/notices\/pub_\w+$/);
  expect(site.asked).toEqual([{ path, cookie: undefined }, { path, cookie: undefined }]);
  expect(report?.checks.map(({ status, bodySha256 }) => ({ status, bodySha256 }))).toEqual([1, 2].map(() => ({ status: 200, bodySha256: sha256Of(`<p>${path}</p>`) })));
});

test("an address that does not show the notice is asked again after an hour, and a day without it is listed", async () => {
  const site = await openSite();
  const portal = await openAnnounced(site);
  site.answer = { status: 503 };
  expect(await checkAt(portal, "2026-03-02T08:00:00Z", "2026-03-02T08:59:00Z", "2026-03-02T09:00:00Z")).toEqual([[503], [], [503]]);
  site.answer = { status: 0 };
  expect(await checkAt(portal, "2026-03-03T08:00:00Z")).toEqual([[0]]);
  site.answer = { status: 302, headers: { Location: "/sign-in" } };
  expect(await checkAt(portal, "2026-03-03T09:00:00Z")).toEqual([[302]]);
  site.answer = { status: 200 };
  expect(await checkAt(portal, "2026-03-03T10:00:00Z", "2026-03-03T12:00:00Z")).toEqual([[200], []]);
  portal.clock.set("2026-03-04T00:00:00Z");
  expect((await readSiteReports(portal)).map(({ gaps }) => gaps)).toEqual([["2026-03-02"]]);
});

test("what took effect is fetched no more, and its gaps stay on record", async () => {
  const site = await openSite();
  const portal = await openAnnounced(site);
  await checkAt(portal, "2026-03-02T08:00:00Z");
  const [report] = await readSiteReports(portal);
  expect(await checkAt(portal, "2026-04-05T00:00:00Z")).toEqual([[]]);
  expect(await readSiteReports(portal)).toEqual([]);
  const later = await readSiteReport(portal, await takeNotice(portal.db, report?.noticeId ?? ""));
  expect([later?.gaps.length, later?.gaps[0], later?.gaps.at(-1)]).toEqual([33, "2026-03-03", "2026-04-04"]);
});

test("what was withdrawn had to be public until then", async () => {
  const site = await openSite();
  const portal = await openAnnounced(site);
  const [report] = await readSiteReports(portal);
  portal.clock.set("2026-03-05T02:00:00Z");
  const actor = await addActor(portal, "approver", ["approver"]);
  await withdrawVersion(portal, { slug: "general-terms", number: 2, actor, reason: "an error", notice: { en: "An error in the text.", "zh-CN": "文本有误。" } });
  portal.clock.set("2026-03-20T00:00:00Z");
  const later = await readSiteReport(portal, await takeNotice(portal.db, report?.noticeId ?? ""));
  expect(later?.gaps).toEqual(["2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05"]);
});

test("where nothing is announced nothing is fetched", async () => {
  const site = await openSite();
  const portal = await openTestPortal({ at: "2026-01-01", settings: { PUBLIC_URL: site.url } });
  await publishVersion(portal, proposalOf());
  expect(await checkSite(portal)).toEqual([]);
  expect(site.asked).toEqual([]);
});

test("a stop ends the check under way and records nothing of it", async () => {
  const site = await openSite();
  const portal = await openAnnounced(site);
  expect(await checkSite(portal, AbortSignal.abort())).toEqual([]);
  expect(site.asked).toEqual([]);
});
