import fc from "fast-check";
import { expect, test } from "vitest";
import { NOTICE_CONTENTS, type NoticeContent } from "#app/domain/acceptance/deeming-facts";
import { announcedReason, announcementText, postponementText } from "#app/domain/notice/texts/announcement";
import { contentsOf } from "#app/domain/notice/texts/contents";
import { reminderText } from "#app/domain/notice/texts/reminder";
import { withdrawalText } from "#app/domain/notice/texts/withdrawal";
import type { AgreementProperties } from "#app/domain/publication/manifest";
import { LANGUAGES } from "#app/messages/catalogue";
import { at } from "#test/support/builders";
import { aboutVersion, versionFacts } from "#test/support/notice-facts";

const told = { en: "More time to prepare.", "zh-CN": "留出更多准备时间。" };

test("an announcement says what changes, from when, what use will mean, how and until when to object or leave, and who speaks", () => {
  const { subject, text } = announcementText(versionFacts(), "en");
  expect(subject).toBe("Change to “General Terms”: version 2 takes effect on 1 April 2026");
  for (const said of [
    "The support hours become longer.", "1 April 2026, 00:00 (Beijing time) = 2026-03-31 16:00 UTC", "Ordinary change", "30 full days", "What it means to go on using the service",
    "If you are a business customer: under clause 13.2 of version 1", "If you are a consumer: using the service never counts", "You can object until 1 April 2026, 00:00", "You can leave at any time",
    "https://terms.example.com/agreements/general-terms/compare/1...2?lang=en", "Example Ltd, 1 Example Road, legal@example.com", "The Chinese text of the agreement binds",
  ]) expect(text).toContain(said);
});

test("the same in Chinese, in the register of law", () => {
  const { subject, text } = announcementText(versionFacts(), "zh-CN");
  expect(subject).toBe("《通用条款》变更通知：第 2 版自 2026 年 4 月 1 日起施行");
  for (const said of ["延长客服时间。", "2026 年 4 月 1 日 00:00（北京时间），即 2026-03-31 16:00 UTC", "继续使用服务的后果", "依照第 1 版第 13.2 条", "视为您接受第 2 版", "之前提出异议", "注销账户以退出", "示例公司，示例路 1 号"]) expect(text).toContain(said);
});

test("a change of precedence, audience or zone is told though no word of the text changed; where nothing beside the text changes, nothing is said of it", () => {
  const properties: Partial<AgreementProperties> = { precedence: 10, audience: { who: "kind", kinds: ["consumer"] }, zone: "Europe/Berlin" };
  const { text } = announcementText(versionFacts({ next: { properties } }), "en");
  for (const said of ["What changes in the agreement beside its text", "Precedence: 10 (so far: 30)", "Audience: consumers (so far: everyone)", "Time zone: Europe/Berlin (so far: Asia/Shanghai)"]) expect(text).toContain(said);
  expect(announcementText(versionFacts({ next: { properties } }), "zh-CN").text).toContain("优先顺序：10（原为：30）");
  expect(announcementText(versionFacts(), "en").text).not.toContain("beside its text");
});

