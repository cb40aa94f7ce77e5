import { expect, onTestFinished, test, vi } from "vitest";
import { DeferredError, type Channel, type Outgoing } from "#app/domain/notice/channels/channel";
import { recordDelivery } from "#app/domain/notice/delivery/events.server";
import { PLACES } from "#app/domain/notice/delivery/hand-over.server";
import { newWorker, takeInHand } from "#app/domain/notice/delivery/lease.server";
import { pauseNotices } from "#app/domain/notice/delivery/pause.server";
import type { Portal } from "#app/portal.server";
import { updateRows } from "#db/commit";
import { addCrowd } from "#test/support/crowd";
import { readEntries } from "#test/support/entered";
import { eraseByLaw, openStage } from "#test/support/erasure";
import { handOver, publishedTerms, statesOf, tellAll, testChannel } from "#test/support/notices";
import { addConfirmed } from "#test/support/organisation";
import { openTestPortal, type TestPortal } from "#test/support/portal";

const START = "2026-03-01T08:00:00Z";
const ROOM = { all: 5, toMany: 5, toOne: 5 };

async function openTold(settings: Record<string, string> = {}): Promise<{ portal: TestPortal; partyId: string; noticeId: string; deliveryId: string }> {
  const portal = await openTestPortal({ at: START, settings });
  const terms = await publishedTerms(portal);
  const { partyId } = await addConfirmed(portal, "li.ming@example.com");
  const noticeId = await tellAll(portal, terms);
  const { id } = await portal.db.selectFrom("deliveries").select("id").where("channel", "=", "mail").executeTakeFirstOrThrow();
  return { portal, partyId, noticeId, deliveryId: id };
}

function queued({ db }: Portal) {
  return db.selectFrom("deliveryQueue").selectAll().execute();
}

test("a mail is filled in for its recipient and handed over once, with the address as used and the bytes' hash", async () => {
  const { portal, partyId, noticeId, deliveryId } = await openTold();
  const mail = testChannel();
  expect(await handOver(portal, { mail })).toEqual({ handedOver: 1, postponed: 0, failed: 0, notSent: 0 });
  expect(await handOver(portal, { mail })).toEqual({ handedOver: 0, postponed: 0, failed: 0, notSent: 0 });
  expect(mail.sent).toMatchObject([{ deliveryId, to: "li.ming@example.com", subject: "The terms change", at: portal.now() }]);
  expect(mail.sent[0]?.text).toMatch(/^Dear li.ming@example.com, the terms change. http:\/\/localhost:3000\/inbox\/dlv_/);
  const event = await portal.db.selectFrom("deliveryEvents").selectAll().executeTakeFirstOrThrow();
  expect(event).toMatchObject({ deliveryId, state: "handedOver", source: "smtp", messageSha256: "a".repeat(64), enteredAs: null });
  const { valueSealed } = await portal.db.selectFrom("personalValues").where("recordId", "=", event.id).where("field", "=", "deliveryEvents.address").select("valueSealed").executeTakeFirstOrThrow();
  expect(await portal.keys.open(partyId, "deliveryEvents.address", valueSealed)).toBe("li.ming@example.com");
  expect(await statesOf(portal, noticeId, "mail")).toEqual(["handedOver"]);
  expect(await queued(portal)).toEqual([]);
});

test("what is not taken now is tried again later, each time the same message, and given up after three days", async () => {
  const { portal, noticeId } = await openTold();
  const mail = testChannel(() => new DeferredError("451 try later"));
  expect(await handOver(portal, { mail })).toEqual({ handedOver: 0, postponed: 1, failed: 0, notSent: 0 });
  portal.clock.set("2026-03-01T08:01:59Z");
  await handOver(portal, { mail });
  expect(mail.sent).toHaveLength(1);
  portal.clock.set("2026-03-01T08:03:01Z");
  await handOver(portal, { mail });
  portal.clock.set("2026-03-04T08:00:00Z");
  expect(await handOver(portal, { mail })).toEqual({ handedOver: 0, postponed: 0, failed: 1, notSent: 0 });
  expect(new Set(mail.sent.map(({ at, deliveryId }) => `${deliveryId} ${at}`)).size).toBe(1);
  expect(await statesOf(portal, noticeId, "mail")).toEqual(["deferred", "deferred", "failed"]);
  expect(await queued(portal)).toEqual([]);
});

