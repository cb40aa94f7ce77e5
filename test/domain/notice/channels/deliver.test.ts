import { mkdir, readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { deliverDue } from "#app/domain/notice/channels/deliver.server";
import { startDelivery } from "#app/domain/notice/delivery/delivery.server";
import { openMailTransport, type MailTransport } from "#app/domain/notice/channels/mail-transport.server";
import { mailStep } from "#app/domain/notice/channels/send.server";
import { openMailServer } from "#test/support/mail-server";
import { addPerson } from "#test/support/people";
import { openTestPortal, type TestPortal } from "#test/support/portal";

const TO = "li.ming@example.com";

function openTransport(portal: TestPortal): MailTransport {
  const transport = openMailTransport(portal.settings);
  onTestFinished(() => transport.close());
  return transport;
}

async function putMail(portal: TestPortal, { to = TO, subject = "主题", text = "正文" } = {}): Promise<void> {
  await portal.keys.createPartyKey("pty_reader");
  const step = await mailStep(portal, "pty_reader", { to, subject, text });
  const row = { id: "pty_reader", kind: "person", customerKind: "consumer", place: null, productsJson: "[]", nameSealed: null, createdAt: portal.now() };
  await portal.writer.commit({ steps: [{ op: "insert", table: "parties", row, unless: { id: "pty_reader" } }, step] });
}

function outboxRows(portal: TestPortal) {
  return portal.db.selectFrom("outbox").select(["attempts", "nextAttemptAt", "sentAt", "failure", "messageSealed"]).execute();
}

/** The header's words, decoded as RFC 2047 says. */
function headerOf(source: string, name: string): string {
  const line = new RegExp(`^${name}: (.*(?:\r\n[ \t].*)*)`, "mi").exec(source)?.[1] ?? "";
  const words = line.replace(/\r\n[ \t]/g, " ").replace(/\?=\s+=\?/g, "?==?");
  return words.replace(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_, code: string, text: string) => decoded(code, text));
}

function decoded(code: string, text: string): string {
  if (code.toUpperCase() === "B") return Buffer.from(text, "base64").toString("utf8");
  const bytes = text.replaceAll("_", " ").replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}

function bodyOf(source: string): string {
  const body = source.slice(source.indexOf("\r\n\r\n") + 4);
  if (/^Content-Transfer-Encoding: base64/im.test(source)) return Buffer.from(body, "base64").toString("utf8");
  return decoded("Q", body.replace(/=\r\n/g, "").replaceAll("_", "=5F"));
}

test("a Chinese mail reaches a real mail server with its words intact, once", async () => {
  const server = await openMailServer();
  const settings = { SMTP_URL: server.url, MAIL_FROM: "协议门户 <terms@example.com>", PUBLIC_URL: "https://terms.example.com" };
  const portal = await openTestPortal({ at: "2026-03-01T08:00:00Z", settings });
  const [subject, text] = ["请确认您的电子邮箱：这是一个相当长的主题，长到必须分成好几行才能放进邮件的头部", "第一段。\n\nhttps://terms.example.com/confirm/abc_def-123\n\n第二段。"];
  await putMail(portal, { subject, text });
  const transport = openTransport(portal);
  expect(await deliverDue(portal, transport)).toEqual({ sent: 1, postponed: 0, failed: 0 });
  expect(await deliverDue(portal, transport)).toEqual({ sent: 0, postponed: 0, failed: 0 });
  expect(server.received.length).toBe(1);
  const { from, to, source } = server.received[0] ?? { from: "", to: [], source: "" };
  expect({ from, to }).toEqual({ from: "terms@example.com", to: [TO] });
  expect(headerOf(source, "Subject")).toBe(subject);
  expect(headerOf(source, "From")).toBe("协议门户 <terms@example.com>");
  expect(headerOf(source, "Date")).toBe("Sun, 01 Mar 2026 08:00:00 +0000");
  expect(headerOf(source, "Message-ID")).toMatch(/^<out_\w+@terms\.example\.com>$/);
  expect(bodyOf(source).trim().replaceAll("\r\n", "\n")).toBe(text);
});

test("a mail that was sent keeps nothing of what it said", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  await putMail(portal);
  await deliverDue(portal, openTransport(portal));
  const sent = { attempts: 1, nextAttemptAt: null, sentAt: "2026-03-01T00:00:00.000Z", failure: null, messageSealed: "" };
  expect(await outboxRows(portal)).toEqual([sent]);
});

test.each([
  ["the subject", { subject: "Terms\r\nBcc: everybody@example.org" }],
  ["the recipient", { to: "li@example.com\r\nBcc: everybody@example.org" }],
  ["the recipient as a list", { to: "li@example.com, everybody@example.org" }],
])("nothing in %s can add a header or a recipient", async (_, mail) => {
  const server = await openMailServer();
  const portal = await openTestPortal({ at: "2026-03-01", settings: { SMTP_URL: server.url } });
  await putMail(portal, mail);
  await deliverDue(portal, openTransport(portal));
  for (const { to, source } of server.received) {
    expect(to.length).toBe(1);
    expect(headerOf(source, "Bcc")).toBe("");
  }
  expect(server.received.flatMap(({ to }) => to)).not.toContain("everybody@example.org");
});

