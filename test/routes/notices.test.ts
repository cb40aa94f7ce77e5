import { expect, test } from "vitest";
import { publishVersion } from "#app/domain/publication/publish.server";
import { loader as askNotice } from "#app/routes/notice";
import { loader as askNotices } from "#app/routes/notices";
import { loader as askAtom } from "#app/routes/notices-atom";
import { loader as askJson } from "#app/routes/notices-json";
import { NOTICE_RULES } from "#app/domain/notice/notice";
import { noticeSteps } from "#app/domain/notice/telling/notice-steps.server";
import { addActor } from "#test/support/actors";
import { contextOf, thrownResponse } from "#test/support/exchange";
import { openShippedPortal, requestOf, SECOND_AT, thrownBy } from "#test/support/pages";
import { openTestPortal, type TestPortal } from "#test/support/portal";
import { proposalOf } from "#test/support/proposal";

const ENGLISH = { "Accept-Language": "en" };

async function listOf(portal: TestPortal, path = "/notices") {
  const { data } = await askNotices(requestOf(portal, { path, headers: ENGLISH }));
  return data;
}

async function secondVersionId(portal: TestPortal): Promise<string> {
  const { lines } = await listOf(portal);
  return lines.find(({ kind }) => kind === "announced")?.id ?? "";
}

async function pageOf(portal: TestPortal, id: string, search = "") {
  const { data, init } = await askNotice(requestOf(portal, { path: `/notices/${id}${search}`, params: { id }, headers: ENGLISH }));
  return { ...data, headers: new Headers(init?.headers) };
}

test("all that was announced is listed with its effect, its words and where to read it", async () => {
  const { lines } = await listOf(await openShippedPortal());
  expect(lines).toHaveLength(5);
  expect(lines.find(({ kind }) => kind === "announced")).toMatchObject({
    heading: "Change announced, version 2", title: { text: "General Terms of Service" }, effectiveAt: SECOND_AT,
    compare: { from: 1, href: "/agreements/general-terms/compare/1...2" }, version: { href: "/agreements/general-terms/versions/2" },
  });
});

test("an empty portal has an empty list and valid empty feeds", async () => {
  const portal = await openTestPortal({ at: "2026-01-01" });
  expect((await listOf(portal)).lines).toEqual([]);
  const feed = await askAtom(requestOf(portal, { path: "/notices/feed.atom" }));
  expect(await feed.text()).toContain("<updated>1970-01-01T00:00:00.000Z</updated>");
});

test("the page of a notice says what changes, what silence means, and until when to object", async () => {
  const portal = await openShippedPortal();
  const { view, changes, address, replaced } = await pageOf(portal, await secondVersionId(portal));
  expect(view).toMatchObject({ silence: expect.any(String), objectBefore: SECOND_AT, isObjectionOver: false, noticeDays: 30, compareInForce: null });
  expect(changes?.redline.parts.length).toBeGreaterThan(0);
  expect([replaced, address]).toEqual([null, `http://localhost:3000/notices/${view.id}`]);
  portal.clock.set(SECOND_AT);
  expect((await pageOf(portal, view.id)).view).toMatchObject({ objectBefore: SECOND_AT, isObjectionOver: true });
});

test("the address of a notice may name its language, whatever the browser prefers", async () => {
  const portal = await openShippedPortal();
  const id = await secondVersionId(portal);
  expect((await pageOf(portal, id, "?lang=zh-CN")).view.heading).toBe("变更公告（第 2 版）");
  expect((await pageOf(portal, id, "?lang=xx")).view.heading).toBe("Change announced, version 2");
});

test("a notice that there is not is not found", async () => {
  const portal = await openShippedPortal();
  const asked = requestOf(portal, { path: "/notices/pub_none", params: { id: "pub_none" } });
  expect(await thrownBy(askNotice(asked))).toMatchObject({ status: 404, data: { code: "notice-unknown" } });
});