test("changed words stand struck and underlined in the HTML and in words for those who hear it; the plain text names them too", () => {
  const { text, html } = announcementText(versionFacts(), "en");
  expect(html).toMatch(/<del class="remove"[^>]*><span class="heard">\[deleted: <\/span>9<span/);
  expect(html).toMatch(/<ins class="insert"[^>]*><span class="heard">\[inserted: <\/span>8<span/);
  expect(text).toContain("Support answers from [deleted: 9][inserted: 8] to [deleted: 18][inserted: 22].");
  expect(text).toContain("* 1.2 (removed)\n[deleted: We do not promise compatibility.]");
  expect(text).toContain("* 2.2 (added)\n[inserted: We tell you of incidents within 72 hours.]");
  expect(text).not.toContain("Data is yours");
});

test("a clause that moved is told as moved", () => {
  const old = "1. First words of the first clause here.\n\n2. Second words, quite other ones.\n\n3. Third words that differ again.\n";
  const fresh = "1. Second words, quite other ones.\n\n2. Third words that differ again.\n\n3. First words of the first clause here.\n";
  expect(announcementText(versionFacts({ old, fresh }), "en").text).toContain("moved here from 1");
});

test("the text never grants use more than the rule does", () => {
  const of = (plan: Parameters<typeof versionFacts>[0]) => announcementText(versionFacts(plan), "en").text;
  const clickOnly = "It binds you only if you accept it by pressing";
  expect(of({ next: { changeClass: "essential" } })).toContain(clickOnly);
  expect(of({ rule: { isOn: false } })).toContain(clickOnly);
  expect(of({ next: { reasons: ["amend", "startCharging"] } })).toContain(clickOnly);
  expect(of({ former: { mayChange: false } })).toContain(clickOnly);
  expect(of({ next: { properties: { audience: { who: "kind", kinds: ["consumer"] } } } })).toContain(clickOnly);
  expect(of({ next: { properties: { audience: { who: "optional" } } } })).toContain("your own choice");
  expect(of({ next: { changeClass: "editorial" } })).toContain("leaves the meaning as it is");
  for (const plan of [{ next: { changeClass: "essential" as const } }, { rule: { isOn: false } }]) expect(of(plan)).not.toContain("taken to have accepted version 2 if");
  expect(of({ rule: { customerKinds: ["business", "consumer"] } })).not.toContain("If you are a consumer");
});

test("a privacy notice is not accepted and not objected to, and a consent asks anew", () => {
  const information = announcementText(versionFacts({ next: { properties: { kind: "information" } } }), "en").text;
  expect(information).toContain("This text informs you");
  expect(information).not.toContain("Object until");
  const consent = announcementText(versionFacts({ next: { properties: { kind: "consent" } } }), "en");
  expect(consent.subject).toContain("asks for your choice anew");
  expect(consent.text).toContain("Using the service never counts as consent");
});

test("an assignment names both parties; prices and the service are announced as such", () => {
  const contractingParty = { name: { en: "Successor Ltd" }, address: { en: "2 Next Street" }, contact: "law@successor.example" };
  const facts = versionFacts({ next: { reasons: ["assign"], properties: { contractingParty } } });
  expect(announcedReason(facts)).toBe("assignment");
  const { subject, text } = announcementText(facts, "en");
  expect(subject).toBe("“General Terms”: Successor Ltd takes the place of Example Ltd on 1 April 2026");
  expect(text).toContain("So far: Example Ltd, 1 Example Road, legal@example.com");
  expect(announcedReason(versionFacts({ next: { reasons: ["amend", "assign"] } }))).toBe("announcement");
  expect(announcementText(versionFacts({ next: { reasons: ["startCharging", "changeService"] } }), "en").subject).toContain("prices change");
  expect(announcementText(versionFacts({ next: { reasons: ["amend", "changeService"] } }), "zh-CN").subject).toContain("服务变更通知");
});

test("a new date tells the old one, what the operator says, and all that the announcement told", () => {
  const facts = { ...versionFacts(), formerEffectiveAt: at("2026-03-20T16:00:00Z"), told, isAnew: false };
  const { subject, text } = postponementText(facts, "en");
  expect(subject).toBe("New date for “General Terms”: version 2 takes effect on 1 April 2026");
  for (const said of ["was to take effect on 21 March 2026", "> More time to prepare.", "Until then version 1 stays in force", "[inserted: 8]", "You can object until 1 April 2026"]) expect(text).toContain(said);
  expect(postponementText({ ...facts, isAnew: true }, "zh-CN").text).toContain("公告期自 2026 年 3 月 1 日 15:30（北京时间）重新计算");
});

test("a withdrawal names every version that falls with it, each with its own date, and what stays in force", () => {
  const { version, inForce, publicUrl, slug, announcedAt, effectiveAt } = versionFacts();
  const facts = { publicUrl, slug, version, inForce, falling: [{ number: 2, effectiveAt }, { number: 3, effectiveAt: at("2026-06-01") }], withdrawnAt: announcedAt, told };
  expect(withdrawalText(facts, "en").text).toContain("Versions 2 and 3 of “General Terms” are withdrawn and will not take effect. Version 1 stays in force.");
  expect(withdrawalText(facts, "en").text).toMatch(/Former date of version 3: 1 June 2026/);
  expect(withdrawalText({ ...facts, falling: facts.falling.slice(0, 1) }, "zh-CN").subject).toBe("《通用条款》第 2 版已撤回");
});

test("a reminder says all but the redline and how to do without reminders", () => {
  const { text } = reminderText(versionFacts(), "en");
  expect(text).toContain("You have neither accepted it nor refused it yet");
  expect(text).toContain("You can switch reminders off");
  expect(text).not.toContain("[inserted:");
});

test("a long redline is told as shortened, with the clauses left out by name and number, and the way to them", () => {
  const clauses = Array.from({ length: 400 }, (_, index) => `${index + 1}. ${`Words ${index} of a clause that is rather long. `.repeat(8)}`);
  const fresh = clauses.map((clause, index) => `${clause}Added ${index}.`).join("\n\n");
  const { text, html } = announcementText(versionFacts({ old: clauses.join("\n\n"), fresh }), "en");
  const [, count = "0"] = /(\d+) more changed clauses are not set out here/.exec(text) ?? [];
  const shown = text.match(/^\* /gm)?.length ?? 0;
  expect(shown).toBeGreaterThan(20);
  expect(shown + Number(count)).toBe(400);
  expect(text).toContain(`and ${Number(count) - 60} more`);
  expect(Buffer.byteLength(html)).toBeLessThan(102_000);
});

const SAID: Record<NoticeContent, string> = {
  changes: "The support hours become longer.",
  effectiveAt: "Takes effect: 1 April 2026, 00:00 (Beijing time)",
  effectOfUse: "What it means to go on using the service",
  howToRefuse: "https://terms.example.com/agreements/general-terms/versions/2/object",
  refuseUntil: "Object until: 1 April 2026, 00:00 (Beijing time)",
};

test("the texts hold what their reason is taken to say, which is all that a deemed acceptance asks of a notice", () => {
  const facts = { ...versionFacts(), formerEffectiveAt: at("2026-03-20"), told, isAnew: false };
  const texts = { announcement: announcementText(facts, "en"), postponement: postponementText(facts, "en"), reminder: reminderText(facts, "en") };
  for (const reason of ["announcement", "postponement", "reminder"] as const) {
    expect(contentsOf(reason)).toEqual(NOTICE_CONTENTS);
    for (const content of contentsOf(reason)) expect(texts[reason].text).toContain(SAID[content]);
  }
  expect(contentsOf("withdrawal")).toEqual([]);
});

const hostile = fc.string({ maxLength: 80 }).map((text) => `<script>x</script>"'><img src=//e>{{link}}\r\nBcc: a@b\u0000\u2028${text}`);

test("nothing that others wrote gets through as markup, as a header or as a place to fill in", () => {
  fc.assert(fc.property(hostile, (words) => {
    const properties = { contractingParty: { name: { en: words }, address: { en: words }, contact: words } };
    const facts = { ...versionFacts({ next: { title: words, summary: { en: words }, properties }, fresh: `1. ${words}` }), formerEffectiveAt: at("2026-03-20"), told: { en: words }, isAnew: false };
    for (const { subject, text, html } of LANGUAGES.flatMap((language) => [announcementText(facts, language), postponementText(facts, language)])) {
      expect(subject).not.toMatch(/[\r\n\u0000-\u001f\u2028]/);
      expect(html).not.toMatch(/<script|<img/);
      expect(html.match(/\{\{link\}\}/g)).toHaveLength(2);
      expect(text.match(/\{\{link\}\}/g)).toHaveLength(1);
      expect(subject).not.toContain("{{");
    }
  }), { numRuns: 20 });
});

test("the HTML fetches nothing and runs nothing", () => {
  const { html } = announcementText({ ...versionFacts(), version: aboutVersion({ number: 2 }) }, "zh-CN");
  expect(html).not.toMatch(/\ssrc=|@import|url\(|<script|<link|\son\w+=/);
});
