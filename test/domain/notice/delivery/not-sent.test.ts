import { expect, test } from "vitest";
import { leave } from "#app/domain/access/leave.server";
import { DeferredError } from "#app/domain/notice/channels/channel";
import { fanOutAll, fanOutWaiting } from "#app/domain/notice/delivery/fan-out.server";
import { newWorker, takeInHand } from "#app/domain/notice/delivery/lease.server";
import { chooseReminders } from "#app/domain/notice/inbox/reminder-choice.server";
import { remindDue } from "#app/domain/notice/telling/reminders.server";
import { postponeVersion, withdrawVersion } from "#app/domain/publication/later/later-acts.server";
import { updateRows } from "#db/commit";
import { acceptTerms, publish } from "#test/support/acceptance";
import { addActor, signInAgain } from "#test/support/actors";
import { readEntries } from "#test/support/entered";
import { approveNow, askAs, openStage } from "#test/support/erasure";
import { deliveriesOf, handOver, publishedTerms, statesOf, tellAll, testChannel } from "#test/support/notices";
import { addConfirmed } from "#test/support/organisation";
import { openTestPortal, type TestPortal } from "#test/support/portal";

const EFFECTIVE = "2026-05-01T00:00:00.000Z";
const WORDS = { "zh-CN": "新功能推迟上线。", en: "The new features come later." };

function laterMail() {
  return testChannel(() => new DeferredError("451 try later"));
}

/** Version 1 in force, 2 announced for 1 May to two people, whose mails no server takes yet. */
async function openAnnounced() {
  const portal = await openTestPortal({ at: "2026-01-01" });
  const approver = await addActor(portal, "approver", ["approver"]);
  const people = [await addConfirmed(portal, "lin@example.com"), await addConfirmed(portal, "wang@example.com")] as const;
  await publish(portal);
  portal.clock.set("2026-03-01T08:00:00Z");
  await publish(portal, { number: 2, effectiveAt: EFFECTIVE });
  const { id: noticeId } = await portal.db.selectFrom("notices").select("id").executeTakeFirstOrThrow();
  const change = async () => ({ slug: "general-terms", number: 2, actor: await signInAgain(portal, approver.accountId), reason: "late", notice: WORDS });
  return { portal, people, noticeId, change };
}

/** As openAnnounced, and the announcement was tried once in vain. */
async function openTried() {
  const opened = await openAnnounced();
  await fanOutWaiting(opened.portal);
  await handOver(opened.portal, { mail: laterMail() });
  opened.portal.clock.set("2026-03-01T08:30:00Z");
  return opened;
}

function reasonsOf({ db }: TestPortal, partyId: string): Promise<unknown[]> {
  return db.selectFrom("deliveryEvents as e").innerJoin("deliveries as d", "d.id", "e.deliveryId").where("d.partyId", "=", partyId).where("e.state", "=", "notSent").select(["e.reason", "d.noticeId"]).execute();
}

async function noticeAbout({ db }: TestPortal, reason: "withdrawal" | "postponement" | "reminder"): Promise<string> {
  return (await db.selectFrom("notices").select("id").where("reason", "=", reason).executeTakeFirstOrThrow()).id;
}

test("a mail of an announcement that still waits when its version is withdrawn is not sent, on record with its reason; those who were told are told of the withdrawal", async () => {
  const { portal, people, noticeId, change } = await openTried();
  await withdrawVersion(portal, await change());
  await fanOutWaiting(portal);
  const mail = testChannel();
  expect(await handOver(portal, { mail })).toEqual({ handedOver: 2, postponed: 0, failed: 0, notSent: 2 });
  expect(mail.sent.every(({ subject }) => subject.includes("withdrawn"))).toBe(true);
  expect(await statesOf(portal, noticeId, "mail")).toEqual(["deferred", "deferred", "notSent", "notSent"]);
  expect(await reasonsOf(portal, people[0].partyId)).toEqual([{ reason: "withdrawn", noticeId }]);
  expect(await portal.db.selectFrom("fanOuts").select(["handedOver", "failed", "notSentJson"]).where("noticeId", "=", noticeId).execute()).toEqual([{ handedOver: 0, failed: 0, notSentJson: '{"withdrawn":2}' }]);
  const failed = (await readEntries(portal)).filter(({ kind }) => kind === "notice.failed");
  expect(failed).toMatchObject([{ body: { events: [{ state: "notSent", reason: "withdrawn" }, { state: "notSent", reason: "withdrawn" }] } }]);
  expect(await portal.db.selectFrom("deliveryTasks").selectAll().execute()).toEqual([]);
});

