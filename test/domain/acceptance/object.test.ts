import fc from "fast-check";
import { expect, test } from "vitest";
import { acceptTerms, CIRCUMSTANCES, publish, termsForm } from "#test/support/acceptance";
import { answerObjection, type NewObjectionAnswer } from "#app/domain/acceptance/answer-objection.server";
import { decline } from "#app/domain/acceptance/decline.server";
import { readGate } from "#app/domain/acceptance/gate.server";
import { objectionWindow } from "#app/domain/acceptance/objection";
import { objectTo, readObjectionChance, type Objector } from "#app/domain/acceptance/object.server";
import { readObjection, readObjections, readOwnObjections } from "#app/domain/acceptance/objections.server";
import { readStandings } from "#app/domain/acceptance/standing.server";
import { fanOutWaiting } from "#app/domain/notice/delivery/fan-out.server";
import { readInbox } from "#app/domain/notice/inbox/inbox.server";
import { displayNotice, readMessage } from "#app/domain/notice/inbox/message.server";
import { plusMilliseconds } from "#app/domain/instant";
import { updateRows } from "#db/commit";
import type { Portal } from "#app/portal.server";
import { actsOf, announceChange, EFFECTIVE_AT, flagged, openChange } from "#test/support/deeming";
import { at, historyOf } from "#test/support/builders";
import { readEntries } from "#test/support/entered";
import { actingFor, addConfirmed, found, grant } from "#test/support/organisation";
import { handOver, testChannel } from "#test/support/notices";
import { openTestPortal } from "#test/support/portal";

const EDITOR = { accountId: "usr_editor", roles: ["editor" as const], signInId: "sig_editor" };

function object(portal: Portal, actor: Objector, { versionId, reason = "" }: { versionId: string; reason?: string }) {
  return objectTo(portal, actor, { versionId, reason, circumstances: CIRCUMSTANCES });
}

function answer(portal: Portal, given: Partial<NewObjectionAnswer> & Pick<NewObjectionAnswer, "actId">) {
  return answerObjection(portal, { actor: EDITOR, follows: "", answer: "keep", untilAt: "2026-12-31T16:00:00.000Z", reason: "You may stay with version 1.", ...given });
}

test("an objection in time leaves the former version binding, and the gate does not return for that version", async () => {
  const { portal, person, versionId } = await openChange();
  const objected = await object(portal, person, { versionId, reason: "Too dear.\r\n" });
  expect(objected).toMatchObject({ outcome: "objected" });
  const [before] = await readStandings(portal, person);
  expect(before?.next.map(({ now, reason }) => [now, reason.code])).toEqual([["objected", "objected"]]);
  portal.clock.set(EFFECTIVE_AT);
  const [after] = await readStandings(portal, person);
  expect([after?.now, after?.reason.code, after?.binds?.version.number]).toEqual(["declined", "objected", 1]);
  expect((await readGate(portal, person)).kind).toBe("open");
  expect(await readOwnObjections(portal, person.partyId)).toMatchObject([{ reason: "Too dear.", isLate: false, untilAt: EFFECTIVE_AT, answers: [] }]);
});

test("the record of an objection holds no word of its reason, and its entry says until when it could be made", async () => {
  const { portal, person, versionId } = await openChange();
  const { actId } = await object(portal, person, { versionId, reason: "Zu teuer" });
  const entry = (await readEntries(portal)).find(({ record }) => record === actId);
  expect(entry).toMatchObject({ kind: "objection.made", body: { basis: { late: false, until: EFFECTIVE_AT } } });
  expect(Object.keys(entry?.commitments ?? {}).toSorted()).toEqual(["actor", "address", "agent", "client", "party", "reason"]);
  expect(JSON.stringify([entry, await portal.db.selectFrom("objections").selectAll().execute()])).not.toContain("teuer");
});