test("the id under which a notice went out to people leads to its public page; what one party was told does not", async () => {
  const portal = await openShippedPortal();
  const { partyId } = await addActor(portal, "li.ming", []);
  const publicId = await secondVersionId(portal);
  const publication = await portal.db.selectFrom("publications").where("id", "=", publicId).selectAll().executeTakeFirstOrThrow();
  const { agreementId, versionId } = publication;
  const facts = { agreementId, versionId, publicationId: publicId, rule: NOTICE_RULES.announcement, texts: [{ language: "en", subject: "s", text: "t", html: "h" }] as const };
  const toAll = await noticeSteps(portal, { ...facts, reason: "announcement", audience: { who: "everyone" } });
  const toOne = await noticeSteps(portal, { ...facts, reason: "reminder", partyId, audience: { who: "everyone" } });
  await portal.writer.commit({ steps: [...toAll.steps, ...toOne.steps], entries: [...toAll.entries, ...toOne.entries] });
  const asked = (id: string) => askNotice(requestOf(portal, { path: `/notices/${id}?lang=en`, params: { id } }));
  const led = await thrownResponse(() => asked(toAll.noticeId));
  expect(led.headers.get("Location")).toBe(`/notices/${publicId}?lang=en`);
  expect(await thrownBy(asked(toOne.noticeId))).toMatchObject({ status: 404 });
});

test("long lists go on at the key of their last notice", async () => {
  const portal = await openTestPortal({ at: "2026-01-01" });
  for (let number = 1; number <= 23; number++) await publishVersion(portal, proposalOf({ number }));
  const first = await listOf(portal);
  const second = await listOf(portal, `/notices?after=${first.next}`);
  expect([first.lines.length, first.isFirst, second.lines.length, second.next, second.isFirst]).toEqual([20, true, 3, null, false]);
  expect(new Set([...first.lines, ...second.lines].map(({ id }) => id)).size).toBe(23);
});

type JsonFeed = { version: string; title: string; home_page_url: string; feed_url: string; language: string; items: JsonItem[] };
type JsonItem = { id: string; url: string; title: string; content_html: string; date_published: string; language: string; authors: { name: string }[] };

async function jsonFeedOf(portal: TestPortal, search: string): Promise<JsonFeed> {
  const response = await askJson(requestOf(portal, { path: `/notices/feed.json${search}`, headers: ENGLISH }));
  return (await response.json()) as JsonFeed;
}

test.each([["zh-CN", "《通用服务条款》：变更公告（第 2 版）"], ["en", "General Terms of Service: Change announced, version 2"]])("the JSON feed in %s has what JSON Feed 1.1 asks for", async (language, title) => {
  const portal = await openShippedPortal();
  const feed = await jsonFeedOf(portal, `?lang=${language}`);
  expect(feed).toMatchObject({ version: "https://jsonfeed.org/version/1.1", language, feed_url: `http://localhost:3000/notices/feed.json?lang=${language}` });
  expect(feed.items.map((item) => item.title)).toContain(title);
  expect(new Set(feed.items.map(({ id }) => id)).size).toBe(feed.items.length);
  for (const { id, url, date_published, content_html, authors } of feed.items) {
    expect([url, date_published]).toEqual([id, "2026-01-15T07:30:00.000Z"]);
    expect(content_html).toMatch(/^<p>.+<\/ul>$/s);
    expect(authors[0]?.name).toBeTruthy();
  }
});

test("hostile words stay words in both feeds", async () => {
  const portal = await openTestPortal({ at: "2026-01-01" });
  const summary = { en: "<script>alert(1)</script> & ]]> \u0001", "zh-CN": "变更" };
  await publishVersion(portal, proposalOf({ version: { summary } }));
  const [item] = (await jsonFeedOf(portal, "?lang=en")).items;
  expect(item?.content_html).toContain("&lt;script&gt;alert(1)&lt;/script&gt; &amp; ]]&gt; \uFFFD");
  const atom = await (await askAtom(requestOf(portal, { path: "/notices/feed.atom?lang=en" }))).text();
  expect(atom).toContain("&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt; &amp;amp; ]]&amp;gt; \uFFFD");
});

test("a feed reader whose copy is still right is told so, until there is a new notice", async () => {
  const portal = await openShippedPortal();
  const first = await askAtom(requestOf(portal, { path: "/notices/feed.atom?lang=en" }));
  expect(first.headers.get("Content-Type")).toBe("application/atom+xml; charset=utf-8");
  const again = (headers: Record<string, string>) => askAtom({ ...requestOf(portal, { path: "/notices/feed.atom?lang=en", headers }), context: contextOf(portal) });
  const tag = { "If-None-Match": first.headers.get("ETag") ?? "" };
  portal.clock.set("2026-01-20");
  expect((await again(tag)).status).toBe(304);
  await publishVersion(portal, proposalOf({ slug: "other-terms" }));
  const news = await again(tag);
  expect([news.status, (await news.text()).match(/<entry>/g)?.length]).toEqual([200, 6]);
});
