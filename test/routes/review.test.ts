import { expect, test } from "vitest";
import { startDraft } from "#app/domain/publication/drafting/drafts.server";
import type { ReviewView } from "#app/http/desk/draft-view.server";
import * as review from "#app/routes/draft-review";
import { openShippedPortal, SECOND_AT } from "#test/support/pages";
import { openAs, type Staff } from "#test/support/staff";
import { send, visit } from "#test/support/visit";

const WORDS = {
  intent: "words", changeClass: "essential", reasons: "amend", effective: "",
  "classReason.en": "The flagged clauses of version 2 change", "summary.en": "Clearer words.", "summary.zh-CN": "表述更清楚。",
};

/** A draft of version 3 with its author, and an approver; version 2 is announced and not yet in force. */
async function openDrafted() {
  const portal = await openShippedPortal();
  const author = await openAs(portal, "author", ["editor", "approver"]);
  const second = await openAs(portal, "second", ["approver"]);
  const actor = { accountId: author.accountId, roles: ["editor"] as const, signInId: "" };
  const id = await startDraft(portal, { slug: "general-terms", number: 2, actor });
  return { portal, author, second, id };
}

function pageOf(id: string) {
  return { path: `/editor/drafts/${id}/review`, params: { id } };
}

async function open({ browser }: Staff, id: string) {
  const { data } = await visit(browser, review.loader, pageOf(id));
  return data as { view: ReviewView; acts: { next: string | null; approvalSha256: string | null; isFresh: boolean } };
}

/** Sends a form as the page as it is now would. */
async function act(staff: Staff, id: string, fields: Record<string, string>) {
  const { view, acts } = await open(staff, id);
  const hidden = { formToken: staff.formToken, counter: String(view.words.counter), approvalSha256: acts.approvalSha256 ?? "" };
  return send(staff.browser, review.action, { ...pageOf(id), fields: { ...hidden, ...fields } });
}

async function submitted() {
  const opened = await openDrafted();
  await act(opened.author, opened.id, WORDS);
  expect(await act(opened.author, opened.id, { intent: "submit", reason: "kept as they are" })).toMatchObject({ status: 303 });
  return opened;
}

test("a draft without class and words for readers is not submitted, and what was typed comes back", async () => {
  const { author, id } = await openDrafted();
  const answer = await act(author, id, { intent: "submit", reason: "typed words" });
  expect(answer).toMatchObject({ status: 422, data: { faults: { form: expect.any(String) }, typed: { reason: ["typed words"] } } });
  await act(author, id, { ...WORDS, "summary.zh-CN": " " });
  expect(await act(author, id, { intent: "submit", reason: "" })).toMatchObject({ status: 422 });
  expect((await open(author, id)).acts.next).toBe("submit");
});

test("nobody approves an own draft, and the page says so", async () => {
  const { author, id } = await submitted();
  expect((await open(author, id)).acts.next).toBe("own");
  expect(await act(author, id, { intent: "approve", reason: "" })).toMatchObject({ status: 403, data: { faults: { form: expect.stringContaining("author") } } });
});

test("an approver whose sign-in is not fresh enters the password first", async () => {
  const { portal, second, id } = await submitted();
  portal.clock.set("2026-01-15T07:45:00.001Z");
  expect((await open(second, id)).acts).toMatchObject({ next: "decide", isFresh: false });
  expect(await act(second, id, { intent: "approve", reason: "" })).toMatchObject({ status: 302, location: `/sign-in/again?to=${encodeURIComponent(`/editor/drafts/${id}/review`)}` });
});

test("a rejection needs a reason and sends the draft back to its author", async () => {
  const { author, second, id } = await submitted();
  expect(await act(second, id, { intent: "reject", reason: " " })).toMatchObject({ status: 422 });
  expect(await act(second, id, { intent: "reject", reason: "Clause 1.1 is unclear" })).toMatchObject({ status: 303 });
  expect((await open(author, id)).view.head).toMatchObject({ stage: "rejected", reviewReason: "Clause 1.1 is unclear" });
});

test("an edit after the approval takes it back", async () => {
  const { author, second, id } = await submitted();
  await act(second, id, { intent: "approve", reason: "" });
  expect((await open(author, id)).acts.next).toBe("publish");
  await act(author, id, { ...WORDS, "summary.en": "Other words." });
  expect((await open(author, id)).acts.next).toBe("submit");
  expect(await act(second, id, { intent: "publish", reason: "now" })).toMatchObject({ status: 409 });
});

test("a date that is too early is refused with the earliest one; a later one is published", async () => {
  const { author, second, id } = await openDrafted();
  await act(author, id, { ...WORDS, effective: "2026-02-14T15:59:59.999Z" });
  await act(author, id, { intent: "submit", reason: "kept" });
  await act(second, id, { intent: "approve", reason: "" });
  const refused = await act(author, id, { intent: "publish", reason: "as planned" });
  expect(refused).toMatchObject({ status: 422, data: { faults: { form: expect.stringContaining("2026") } } });
  expect((await open(author, id)).view.working.earliestAt).toBe(SECOND_AT);
  await act(author, id, { ...WORDS, effective: "2026-03-01" });
  await act(author, id, { intent: "submit", reason: "kept" });
  await act(second, id, { intent: "approve", reason: "" });
  expect(await act(author, id, { intent: "publish", reason: "as planned" })).toMatchObject({ status: 303, location: `/editor/drafts/${id}` });
  const { view } = await open(author, id);
  expect(view.head.path.map(({ state }) => state)).toEqual(["done", "done", "done", "now", "ahead"]);
  expect(view.head.path.at(-1)?.at).toBe("2026-02-28T16:00:00.000Z");
});

test("a date that cannot be read comes back with its sentence", async () => {
  const { author, id } = await openDrafted();
  expect(await act(author, id, { ...WORDS, effective: "next spring" })).toMatchObject({ status: 400, data: { faults: { form: expect.stringContaining("next spring") }, typed: { effective: ["next spring"] } } });
});

test("for a person without the role the page is unknown", async () => {
  const { portal, id } = await openDrafted();
  const other = await openAs(portal, "other", []);
  const fields = { formToken: other.formToken, counter: "1", intent: "submit", reason: "" };
  expect(await send(other.browser, review.action, { ...pageOf(id), fields })).toMatchObject({ status: 404, data: { code: "page-unknown" } });
});
