import { expect, test } from "vitest";
import { fanOutWaiting } from "#app/domain/notice/delivery/fan-out.server";
import { NOTICE_RULES } from "#app/domain/notice/notice";
import { KeyTakenError, updateRows } from "#db/commit";
import { acceptTerms } from "#test/support/acceptance";
import { addCrowd } from "#test/support/crowd";
import { approveNow, askAs, openStage } from "#test/support/erasure";
import { readEntries } from "#test/support/entered";
import { deliveriesOf, publishedTerms, tell, tellAll } from "#test/support/notices";
import { addConfirmed, found, grant } from "#test/support/organisation";
import { addPerson } from "#test/support/people";
import { openTestPortal } from "#test/support/portal";

test("everybody who was there finds a notice in the inbox; mail goes where an address is confirmed", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const terms = await publishedTerms(portal);
  const [confirmed, unconfirmed] = [await addConfirmed(portal, "a@example.com"), await addPerson(portal, { address: "b@example.com" })];
  const noticeId = await tellAll(portal, terms);
  expect(await deliveriesOf(portal, noticeId)).toEqual([`inbox ${confirmed.partyId}`, `inbox ${unconfirmed.partyId}`, `mail ${confirmed.partyId}`].toSorted());
});

test("who joins after the notice is not sent it", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const noticeId = await tell(portal, await publishedTerms(portal));
  portal.clock.set("2026-03-01T00:00:01Z");
  await addConfirmed(portal, "late@example.com");
  await fanOutWaiting(portal);
  expect(await deliveriesOf(portal, noticeId)).toEqual([]);
});

test("who has not signed in for two years is told in the inbox alone", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const terms = await publishedTerms(portal);
  const dormant = await addConfirmed(portal, "dormant@example.com");
  portal.clock.set("2028-03-02");
  expect(await deliveriesOf(portal, await tellAll(portal, terms))).toEqual([`inbox ${dormant.partyId}`]);
});

test("a closed account gets no mail", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const terms = await publishedTerms(portal);
  const { partyId, accountId } = await addConfirmed(portal, "closed@example.com");
  await portal.writer.commit({ steps: [updateRows("accounts", { set: { closedAt: portal.now() }, where: { id: accountId } })] });
  expect(await deliveriesOf(portal, await tellAll(portal, terms))).toEqual([`inbox ${partyId}`]);
});

test("the operator sets after how many days without a sign-in", async () => {
  const portal = await openTestPortal({ at: "2026-03-01", settings: { DORMANT_DAYS: "90" } });
  const terms = await publishedTerms(portal);
  const { partyId } = await addConfirmed(portal, "dormant@example.com");
  portal.clock.set("2026-05-30");
  expect(await deliveriesOf(portal, await tellAll(portal, terms))).toContain(`mail ${partyId}`);
  portal.clock.set("2026-05-31");
  expect(await deliveriesOf(portal, await tellAll(portal, { ...terms, reason: "price" }))).toEqual([`inbox ${partyId}`]);
});

test("a notice goes to its audience, and to those whom the agreement binds all the same", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const terms = await publishedTerms(portal);
  const [business, bound] = [await addPerson(portal, { address: "b@example.com", customerKind: "business" }), await addPerson(portal, { address: "c@example.com" })];
  await addPerson(portal, { address: "other@example.com" });
  await acceptTerms(portal, bound);
  const noticeId = await tellAll(portal, { ...terms, audience: { who: "kind", kinds: ["business"] } });
  expect(await deliveriesOf(portal, noticeId)).toEqual([`inbox ${business.partyId}`, `inbox ${bound.partyId}`].toSorted());
});

test("an organisation is told through those who receive its notices, and each of them once", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const terms = await publishedTerms(portal);
  const [owner, receiver, user] = [await addConfirmed(portal, "owner@example.com"), await addConfirmed(portal, "r@example.com"), await addConfirmed(portal, "u@example.com")];
  const partyId = await found(portal, owner);
  await grant(portal, owner, receiver, { partyId, scopes: ["receive notices"] });
  await grant(portal, owner, user, { partyId, scopes: ["use"] });
  const noticeId = await tellAll(portal, { ...terms, audience: { who: "kind", kinds: ["organisation"] } });
  const told = [`inbox ${partyId}`, ...[owner, receiver].flatMap((each) => [`inbox ${each.partyId}`, `mail ${each.partyId}`])];
  expect(await deliveriesOf(portal, noticeId)).toEqual(told.toSorted());
});

