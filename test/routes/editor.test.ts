import { expect, test } from "vitest";
import type { Role } from "#app/domain/access/role";
import { changesOf, type Redline } from "#app/domain/text/redline";
import type { DraftView, ReviewView } from "#app/http/desk/draft-view.server";
import * as draft from "#app/routes/draft";
import * as draftReview from "#app/routes/draft-review";
import * as editor from "#app/routes/editor";
import { addDraft, addStep } from "#test/support/drafts";
import type { TestBrowser } from "#test/support/exchange";
import { openShippedPortal, SECOND_AT, thrownBy } from "#test/support/pages";
import { openAs } from "#test/support/staff";
import { visit } from "#test/support/visit";

async function deskOf(browser: TestBrowser) {
  const { data } = await visit(browser, editor.loader, { path: "/editor" });
  return data.view as { waiting: { task: string; slug: string }[]; agreements: { slug: string; drafts: { stage: string; number: number; reviewReason: string | null }[] }[] };
}

test.each([[[]], [["operator"]], [["auditor"]]] as Role[][][])("for a person with the roles %j the desk is unknown", async (roles) => {
  const portal = await openShippedPortal();
  const { browser } = await openAs(portal, "other", roles);
  expect(await visit(browser, editor.loader, { path: "/editor" })).toMatchObject({ status: 404, data: { code: "page-unknown" } });
});

test("the desk shows every agreement in order of precedence, with its versions", async () => {
  const portal = await openShippedPortal();
  const { browser } = await openAs(portal, "editor", ["editor"]);
  const { agreements, waiting } = await deskOf(browser);
  expect(agreements.find(({ slug }) => slug === "general-terms")).toMatchObject({ versions: [{ number: 2, status: "announced" }, { number: 1, status: "in force" }], drafts: [] });
  expect(waiting).toEqual([]);
});

test("a draft waits for its author, then for an approver who is not its author, then for its publication", async () => {
  const portal = await openShippedPortal();
  const author = await openAs(portal, "author", ["editor", "approver"]);
  const second = await openAs(portal, "second", ["approver"]);
  const tasks = async () => Promise.all([author, second].map(async ({ browser }) => (await deskOf(browser)).waiting.map(({ task }) => task)));
  const draftId = await addDraft(portal, { slug: "general-terms", number: 2, authorId: author.accountId });
  expect(await tasks()).toEqual([["finish"], []]);
  const submitted = await addStep(portal, { draftId, act: "submitted", actorId: author.accountId, followsId: "" });
  expect(await tasks()).toEqual([[], ["approve"]]);
  const rejected = await addStep(portal, { draftId, act: "rejected", actorId: second.accountId, followsId: submitted, reason: "Clause 3.1 contradicts 9.2" });
  expect(await tasks()).toEqual([["mend"], []]);
  const { agreements } = await deskOf(author.browser);
  expect(agreements.find(({ slug }) => slug === "general-terms")?.drafts).toMatchObject([{ stage: "rejected", number: 3, reviewReason: "Clause 3.1 contradicts 9.2" }]);
  const again = await addStep(portal, { draftId, act: "submitted", actorId: author.accountId, followsId: rejected });
  await addStep(portal, { draftId, act: "approved", actorId: second.accountId, followsId: again });
  expect(await tasks()).toEqual([["publish"], ["publish"]]);
});

test("a step of review of an earlier state counts no longer", async () => {
  const portal = await openShippedPortal();
  const author = await openAs(portal, "author", ["editor"]);
  const draftId = await addDraft(portal, { slug: "general-terms", number: 2, authorId: author.accountId });
  await addStep(portal, { draftId, act: "submitted", actorId: author.accountId, followsId: "", counter: 0 });
  expect((await deskOf(author.browser)).waiting).toMatchObject([{ task: "finish", slug: "general-terms" }]);
});

async function openDraft(edit: (body: string, language: string) => string) {
  const portal = await openShippedPortal();
  const { browser, accountId } = await openAs(portal, "author", ["editor"]);
  const id = await addDraft(portal, { slug: "general-terms", number: 2, authorId: accountId, edit });
  const open = (page: Parameters<typeof visit>[1], path: string) => visit(browser, page, { path: `/editor/drafts/${id}${path}`, params: { id } });
  return { portal, id, open };
}

test("a draft is shown clause by clause in a language, with what is wrong with it and its way to force", async () => {
  const { open } = await openDraft((body, language) => (language === "zh-CN" ? body.replace(/^1\.1\. .*$/m, "$& 见第 99.9 条。") : body));
  const view = (await open(draft.loader, "?lang=zh-CN")).data.view as DraftView;
  expect(view.text).toMatchObject({ language: "zh-CN", findings: [{ code: "date-stale" }, { code: "reference-broken", severity: "error", number: "1.1." }] });
  expect(view.text.html).toContain("见第 99.9 条");
  expect(view.languages).toEqual([{ language: "zh-CN", isBinding: true, count: 2 }, { language: "en", isBinding: false, count: 0 }]);
  expect(view.head.path.map(({ name, state }) => `${name} ${state}`)).toEqual(["draft now", "review ahead", "approval ahead", "notice ahead", "inForce ahead"]);
  expect(view.head.path.at(-1)?.at).toBe(SECOND_AT);
});

test("review sets a draft against the version in force, and suggests a class with its reasons", async () => {
  const { open } = await openDraft((body) => body);
  const { view, redline } = (await open(draftReview.loader, "/review")).data as { view: ReviewView; redline: Redline };
  expect(view).toMatchObject({ head: { against: 1, number: 3 }, changeClass: null, comparison: { language: "en", suggested: "essential" } });
  expect(view.comparison?.reasons.length).toBeGreaterThan(0);
  expect(changesOf(redline).length).toBeGreaterThan(0);
  expect(view.working).toMatchObject({ noticeDays: 30, zone: "Asia/Shanghai", earliestAt: SECOND_AT });
});

test("a draft built on a version that is still pending is set against that one too, and the weightier change suggests the class", async () => {
  const { open } = await openDraft((body) => body);
  const compared = async (search: string) => (await open(draftReview.loader, `/review${search}`)).data as { view: ReviewView; redline: Redline };
  const [inForce, base] = [await compared(""), await compared("?from=base")];
  expect(inForce.view.comparison).toMatchObject({ from: 1, other: { number: 2, side: "base" }, suggested: "essential" });
  expect(base.view.comparison).toMatchObject({ from: 2, other: { number: 1, side: "in force" }, suggested: "essential" });
  expect([changesOf(inForce.redline).length > 0, changesOf(base.redline).length]).toEqual([true, 0]);
});

test("a draft that is not there, and a person without the role, get the page of what is unknown", async () => {
  const { portal, id, open } = await openDraft((body) => body);
  const { browser } = await openAs(portal, "reader", []);
  const answers = await Promise.all([draft.loader, draftReview.loader].map((loader) => visit(browser, loader, { path: `/editor/drafts/${id}`, params: { id } })));
  expect(answers.map(({ status }) => status)).toEqual([404, 404]);
  expect(await open(draft.loader, "")).toMatchObject({ status: 200 });
  const missing = await openAs(portal, "other", ["approver"]);
  const args = { ...missing.browser.get("/editor/drafts/drf_none"), params: { id: "drf_none" } };
  expect(await thrownBy(draft.loader(args))).toMatchObject({ status: 404, data: { code: "draft-unknown" } });
});
