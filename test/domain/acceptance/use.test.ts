import { expect, test } from "vitest";
import { answerObjection } from "#app/domain/acceptance/answer-objection.server";
import { objectTo } from "#app/domain/acceptance/object.server";
import { readStandings, type Party } from "#app/domain/acceptance/standing.server";
import { askQuestion, answerQuestion } from "#app/domain/evidence/explanations/explanations.server";
import { plusMilliseconds } from "#app/domain/instant";
import { acceptTerms, CIRCUMSTANCES, publish } from "#test/support/acceptance";
import { actsOf, announceChange, ANNOUNCED_AT, display, EFFECTIVE_AT, flagged, missingCodes, openChange, use } from "#test/support/deeming";
import { readEntries } from "#test/support/entered";
import { actingFor, addConfirmed, found, grant } from "#test/support/organisation";
import { openTestPortal, type TestPortal } from "#test/support/portal";

const EDITOR = { accountId: "usr_editor", roles: ["editor" as const], signInId: "sig_editor" };

async function standing(portal: TestPortal, party: Party) {
  const [own] = await readStandings(portal, party);
  return own ? [own.now, own.reason.code, own.binds?.version.number ?? null] : [];
}

test("a business that read the notice and uses the service once the change took effect is taken to accept, with every reason", async () => {
  const { portal, person, versionId, noticeId } = await openChange();
  await display(portal, { ...person, noticeId });
  portal.clock.set(EFFECTIVE_AT);
  const { deemed } = await use(portal, person);
  expect(deemed).toMatchObject([{ slug: "general-terms", number: 2, grade: "C" }]);
  expect(await standing(portal, person)).toEqual(["deemed", "accepted", 2]);
  const entry = (await readEntries(portal)).find(({ record }) => record === deemed[0]?.actId);
  const proof = { code: "proof-suffices", minimum: "C", notice: noticeId, channel: "inbox", state: "displayed", at: ANNOUNCED_AT };
  const basis = { grade: "C", use: { source: "command", at: EFFECTIVE_AT }, conditions: expect.arrayContaining([proof]) };
  expect(entry).toMatchObject({ kind: "acceptance.deemed", at: EFFECTIVE_AT, body: { method: "deemed", basis } });
  expect(JSON.stringify(entry)).not.toContain(person.accountId);
  const kept = await portal.db.selectFrom("deemedActs").selectAll().where("versionId", "=", versionId).executeTakeFirstOrThrow();
  expect(JSON.parse(kept.reasonsJson)).toContainEqual(expect.objectContaining({ code: "notice-complete", noticeIds: expect.arrayContaining([noticeId]) }));
});

test("the last millisecond before the change takes effect nothing waits, and no use is kept", async () => {
  const { portal, person, noticeId } = await openChange();
  await display(portal, { ...person, noticeId });
  portal.clock.set(plusMilliseconds(EFFECTIVE_AT, -1));
  expect(await use(portal, person)).toEqual({ deemed: [], open: [] });
  expect(await portal.db.selectFrom("uses").selectAll().execute()).toEqual([]);
});

test("a second use, and ten at once, record one acceptance", async () => {
  const { portal, person, versionId, noticeId } = await openChange();
  await display(portal, { ...person, noticeId });
  portal.clock.set(EFFECTIVE_AT);
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => use(portal, person)));
  expect(outcomes.flatMap(({ deemed }) => deemed)).toHaveLength(1);
  expect(await use(portal, person)).toEqual({ deemed: [], open: [] });
  expect(await actsOf(portal, { ...person, versionId })).toEqual(["acceptance deemed"]);
  expect(await portal.db.selectFrom("uses").selectAll().execute()).toHaveLength(1);
});

test("a click and a use at the same time leave one chain, and the click is never lost", async () => {
  const { portal, person, versionId, noticeId } = await openChange();
  await display(portal, { ...person, noticeId });
  portal.clock.set(EFFECTIVE_AT);
  const [clicked] = await Promise.all([acceptTerms(portal, person, { set: "general-terms@2" }), use(portal, person)]);
  expect(clicked.outcome).toBe("accepted");
  expect((await actsOf(portal, { ...person, versionId })).filter((act) => act === "acceptance click")).toHaveLength(1);
  expect(await standing(portal, person)).toEqual(["accepted", "accepted", 2]);
});

