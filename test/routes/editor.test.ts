import { expect, test } from "vitest";
import type { Role } from "#app/domain/access/role";
import * as editor from "#app/routes/editor";
import { addActor } from "#test/support/actors";
import { addDraft, addStep } from "#test/support/drafts";
import { openTestBrowser } from "#test/support/exchange";
import { openShippedPortal } from "#test/support/pages";
import type { TestPortal } from "#test/support/portal";
import { visit } from "#test/support/visit";
import { newSession } from "#app/domain/access/session.server";

/** A browser in which a new person with these roles is signed in. */
async function openAs(portal: TestPortal, name: string, roles: Role[]) {
  const { accountId } = await addActor(portal, name, roles);
  const { token, steps } = newSession(portal, { accountId, method: "password" });
  await portal.writer.commit({ steps });
  const browser = openTestBrowser(portal);
  browser.cookies.set("concordat", token);
  return { browser, accountId };
}

async function deskOf(browser: ReturnType<typeof openTestBrowser>) {
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
