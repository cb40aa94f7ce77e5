import { expect, test } from "vitest";
import { nameDelivery } from "#app/domain/notice/reports/delivery-name.server";
import { signatureHeaders } from "#app/domain/notice/channels/webhook-signature.server";
import { action } from "#app/routes/hook-deliveries";
import { eventsOf, putDelivery } from "#test/support/delivery";
import { contextOf } from "#test/support/exchange";
import { openTestPortal, type TestPortal } from "#test/support/portal";

const SECRET = `whsec_${Buffer.alloc(32, 3).toString("base64")}`;
const AT = "2026-03-01T08:00:00.000Z";

function open(settings: Record<string, string> = { NOTICE_WEBHOOK_SECRET: SECRET }) {
  return openTestPortal({ at: AT, settings });
}

type Sent = { id?: string; sentAt?: string; secret?: string };

/** Sends an event as a gateway does; gives status, outcome and sentence. */
async function send(portal: TestPortal, event: unknown, { id = "msg_1", sentAt = AT, secret = SECRET }: Sent = {}) {
  const body = typeof event === "string" ? event : JSON.stringify(event);
  const headers = signatureHeaders([secret], { id, timestamp: Date.parse(sentAt) / 1000, body });
  const request = new Request("http://localhost:3000/hooks/deliveries", { method: "POST", headers, body });
  const answer = await action({ request, context: contextOf(portal), params: {} });
  const told = (await answer.json()) as { outcome: string; sentence: string };
  return { status: answer.status, ...told };
}

function eventAbout(deliveryId: string, type = "delivery.bounced") {
  return { type, timestamp: AT, data: { deliveryId, address: "+8613800000000", detail: "number out of service" } };
}

test("what the gateway says of a delivery is recorded, and the same message again counts once", async () => {
  const portal = await open();
  const delivery = await putDelivery(portal, "webhook");
  expect(await send(portal, eventAbout(delivery.id))).toEqual({ status: 200, outcome: "recorded", sentence: "Recorded." });
  expect(await send(portal, eventAbout(delivery.id))).toMatchObject({ status: 200, outcome: "known" });
  expect(await eventsOf(portal, delivery)).toEqual([{ state: "bounced", source: "webhook", address: "+8613800000000", detail: "number out of service [msg_1]" }]);
});

test("a message that comes again after a later one does not turn the record round", async () => {
  const portal = await open();
  const delivery = await putDelivery(portal, "webhook");
  await send(portal, eventAbout(delivery.id, "delivery.delivered"), { id: "msg_1" });
  await send(portal, eventAbout(delivery.id, "delivery.bounced"), { id: "msg_2" });
  expect(await send(portal, eventAbout(delivery.id, "delivery.delivered"), { id: "msg_1" })).toMatchObject({ outcome: "known" });
  expect((await eventsOf(portal, delivery)).map(({ state }) => state)).toEqual(["delivered", "bounced"]);
});

test("a provider of mail may name the delivery as its Message-ID does", async () => {
  const portal = await open();
  const delivery = await putDelivery(portal);
  const messageId = `<${nameDelivery(portal.secret, delivery.id)}@terms.example.com>`;
  expect(await send(portal, eventAbout(messageId, "delivery.delivered"))).toMatchObject({ outcome: "recorded" });
  expect((await eventsOf(portal, delivery)).map(({ state }) => state)).toEqual(["delivered"]);
});

test("the same message twice at once counts once", async () => {
  const portal = await open();
  const delivery = await putDelivery(portal, "webhook");
  const answers = await Promise.all([send(portal, eventAbout(delivery.id)), send(portal, eventAbout(delivery.id))]);
  expect(answers.map(({ outcome }) => outcome).toSorted()).toEqual(["known", "recorded"]);
  expect((await eventsOf(portal, delivery)).length).toBe(1);
});

test("a mail opened, or a link fetched, is never a proof", async () => {
  const portal = await open();
  const delivery = await putDelivery(portal, "webhook");
  for (const type of ["delivery.opened", "delivery.clicked", "delivery.displayed", "delivery.acknowledged"]) {
    expect(await send(portal, eventAbout(delivery.id, type))).toMatchObject({ status: 200, outcome: "uncounted" });
  }
  expect(await eventsOf(portal, delivery)).toEqual([]);
});

test.each([
  ["signed by somebody else", { secret: `whsec_${Buffer.alloc(32, 9).toString("base64")}` }],
  ["sent more than five minutes ago", { sentAt: "2026-03-01T07:54:59.000Z" }],
  ["sent in more than five minutes", { sentAt: "2026-03-01T08:05:01.000Z" }],
])("a message %s is refused, and nothing is recorded", async (_, sent) => {
  const portal = await open();
  const delivery = await putDelivery(portal, "webhook");
  expect(await send(portal, eventAbout(delivery.id), sent)).toMatchObject({ status: 401, outcome: "unsigned" });
  expect(await eventsOf(portal, delivery)).toEqual([]);
});

test.each([["no JSON"], [""], [[]], [{ type: "delivery.bounced" }], [{ type: "delivery.bounced", data: { deliveryId: 7 } }]])("%j is told how to be written", async (event) => {
  const portal = await open();
  expect(await send(portal, event)).toMatchObject({ status: 400, outcome: "unreadable", sentence: expect.stringContaining("deliveryId") });
});

test("a delivery that there is not is said to be unknown, so that the gateway stops", async () => {
  const portal = await open();
  expect(await send(portal, eventAbout("dlv_01jdabcdefghjkmnpqrstvwxyz"))).toMatchObject({ status: 200, outcome: "unknown" });
});

test("without a secret nothing is taken", async () => {
  const portal = await open({});
  expect(await send(portal, eventAbout("dlv_1"))).toMatchObject({ status: 404, outcome: "unset" });
});

test("a huge body is refused", async () => {
  const portal = await open();
  await expect(send(portal, "x".repeat(100_000))).rejects.toMatchObject({ status: 413 });
});
