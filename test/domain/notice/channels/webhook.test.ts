import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { expect, onTestFinished, test } from "vitest";
import { sha256Of } from "#app/domain/digest";
import { DeferredError, type Outgoing } from "#app/domain/notice/channels/channel";
import { openChannels } from "#app/domain/notice/channels/channels.server";
import { webhookChannel } from "#app/domain/notice/channels/webhook-channel.server";
import { isSigned, signatureHeaders } from "#app/domain/notice/channels/webhook-signature.server";
import { readSettings, SettingsError } from "#app/settings";

const SECRET = `whsec_${Buffer.alloc(32, 3).toString("base64")}`;
const FORMER = `whsec_${Buffer.alloc(24, 4).toString("base64")}`;
const MESSAGE: Outgoing = {
  deliveryId: "dlv_01jdabcdefghjkmnpqrstvwxyz", to: "+8613800000000", language: "zh-CN", subject: "《服务条款》将变更", text: "第 5.8 条……", html: "<p>第 5.8 条……</p>",
  at: "2026-03-01T08:00:00.000Z",
};

type Receiver = { url: string; received: { headers: IncomingHttpHeaders; body: string }[] };

/** A receiver that answers with this status; 0 for one that closes the connection. */
async function openReceiver(status: number, headers: Record<string, string> = {}): Promise<Receiver> {
  const received: Receiver["received"] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (part: string) => (body += part)).on("end", () => {
      received.push({ headers: request.headers, body });
      if (status === 0) response.destroy();
      else response.writeHead(status, headers).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => new Promise((done) => (server.close(() => done()), server.closeAllConnections())));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/notices`, received };
}

/** The channel to a receiver, on the real clock, by which the library checks. */
function channelTo(url: string) {
  return webhookChannel({ url, secrets: [SECRET, FORMER], now: () => new Date().toISOString() });
}

test.each([SECRET, FORMER])("a message is signed so that any library of Standard Webhooks takes it, by the new secret and the former one", async (secret) => {
  const { url, received } = await openReceiver(202);
  const sent = await channelTo(url).send(MESSAGE);
  const [{ headers, body } = { headers: {}, body: "" }] = received;
  const { deliveryId, to, language, subject, text, html } = MESSAGE;
  const told = new Webhook(secret).verify(body, headers as Record<string, string>);
  expect(told).toEqual({ type: "notice", timestamp: MESSAGE.at, data: { deliveryId, to, language, subject, text, html } });
  expect(headers["webhook-id"]).toBe(deliveryId);
  expect(sent).toEqual({ state: "handedOver", detail: "HTTP 202", messageSha256: sha256Of(body) });
});

test("a second attempt sends the same body under the same id", async () => {
  const { url, received } = await openReceiver(200);
  await channelTo(url).send(MESSAGE);
  await channelTo(url).send(MESSAGE);
  expect(received[0]?.body).toBe(received[1]?.body);
  expect(received[0]?.headers["webhook-id"]).toBe(received[1]?.headers["webhook-id"]);
});

test.each([400, 413, 415, 422])("a receiver that answers %i has refused the message for good", async (status) => {
  const { url } = await openReceiver(status);
  expect(await channelTo(url).send(MESSAGE)).toMatchObject({ state: "failed", detail: `HTTP ${status}` });
});

test.each([0, 401, 404, 408, 410, 429, 500, 503])("a receiver that answers %i is tried again later", async (status) => {
  const { url } = await openReceiver(status);
  await expect(channelTo(url).send(MESSAGE)).rejects.toThrow(DeferredError);
});

test("a redirect is not followed", async () => {
  const other = await openReceiver(200);
  const { url } = await openReceiver(307, { Location: other.url });
  await expect(channelTo(url).send(MESSAGE)).rejects.toThrow(DeferredError);
  expect(other.received).toEqual([]);
});

test("a receiver that is away is tried again later", async () => {
  await expect(channelTo("http://127.0.0.1:1/").send(MESSAGE)).rejects.toThrow(DeferredError);
});

test("there is a webhook where the settings name one, and it needs a secret", () => {
  const open = (environment: Record<string, string>) => {
    const channels = openChannels({ settings: readSettings(environment), secret: Buffer.alloc(32), now: () => MESSAGE.at });
    channels.close();
    return channels.webhook;
  };
  expect(open({})).toBe(null);
  expect(open({ NOTICE_WEBHOOK_URL: "https://sms.example/notices", NOTICE_WEBHOOK_SECRET: SECRET })).not.toBe(null);
  expect(() => readSettings({ NOTICE_WEBHOOK_URL: "https://sms.example/" })).toThrow(/NOTICE_WEBHOOK_SECRET: needed with NOTICE_WEBHOOK_URL/);
});

test.each([
  ["NOTICE_WEBHOOK_SECRET", "swordfish"],
  ["NOTICE_WEBHOOK_SECRET", "whsec_c2hvcnQ="],
  ["NOTICE_WEBHOOK_SECRET", `${SECRET} swordfish`],
  ["NOTICE_WEBHOOK_URL", "ftp://sms.example/"],
  ["NOTICE_WEBHOOK_URL", "https://user:secret@sms.example/"],
  ["MAIL_BOUNCE", "bounces"],
  ["MAIL_BOUNCE", "bounces+portal@terms.example"],
  ["MAIL_BOUNCE", "an-address-that-leaves-no-room@terms.example"],
])("%s takes no %s", (name, value) => {
  expect(() => readSettings({ NOTICE_WEBHOOK_SECRET: SECRET, [name]: value })).toThrow(SettingsError);
});

test("what a library of Standard Webhooks signs is taken, for five minutes on either side", () => {
  const sentAt = 1_772_352_000;
  const body = '{"type":"delivery.bounced"}';
  const signature = new Webhook(SECRET).sign("msg_1", new Date(sentAt * 1000), body);
  const headers = new Headers({ "webhook-id": "msg_1", "webhook-timestamp": String(sentAt), "webhook-signature": `v1a,${"x".repeat(64)} ${signature}` });
  const isTakenAt = (now: number) => isSigned([FORMER, SECRET], { headers, body, now });
  expect([-301, -300, 0, 300, 301].map((seconds) => isTakenAt(sentAt + seconds))).toEqual([false, true, true, true, false]);
});

test.each([
  ["another body", { body: "{}" }],
  ["another id", { "webhook-id": "msg_2" }],
  ["another time", { "webhook-timestamp": "1772352001" }],
  ["a time that is none", { "webhook-timestamp": "1772352000.5" }],
  ["no time", { "webhook-timestamp": "" }],
  ["no signature", { "webhook-signature": "" }],
  ["a signature cut short", { "webhook-signature": "v1," }],
])("a signature does not hold for %s", (_, { body = "[]", ...changed }: Record<string, string>) => {
  const content = { id: "msg_1", timestamp: 1_772_352_000, body: "[]" };
  const headers = new Headers({ ...signatureHeaders([SECRET], content), ...changed });
  expect(isSigned([SECRET], { headers, body, now: content.timestamp })).toBe(false);
});