test("what was taken as accepted can be accepted by a click, which replaces it", async () => {
  const { portal, person, versionId, noticeId } = await openChange();
  await display(portal, { ...person, noticeId });
  portal.clock.set(EFFECTIVE_AT);
  const { deemed } = await use(portal, person);
  portal.clock.set("2026-05-01T00:00:00Z");
  const clicked = await acceptTerms(portal, person, { set: "general-terms@2" });
  if (clicked.outcome !== "accepted") throw new Error(clicked.outcome);
  const line = await portal.db.selectFrom("actLines").selectAll().where("actId", "=", clicked.actId).executeTakeFirstOrThrow();
  expect([line.followsActId, line.replacesActId]).toEqual([deemed[0]?.actId, deemed[0]?.actId]);
  expect(await standing(portal, person)).toEqual(["accepted", "accepted", 2]);
  expect(await actsOf(portal, { ...person, versionId })).toEqual(["acceptance deemed", "acceptance click"]);
});

test("use by a consumer counts for nothing, and says so", async () => {
  const { portal, person, noticeId } = await openChange({ customerKind: "consumer" });
  await display(portal, { ...person, noticeId });
  portal.clock.set(EFFECTIVE_AT);
  const outcome = await use(portal, person);
  expect(missingCodes(outcome)).toEqual(["customer-forbids"]);
  expect(outcome.open).toMatchObject([{ from: null }]);
});

test("an agreement may let use by consumers count, where both versions say so", async () => {
  const properties = { deeming: { customerKinds: ["consumer" as const] } };
  const both = await openChange({ customerKind: "consumer", properties });
  await display(both.portal, { ...both.person, noticeId: both.noticeId });
  both.portal.clock.set(EFFECTIVE_AT);
  expect((await use(both.portal, both.person)).deemed).toHaveLength(1);
  const later = await openChange({ customerKind: "consumer", properties, firstProperties: {} });
  await display(later.portal, { ...later.person, noticeId: later.noticeId });
  later.portal.clock.set(EFFECTIVE_AT);
  expect(missingCodes(await use(later.portal, later.person))).toEqual(["customer-forbids"]);
});

test("an agreement may forbid it, and an essential change is never taken as accepted", async () => {
  const off = await openChange({ properties: { deeming: { isOn: false } } });
  await display(off.portal, { ...off.person, noticeId: off.noticeId });
  off.portal.clock.set(EFFECTIVE_AT);
  expect(missingCodes(await use(off.portal, off.person))).toEqual(["agreement-forbids"]);
  const essential = await openChange({ version: { changeClass: "essential" } });
  await display(essential.portal, { ...essential.person, noticeId: essential.noticeId });
  essential.portal.clock.set(EFFECTIVE_AT);
  expect(missingCodes(await use(essential.portal, essential.person))).toEqual(["class-forbids"]);
});

test("a notice that only lies in the inbox is too weak by default, and enough where the agreement says so", async () => {
  const weak = await openChange();
  weak.portal.clock.set(EFFECTIVE_AT);
  expect(missingCodes(await use(weak.portal, weak.person))).toEqual(["proof-too-weak"]);
  const enough = await openChange({ properties: { deeming: { minimumGrade: "D" } } });
  enough.portal.clock.set(EFFECTIVE_AT);
  expect((await use(enough.portal, enough.person)).deemed).toMatchObject([{ grade: "D" }]);
});

test("one who is told late has a period of their own, which ends to the millisecond", async () => {
  const { portal, person, noticeId } = await openChange();
  portal.clock.set("2026-03-20T08:00:00Z");
  await display(portal, { ...person, noticeId });
  const from = "2026-04-19T16:00:00.000Z";
  portal.clock.set(plusMilliseconds(from, -1));
  const outcome = await use(portal, person);
  expect([missingCodes(outcome), outcome.open[0]?.from]).toEqual([["period-runs"], from]);
  portal.clock.set(from);
  expect((await use(portal, person)).deemed).toHaveLength(1);
});

test("after an objection in time nothing waits, whatever is used", async () => {
  const { portal, person, versionId, noticeId } = await openChange();
  await display(portal, { ...person, noticeId });
  await objectTo(portal, person, { versionId, reason: "", circumstances: CIRCUMSTANCES });
  portal.clock.set(EFFECTIVE_AT);
  expect(await use(portal, person)).toEqual({ deemed: [], open: [] });
  expect(await standing(portal, person)).toEqual(["declined", "objected", 1]);
});

test("an objection that came late does not count, and still nothing is taken as accepted after it", async () => {
  const { portal, person, versionId, noticeId } = await openChange();
  await display(portal, { ...person, noticeId });
  portal.clock.set(EFFECTIVE_AT);
  await objectTo(portal, person, { versionId, reason: "", circumstances: CIRCUMSTANCES });
  expect(missingCodes(await use(portal, person))).toEqual(["refused"]);
  expect(await standing(portal, person)).toEqual(["required", "newer-version", 1]);
});

