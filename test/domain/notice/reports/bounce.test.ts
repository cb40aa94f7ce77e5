import { expect, test } from "vitest";
import { takeBounce } from "#app/domain/notice/reports/bounce.server";
import { nameDelivery } from "#app/domain/notice/reports/delivery-name.server";
import { recordDelivery } from "#app/domain/notice/delivery/events.server";
import { absenceAnswer, exchangeReport, postfixReport } from "#test/support/bounces";
import { eventsOf, putDelivery } from "#test/support/delivery";
import { openTestPortal, type TestPortal } from "#test/support/portal";

async function openHandedOver() {
  const portal = await openTestPortal({ at: "2026-03-01T08:00:00Z" });
  const delivery = await putDelivery(portal);
  await recordDelivery(portal, { deliveryId: delivery.id, state: "handedOver", source: "smtp" });
  return { portal, delivery, sent: { secret: portal.secret, deliveryId: delivery.id } };
}

function take(portal: TestPortal, mail: string) {
  return takeBounce(portal, Buffer.from(mail));
}

async function statesOf(portal: TestPortal, delivery: Parameters<typeof eventsOf>[1]) {
  return (await eventsOf(portal, delivery)).map(({ state }) => state);
}

test("a report that a mail could not be delivered is recorded with the server's own words, and again counts once", async () => {
  const { portal, delivery, sent } = await openHandedOver();
  expect(await take(portal, postfixReport(sent))).toEqual({ outcome: "recorded", deliveryId: delivery.id, state: "bounced" });
  expect(await take(portal, postfixReport(sent))).toMatchObject({ outcome: "known" });
  const [, event] = await eventsOf(portal, delivery);
  expect(event).toMatchObject({ state: "bounced", source: "dsn", address: "li.ming@example.com" });
  expect(event?.detail).toMatch(/^failed 5\.1\.1 550 5\.1\.1 <li\.ming@example\.com>: Recipient address rejected: User unknown mx\.example\.com \[\w{32}\]$/);
  expect(await statesOf(portal, delivery)).toEqual(["handedOver", "bounced"]);
});

test.each([
  ["failed", "bounced"],
  ["delayed", "deferred"],
  ["delivered", "delivered"],
  ["relayed (to non-DSN-aware mailer)", "handedOver"],
  ["expanded", "handedOver"],
])("what a server reports as %s is taken as %s, once", async (action, state) => {
  const { portal, delivery, sent } = await openHandedOver();
  const mail = postfixReport(sent, { action });
  await take(portal, mail);
  expect(await take(portal, mail)).toEqual({ outcome: "known", deliveryId: delivery.id, state });
  expect(await statesOf(portal, delivery)).toEqual(["handedOver", state]);
});

test("a report that comes again after a later one changes nothing", async () => {
  const { portal, delivery, sent } = await openHandedOver();
  const [arrived, came] = [postfixReport(sent, { action: "delivered" }), postfixReport(sent)];
  for (const mail of [arrived, came, arrived]) await take(portal, mail);
  expect(await statesOf(portal, delivery)).toEqual(["handedOver", "delivered", "bounced"]);
});

test("a report in base64 with the message in it is read, and what the message says is not taken for the report", async () => {
  const { portal, delivery, sent } = await openHandedOver();
  expect(await take(portal, exchangeReport(sent))).toEqual({ outcome: "recorded", deliveryId: delivery.id, state: "bounced" });
});

test("the case of an address may change on the way", async () => {
  const { portal, sent } = await openHandedOver();
  expect(await take(portal, postfixReport({ ...sent, name: nameDelivery(sent.secret, sent.deliveryId).toUpperCase() }))).toMatchObject({ outcome: "recorded" });
});

test("of a mailbox that is forwarded, what arrived anywhere arrived", async () => {
  const { portal, sent } = await openHandedOver();
  const other = "Final-Recipient: rfc822; li@elsewhere.example\r\nAction: delivered\r\nStatus: 2.0.0\r\n\r\n--4A1B23C4D5";
  const mail = postfixReport(sent).replace(/--4A1B23C4D5(?=[^\n]*\r\nContent-Description: Undelivered)/, other);
  expect(await take(portal, mail)).toMatchObject({ outcome: "recorded", state: "delivered" });
});

test("a report without the portal's mark is refused, whoever knows the delivery", async () => {
  const { portal, delivery, sent } = await openHandedOver();
  const forged = `${delivery.id}-${"0".repeat(16)}`;
  expect(await take(portal, postfixReport({ ...sent, name: forged }))).toEqual({ outcome: "forged" });
  expect(await take(portal, postfixReport({ ...sent, name: nameDelivery(Buffer.alloc(32), delivery.id) }))).toEqual({ outcome: "forged" });
  expect(await statesOf(portal, delivery)).toEqual(["handedOver"]);
});

test("the mark of one delivery does not serve for another", async () => {
  const { portal, delivery, sent } = await openHandedOver();
  const other = await putDelivery(portal);
  const mark = nameDelivery(sent.secret, other.id).split("-")[1];
  expect(await take(portal, postfixReport({ ...sent, name: `${delivery.id}-${mark}` }))).toEqual({ outcome: "forged" });
});

test("answers of people and machines are no reports", async () => {
  const { portal, delivery, sent } = await openHandedOver();
  expect(await take(portal, absenceAnswer(sent))).toEqual({ outcome: "no-report" });
  expect(await statesOf(portal, delivery)).toEqual(["handedOver"]);
});

test.each([
  ["nothing", ""],
  ["no mail", "\u0000\u0001\u0002"],
  ["a report without a status", "Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nAction: failed\r\n--b--\r\n"],
  ["a report with a status that says nothing", "Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nAction: lost\r\n--b--\r\n"],
])("%s is no report", async (_, mail) => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  expect(await take(portal, mail)).toEqual({ outcome: "no-report" });
});

test("a report on a mail of somebody else, or on a delivery that there is not, is told apart", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const sent = { secret: portal.secret, deliveryId: "dlv_01jdabcdefghjkmnpqrstvwxyz" };
  expect(await take(portal, postfixReport(sent))).toEqual({ outcome: "unknown" });
  expect(await take(portal, postfixReport({ ...sent, name: "20260301.4711" }))).toEqual({ outcome: "not-ours" });
});

test("a huge mail after the report costs nothing, and a report cut short is still read", async () => {
  const { portal, sent } = await openHandedOver();
  const mail = postfixReport(sent).replace("Message-ID:", `X-Padding: ${"x".repeat(3_000_000)}\r\nMessage-ID:`);
  expect(await take(portal, mail)).toMatchObject({ outcome: "recorded", state: "bounced" });
});

test("a bounce of an erased party is recorded without the words that name it", async () => {
  const { portal, delivery, sent } = await openHandedOver();
  await portal.keys.destroyPartyKey(delivery.partyId);
  expect(await take(portal, postfixReport(sent))).toMatchObject({ outcome: "recorded" });
  expect(await take(portal, postfixReport(sent))).toMatchObject({ outcome: "known" });
  expect((await eventsOf(portal, delivery)).at(-1)).toEqual({ state: "bounced", source: "dsn", address: null, detail: null });
});