test("while the mail server is away mails wait longer and longer, and are given up after two days", async () => {
  const portal = await openTestPortal({ at: "2026-03-01T00:00:00Z", settings: { SMTP_URL: "smtp://127.0.0.1:1" } });
  await putMail(portal);
  const transport = openTransport(portal);
  const pauses: number[] = [];
  for (;;) {
    const before = portal.now();
    const { postponed } = await deliverDue(portal, transport);
    const next = (await outboxRows(portal))[0]?.nextAttemptAt;
    if (postponed === 0 || !next) break;
    pauses.push((Date.parse(next) - Date.parse(before)) / 60_000);
    portal.clock.set(next);
  }
  expect(pauses.slice(0, 7)).toEqual([2, 5, 15, 60, 180, 360, 360]);
  expect(portal.now() > "2026-03-02T12:00:00Z" && portal.now() <= "2026-03-03T00:00:00.000Z").toBe(true);
  expect(await outboxRows(portal)).toMatchObject([{ nextAttemptAt: null, sentAt: null, messageSealed: "", failure: expect.stringMatching(/^given up: /) }]);
});

test("a mail that waited is sent when the server is back", async () => {
  const server = await openMailServer();
  const portal = await openTestPortal({ at: "2026-03-01T00:00:00Z", settings: { SMTP_URL: "smtp://127.0.0.1:1" } });
  await putMail(portal);
  await deliverDue(portal, openTransport(portal));
  const back = openMailTransport({ ...portal.settings, smtpUrl: server.url });
  onTestFinished(() => back.close());
  portal.clock.set("2026-03-01T00:01:59Z");
  expect(await deliverDue(portal, back)).toEqual({ sent: 0, postponed: 0, failed: 0 });
  portal.clock.set("2026-03-01T00:02:00Z");
  expect(await deliverDue(portal, back)).toEqual({ sent: 1, postponed: 0, failed: 0 });
});

test("a recipient refused for good is not tried again; one put off is", async () => {
  const refusal = (code: number) => Object.assign(new Error(`no such mailbox ${TO}`), { responseCode: code });
  const server = await openMailServer({ onRcptTo: ({ address }, _, done) => done(refusal(address === TO ? 550 : 450)) });
  const portal = await openTestPortal({ at: "2026-03-01", settings: { SMTP_URL: server.url } });
  await putMail(portal);
  await putMail(portal, { to: "greylisted@example.com" });
  expect(await deliverDue(portal, openTransport(portal))).toEqual({ sent: 0, postponed: 1, failed: 1 });
  const rows = await outboxRows(portal);
  expect(JSON.stringify(rows)).not.toContain(TO);
  expect(rows.find((row) => row.nextAttemptAt === null)).toMatchObject({ failure: expect.stringMatching(/^refused: /), messageSealed: "" });
});

test("two workers at once send each mail once", async () => {
  const server = await openMailServer();
  const portal = await openTestPortal({ at: "2026-03-01", settings: { SMTP_URL: server.url } });
  for (let i = 0; i < 6; i++) await putMail(portal, { subject: `mail ${i}` });
  const transport = openTransport(portal);
  const [one, two] = await Promise.all([deliverDue(portal, transport), deliverDue(portal, transport)]);
  expect(one.sent + two.sent).toBe(6);
  expect(server.received.map(({ source }) => headerOf(source, "Subject")).toSorted()).toEqual([0, 1, 2, 3, 4, 5].map((i) => `mail ${i}`));
});

test("a mail to an erased person is not sent", async () => {
  const server = await openMailServer();
  const portal = await openTestPortal({ at: "2026-03-01", settings: { SMTP_URL: server.url } });
  await putMail(portal);
  await portal.keys.destroyPartyKey("pty_reader");
  expect(await deliverDue(portal, openTransport(portal))).toEqual({ sent: 0, postponed: 0, failed: 1 });
  expect(server.received).toEqual([]);
});

test("without a mail server mails are files, named for their time and readable by the owner alone", async () => {
  const portal = await openTestPortal({ at: "2026-03-01T08:30:00Z" });
  await putMail(portal);
  await deliverDue(portal, openTransport(portal));
  const folder = join(portal.settings.dataDir, "mail");
  const files = await readdir(folder);
  expect(files).toEqual([expect.stringMatching(/^2026-03-01T08-30-00\.000Z-[0-9a-f]{8}-\w{6}\.eml$/)]);
  const path = join(folder, files[0] ?? "");
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const source = await readFile(path, "utf8");
  expect(headerOf(source, "To")).toBe(TO);
  expect(headerOf(source, "Subject")).toBe("主题");
});

test("a folder that cannot be written puts the mail off and leaves no half file", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  await putMail(portal);
  const blocked = { ...portal.settings, dataDir: join(portal.settings.dataDir, "concordat.sqlite") };
  const transport = openMailTransport(blocked);
  expect(await deliverDue(portal, transport)).toEqual({ sent: 0, postponed: 1, failed: 0 });
});

test("the delivery of a running portal sends what a sign-up put into the outbox", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const delivery = startDelivery(portal);
  onTestFinished(() => delivery.stop());
  const folder = join(portal.settings.dataDir, "mail");
  await mkdir(folder, { recursive: true });
  await addPerson(portal);
  await expect.poll(() => readdir(folder), { timeout: 20_000 }).toEqual([expect.stringMatching(/\.eml$/)]);
});
