import { expect, test } from "vitest";
import { newSession } from "#app/domain/access/session.server";
import type { AcceptView } from "#app/http/acceptance/accept-view.server";
import { readViewer } from "#app/http/viewer.server";
import { loader as root } from "#app/root";
import { action, loader as openAcceptance } from "#app/routes/accept";
import { loader as home } from "#app/routes/home";
import { addActor } from "#test/support/actors";
import { openTestBrowser } from "#test/support/exchange";
import { openShippedPortal, thrownBy } from "#test/support/pages";
import { addPerson } from "#test/support/people";
import type { TestPortal } from "#test/support/portal";
import { countRows } from "#test/support/rows";
import { send, visit } from "#test/support/visit";

const FAULT = { what: "leafHashWrong", ledgerNumber: 1, index: 5 } as const;

function browserOf(portal: TestPortal, token: string) {
  const browser = openTestBrowser(portal);
  browser.cookies.set("concordat", token);
  return browser;
}

/** The token of a session of an operator. */
async function operatorToken(portal: TestPortal): Promise<string> {
  const { accountId } = await addActor(portal, "operator", ["operator"]);
  const { token, steps } = newSession(portal, { accountId, method: "password" });
  await portal.writer.commit({ steps });
  return token;
}

/** What a person is told of the ledger at home, and the tag of the page. */
async function homeOf(portal: TestPortal, token: string) {
  const asked = { ...browserOf(portal, token).get("/"), params: {} };
  const { init } = await home(asked);
  return { told: (await root(asked)).ledgerFault, tag: new Headers(init?.headers).get("ETag") };
}

test("staff are told on every page that the ledger is stopped, their copies of pages included; readers are not", async () => {
  const portal = await openShippedPortal();
  const operator = await operatorToken(portal);
  const reader = (await addPerson(portal)).token;
  const before = { operator: await homeOf(portal, operator), reader: await homeOf(portal, reader) };
  expect([before.operator.told, before.reader.told]).toEqual([null, null]);
  portal.ledger.stop(FAULT);
  const after = { operator: await homeOf(portal, operator), reader: await homeOf(portal, reader) };
  expect([after.operator.told, after.reader.told]).toEqual([FAULT, null]);
  expect(after.operator.tag).not.toBe(before.operator.tag);
  expect(after.reader.tag).toBe(before.reader.tag);
});

test("what lies outside may hold anything and is not shown", async () => {
  const portal = await openShippedPortal();
  const token = await operatorToken(portal);
  portal.ledger.stop({ what: "outsideUnsigned", checkpoint: "anything" });
  expect((await homeOf(portal, token)).told).toEqual({ what: "outsideUnsigned", checkpoint: "" });
});

test("while the ledger is stopped an acceptance is refused, nothing of it is kept, and the same screen can be answered later", async () => {
  const portal = await openShippedPortal();
  const browser = browserOf(portal, (await addPerson(portal)).token);
  const { data } = await visit(browser, openAcceptance, { path: "/accept" });
  const view = data.view as AcceptView;
  if (view.kind !== "open") throw new Error(`the page is ${view.kind}`);
  const formToken = (await readViewer(browser.get("/")))?.formToken ?? "";
  const before = await countRows(portal.db);
  portal.ledger.stop(FAULT);
  const answer = send(browser, action, { path: "/accept", fields: { formToken, token: view.token, answer: "accept", accepted: "yes" } });
  expect(await thrownBy(answer)).toMatchObject({ status: 503, data: { code: "ledger-stopped" } });
  expect(await countRows(portal.db)).toEqual(before);
});