test("the last millisecond before the change takes effect is in time, that instant is late", async () => {
  const first = await openChange();
  first.portal.clock.set(plusMilliseconds(EFFECTIVE_AT, -1));
  expect(await object(first.portal, first.person, first)).toMatchObject({ outcome: "objected" });
  const second = await openChange();
  second.portal.clock.set(EFFECTIVE_AT);
  expect(await object(second.portal, second.person, second)).toMatchObject({ outcome: "late", untilAt: EFFECTIVE_AT });
  const told = await second.portal.db.selectFrom("notices").select(["actId", "audienceJson"]).where("reason", "=", "late-objection").execute();
  expect(told).toEqual([{ actId: expect.stringMatching(/^obj_/), audienceJson: JSON.stringify({ who: "parties", partyIds: [second.person.partyId] }) }]);
  const [standing] = await readStandings(second.portal, second.person);
  expect([standing?.now, standing?.binds?.version.number]).toEqual(["required", 1]);
});

test("one may object from the announcement until the effect, and never to what was not announced or is withdrawn", () => {
  const history = historyOf({ versions: [{ effective: "2026-01-01" }, { announced: "2026-03-01", effective: "2026-04-01" }, { announced: "2026-03-01", effective: "2026-05-01", withdrawn: "2026-03-05" }] });
  const [first, second, third] = history.versions;
  if (!first || !second || !third) throw new Error("three versions");
  const stateAt = (version: typeof first, ms: number) => objectionWindow(history, version, new Date(ms).toISOString()).state;
  const [from, until] = [Date.parse(at("2026-03-01")), Date.parse(at("2026-04-01"))];
  fc.assert(fc.property(fc.integer({ min: Date.parse("2026-01-01"), max: Date.parse("2026-12-31") }), (ms) => {
    expect(stateAt(second, ms)).toBe(ms < from ? "none" : ms < until ? "open" : "late");
    expect(stateAt(first, ms)).toBe("none");
    expect(stateAt(third, Math.max(ms, Date.parse("2026-03-05")))).toBe("none");
  }));
  expect([stateAt(second, until - 1), stateAt(second, until)]).toEqual(["open", "late"]);
});

test("sent again, and ten times at once, an objection is recorded once, late or not", async () => {
  const { portal, person, versionId } = await openChange();
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => object(portal, person, { versionId })));
  expect(outcomes.filter(({ outcome }) => outcome === "objected")).toHaveLength(1);
  expect(new Set(outcomes.map(({ actId }) => actId)).size).toBe(1);
  const late = await openChange();
  late.portal.clock.set(EFFECTIVE_AT);
  const { actId } = await object(late.portal, late.person, late);
  expect(await object(late.portal, late.person, late)).toEqual({ outcome: "already objected", actId, isLate: true });
  expect(await actsOf(late.portal, { ...late.person, versionId: late.versionId })).toEqual(["objection click"]);
});

test("what was accepted by a click cannot be objected to; what was objected to can be accepted after all", async () => {
  const { portal, person, versionId } = await openChange();
  await object(portal, person, { versionId });
  portal.clock.set(plusMilliseconds(portal.now(), 1));
  expect(await acceptTerms(portal, person, { set: "general-terms@2" })).toMatchObject({ outcome: "accepted" });
  expect(await object(portal, person, { versionId })).toMatchObject({ outcome: "accepted before" });
  expect(await actsOf(portal, { ...person, versionId })).toEqual(["objection click", "acceptance click"]);
});

test("a late objection leaves what binds as it is, also after the change was accepted or declined", async () => {
  const { portal, person, versionId } = await openChange();
  portal.clock.set(EFFECTIVE_AT);
  await decline(portal, await termsForm(portal, person));
  expect(await object(portal, person, { versionId })).toMatchObject({ outcome: "late" });
  const [standing] = await readStandings(portal, person);
  expect([standing?.now, standing?.reason.code]).toEqual(["declined", "declined"]);
});

