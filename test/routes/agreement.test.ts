import { expect, test } from "vitest";
import { describeProblem } from "#app/components/problem";
import { loader } from "#app/routes/agreement";
import { openShippedPortal, requestOf, SECOND_AT, thrownBy } from "#test/support/pages";
import { addPerson } from "#test/support/people";
import { openTestPortal, type TestPortal } from "#test/support/portal";

type Asked = { slug?: string; search?: string; headers?: Record<string, string> };

function exchangeFor(portal: TestPortal, { slug = "general-terms", search = "", headers = {} }: Asked) {
  return requestOf(portal, { path: `/agreements/${slug}${search}`, params: { slug }, headers: { "Accept-Language": "en", ...headers } });
}

async function read(portal: TestPortal, asked: Asked = {}) {
  const { data, init } = await loader(exchangeFor(portal, asked));
  return { ...data, headers: new Headers(init?.headers) };
}

test("the text in force is shown with its clauses, contents and conspicuous clauses, and the next version announced", async () => {
  const { view, html } = await read(await openShippedPortal());
  expect(view).toMatchObject({ title: { text: "General Terms of Service", language: "en" }, shown: { number: 1, status: "in force" }, asOf: null });
  expect(view.announced.map(({ number, effectiveAt }) => [number, effectiveAt])).toEqual([[2, SECOND_AT]]);
  expect(view.contents).toHaveLength(13);
  expect(view.conspicuous[0]).toMatchObject({ id: "arrears", number: "3.3." });
  expect(html).toContain('id="c-arrears"');
  expect(html.match(/class="clause level-\d conspicuous"/g)).toHaveLength(view.conspicuous.length);
});

test("at the instant of its effect the next version takes the place of the former, of which the page says so", async () => {
  const portal = await openShippedPortal();
  portal.clock.set("2026-02-14T15:59:59.999Z");
  expect((await read(portal)).view.shown.number).toBe(1);
  portal.clock.set(SECOND_AT);
  const { view } = await read(portal);
  expect(view.shown.number).toBe(2);
  expect(view.timeline[1]).toMatchObject({ number: 1, status: "superseded", supersededAt: SECOND_AT, supersededBy: 2 });
});

test("the text is shown in the language asked for, says whether it binds, and no other language is made up", async () => {
  const portal = await openShippedPortal();
  expect((await read(portal)).view.text).toMatchObject({ language: "en", isBinding: false });
  expect((await read(portal, { search: "?lang=zh-CN" })).view).toMatchObject({ text: { language: "zh-CN", isBinding: true }, bindingLanguage: "zh-CN" });
  expect(await thrownBy(loader(exchangeFor(portal, { search: "?lang=ja" })))).toMatchObject({ status: 404, data: { code: "text-unknown" } });
});

test("a day asks for the text in force when it began in the agreement's zone", async () => {
  const portal = await openShippedPortal();
  portal.clock.set("2026-06-01");
  expect((await read(portal, { search: "?at=2026-02-14" })).view.shown.number).toBe(1);
  const { view } = await read(portal, { search: "?at=2026-02-15" });
  expect(view).toMatchObject({ shown: { number: 2 }, asOf: { at: SECOND_AT, isFuture: false } });
});

test("a time to come is answered by what is announced so far, and marked so", async () => {
  const { view } = await read(await openShippedPortal(), { search: "?at=2026-03-01T00:00:00%2B08:00" });
  expect(view).toMatchObject({ shown: { number: 2, status: "announced" }, asOf: { isFuture: true } });
});

test("before the first version nothing was in force, which the history explains", async () => {
  const thrown = await thrownBy(loader(exchangeFor(await openShippedPortal(), { search: "?at=2026-01-15T07:29:59.999Z" })));
  expect(thrown).toMatchObject({ status: 404, data: { code: "nothing-in-force", details: { slug: "general-terms" } } });
  expect(describeProblem({ ...thrown, statusText: "", internal: false }, "zh-CN").title).toBe("2026 年 1 月 15 日 15:29:59（北京时间），该协议没有施行中的版本");
});

test.each(["?at=yesterday", "?at=", "?at=2026-02-30", "?at=2026-02-14T00:00"])("%s is no instant", async (search) => {
  const thrown = await thrownBy(loader(exchangeFor(await openShippedPortal(), { search })));
  expect(thrown).toMatchObject({ status: 400, data: { code: "instant-invalid" } });
});

test.each(["no-such-terms", "GENERAL-TERMS", "..", "%00"])("there is no agreement %s", async (slug) => {
  const thrown = await thrownBy(loader(requestOf(await openShippedPortal(), { path: "/agreements/x", params: { slug } })));
  expect(thrown).toMatchObject({ status: 404, data: { code: "agreement-unknown" } });
});

test("an empty portal has no agreement to show", async () => {
  const thrown = await thrownBy(loader(exchangeFor(await openTestPortal({ at: "2026-01-15" }), {})));
  expect(thrown.status).toBe(404);
});

test("a visitor reads without any question; a signed-in person is asked what they owe", async () => {
  const portal = await openShippedPortal();
  expect((await read(portal)).own).toBeNull();
  const { token } = await addPerson(portal);
  const { own, headers } = await read(portal, { headers: { Cookie: `concordat=${token}` } });
  expect(own?.action).toMatchObject({ href: "/accept", isAsked: true });
  expect(headers.get("Cache-Control")).toBe("private, no-cache");
});

test("reading writes nothing", async () => {
  const portal = await openShippedPortal();
  const { token } = await addPerson(portal);
  const rows = () => portal.db.selectFrom("presentations").selectAll().execute();
  await read(portal, { headers: { Cookie: `concordat=${token}` } });
  expect(await rows()).toEqual([]);
});

test("the tag of a page covers text, language and news, and stays the same otherwise", async () => {
  const portal = await openShippedPortal();
  const tag = (await read(portal)).headers.get("ETag");
  expect((await read(portal)).headers.get("ETag")).toBe(tag);
  expect((await read(portal, { search: "?lang=zh-CN" })).headers.get("ETag")).not.toBe(tag);
  expect((await read(portal, { headers: { "Accept-Language": "zh" } })).headers.get("ETag")).not.toBe(tag);
  portal.clock.set(SECOND_AT);
  expect((await read(portal)).headers.get("ETag")).not.toBe(tag);
});

test("a consent shows its purposes, a notice is of its own kind", async () => {
  const portal = await openShippedPortal();
  const consent = await read(portal, { slug: "product-news-consent" });
  expect(consent.view.kind).toBe("consent");
  expect(consent.view.purposes.map(({ code, title }) => [code, title.language])).toEqual([
    ["product-news", "en"],
    ["usage-analytics", "en"],
    ["research-interviews", "en"],
  ]);
  expect((await read(portal, { slug: "privacy-notice" })).view.kind).toBe("information");
});
