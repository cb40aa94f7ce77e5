import { expect, test } from "vitest";
import type { LeaveView } from "#app/http/acceptance/leave-view.server";
import { loader as copy } from "#app/routes/leave-copy";
import { action, loader } from "#app/routes/leave";
import { loader as me } from "#app/routes/me";
import { acceptTerms } from "#test/support/acceptance";
import { openTestBrowser } from "#test/support/exchange";
import { addConfirmed } from "#test/support/organisation";
import { openShippedPortal } from "#test/support/pages";
import { openGated } from "#test/support/gated";
import type { Staff } from "#test/support/staff";
import { send, visit } from "#test/support/visit";

const PATH = "/leave";

function leave({ browser, formToken }: Staff, fields: Record<string, string>) {
  return send(browser, action, { path: PATH, fields: { formToken, ...fields } });
}

test("the page says what ends and what goes on binding; unticked, what was typed comes back and nothing ends", async () => {
  const { portal, reader } = await openGated();
  expect((await visit(reader.browser, loader, { path: PATH })).data).toMatchObject({
    view: { leftAt: null, dataUntil: "2026-02-14T07:40:00.000Z", organisation: null, agreements: [{ slug: "general-terms", number: 1, surviving: [expect.any(Object)] }] },
  });
  expect(await leave(reader, { reason: "搬家" })).toMatchObject({ status: 422, data: { faults: { understood: expect.any(String) }, typed: { reason: "搬家" } } });
  expect(await portal.db.selectFrom("leavings").selectAll().execute()).toEqual([]);
});

test.each([["zh-CN", "知识产权"], ["en", null]])("clauses that go on binding are named in the words of the binding text, and in %s so", async (language, heading) => {
  const portal = await openShippedPortal();
  const person = await addConfirmed(portal, "li.ming@example.com");
  await acceptTerms(portal, person);
  const browser = openTestBrowser(portal);
  browser.cookies.set("concordat", person.token);
  browser.cookies.set("language", language);
  const { view } = (await visit(browser, loader, { path: PATH })).data as { view: LeaveView };
  expect(view.agreements[0]?.surviving).toContainEqual({ id: "intellectual-property", number: "7.", heading });
});

test("leaving leads to the page of one who left, sent twice too, and its data can be fetched", async () => {
  const { reader } = await openGated();
  const answers = await Promise.all([leave(reader, { understood: "yes" }), leave(reader, { understood: "yes" })]);
  expect(answers.map(({ status, location }) => [status, location])).toEqual([[303, PATH], [303, PATH]]);
  expect((await visit(reader.browser, loader, { path: PATH })).data).toMatchObject({ view: { leftAt: "2026-01-15T07:40:00.000Z", agreements: [{ slug: "general-terms", number: 1 }] } });
  expect((await visit(reader.browser, copy, { path: "/leave/copy.json" })).data).toMatchObject({ schema: "concordat/copy/1", leaving: { dataUntil: "2026-02-14T07:40:00.000Z" }, acts: [{ kind: "acceptance" }], notices: expect.arrayContaining([expect.objectContaining({ reason: "announcement", channel: "inbox" })]), objections: [] });
  expect((await visit(reader.browser, me, { path: "/me" })).data).toMatchObject({ view: { asked: [], coming: [], binding: [{ sentence: expect.stringContaining("You left") }] } });
});

test("a sign-in that is not fresh is asked for the password first, on the page, the form and the copy", async () => {
  const { portal, reader } = await openGated();
  portal.clock.set("2026-01-15T09:00:00Z");
  for (const page of [loader, copy]) expect((await visit(reader.browser, page, { path: PATH })).location).toBe("/sign-in/again?to=%2Fleave");
  expect((await leave(reader, { understood: "yes" })).location).toBe("/sign-in/again?to=%2Fleave");
  expect(await portal.db.selectFrom("leavings").selectAll().execute()).toEqual([]);
});
