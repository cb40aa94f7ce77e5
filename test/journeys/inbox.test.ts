import { expect, test } from "vitest";
import type { Page } from "playwright-core";
import { openAnnounced, READER as ANNOUNCED_READER } from "#test/support/announced";
import { expectAccessible } from "#test/support/browser";
import { openJourney, type Journey } from "#test/support/journey";
import { temporaryFolder } from "#test/support/store";

const READER = "chen.jie@example.com";
const ORGANISATION = "Example & Sons Ltd.";

/** The words that a reader of a language looks for. */
const WORDS = {
  en: { link: "Inbox, 1 unread", none: "Inbox", confirm: "I have read this notice", done: "Your confirmation is recorded", state: "confirmed", keep: "The message as a file" },
  "zh-CN": { link: "收件箱，1 条未读", none: "收件箱", confirm: "我已阅读本通知", done: "您的确认已记录", state: "已确认", keep: "消息文件" },
} as const;

const REMINDERS = {
  en: { stop: "Stop reminders", stopped: "you are sent no more reminders", resume: "Send reminders again", receipt: "Receipt", reminder: "Reminder", announced: "Announced change", yes: "Remind me", no: "Do not remind me", save: "Save choice" },
  "zh-CN": { stop: "停止提醒", stopped: "已停止提醒", resume: "恢复提醒", receipt: "回执", reminder: "提醒", announced: "变更公告", yes: "提醒我", no: "不要提醒我", save: "保存选择" },
} as const;

/** What each message in the inbox is, the newest first. */
async function readInbox(journey: Journey, page: Page): Promise<string[]> {
  await journey.signIn(page, ANNOUNCED_READER);
  await page.goto("/inbox");
  return page.locator(".inbox-list .muted").allInnerTexts();
}

async function openReader(journey: Journey, setting: { locale: "en" | "zh-CN"; javaScriptEnabled: boolean; width: 390 | 1280 }): Promise<Page> {
  const page = await journey.newPage(setting);
  await journey.signUp(page, READER);
  await journey.tell(READER);
  await page.goto("/");
  return page;
}

test.each([
  { locale: "en", javaScriptEnabled: true, width: 1280 },
  { locale: "zh-CN", javaScriptEnabled: false, width: 390 },
] as const)("a reader sees that a notice came, reads it whole and confirms it ($locale, script: $javaScriptEnabled)", async (setting) => {
  const words = WORDS[setting.locale];
  const journey = await openJourney({ at: "2026-03-01T08:00:00Z" });
  const page = await openReader(journey, setting);
  await page.getByRole("link", { name: words.link, exact: true }).click();
  await page.locator(".inbox-unread").getByRole("link").click();
  expect(await page.locator(".message-text").innerText()).not.toContain("{{");
  await page.getByRole("button", { name: words.confirm }).click();
  expect(await page.getByRole("status").innerText()).toContain(words.done);
  expect(await page.getByRole("button", { name: words.confirm }).count()).toBe(0);
  const saved = page.waitForEvent("download");
  await page.getByRole("link", { name: words.keep }).click();
  expect((await saved).suggestedFilename()).toMatch(/^dlv_\w+\.txt$/);
  await page.getByRole("link", { name: words.none, exact: true }).click();
  expect(await page.locator(".inbox-list").innerText()).toContain(words.state);
});

test.each([
  { locale: "en", javaScriptEnabled: true, width: 1280 },
  { locale: "zh-CN", javaScriptEnabled: false, width: 390 },
] as const)("a reader switches reminders off by the link of a mail and on again on the page of the account; legal notices come all the same ($locale)", async (setting) => {
  const words = REMINDERS[setting.locale];
  const { journey, page } = await openAnnounced(setting, "ordinary");
  journey.clock.set("2026-04-03T17:00:00Z");
  await journey.remind();
  await page.goto(await journey.unsubscribeFrom(ANNOUNCED_READER));
  await page.getByRole("button", { name: words.stop }).click();
  await page.getByRole("status").getByText(words.stopped).waitFor();
  await page.getByRole("button", { name: words.resume }).waitFor();
  journey.clock.set("2026-04-09T17:00:00Z");
  await journey.remind();
  await journey.publish({ number: 3, effectiveAt: "2026-05-20T16:00:00.000Z" });
  expect((await readInbox(journey, page)).filter((reason) => reason !== words.receipt)).toEqual([words.announced, words.reminder, words.announced]);
  await page.goto("/account?change=reminders");
  expect(await page.getByRole("radio", { name: words.no, exact: true }).isChecked()).toBe(true);
  await page.getByRole("radio", { name: words.yes, exact: true }).check();
  await page.getByRole("button", { name: words.save }).click();
  await page.waitForURL("**/account?done=reminders");
  journey.clock.set("2026-05-13T17:00:00Z");
  await journey.remind();
  expect((await readInbox(journey, page)).filter((reason) => reason === words.reminder)).toHaveLength(2);
});