test("nobody objects to a first version, or to a change of what does not bind them", async () => {
  const portal = await openTestPortal({ at: "2026-01-01" });
  const versionId = await publish(portal, { version: { clauses: flagged() } });
  const person = await addConfirmed(portal, "li.ming@example.com");
  await expect(object(portal, person, { versionId })).rejects.toMatchObject({ code: "objection-closed" });
  const second = await announceChange(portal);
  const again = { ...person };
  await expect(object(portal, again, second)).rejects.toMatchObject({ code: "objection-nothing-binds" });
  await expect(object(portal, again, { versionId: "ver_none" })).rejects.toMatchObject({ code: "version-unknown" });
  expect(await readObjectionChance(portal, again, second.versionId)).toEqual({ chance: "nothing binds" });
});

test.each([["long", "x".repeat(2001)], ["unreadable", "a\0b"]])("a reason that is %s is refused, and nothing is recorded", async (fault, reason) => {
  const { portal, person, versionId } = await openChange();
  const refused = Promise.resolve().then(() => object(portal, person, { versionId, reason }));
  await expect(refused).rejects.toMatchObject({ code: "objection-unfit", details: { fault } });
  expect(await actsOf(portal, { ...person, versionId })).toEqual([]);
});

test("only who may accept for an organisation may object for it", async () => {
  const portal = await openTestPortal({ at: "2026-01-01" });
  await publish(portal, { version: { clauses: flagged() } });
  const owner = await addConfirmed(portal, "owner@example.com");
  const partyId = await found(portal, owner);
  const user = await addConfirmed(portal, "user@example.com");
  await grant(portal, owner, user, { partyId, scopes: ["use"] });
  const asOwner = await actingFor(portal, owner, partyId);
  await acceptTerms(portal, asOwner);
  const asUser = await actingFor(portal, user, partyId);
  const { versionId } = await announceChange(portal);
  await expect(object(portal, asUser, { versionId })).rejects.toMatchObject({ code: "authority-missing" });
  expect((await readGate(portal, asUser)).kind).toBe("announced");
  expect(await object(portal, asOwner, { versionId })).toMatchObject({ outcome: "objected" });
  portal.clock.set(EFFECTIVE_AT);
  expect((await readGate(portal, asUser)).kind).toBe("open");
});

test("nobody objects for a party whose data is restricted", async () => {
  const { portal, person, versionId } = await openChange();
  await portal.writer.commit({ steps: [{ op: "insert", table: "partyStates", row: { partyId: person.partyId, state: "restricted", revision: 1, requestId: null, untilAt: null, dueAt: null } }] });
  await expect(object(portal, person, { versionId })).rejects.toMatchObject({ code: "party-locked" });
});

test("staff keep the former version until a date, ask to leave instead, then lift; each answer follows the one before", async () => {
  const { portal, person, versionId } = await openChange();
  const { actId } = await object(portal, person, { versionId, reason: "Too dear." });
  expect((await readObjections(portal, { state: "open", after: null })).objections).toMatchObject([{ actId, reason: "Too dear." }]);
  const kept = await answer(portal, { actId });
  expect(await answer(portal, { actId })).toBe(kept);
  await expect(answer(portal, { actId, reason: "Another." })).rejects.toMatchObject({ code: "objection-answered" });
  const asked = await answer(portal, { actId, follows: kept, answer: "leave", reason: "It cannot go on." });
  await answer(portal, { actId, follows: asked, answer: "lift", untilAt: null, reason: "You wrote that you agree to talk again." });
  const { answers } = await readObjection(portal, actId);
  expect(answers.map(({ answer: each, untilAt }) => [each, untilAt])).toEqual([["keep", "2026-12-31T16:00:00.000Z"], ["leave", "2026-12-31T16:00:00.000Z"], ["lift", null]]);
  await expect(answer(portal, { actId, follows: answers[2]?.id ?? "", reason: "More." })).rejects.toMatchObject({ code: "objection-settled" });
  expect(await portal.db.selectFrom("notices").select(["reason", "actId"]).where("reason", "=", "objection-answer").execute()).toHaveLength(3);
  expect((await readEntries(portal)).filter(({ kind }) => kind === "objection.answered")).toHaveLength(3);
  expect((await readObjections(portal, { state: "answered", after: null })).objections).toHaveLength(1);
  portal.clock.set(EFFECTIVE_AT);
  expect((await readGate(portal, person)).kind).not.toBe("open");
});