test("a notice for one party goes to it and to those who receive its notices", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const terms = await publishedTerms(portal);
  const owner = await addConfirmed(portal, "owner@example.com");
  await addConfirmed(portal, "stranger@example.com");
  const partyId = await found(portal, owner);
  const noticeId = await tellAll(portal, { ...terms, reason: "receipt", partyId });
  expect(await deliveriesOf(portal, noticeId)).toEqual([`inbox ${partyId}`, `inbox ${owner.partyId}`, `mail ${owner.partyId}`].toSorted());
});

test("a reminder leaves out who chose to do without; a legal notice does not", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const terms = await publishedTerms(portal);
  const { partyId } = await addPerson(portal);
  await portal.writer.commit({ steps: [{ op: "insert", table: "noticeChoices", row: { partyId, wantsReminders: 0 } }] });
  expect(await deliveriesOf(portal, await tellAll(portal, { ...terms, reason: "price", rule: NOTICE_RULES.reminder }))).toEqual([]);
  expect(await deliveriesOf(portal, await tellAll(portal, terms))).toEqual([`inbox ${partyId}`]);
});

test("a reminder goes to those who have not answered", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const terms = await publishedTerms(portal);
  const [answered, silent] = [await addPerson(portal, { address: "a@example.com" }), await addPerson(portal, { address: "s@example.com" })];
  await acceptTerms(portal, answered);
  const noticeId = await tellAll(portal, { ...terms, reason: "price", rule: NOTICE_RULES.reminder, audience: { who: "everyone", unanswered: [terms.versionId] } });
  expect(await deliveriesOf(portal, noticeId)).toEqual([`inbox ${silent.partyId}`]);
});

test("the same thing is told once", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const terms = await publishedTerms(portal);
  await tell(portal, { ...terms, reason: "reminder", occasion: "7" });
  await expect(tell(portal, { ...terms, reason: "reminder", occasion: "7" })).rejects.toThrow(KeyTakenError);
  await expect(tell(portal, { ...terms, reason: "reminder", occasion: "1" })).resolves.toContain("ntc_");
});

test("several workers at once tell nobody twice, and the ledger names each delivery to an inbox", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const terms = await publishedTerms(portal);
  const crowd = await addCrowd(portal, 1_200);
  const noticeId = await tell(portal, terms);
  await Promise.all([fanOutWaiting(portal), fanOutWaiting(portal), fanOutWaiting(portal)]);
  await fanOutWaiting(portal);
  const told = crowd.flatMap(({ partyId }) => [`inbox ${partyId}`, `mail ${partyId}`]).toSorted();
  expect(await deliveriesOf(portal, noticeId)).toEqual(told);
  const entered = (await readEntries(portal)).filter(({ kind }) => kind === "notice.delivered").map(({ body }) => Number(body?.["count"]));
  expect(entered.reduce((sum, count) => sum + count, 0)).toBe(crowd.length);
  expect(await portal.db.selectFrom("fanOuts").selectAll().execute()).toMatchObject([{ count: 1_200, queued: 1_200, openPrefix: "", finishedAt: portal.now() }]);
});

test("an erased party is told nothing, a restricted one gets no mail", async () => {
  const { portal, reader, auditor } = await openStage();
  const terms = await publishedTerms(portal);
  await approveNow(portal, await askAs(portal, reader), auditor);
  const state = await portal.db.selectFrom("partyStates").select("state").where("partyId", "=", reader.partyId).executeTakeFirstOrThrow();
  const told = (await deliveriesOf(portal, await tellAll(portal, { ...terms, rule: NOTICE_RULES.receipt }))).filter((line) => line.endsWith(reader.partyId));
  expect(told).toEqual(state.state.startsWith("eras") ? [] : [`inbox ${reader.partyId}`]);
});