test.each([
  { locale: "en", javaScriptEnabled: true, width: 1280 },
  { locale: "zh-CN", javaScriptEnabled: true, width: 390, colorScheme: "dark" },
] as const)("a notice to a person and an organisation says so, and each confirms for itself alone ($locale)", async (setting) => {
  const words = WORDS[setting.locale];
  const journey = await openJourney({ at: "2026-03-01T08:00:00Z", contentDir: await temporaryFolder() });
  await journey.publish({});
  const page = await journey.newPage(setting);
  await journey.signUp(page, READER);
  await page.goto("/organisations/new");
  await page.locator("#name").fill(ORGANISATION);
  await page.locator("#place").selectOption("CN");
  await page.locator("main form button").click();
  await page.waitForURL(/\/organisations\/pty_/);
  journey.clock.set("2026-03-01T08:10:00Z");
  await journey.publish({ number: 2, effectiveAt: "2026-05-20T16:00:00.000Z" });
  await page.goto("/inbox");
  await page.locator(".inbox-list li", { hasText: ORGANISATION }).getByRole("link").click();
  expect(await page.locator("main .notice").first().innerText()).toContain(ORGANISATION);
  await expectAccessible(page);
  await page.getByRole("button", { name: words.confirm }).click();
  await page.getByRole("status").getByText(words.done).waitFor();
  await page.goto("/acting-for?to=%2Finbox");
  await page.locator("main form button", { hasText: ORGANISATION }).click();
  await page.waitForURL("**/inbox");
  await page.locator(".inbox-unread").getByRole("link").click();
  await page.getByRole("button", { name: words.confirm }).waitFor();
  expect(await page.locator("main .notice").count()).toBe(0);
});

test("from the band of an announced change everybody comes to its notice, in either language", async () => {
  const journey = await openJourney({ at: "2026-03-01T08:00:00Z" });
  const page = await journey.newPage({ locale: "en", javaScriptEnabled: false });
  await page.goto("/agreements/general-terms");
  await page.getByRole("link", { name: "Notice of this change" }).first().click();
  await page.waitForURL("**/notices/pub_*");
  expect(await page.locator("main").innerText()).toContain("If you do nothing");
  expect(await page.locator(".redline ins").count()).toBeGreaterThan(0);
  await page.goto(`${page.url()}?lang=zh-CN`);
  expect(await page.locator("html").getAttribute("lang")).toBe("zh-CN");
  await page.getByRole("button", { name: "English" }).click();
  await page.locator("html[lang=en]").waitFor();
  expect(new URL(page.url()).search).toBe("");
  await page.goto("/notices");
  await page.getByRole("link", { name: /Change announced, version 2/ }).click();
  await page.getByRole("link", { name: "Object to this change" }).click();
  await page.waitForURL("**/sign-in?to=*");
});

/** What RFC 4287 asks of a feed and of each entry, judged by the browser's own parser of XML. */
async function readAtom(page: Page, path: string) {
  return page.evaluate(async (address) => {
    const response = await fetch(address);
    const xml = new DOMParser().parseFromString(await response.text(), "application/xml");
    const inAtom = (parent: Element | Document, name: string) => Array.from(parent.getElementsByTagNameNS("http://www.w3.org/2005/Atom", name));
    const own = (parent: Element, name: string) => inAtom(parent, name).filter((each) => each.parentNode === parent).map((each) => each.textContent);
    const told = (element: Element) => ({
      id: own(element, "id"),
      title: own(element, "title"),
      updated: own(element, "updated"),
      authors: inAtom(element, "author").filter((each) => each.parentNode === element).flatMap((each) => own(each, "name")),
      alternate: inAtom(element, "link").filter((each) => each.parentNode === element && each.getAttribute("rel") === "alternate").map((each) => each.getAttribute("href")),
      html: inAtom(element, "content").filter((each) => each.parentNode === element).map((each) => [each.getAttribute("type"), each.textContent]),
    });
    const root = xml.documentElement;
    const self = inAtom(root, "link").filter((each) => each.getAttribute("rel") === "self").map((each) => each.getAttribute("href"));
    return { type: response.headers.get("Content-Type"), faults: xml.querySelectorAll("parsererror").length, root: root.localName, self, feed: told(root), entries: inAtom(root, "entry").map(told) };
  }, path);
}

const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

test.each(["en", "zh-CN"])("the Atom feed in %s is valid", async (language) => {
  const journey = await openJourney({ at: "2026-03-01T08:00:00Z" });
  const page = await journey.newPage({ locale: "en" });
  await page.goto("/notices");
  const links = await page.locator(`link[rel="alternate"][type="application/atom+xml"][hreflang="${language}"]`).evaluateAll((all) => all.map((each) => each.getAttribute("href") ?? ""));
  const atom = await readAtom(page, links[0] ?? "");
  expect(atom).toMatchObject({ type: "application/atom+xml; charset=utf-8", faults: 0, root: "feed", self: [`${journey.url}/notices/feed.atom?lang=${language}`] });
  expect(atom.entries.length).toBeGreaterThan(4);
  for (const { id, title, updated, authors, alternate } of [atom.feed, ...atom.entries]) {
    expect([id.length, title.length, updated.length, authors.length, alternate.length]).toEqual([1, 1, 1, 1, 1]);
    expect(updated[0]).toMatch(RFC_3339);
    expect(URL.canParse(id[0] ?? "")).toBe(true);
  }
  expect(new Set(atom.entries.map(({ id }) => id[0])).size).toBe(atom.entries.length);
  expect(atom.entries.every(({ html }) => html.length === 1 && html[0]?.[0] === "html" && html[0]?.[1]?.startsWith("<p>"))).toBe(true);
  const [first] = atom.entries;
  const answer = await page.goto(first?.alternate[0] ?? "");
  expect([answer?.status(), await page.locator("html").getAttribute("lang")]).toEqual([200, language]);
});