test("an answer without words, without a date ahead, by who may not, or to a settled objection is refused", async () => {
  const { portal, person, versionId } = await openChange();
  const { actId } = await object(portal, person, { versionId });
  await expect(answer(portal, { actId, reason: " " })).rejects.toMatchObject({ code: "objection-answer-unfit" });
  await expect(answer(portal, { actId, untilAt: portal.now() })).rejects.toMatchObject({ code: "objection-answer-unfit", details: { fault: "date" } });
  await expect(answer(portal, { actId, actor: { ...EDITOR, roles: [] } })).rejects.toMatchObject({ code: "role-missing" });
  await expect(answer(portal, { actId: "obj_none" })).rejects.toMatchObject({ code: "objection-unknown" });
  await expect(answer(portal, { actId, answer: "reply", untilAt: null })).rejects.toMatchObject({ code: "objection-settled" });
  await acceptTerms(portal, person, { set: "general-terms@2" });
  await expect(answer(portal, { actId })).rejects.toMatchObject({ code: "objection-settled" });
});

test("the answer comes as a notice to inbox and mail, with the words of staff, which are kept nowhere but under the key of the party", async () => {
  const { portal, person, versionId } = await openChange();
  await portal.writer.commit({ steps: [updateRows("accounts", { set: { addressConfirmedAt: portal.now() }, where: { id: person.accountId } })] });
  const { actId } = await object(portal, person, { versionId });
  await answer(portal, { actId, reason: "Bleiben Sie dabei.\n\nWir melden uns." });
  await fanOutWaiting(portal);
  const line = await findAnswer(portal, person);
  expect(line?.subject).toBe("Your objection to version 2 of “General Terms” was answered");
  const message = await readMessage(portal, person, { deliveryId: line?.deliveryId ?? "", language: "en" });
  expect(message.text).toContain("applies at least until 1 January 2027, 00:00 (Beijing time).");
  expect(message.text).toContain("> Bleiben Sie dabei.\n> \n> Wir melden uns.\n");
  await displayNotice(portal, person, message);
  const mail = testChannel();
  await handOver(portal, { mail });
  expect(mail.sent.filter(({ text }) => text.includes("> Wir melden uns.")).map(({ to }) => to)).toEqual([person.address]);
  const stored = JSON.stringify([await readEntries(portal), await portal.db.selectFrom("documents").selectAll().execute()]);
  expect(stored).not.toContain("Bleiben");
});

test("once the words of an answer are removed, its notice says so", async () => {
  const { portal, person, versionId } = await openChange();
  const { actId } = await object(portal, person, { versionId });
  const id = await answer(portal, { actId });
  await fanOutWaiting(portal);
  const line = await findAnswer(portal, person);
  const asked = { deliveryId: line?.deliveryId ?? "", language: "en" };
  await displayNotice(portal, person, await readMessage(portal, person, asked));
  await portal.writer.commit({ steps: [updateRows("personalValues", { set: { valueSealed: "" }, where: { recordId: id } })] });
  expect((await readMessage(portal, person, asked)).text).toContain("> (These words are no longer kept.)");
});

async function findAnswer(portal: Portal, { partyId }: { partyId: string }) {
  const { lines } = await readInbox(portal, { partyId, after: null });
  return lines.find(({ reason }) => reason === "objection-answer");
}

test("a late objection is answered in words alone", async () => {
  const { portal, person, versionId } = await openChange();
  portal.clock.set(EFFECTIVE_AT);
  const { actId } = await object(portal, person, { versionId });
  await expect(answer(portal, { actId })).rejects.toMatchObject({ code: "objection-settled" });
  expect(await answer(portal, { actId, answer: "reply", untilAt: null, reason: "Decline it instead." })).toMatch(/^oba_/);
});