test("a lifted objection asks again, for a click alone", async () => {
  const { portal, person, versionId, noticeId } = await openChange();
  await display(portal, { ...person, noticeId });
  const objected = await objectTo(portal, person, { versionId, reason: "", circumstances: CIRCUMSTANCES });
  await answerObjection(portal, { actor: EDITOR, actId: objected.actId, follows: "", answer: "lift", untilAt: null, reason: "Settled by telephone." });
  portal.clock.set(EFFECTIVE_AT);
  expect(missingCodes(await use(portal, person))).toEqual(["refused"]);
  expect(await acceptTerms(portal, person)).toMatchObject({ outcome: "accepted" });
});

test("an open question about a changed clause holds it back until it is answered; one about another clause does not", async () => {
  const { portal, person, noticeId } = await openChange();
  await display(portal, { ...person, noticeId });
  const about = { actor: person, slug: "general-terms", number: "2", language: "zh-CN", channel: "reading" as const, question: "在线服务指什么？" };
  const changed = await askQuestion(portal, { ...about, clauseId: "c-3", formKey: "a" });
  await askQuestion(portal, { ...about, clauseId: "c-4", formKey: "b" });
  portal.clock.set(EFFECTIVE_AT);
  expect(missingCodes(await use(portal, person))).toEqual(["question-open"]);
  if (changed.outcome !== "asked") throw new Error(changed.outcome);
  await answerQuestion(portal, { questionId: changed.id, follows: "", answer: "指网上提供的服务。", publicQuestion: "", actor: EDITOR });
  portal.clock.set(plusMilliseconds(EFFECTIVE_AT, 1));
  expect((await use(portal, person)).deemed).toHaveLength(1);
});

test("use by whoever may use the service counts for the organisation, and by nobody else", async () => {
  const portal = await openTestPortal({ at: "2026-01-01" });
  await publish(portal, { version: { clauses: flagged() } });
  portal.clock.set("2026-01-05T08:00:00Z");
  const owner = await addConfirmed(portal, "owner@example.com");
  const partyId = await found(portal, owner);
  const user = await addConfirmed(portal, "user@example.com");
  const reader = await addConfirmed(portal, "reader@example.com");
  await grant(portal, owner, user, { partyId, scopes: ["use"] });
  await grant(portal, owner, reader, { partyId, scopes: ["receive notices"] });
  await acceptTerms(portal, await actingFor(portal, owner, partyId));
  const { versionId, noticeId } = await announceChange(portal);
  await display(portal, { partyId, noticeId });
  portal.clock.set(EFFECTIVE_AT);
  await expect(use(portal, { ...reader, partyId })).rejects.toMatchObject({ code: "authority-missing" });
  const stranger = await addConfirmed(portal, "stranger@example.com");
  await expect(use(portal, { ...stranger, partyId })).rejects.toMatchObject({ code: "authority-missing" });
  expect((await use(portal, { ...user, partyId })).deemed).toMatchObject([{ number: 2 }]);
  const act = await portal.db.selectFrom("acts").selectAll().where("method", "=", "deemed").executeTakeFirstOrThrow();
  expect(act).toMatchObject({ partyId, actorId: user.accountId });
  expect(act.delegationId).toMatch(/^dlg_/);
  expect(await actsOf(portal, { partyId, versionId })).toEqual(["acceptance deemed"]);
});

test("nothing is recorded for a party whose data is restricted, or for one that there is not", async () => {
  const { portal, person, noticeId } = await openChange();
  await display(portal, { ...person, noticeId });
  portal.clock.set(EFFECTIVE_AT);
  await expect(use(portal, { ...person, partyId: "pty_nobody", own: { partyId: "pty_nobody" } })).rejects.toMatchObject({ code: "party-unknown" });
  await portal.writer.commit({ steps: [{ op: "insert", table: "partyStates", row: { partyId: person.partyId, state: "restricted", revision: 1, requestId: null, untilAt: null, dueAt: null } }] });
  await expect(use(portal, person)).rejects.toMatchObject({ code: "party-locked" });
  expect(await portal.db.selectFrom("uses").selectAll().execute()).toEqual([]);
});

test("one who joined after the announcement is never taken to accept the change", async () => {
  const { portal, noticeId } = await openChange();
  portal.clock.set("2026-03-05T08:00:00Z");
  const late = await addConfirmed(portal, "late@example.com");
  await portal.writer.commit({ steps: [{ op: "update", table: "parties", set: { customerKind: "business" }, where: { id: late.partyId } }] });
  const joined = { ...late, party: { ...late.party, customerKind: "business" as const } };
  await acceptTerms(portal, joined);
  expect(noticeId).toMatch(/^ntc_/);
  portal.clock.set("2026-06-01T00:00:00Z");
  expect(missingCodes(await use(portal, joined))).toContain("joined-after-announcement");
});
