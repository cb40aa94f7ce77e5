import { expect, test } from "vitest";
import { leave } from "#app/domain/access/leave.server";
import { readLeaving } from "#app/domain/access/leaving.server";
import { readSession, type Session } from "#app/domain/access/session.server";
import { signIn } from "#app/domain/access/sign-in.server";
import { accept } from "#app/domain/acceptance/accept.server";
import { answerConsent } from "#app/domain/acceptance/answer-consent.server";
import { readStandings } from "#app/domain/acceptance/standing.server";
import { readLastRequest } from "#app/domain/evidence/erasure/request.server";
import { copyOfData } from "#app/domain/evidence/erasure/copy.server";
import { copyOfOrganisation } from "#app/domain/evidence/erasure/organisation-copy.server";
import { fanOutWaiting } from "#app/domain/notice/delivery/fan-out.server";
import { parseEntry } from "#app/ledger/entry";
import { selectEntriesOfRecord } from "#db/ledger/ledger";
import { acceptTerms, CIRCUMSTANCES, openPurposes, openTerms, publish, termsForm } from "#test/support/acceptance";
import { addActor, signInAgain } from "#test/support/actors";
import { approveNow, BEGIN, openStage } from "#test/support/erasure";
import { actingFor, addConfirmed, found, grant } from "#test/support/organisation";
import { addPerson, PASSWORD, waitingMails } from "#test/support/people";
import { openTestPortal, type TestPortal } from "#test/support/portal";
import { refusalOf } from "#test/support/refusal";

const WORDS = { "zh-CN": "消息", en: "News" };
const NEWS = { code: "news", title: WORDS, description: WORDS };

async function leaveAs(portal: TestPortal, actor: Session, reason = "") {
  return leave(portal, { actor, reason });
}

test("leaving ends every agreement for the party at once and names the clauses that go on binding", async () => {
  const { portal, reader } = await openStage();
  const left = await leaveAs(portal, reader, "moving house");
  expect(left).toMatchObject({ outcome: "left", dataUntil: "2026-03-31T08:00:00.000Z" });
  const [standing] = await readStandings(portal, reader);
  expect(standing).toMatchObject({ now: "ended", reason: { code: "left", leftAt: portal.now() }, next: [] });
  const leaving = await readLeaving(portal, reader.partyId);
  const surviving = standing?.binds?.version.clauses.filter(({ flags }) => flags.includes("survives")).map(({ id }) => id);
  expect(leaving?.agreements).toMatchObject([{ agreementId: standing?.agreementId, versionId: standing?.binds?.version.id, actId: standing?.binds?.actId, surviving }]);
});

test("the entry of a leaving names what ended and no person, and its reason only as a commitment", async () => {
  const { portal, reader } = await openStage();
  const { id } = await leaveAs(portal, reader, "moving house");
  const [row] = await selectEntriesOfRecord(portal.db, id);
  const parsed = parseEntry(Buffer.from(row?.entryJson ?? ""));
  if (!("entry" in parsed)) throw new Error(parsed.fault);
  expect(parsed.entry).toMatchObject({ kind: "party.left", record: id, body: { dataUntil: "2026-03-31T08:00:00.000Z", agreements: [{ surviving: expect.any(Array) }] } });
  expect(Object.keys(parsed.entry.commitments ?? {})).toEqual(["actor", "address", "party", "reason"]);
  for (const word of [reader.partyId, reader.accountId, reader.address, "moving"]) expect(row?.entryJson).not.toContain(word);
});

test("leaving twice, or from two tabs at once, is recorded once and mailed once", async () => {
  const { portal, reader } = await openStage();
  const both = await Promise.all([leaveAs(portal, reader), leaveAs(portal, reader)]);
  const again = await leaveAs(portal, reader);
  expect(both.map(({ outcome }) => outcome).toSorted()).toEqual(["left", "left before"]);
  expect(again).toMatchObject({ outcome: "left before", id: both[0]?.id });
  const mails = (await waitingMails(portal, reader.address)).filter(({ subject }) => subject === "You have left");
  expect(mails).toHaveLength(1);
  expect(mails[0]?.text).toContain("2026-03-31 08:00 UTC");
});

test("an acceptance and a leaving at once cannot pass each other: what bound is named by the leaving, or was not accepted", async () => {
  const portal = await openTestPortal({ at: BEGIN });
  await publish(portal);
  const reader = await addPerson(portal);
  const form = await termsForm(portal, reader);
  const [accepted] = await Promise.all([accept(portal, { ...form, isTicked: true }), leaveAs(portal, reader)]);
  const leaving = await readLeaving(portal, reader.partyId);
  expect(leaving?.agreements.map(({ actId }) => actId)).toEqual(accepted.outcome === "accepted" ? [accepted.actId] : []);
});

test("after leaving nothing is accepted and no consent given, whatever screen was open", async () => {
  const { portal, reader } = await openStage();
  await publish(portal, { slug: "other-terms" });
  await publish(portal, { slug: "news", properties: { kind: "consent", audience: { who: "optional" }, noticeDays: 0, purposes: [NEWS] } });
  const form = await termsForm(portal, reader, { set: "other-terms" });
  const [purpose] = await openPurposes(portal, reader);
  await leaveAs(portal, reader);
  expect(await accept(portal, { ...form, isTicked: true })).toEqual({ outcome: "changed" });
  expect((await openTerms(portal, reader, { set: "other-terms" })).outcome).not.toBe("open");
  const consent = { token: purpose?.token ?? "", actor: reader, circumstances: CIRCUMSTANCES, answer: "give" as const };
  expect(await answerConsent(portal, consent)).toEqual({ outcome: "changed" });
});

