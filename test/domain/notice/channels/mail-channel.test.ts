import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { simpleParser, type ParsedMail } from "mailparser";
import { expect, onTestFinished, test } from "vitest";
import { sha256Of } from "#app/domain/digest";
import { DeferredError, type Outgoing } from "#app/domain/notice/channels/channel";
import { openChannels, type Channels } from "#app/domain/notice/channels/channels.server";
import { nameDelivery, readDeliveryNames } from "#app/domain/notice/reports/delivery-name.server";
import { removeMailFiles } from "#app/domain/notice/channels/mail-files.server";
import { readSettings } from "#app/settings";
import { openMailServer, smtpAnswer, type MailServer } from "#test/support/mail-server";
import { temporaryFolder } from "#test/support/store";

const SECRET = Buffer.alloc(32, 7);
const NAME = nameDelivery(SECRET, "dlv_01jdabcdefghjkmnpqrstvwxyz");
const MESSAGE: Outgoing = {
  deliveryId: "dlv_01jdabcdefghjkmnpqrstvwxyz",
  to: "li.ming@example.com",
  language: "zh-CN",
  subject: "《服务条款》将于 2026 年 5 月 1 日变更：这是一个相当长的主题，长到必须分成好几行才能放进邮件的头部",
  text: "李明，您好：\n\n服务条款将变更。\n.\n第 5.8 条：……\n\nhttps://terms.example.com/notices/pub_1\n",
  html: "<!doctype html><p>李明，您好：</p><p>第 5.8 条：<del>三十日</del><ins>十五日</ins></p>",
  at: "2026-03-01T08:00:00.000Z",
};

async function open(server: MailServer | null, settings: Record<string, string> = {}): Promise<Channels> {
  const smtp: Record<string, string> = server === null ? {} : { SMTP_URL: server.url };
  const given = { DATA_DIR: await temporaryFolder(), PUBLIC_URL: "https://terms.example.com", MAIL_FROM: "协议门户 <terms@example.com>", ...smtp, ...settings };
  const channels = openChannels({ settings: readSettings(given), secret: SECRET, now: () => "2026-03-01T08:00:00.000Z" });
  onTestFinished(() => channels.close());
  return channels;
}

async function parsed(server: MailServer): Promise<ParsedMail> {
  return simpleParser(server.received.at(-1)?.source ?? "");
}

test("a notice in Chinese arrives with its subject, text and marked changes intact", async () => {
  const server = await openMailServer();
  const { mail } = await open(server);
  const sent = await mail.send(MESSAGE);
  const message = await parsed(server);
  expect(message.subject).toBe(MESSAGE.subject);
  expect(message.text?.trim()).toBe(MESSAGE.text.trim());
  expect(message.html).toContain("<del>三十日</del><ins>十五日</ins>");
  expect(message.from?.text).toBe('"协议门户" <terms@example.com>');
  expect(message.date?.toISOString()).toBe(MESSAGE.at);
  expect(message.messageId).toBe(`<${NAME}@terms.example.com>`);
  expect(Object.fromEntries(message.headers)).toMatchObject({ "auto-submitted": "auto-generated", "content-language": "zh-CN" });
  expect(message.headers.has("list-unsubscribe") || message.headers.has("list")).toBe(false);
  expect(sent).toMatchObject({ state: "handedOver", detail: expect.stringMatching(/^250 /) });
});

test("a second attempt hands over the same bytes, and their hash is what is told", async () => {
  const server = await openMailServer();
  const { mail } = await open(server);
  const [first, second] = [await mail.send(MESSAGE), await mail.send(MESSAGE)];
  expect(server.received[0]?.source).toBe(server.received[1]?.source);
  expect(first.messageSha256).toBe(sha256Of(server.received[0]?.source ?? ""));
  expect(second.messageSha256).toBe(first.messageSha256);
});

test("the mail server is asked to report on the delivery, to an address that is its own", async () => {
  const server = await openMailServer();
  const { mail } = await open(server, { MAIL_BOUNCE: "bounces@terms.example.com" });
  await mail.send(MESSAGE);
  const [{ from, dsn } = { from: "", dsn: null }] = server.received;
  expect(dsn).toEqual({ ret: "HDRS", envid: NAME, notify: ["SUCCESS", "FAILURE", "DELAY"] });
  expect(from).toBe(`bounces+${NAME.slice(4)}@terms.example.com`);
  expect(from.split("@")[0]?.length).toBeLessThanOrEqual(64);
  expect(readDeliveryNames(SECRET, from)).toEqual({ deliveryIds: [MESSAGE.deliveryId], hasForged: false });
});

test("a mail server that offers no reports is asked for none, and bounces go to the sender where no address is set for them", async () => {
  const server = await openMailServer({ hideDSN: true });
  const { mail } = await open(server);
  expect((await mail.send(MESSAGE)).state).toBe("handedOver");
  expect(server.received[0]?.from).toBe("terms@example.com");
});

test("a reminder says where reminders are switched off", async () => {
  const server = await openMailServer();
  const { mail } = await open(server);
  const unsubscribeUrl = `https://terms.example.com/reminders/pty_01jdabcdefghjkmnpqrstvwxyz.${"a".repeat(43)}`;
  await mail.send({ ...MESSAGE, unsubscribeUrl });
  const { headers } = await parsed(server);
  expect(headers.get("list")).toMatchObject({ unsubscribe: { url: unsubscribeUrl }, "unsubscribe-post": { name: "List-Unsubscribe=One-Click" } });
});

