import { expect, test } from "vitest";
import { leave } from "#app/domain/access/leave.server";
import { isPaused } from "#app/domain/notice/delivery/pause.server";
import * as desk from "#app/routes/notice-desk";
import { contextOf } from "#test/support/exchange";
import { handOver, publishedTerms, tell, tellAll, testChannel } from "#test/support/notices";
import { addConfirmed } from "#test/support/organisation";
import { thrownBy } from "#test/support/pages";
import { openTestPortal } from "#test/support/portal";
import { openAs } from "#test/support/staff";

async function openDesk(role: "operator" | "auditor" = "operator") {
  const portal = await openTestPortal({ at: "2026-03-01T08:00:00Z" });
  const staff = await openAs(portal, "staff", [role]);
  const headers = { Cookie: `concordat=${staff.browser.cookies.get("concordat") ?? ""}`, Origin: "http://localhost:3000" };
  const open = async () => (await desk.loader({ ...staff.browser.get("/operator/notices"), params: {} })).view;
  async function send(fields: Record<string, string>) {
    const body = new URLSearchParams({ formToken: staff.formToken, ...fields });
    const request = new Request("http://localhost:3000/operator/notices", { method: "POST", headers, body });
    return (await desk.action({ request, context: contextOf(portal), params: {} })).status;
  }
  return { portal, staff, open, send };
}

test("the operator sees how far a notice has come, while it goes on and after", async () => {
  const { portal, open } = await openDesk();
  await addConfirmed(portal, "li.ming@example.com");
  const terms = await publishedTerms(portal);
  await tell(portal, terms);
  const parties = (await portal.db.selectFrom("parties").select("id").execute()).length;
  expect((await open()).progress).toMatchObject([{ told: 0, ofAbout: parties }]);
  const second = await tellAll(portal, { ...terms, reason: "postponement" });
  const before = (await open()).progress.find(({ noticeId }) => noticeId === second);
  expect(before).toMatchObject({ reason: "postponement", told: parties, ofAbout: null, handedOver: 0 });
  await handOver(portal);
  expect((await open()).progress.find(({ noticeId }) => noticeId === second)).toMatchObject({ waiting: 0, handedOver: before?.queued });
  expect(await open()).toMatchObject({ hasMailServer: false, waiting: 0, nextAt: null });
});

test("what one person is told does not push a notice to all off the page", async () => {
  const { portal, open } = await openDesk();
  const terms = await publishedTerms(portal);
  const { partyId } = await addConfirmed(portal, "li.ming@example.com");
  const toAll = await tellAll(portal, terms);
  for (let number = 0; number < 21; number++) await tell(portal, { ...terms, reason: "receipt", occasion: String(number), audience: { who: "parties", partyIds: [partyId] } });
  expect((await open()).progress).toMatchObject([{ noticeId: toAll, number: 1 }]);
});

test("the operator sees what was not sent after all, and why", async () => {
  const { portal, open } = await openDesk();
  const reader = await addConfirmed(portal, "li.ming@example.com");
  const noticeId = await tellAll(portal, await publishedTerms(portal));
  await leave(portal, { actor: reader, reason: "" });
  await handOver(portal);
  const progress = (await open()).progress.find((each) => each.noticeId === noticeId);
  expect(progress).toMatchObject({ notSent: [{ reason: "left", count: 1 }], stoppedFor: null, waiting: 0, failed: 0 });
});

test("who could not be reached is listed until the operator has seen to it", async () => {
  const { portal, open, send } = await openDesk();
  const { partyId } = await addConfirmed(portal, "li.ming@example.com");
  await tellAll(portal, { ...(await publishedTerms(portal)), reason: "receipt", partyId });
  await handOver(portal, { mail: testChannel(() => ({ state: "failed", detail: "550", messageSha256: null })) });
  const [task] = (await open()).tasks;
  expect(task).toMatchObject({ partyId, reason: "failed", channel: "mail", about: "receipt" });
  expect(await send({ intent: "done", deliveryId: task?.deliveryId ?? "" })).toBe(303);
  expect((await open()).tasks).toEqual([]);
});

test("the operator holds notices back and lets them go again", async () => {
  const { portal, open, send } = await openDesk();
  await send({ intent: "pause" });
  expect([await isPaused(portal), (await open()).isPaused]).toEqual([true, true]);
  await send({ intent: "resume" });
  expect(await isPaused(portal)).toBe(false);
});

test("only operators see it", async () => {
  const { staff } = await openDesk("auditor");
  expect(await thrownBy(desk.loader({ ...staff.browser.get("/operator/notices"), params: {} }))).toMatchObject({ status: 404 });
});