test("one who left signs in to fetch data until the day told, and not at or after it", async () => {
  const { portal, reader } = await openStage();
  const { dataUntil } = await leaveAs(portal, reader);
  const open = () => signIn(portal, { address: reader.address, password: PASSWORD, client: "192.0.2.1", formerToken: null });
  portal.clock.set("2026-03-31T07:59:59.999Z");
  const last = await open();
  if (last.outcome !== "signed-in") throw new Error(last.outcome);
  expect((await readSession(portal, last.token))?.left).toEqual({ at: "2026-03-01T08:00:00.000Z", dataUntil });
  portal.clock.set("2026-03-31T08:00:00.000Z");
  expect(await readSession(portal, last.token)).toBeNull();
  expect(await open()).toEqual({ outcome: "left", leftAt: "2026-03-01T08:00:00.000Z" });
});

test("leaving asks for erasure, which waits until data could be fetched and then restricts what must be kept from the leaving on", async () => {
  const { portal, reader, operator } = await openStage();
  const { dataUntil } = await leaveAs(portal, reader);
  const request = await readLastRequest(portal, reader.partyId);
  expect(request).toMatchObject({ ground: "accountClosed", askedBy: "reader", status: { state: "waiting" } });
  expect((await refusalOf(() => approveNow(portal, request?.id ?? "", operator))).code).toBe("leaving-copy-time");
  portal.clock.set(dataUntil);
  const approved = await approveNow(portal, request?.id ?? "", await signInAgain(portal, operator.accountId));
  expect(approved.status).toMatchObject({ state: "restricted", untilAt: "2029-03-01T08:00:00.000Z" });
});

test("leaving takes a fresh sign-in, and staff give up their roles first", async () => {
  const { portal, reader } = await openStage();
  const editor = await addActor(portal, "editor", ["editor"]);
  expect((await refusalOf(() => leaveAs(portal, editor))).code).toBe("leaving-has-roles");
  portal.clock.set("2026-03-01T08:16:00Z");
  expect((await refusalOf(() => leaveAs(portal, reader))).code).toBe("sign-in-stale");
  expect(await readLeaving(portal, reader.partyId)).toBeNull();
});

test("for an organisation leaves who may accept for it, and the owner is told; who may only use cannot", async () => {
  const portal = await openTestPortal({ at: BEGIN });
  await publish(portal);
  const owner = await addConfirmed(portal, "owner@example.com");
  const partyId = await found(portal, owner);
  const user = await addConfirmed(portal, "user@example.com");
  await grant(portal, owner, user, { partyId, scopes: ["use"] });
  const buyer = await addConfirmed(portal, "buyer@example.com");
  await grant(portal, owner, buyer, { partyId, scopes: ["accept"] });
  expect((await refusalOf(async () => leaveAs(portal, await actingFor(portal, user, partyId)))).code).toBe("authority-missing");
  const acting = await actingFor(portal, buyer, partyId);
  await acceptTerms(portal, acting);
  expect(await leaveAs(portal, acting)).toMatchObject({ outcome: "left" });
  expect((await waitingMails(portal, owner.address)).map(({ subject }) => subject)).toContain("“Example Ltd.” has left");
  expect(await readLastRequest(portal, partyId)).toBeNull();
  expect((await readStandings(portal, acting))[0]).toMatchObject({ now: "ended", reason: { code: "left" } });
  expect((await readStandings(portal, buyer))[0]?.now).toBe("required");
});

test("one who left is told of no more changes; who stayed is", async () => {
  const { portal, reader } = await openStage();
  const stayed = await addPerson(portal, { address: "wang.fang@example.com" });
  await leaveAs(portal, reader);
  portal.clock.set("2026-03-02T08:00:00Z");
  await publish(portal, { number: 2, effectiveAt: "2026-05-01T00:00:00.000Z" });
  await fanOutWaiting(portal);
  const told = await portal.db.selectFrom("deliveries").innerJoin("notices", "notices.id", "deliveries.noticeId").where("reason", "=", "announcement").where("deliveries.happenedAt", ">=", portal.now()).select("deliveries.partyId").execute();
  expect(told.map(({ partyId }) => partyId)).toContain(stayed.partyId);
  expect(told.map(({ partyId }) => partyId)).not.toContain(reader.partyId);
});

test("the copies hold the leaving with its reason; that of an organisation its authorities and acts", async () => {
  const { portal, reader } = await openStage();
  await leaveAs(portal, reader, "moving house");
  expect(await copyOfData(portal, reader.accountId)).toMatchObject({ leaving: { reason: "moving house", dataUntil: "2026-03-31T08:00:00.000Z" } });
  const owner = await addConfirmed(portal, "owner@example.com");
  const acting = await actingFor(portal, owner, await found(portal, owner));
  await acceptTerms(portal, acting);
  const copy = await copyOfOrganisation(portal, acting);
  expect(copy).toMatchObject({ party: { name: "Example Ltd." }, authorities: [{ act: "granted", relation: "owner" }], acts: [{ kind: "acceptance", lines: [{}] }], leaving: null });
});