test.each([
  ["subject", { subject: "Terms\r\nBcc: everybody@example.org\r\n\r\n<h1>Pay here</h1>" }],
  ["recipient", { to: "li@example.com\r\nBcc: everybody@example.org" }],
  ["recipient that is a list", { to: "li@example.com, everybody@example.org" }],
  ["recipient with another command", { to: "li@example.com>\r\nRCPT TO:<everybody@example.org" }],
  ["name in the subject", { subject: "李\u2028明\rBcc: everybody@example.org" }],
])("nothing in a %s adds a header, a recipient or a body", async (_, change) => {
  const server = await openMailServer();
  const { mail } = await open(server);
  await mail.send({ ...MESSAGE, ...change });
  for (const { to, source } of server.received) {
    const message = await simpleParser(source);
    expect(to.length).toBe(1);
    expect(message.bcc).toBe(undefined);
    expect(message.text).toContain("第 5.8 条");
  }
  expect(server.received.flatMap(({ to }) => to)).not.toContain("everybody@example.org");
});

test("an address that cannot be one has failed for good", async () => {
  const server = await openMailServer();
  const { mail } = await open(server);
  expect(await mail.send({ ...MESSAGE, to: "" })).toMatchObject({ state: "failed", messageSha256: null });
});

test.each([
  ["the recipient", { onRcptTo: (_address: unknown, _session: unknown, done: (error: Error) => void) => done(smtpAnswer(451, "4.7.1 greylisted, try later")) }],
  ["the message", { onMessage: () => smtpAnswer(452, "4.3.1 no space") }],
  ["the sender", { onMailFrom: (_address: unknown, _session: unknown, done: (error: Error) => void) => done(smtpAnswer(421, "too busy")) }],
  ["the sender for good, which the operator can mend", { onMailFrom: (_address: unknown, _session: unknown, done: (error: Error) => void) => done(smtpAnswer(550, "5.7.1 not you")) }],
])("a server that puts off %s is tried again later", async (_, answers) => {
  const { mail } = await open(await openMailServer(answers));
  await expect(mail.send(MESSAGE)).rejects.toThrow(DeferredError);
});

test.each([
  ["the recipient", { onRcptTo: (_address: unknown, _session: unknown, done: (error: Error) => void) => done(smtpAnswer(550, "5.1.1 no such mailbox")) }, "5.1.1 no such mailbox"],
  ["the message", { onMessage: () => smtpAnswer(554, "5.7.1 not wanted here") }, "5.7.1 not wanted here"],
])("a server that refuses %s for good has failed, in its own words", async (_, answers, words) => {
  const { mail } = await open(await openMailServer(answers));
  expect(await mail.send(MESSAGE)).toMatchObject({ state: "failed", detail: expect.stringContaining(words) });
});

test("a connection that breaks before the end of the message brings nothing, and the next attempt brings it", async () => {
  const server = await openMailServer({ onMessage: (count) => (count === 1 ? "drop before the dot" : null) });
  const { mail } = await open(server);
  await expect(mail.send({ ...MESSAGE, text: "长".repeat(100_000) })).rejects.toThrow(DeferredError);
  expect(server.received.length).toBe(0);
  expect((await mail.send(MESSAGE)).state).toBe("handedOver");
  expect(server.received.length).toBe(1);
});

test("a connection that breaks after the end, without an answer, is not tried again at once; the next attempt is the same mail by name", async () => {
  const server = await openMailServer({ onMessage: (count) => (count === 1 ? "drop after the dot" : null) });
  const { mail } = await open(server);
  await expect(mail.send(MESSAGE)).rejects.toThrow(DeferredError);
  expect(server.received.length).toBe(1);
  await mail.send(MESSAGE);
  expect(server.received.length).toBe(2);
  expect(server.received[0]?.source).toBe(server.received[1]?.source);
});

test("of many mails at once the refused ones fail and the others arrive", async () => {
  const server = await openMailServer({ onRcptTo: ({ address }, _, done) => done(address.startsWith("no") ? smtpAnswer(550, "no") : null) });
  const { mail } = await open(server);
  const sent = await Promise.all(Array.from({ length: 20 }, (_, i) => mail.send({ ...MESSAGE, to: `${i % 2 ? "no" : "yes"}${i}@example.com` })));
  expect(sent.map(({ state }) => state)).toEqual(Array.from({ length: 20 }, (_, i) => (i % 2 ? "failed" : "handedOver")));
  expect(server.received.length).toBe(10);
});

test("without a mail server the mail is one file, the same after a second attempt, and goes when its delivery is erased", async () => {
  const dataDir = await temporaryFolder();
  const { mail } = await open(null, { DATA_DIR: dataDir });
  const { messageSha256 } = await mail.send(MESSAGE);
  await mail.send(MESSAGE);
  const files = await readdir(join(dataDir, "mail"));
  expect(files.length).toBe(1);
  const bytes = await readFile(join(dataDir, "mail", files[0] ?? ""));
  expect(sha256Of(bytes)).toBe(messageSha256);
  expect((await simpleParser(bytes)).subject).toBe(MESSAGE.subject);
  await removeMailFiles({ dataDir }, ["dlv_01jdzzzzzzzzzzzzzzzzzzzzzz"]);
  expect((await readdir(join(dataDir, "mail"))).length).toBe(1);
  await removeMailFiles({ dataDir }, [MESSAGE.deliveryId]);
  expect(await readdir(join(dataDir, "mail"))).toEqual([]);
});