test("a mail that is refused goes by the next channel, with a task for the operator and an entry", async () => {
  const { portal, partyId, noticeId, deliveryId } = await openTold({
    NOTICE_WEBHOOK_URL: "https://sms.example/notices", NOTICE_WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 7).toString("base64")}`,
  });
  const webhook = testChannel();
  const mail = testChannel(() => ({ state: "failed", detail: "550 no such person", messageSha256: null }));
  await handOver(portal, { mail, webhook });
  await handOver(portal, { mail, webhook });
  expect(webhook.sent).toMatchObject([{ to: partyId, subject: "The terms change" }]);
  expect(mail.sent).toHaveLength(1);
  expect(await portal.db.selectFrom("deliveryTasks").selectAll().execute()).toMatchObject([{ deliveryId, partyId, reason: "failed", doneAt: null }]);
  expect(await statesOf(portal, noticeId, "webhook")).toEqual(["handedOver"]);
  const failed = (await readEntries(portal)).filter(({ kind }) => kind === "notice.failed");
  expect(failed).toMatchObject([{ body: { events: [{ delivery: deliveryId, state: "failed", notice: noticeId }] } }]);
  expect(JSON.stringify(failed)).not.toContain("no such person");
});

test("a bounce is recorded and escalated once, however often it is told", async () => {
  const { portal, deliveryId, noticeId } = await openTold();
  await handOver(portal);
  const bounce = { deliveryId, state: "bounced", source: "dsn", detail: "5.1.1" } as const;
  expect(await recordDelivery(portal, bounce)).toBe("recorded");
  expect(await recordDelivery(portal, bounce)).toBe("known");
  expect(await recordDelivery(portal, { ...bounce, deliveryId: "dlv_unknown" })).toBe("unknown");
  expect(await statesOf(portal, noticeId, "mail")).toEqual(["handedOver", "bounced"]);
  expect(await portal.db.selectFrom("deliveryTasks").selectAll().execute()).toHaveLength(1);
});

test("of several workers one hands each mail over", async () => {
  const portal = await openTestPortal({ at: START });
  const terms = await publishedTerms(portal);
  await addCrowd(portal, 200);
  await tellAll(portal, terms);
  const mail = testChannel();
  const counts = await Promise.all([handOver(portal, { mail }), handOver(portal, { mail }), handOver(portal, { mail })]);
  await handOver(portal, { mail });
  expect(new Set(mail.sent.map(({ to }) => to)).size).toBe(200);
  expect(mail.sent).toHaveLength(200);
  expect(counts.every(({ failed, postponed }) => failed + postponed === 0)).toBe(true);
  expect(await portal.db.selectFrom("fanOuts").select(["handedOver", "queued", "failed"]).execute()).toEqual([{ handedOver: 200, queued: 200, failed: 0 }]);
});

test("what a dead worker had in hand is handed over by another, and the record says that it may come twice", async () => {
  const { portal, noticeId } = await openTold();
  const dead = newWorker().replace(/\/\d+\//, "/999999999/");
  expect(await takeInHand(portal, { worker: dead, room: ROOM })).toHaveLength(1);
  await handOver(portal);
  expect(await statesOf(portal, noticeId, "mail")).toEqual(["deferred", "handedOver"]);
});

test("what a living worker has in hand is left to it until its lease is over", async () => {
  const { portal } = await openTold();
  await takeInHand(portal, { worker: newWorker(), room: ROOM });
  const mail = testChannel();
  await handOver(portal, { mail });
  portal.clock.set("2026-03-01T08:04:59Z");
  await handOver(portal, { mail });
  expect(mail.sent).toEqual([]);
  portal.clock.set("2026-03-01T08:05:00Z");
  await handOver(portal, { mail });
  expect(mail.sent).toHaveLength(1);
});

test("an address that is no longer confirmed is not written to, and the operator is told", async () => {
  const { portal, noticeId } = await openTold();
  const { id } = await portal.db.selectFrom("accounts").select("id").executeTakeFirstOrThrow();
  await portal.writer.commit({ steps: [updateRows("accounts", { set: { addressConfirmedAt: null }, where: { id } })] });
  const mail = testChannel();
  await handOver(portal, { mail });
  expect(mail.sent).toEqual([]);
  expect(await statesOf(portal, noticeId, "mail")).toEqual(["failed"]);
  expect(await portal.db.selectFrom("deliveryTasks").select("reason").execute()).toEqual([{ reason: "failed" }]);
});

test("an erased party is written to no more, and nothing of it stays in the queue", async () => {
  const stage = await openStage();
  const { portal, reader } = stage;
  const { agreementId, versionId } = await publishedTerms(portal);
  await portal.writer.commit({ steps: [updateRows("accounts", { set: { addressConfirmedAt: portal.now() }, where: { id: reader.accountId } })] });
  await tellAll(portal, { agreementId, versionId, reason: "receipt", partyId: reader.partyId });
  expect(await queued(portal)).toHaveLength(1);
  await eraseByLaw(stage);
  expect(await queued(portal)).toEqual([]);
  const mail = testChannel();
  await handOver(portal, { mail });
  expect(mail.sent.map(({ to }) => to)).not.toContain("li.ming@example.com");
});

test("while the operator keeps notices back they wait, and none is lost", async () => {
  const { portal } = await openTold();
  const mail = testChannel();
  await pauseNotices(portal, { isPaused: true });
  await handOver(portal, { mail });
  expect(mail.sent).toEqual([]);
  await pauseNotices(portal, { isPaused: false });
  await handOver(portal, { mail });
  expect(mail.sent).toHaveLength(1);
});

test("a bug in a channel loses no notice", async () => {
  const { portal } = await openTold();
  const complained = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  onTestFinished(() => complained.mockRestore());
  await handOver(portal, { mail: testChannel(() => new TypeError("a bug")) });
  expect(await queued(portal)).toMatchObject([{ attempts: 1, leasedBy: null }]);
  expect(complained).toHaveBeenCalled();
});

test("a name cannot add a header, nor markup", async () => {
  const portal = await openTestPortal({ at: START });
  const terms = await publishedTerms(portal);
  const { partyId } = await addConfirmed(portal, "li.ming@example.com");
  const nameSealed = await portal.keys.seal(partyId, "parties.name", "Li\r\nBcc: all@example.com <b>");
  await portal.writer.commit({ steps: [updateRows("parties", { set: { nameSealed }, where: { id: partyId } })] });
  const texts = [{ language: "en", subject: "For {{name}}", text: "{{nobody}}", html: "<p>{{name}} {{nobody}}</p>" } as const];
  await tellAll(portal, { ...terms, texts });
  const mail = testChannel();
  await handOver(portal, { mail });
  expect(mail.sent).toMatchObject([{ subject: "For Li Bcc: all@example.com <b>", text: "{{nobody}}", html: "<p>Li\r\nBcc: all@example.com &lt;b&gt; {{nobody}}</p>" }] satisfies Partial<Outgoing>[]);
});

const RECEIPT = { reason: "receipt", texts: [{ language: "en", subject: "Your receipt", text: "Accepted", html: "<p>Accepted</p>" }] } as const;

test("a receipt is handed over before the mails of an announcement that have waited longer", async () => {
  const portal = await openTestPortal({ at: START });
  const terms = await publishedTerms(portal);
  const [member] = await addCrowd(portal, 40);
  await tellAll(portal, terms);
  portal.clock.set("2026-03-01T09:00:00Z");
  await tellAll(portal, { ...terms, ...RECEIPT, partyId: member?.partyId ?? "" });
  const mail = testChannel();
  await handOver(portal, { mail });
  expect(mail.sent.map(({ subject }) => subject).indexOf("Your receipt")).toBeLessThan(PLACES.all);
  expect(mail.sent).toHaveLength(41);
});

test("a receipt leaves while all mails of an announcement hang, and an announcement is not kept waiting by an end of receipts", async () => {
  const portal = await openTestPortal({ at: START });
  const terms = await publishedTerms(portal);
  const crowd = await addCrowd(portal, 40);
  const all = { ...terms, ...RECEIPT, audience: { who: "parties", partyIds: crowd.map(({ partyId }) => partyId) } } as const;
  for (const { slow, first, last } of [
    { slow: "The terms change", first: terms, last: all },
    { slow: "Your receipt", first: { ...all, occasion: "2" }, last: { ...terms, reason: "price" } },
  ] as const) {
    const hanging = hangingMail(slow);
    await tellAll(portal, first);
    const handing = handOver(portal, { mail: hanging.mail });
    await hanging.begun;
    await tellAll(portal, last);
    await hanging.passed;
    hanging.release();
    expect(await handing).toEqual({ handedOver: 80, postponed: 0, failed: 0, notSent: 0 });
  }
});

/** A mail server that takes messages with one subject only when it is told to, and says when the first of them came, and the first other one. */
function hangingMail(slow: string): { mail: Channel; begun: Promise<void>; passed: Promise<void>; release(): void } {
  const [begun, passed, released] = [newGate(), newGate(), newGate()];
  const mail: Channel = {
    async send({ subject }) {
      (subject === slow ? begun : passed).open();
      if (subject === slow) await released.opened;
      return { state: "handedOver", detail: "250", messageSha256: null };
    },
  };
  return { mail, begun: begun.opened, passed: passed.opened, release: released.open };
}

function newGate(): { opened: Promise<void>; open(): void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => void (open = resolve));
  return { opened, open: () => open() };
}