test("what a worker that died had in hand stays on record as perhaps sent, though it is not sent again", async () => {
  const { portal, noticeId, change } = await openAnnounced();
  await fanOutWaiting(portal);
  const dead = newWorker().replace(/\/\d+\//, "/999999999/");
  expect(await takeInHand(portal, { worker: dead, room: { all: 1, toMany: 1, toOne: 0 } })).toHaveLength(1);
  await withdrawVersion(portal, await change());
  expect(await handOver(portal)).toMatchObject({ handedOver: 0, notSent: 2 });
  expect((await statesOf(portal, noticeId, "mail")).toSorted()).toEqual(["deferred", "notSent", "notSent"]);
});

test("a withdrawn announcement is brought to nobody more, and its withdrawal to nobody who was not told of it or answered it", async () => {
  const { portal, noticeId, change } = await openAnnounced();
  portal.clock.set("2026-03-02T08:00:00Z");
  const joined = await addConfirmed(portal, "joined@example.com");
  await acceptTerms(portal, joined, { set: "general-terms@2" });
  await withdrawVersion(portal, await change());
  await fanOutWaiting(portal);
  expect(await deliveriesOf(portal, noticeId)).toEqual([]);
  expect(await portal.db.selectFrom("fanOuts").select(["stoppedFor", "count"]).where("noticeId", "=", noticeId).execute()).toEqual([{ stoppedFor: "withdrawn", count: 0 }]);
  expect(await deliveriesOf(portal, await noticeAbout(portal, "withdrawal"))).toEqual([`inbox ${joined.partyId}`, `mail ${joined.partyId}`]);
});

test("a withdrawal waits until all is brought that told of the version", async () => {
  const { portal, noticeId, change } = await openAnnounced();
  await fanOutWaiting(portal);
  await withdrawVersion(portal, await change());
  const ofWithdrawal = async () => deliveriesOf(portal, await noticeAbout(portal, "withdrawal"));
  await portal.writer.commit({ steps: [updateRows("fanOuts", { set: { isToMany: 0, finishedAt: null }, where: { noticeId } })] });
  await fanOutAll(portal, { isToMany: true });
  expect(await ofWithdrawal()).toEqual([]);
  await portal.writer.commit({ steps: [updateRows("fanOuts", { set: { finishedAt: portal.now() }, where: { noticeId } })] });
  await fanOutAll(portal, { isToMany: true });
  expect(await ofWithdrawal()).toHaveLength(5);
});

test("an announcement with a date that was moved is not sent; the new date is told to everybody", async () => {
  const { portal, people, noticeId, change } = await openTried();
  await postponeVersion(portal, { ...(await change()), effectiveAt: "2026-05-20T00:00:00.000Z" });
  await fanOutWaiting(portal);
  const mail = testChannel();
  expect(await handOver(portal, { mail })).toMatchObject({ handedOver: 2, notSent: 2 });
  expect(await reasonsOf(portal, people[1].partyId)).toEqual([{ reason: "redated", noticeId }]);
  expect(await statesOf(portal, await noticeAbout(portal, "postponement"), "mail")).toEqual(["handedOver", "handedOver"]);
});

test("whoever left is sent no announcement, and still the receipt of what they did before", async () => {
  const { portal, people: [lin], noticeId } = await openTried();
  await tellAll(portal, { ...(await publishedTerms(portal)), reason: "receipt", partyId: lin.partyId });
  await leave(portal, { actor: await signInAgain(portal, lin.accountId), reason: "" });
  const mail = testChannel();
  await handOver(portal, { mail });
  expect(await reasonsOf(portal, lin.partyId)).toEqual([{ reason: "left", noticeId }]);
  expect(mail.sent.filter(({ to }) => to === "lin@example.com")).toHaveLength(1);
});

test("a restricted party is sent nothing, without a task for anybody", async () => {
  const { portal, reader, auditor } = await openStage();
  const terms = await publishedTerms(portal);
  await portal.writer.commit({ steps: [{ op: "update", table: "accounts", set: { addressConfirmedAt: portal.now() }, where: { id: reader.accountId } }] });
  const noticeId = await tellAll(portal, { ...terms, reason: "receipt", partyId: reader.partyId });
  const queue = await portal.db.selectFrom("deliveryQueue").selectAll().execute();
  await approveNow(portal, await askAs(portal, reader), auditor);
  await portal.writer.commit({ steps: queue.map((row) => ({ op: "insert", table: "deliveryQueue", row })) });
  expect(await handOver(portal)).toMatchObject({ handedOver: 0, notSent: queue.length });
  expect(await statesOf(portal, noticeId, "mail")).toEqual(["notSent"]);
  expect(await portal.db.selectFrom("deliveryTasks").selectAll().execute()).toEqual([]);
});

test("a reminder that waits is not sent to who has answered or chose to do without, nor to anybody once the version is in force", async () => {
  const { portal, people: [lin, wang] } = await openTried();
  await portal.db.deleteFrom("deliveryQueue").execute();
  const third = await addConfirmed(portal, "zhao@example.com");
  await acceptTerms(portal, third);
  portal.clock.set("2026-04-24T00:00:00Z");
  await remindDue(portal);
  await fanOutWaiting(portal);
  const noticeId = await noticeAbout(portal, "reminder");
  await handOver(portal, { mail: laterMail() });
  portal.clock.set("2026-04-24T06:00:00Z");
  await acceptTerms(portal, await signInAgain(portal, lin.accountId), { set: "general-terms@2" });
  await chooseReminders(portal, { partyId: wang.partyId, wantsReminders: false });
  await handOver(portal, { mail: laterMail() });
  expect(await reasonsOf(portal, lin.partyId)).toEqual([{ reason: "answered", noticeId }]);
  expect(await reasonsOf(portal, wang.partyId)).toEqual([{ reason: "unsubscribed", noticeId }]);
  portal.clock.set(EFFECTIVE);
  await handOver(portal);
  expect(await statesOf(portal, noticeId, "mail")).not.toContain("handedOver");
  expect(await portal.db.selectFrom("deliveryQueue").selectAll().execute()).toEqual([]);
});
