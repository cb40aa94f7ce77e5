import { expect, test } from "vitest";
import { fanOutWaiting } from "#app/domain/notice/delivery/fan-out.server";
import { chooseReminders } from "#app/domain/notice/inbox/reminder-choice.server";
import { remindDue } from "#app/domain/notice/telling/reminders.server";
import { postponeVersion, withdrawVersion } from "#app/domain/publication/later/later-acts.server";
import { acceptTerms, publish } from "#test/support/acceptance";
import { addActor } from "#test/support/actors";
import { addPerson } from "#test/support/people";
import { openTestPortal, type TestPortal } from "#test/support/portal";
import type { ProposalPlan } from "#test/support/proposal";

const EFFECTIVE = "2026-05-01T00:00:00.000Z";

/** Version 1 in force, 2 announced for 1 May; before the announcement people joined. */
async function opened(plan: ProposalPlan = {}) {
  const portal = await openTestPortal({ at: "2026-01-01" });
  const people = [await addPerson(portal, { address: "lin@example.com" }), await addPerson(portal, { address: "wang@example.com" })] as const;
  await publish(portal);
  portal.clock.set("2026-03-01T07:30:00.000Z");
  await publish(portal, { number: 2, effectiveAt: EFFECTIVE, ...plan });
  return { portal, people };
}

async function remindedOn(portal: TestPortal, ...days: string[]): Promise<number[]> {
  const told: number[] = [];
  for (const day of days) {
    portal.clock.set(day);
    told.push(await remindDue(portal));
  }
  return told;
}

function reminders(portal: TestPortal) {
  return portal.db.selectFrom("notices").selectAll().where("reason", "=", "reminder").orderBy("happenedAt").execute();
}

/** To whom reminders came, by their inboxes. */
async function reminded(portal: TestPortal): Promise<string[]> {
  await fanOutWaiting(portal);
  const rows = await portal.db.selectFrom("deliveries as d").innerJoin("notices as n", "n.id", "d.noticeId").where("n.reason", "=", "reminder").where("d.channel", "=", "inbox").select("d.partyId").execute();
  return rows.map(({ partyId }) => partyId);
}

test("people are reminded 7 days and 1 day before, once each, to the millisecond", async () => {
  const { portal } = await opened();
  const told = await remindedOn(portal, "2026-04-23T23:59:59.999Z", "2026-04-24T00:00:00.000Z", "2026-04-25", "2026-04-29T23:59:59.999Z", "2026-04-30T00:00:00.000Z", "2026-04-30T12:00:00.000Z");
  expect(told).toEqual([0, 1, 0, 0, 1, 0]);
  expect((await reminders(portal)).map(({ onceKey }) => onceKey.split("/").at(-1))).toEqual(["7", "1"]);
});

test("a missed day is made up for; where the next has come too, that one alone", async () => {
  const late = await opened();
  expect(await remindedOn(late.portal, "2026-04-27")).toEqual([1]);
  const later = await opened();
  expect(await remindedOn(later.portal, "2026-04-30T06:00:00.000Z", "2026-04-30T07:00:00.000Z")).toEqual([1, 0]);
});

test("nobody is reminded once the version is in force, or withdrawn", async () => {
  const inForce = await opened();
  expect(await remindedOn(inForce.portal, EFFECTIVE)).toEqual([0]);
  const { portal } = await opened();
  const approver = await addActor(portal, "approver", ["approver"]);
  await withdrawVersion(portal, { slug: "general-terms", number: 2, actor: approver, reason: "not needed", notice: { "zh-CN": "撤回。", en: "Withdrawn." } });
  expect(await remindedOn(portal, "2026-04-24", "2026-04-30")).toEqual([0, 0]);
});

test("a version with a new date is reminded of by that date", async () => {
  const { portal } = await opened();
  expect(await remindedOn(portal, "2026-04-24")).toEqual([1]);
  const approver = await addActor(portal, "approver", ["approver"]);
  await postponeVersion(portal, { slug: "general-terms", number: 2, actor: approver, reason: "late", notice: { "zh-CN": "推迟。", en: "Later." }, effectiveAt: "2026-06-01T00:00:00.000Z" });
  expect(await remindedOn(portal, "2026-04-30", "2026-05-25", "2026-05-31")).toEqual([0, 1, 1]);
});

test("a time that lay before the announcement has no reminder", async () => {
  const properties = { noticeDays: 3 };
  const portal = await openTestPortal({ at: "2026-01-01" });
  await publish(portal, { properties });
  portal.clock.set("2026-03-01T07:30:00.000Z");
  await publish(portal, { number: 2, properties });
  expect(await remindedOn(portal, "2026-03-01T08:00:00.000Z", "2026-03-03T16:00:00.000Z")).toEqual([0, 1]);
});

test("nobody has to answer an editorial change, a privacy notice or an optional agreement, and nobody is reminded", async () => {
  const { portal } = await opened({ version: { changeClass: "editorial" } });
  expect(await remindedOn(portal, "2026-04-24")).toEqual([0]);
  const optional = await opened({ properties: { audience: { who: "optional" } } });
  expect(await remindedOn(optional.portal, "2026-04-24")).toEqual([0]);
});

test("only those are reminded who have not answered and want it, each once", async () => {
  const { portal, people: [lin, wang] } = await opened();
  const third = await addPerson(portal, { address: "zhao@example.com" });
  portal.clock.set("2026-04-01");
  await acceptTerms(portal, lin, { set: "general-terms@2" });
  await chooseReminders(portal, { partyId: third.partyId, wantsReminders: false });
  await remindedOn(portal, "2026-04-24");
  expect(await reminded(portal)).toEqual([wang.partyId]);
});

test("two workers at once remind once", async () => {
  const { portal } = await opened();
  portal.clock.set("2026-04-24");
  const told = await Promise.all([remindDue(portal), remindDue(portal)]);
  expect(told[0] + told[1]).toBe(1);
  expect(await reminders(portal)).toHaveLength(1);
});
