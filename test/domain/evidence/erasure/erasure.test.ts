import { expect, test } from "vitest";
import { signIn } from "#app/domain/access/sign-in.server";
import { readSession } from "#app/domain/access/session.server";
import { approveErasure } from "#app/domain/evidence/erasure/approval.server";
import { planRequest } from "#app/domain/evidence/erasure/planned.server";
import { askForErasure, proposeErasure, readRequest, rejectRequest, withdrawRequest } from "#app/domain/evidence/erasure/request.server";
import { finishErasures } from "#app/domain/evidence/erasure/schedule.server";
import { readErasureState } from "#app/domain/evidence/erasure/state.server";
import { liftHold, placeHold } from "#app/domain/evidence/erasure/hold.server";
import { checkLedger } from "#app/domain/evidence/ledger/ledger.server";
import { erasureOf, parseEntry } from "#app/ledger/entry";
import { selectEntriesOfRecord } from "#db/ledger/ledger";
import { acceptTerms, publish } from "#test/support/acceptance";
import { addActor, signInAgain } from "#test/support/actors";
import { approveNow, askAs, askByLaw, BEGIN, endAgreement, eraseByLaw, freshAgain, openStage } from "#test/support/erasure";
import { addPerson, PASSWORD, waitingMails } from "#test/support/people";
import { openTestPortal, type TestPortal } from "#test/support/portal";
import { refusalOf } from "#test/support/refusal";

function signInOf(portal: TestPortal, password = PASSWORD) {
  return signIn(portal, { address: "li.ming@example.com", password, client: "192.0.2.1", formerToken: null });
}

test("a person who never accepted anything is erased wholly by two people, and the ledger stays whole", async () => {
  const portal = await openTestPortal({ at: BEGIN });
  const reader = await addPerson(portal, { name: "李明" });
  const operator = await addActor(portal, "operator", ["operator"]);
  const request = await approveNow(portal, await askAs(portal, reader), operator);
  expect(request.status).toEqual({ state: "erased", at: portal.now() });
  const account = await portal.db.selectFrom("accounts").where("id", "=", reader.accountId).selectAll().executeTakeFirstOrThrow();
  expect(account).toMatchObject({ addressSealed: "", passwordSealed: "", closedAt: portal.now() });
  expect(await portal.keys.findByAddress("li.ming@example.com")).toBeNull();
  expect(await waitingMails(portal, "li.ming@example.com")).toEqual([]);
  expect(await readSession(portal, reader.token)).toBeNull();
  expect((await signInOf(portal)).outcome).toBe("wrong");
  expect((await checkLedger(portal)).state).toBe("consistent");
});

test("an agreement that runs restricts the data until three years after the request at the earliest", async () => {
  const { portal, reader, operator } = await openStage();
  const request = await approveNow(portal, await askAs(portal, reader), operator);
  expect(request.status).toEqual({ state: "restricted", at: portal.now(), untilAt: "2029-03-01T08:00:00.000Z" });
  const { plan } = await planRequest(portal, request);
  expect(plan).toMatchObject({ outcome: "restricted", isEarliest: true });
  expect(plan.lines.map(({ kind, outcome }) => `${kind} ${outcome}`)).toEqual([
    "access erased", "profile erased", "mails erased", "evidence restricted", "device restricted",
  ]);
  expect(await readErasureState(portal, reader.partyId)).toMatchObject({ state: "restricted", ground: "accountClosed" });
});

test("while restricted nobody is signed in, nothing is opened, no mail goes out and no act is recorded, and signing in says so", async () => {
  const stage = await openStage();
  const { portal, reader, operator } = stage;
  await approveNow(portal, await askAs(portal, reader), operator);
  expect(await signInOf(portal)).toEqual({ outcome: "restricted", untilAt: "2029-03-01T08:00:00.000Z" });
  expect(await signInOf(portal, "a wrong password")).toEqual({ outcome: "wrong" });
  const { addressSealed } = await portal.db.selectFrom("accounts").where("id", "=", reader.accountId).select("addressSealed").executeTakeFirstOrThrow();
  expect(await portal.keys.open(reader.partyId, "accounts.address", addressSealed)).toBeNull();
  expect(await portal.db.selectFrom("outbox").where("partyId", "=", reader.partyId).selectAll().execute()).toEqual([]);
  await publish(portal, { slug: "other-terms" });
  await expect(acceptTerms(portal, reader, { set: "other-terms" })).rejects.toThrow("restricted party");
});

test("what was restricted is erased when its date comes and the agreement has ended, without another request", async () => {
  const { portal, reader, operator } = await openStage();
  const requestId = await askAs(portal, reader);
  await approveNow(portal, requestId, operator);
  await endAgreement(portal, { effectiveAt: "2026-05-01T00:00:00.000Z" });
  portal.clock.set("2029-03-02T00:00:00Z");
  await finishErasures(portal);
  expect((await readRequest(portal, requestId)).status).toMatchObject({ state: "restricted", untilAt: "2029-05-01T00:00:00.000Z" });
  portal.clock.set("2029-05-01T00:00:00Z");
  await finishErasures(portal);
  expect((await readRequest(portal, requestId)).status).toEqual({ state: "erased", at: "2029-05-01T00:00:00.000Z" });
  expect((await checkLedger(portal)).state).toBe("consistent");
});

test("an agreement that still runs when the date comes keeps the restriction up", async () => {
  const { portal, reader, operator } = await openStage();
  const requestId = await askAs(portal, reader);
  await approveNow(portal, requestId, operator);
  portal.clock.set("2029-03-02T00:00:00Z");
  await finishErasures(portal);
  expect((await readRequest(portal, requestId)).status).toMatchObject({ state: "restricted", untilAt: "2032-03-02T00:00:00.000Z" });
});

test("device data whose period is over goes while the evidence stays: partly erased", async () => {
  const { portal, reader, operator } = await openStage();
  portal.clock.set("2027-03-02T00:00:00Z");
  const again = await signInAgain(portal, reader.accountId);
  const fresh = await signInAgain(portal, operator.accountId);
  const request = await approveNow(portal, await askAs(portal, again), fresh);
  expect((await planRequest(portal, request)).plan.outcome).toBe("restricted");
  expect(JSON.parse(request.decision?.planJson ?? "")).toMatchObject({ outcome: "partly erased" });
  const tags = await portal.db.selectFrom("openings").where("partyId", "=", reader.partyId).select("tag").orderBy("tag").execute();
  expect(tags.map(({ tag }) => tag)).toEqual(["actor", "address", "party"]);
  expect(await portal.db.selectFrom("actCircumstances").selectAll().execute()).toEqual([]);
});

test("the entry names the entries that lost their openings, the ground and the approver, and no person", async () => {
  const stage = await openStage();
  const { portal, reader, auditor } = stage;
  const act = await portal.db.selectFrom("acts").where("partyId", "=", reader.partyId).select("id").executeTakeFirstOrThrow();
  const [acted] = await selectEntriesOfRecord(portal.db, act.id);
  const request = await eraseByLaw(stage);
  const [entry] = await selectEntriesOfRecord(portal.db, request.done.at(-1)?.id ?? "");
  const parsed = parseEntry(Buffer.from(entry?.entryJson ?? ""));
  if (!("entry" in parsed)) throw new Error(parsed.fault);
  expect(erasureOf(parsed.entry)).toEqual({ at: portal.now(), ground: "legalDuty", ledger: parsed.entry.ledger, entries: [acted?.index] });
  expect(parsed.entry.body).toMatchObject({ approvers: [auditor.accountId], part: 1, parts: 1 });
  expect(entry?.entryJson).not.toContain(reader.partyId);
  expect(entry?.entryJson).not.toContain(reader.accountId);
});

test("who asked does not approve, nor the person whom it is about, nor somebody without a role", async () => {
  const { portal, reader, operator } = await openStage();
  const requestId = await askByLaw(portal, reader, operator);
  expect((await refusalOf(() => approveNow(portal, requestId, operator))).code).toBe("erasure-own");
  const person = await addActor(portal, "person", ["auditor"]);
  const own = await askByLaw(portal, person, operator);
  expect((await refusalOf(() => approveNow(portal, own, person))).code).toBe("erasure-own");
  const approver = await addActor(portal, "approver", ["approver", "editor"]);
  expect((await refusalOf(() => approveNow(portal, requestId, approver))).code).toBe("role-missing");
  expect((await refusalOf(() => rejectRequest(portal, { requestId, actor: operator, reason: "no" }))).code).toBe("erasure-own");
  expect(await portal.db.selectFrom("refusals").select("code").orderBy("id").execute()).toHaveLength(4);
});

test("a sign-in that is not fresh neither asks, nor approves, nor holds", async () => {
  const { portal, reader, operator, auditor } = await openStage();
  const requestId = await askByLaw(portal, reader, operator);
  portal.clock.set("2026-03-01T08:16:00Z");
  expect((await refusalOf(() => approveNow(portal, requestId, auditor))).code).toBe("sign-in-stale");
  expect((await refusalOf(() => askAs(portal, reader))).code).toBe("sign-in-stale");
  const hold = { partyId: reader.partyId, reason: "dispute", words: "12/2026", untilAt: null, actor: auditor } as const;
  expect((await refusalOf(() => placeHold(portal, hold))).code).toBe("sign-in-stale");
});

test("a hold keeps everything, a plan approved before it is refused, and lifting it lets the erasure finish", async () => {
  const stage = await openStage();
  const { portal, reader, operator, auditor } = stage;
  const requestId = await askByLaw(portal, reader, operator);
  const before = await planRequest(portal, await readRequest(portal, requestId));
  const holdId = await placeHold(portal, { partyId: reader.partyId, reason: "dispute", words: "12/2026", untilAt: null, actor: auditor });
  expect((await refusalOf(() => approveErasure(portal, { requestId, sha256: before.sha256, actor: auditor }))).code).toBe("erasure-changed");
  const held = await approveNow(portal, requestId, auditor);
  expect(held.status).toMatchObject({ state: "restricted", untilAt: null });
  expect(await portal.db.selectFrom("openings").where("partyId", "=", reader.partyId).select("tag").execute()).toHaveLength(5);
  const fresh = await freshAgain(stage);
  await liftHold(portal, { partyId: reader.partyId, holdId, words: "settled", actor: fresh.auditor });
  await finishErasures(portal);
  expect((await readRequest(portal, requestId)).status.state).toBe("erased");
});

test("a hold comes too late once the erasure has been carried out, and is lifted once", async () => {
  const stage = await openStage();
  const { portal, reader, auditor } = stage;
  const hold = { partyId: reader.partyId, reason: "dispute", words: "12/2026", untilAt: null, actor: auditor } as const;
  const holdId = await placeHold(portal, hold);
  const lift = { partyId: reader.partyId, holdId, words: "settled", actor: auditor };
  await liftHold(portal, lift);
  expect((await refusalOf(() => liftHold(portal, lift))).code).toBe("hold-lifted");
  expect((await refusalOf(() => liftHold(portal, { ...lift, holdId: "hld_none" }))).code).toBe("hold-unknown");
  expect((await refusalOf(() => placeHold(portal, { ...hold, untilAt: portal.now() }))).code).toBe("hold-date");
  expect((await refusalOf(() => placeHold(portal, { ...hold, words: " " }))).code).toBe("reason-missing");
  await eraseByLaw(stage);
  expect((await refusalOf(() => placeHold(portal, hold))).code).toBe("erasure-too-late");
});

test("an act between plan and approval changes the plan, so that nothing is done", async () => {
  const { portal, reader, operator } = await openStage();
  const requestId = await askAs(portal, reader);
  const { sha256 } = await planRequest(portal, await readRequest(portal, requestId));
  await publish(portal, { slug: "other-terms" });
  await acceptTerms(portal, reader, { set: "other-terms" });
  expect((await refusalOf(() => approveErasure(portal, { requestId, sha256, actor: operator }))).code).toBe("erasure-changed");
  expect((await readRequest(portal, requestId)).status).toEqual({ state: "waiting" });
});

test("of approvals at once one is carried out, and of requests at once one is made", async () => {
  const { portal, reader, operator, auditor } = await openStage();
  const asked = await Promise.allSettled([1, 2, 3].map(() => askAs(portal, reader)));
  expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const request = await portal.db.selectFrom("erasureRequests").selectAll().executeTakeFirstOrThrow();
  const { sha256 } = await planRequest(portal, await readRequest(portal, request.id));
  const approvals = [operator, auditor, operator].map((actor) => approveErasure(portal, { requestId: request.id, sha256, actor }));
  const approved = await Promise.allSettled(approvals);
  expect(approved.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await portal.db.selectFrom("erasures").select("act").execute()).toEqual([{ act: "restricted" }]);
  expect((await refusalOf(() => approveErasure(portal, { requestId: request.id, sha256, actor: operator }))).code).toBe("erasure-decided");
});

test("a request is taken back by who made it, refused with a reason by another, and may be made anew", async () => {
  const { portal, reader, operator, auditor } = await openStage();
  const first = await askAs(portal, reader);
  expect((await refusalOf(() => askAs(portal, reader))).code).toBe("erasure-asked");
  expect((await refusalOf(() => withdrawRequest(portal, { requestId: first, actor: operator }))).code).toBe("erasure-unknown");
  await withdrawRequest(portal, { requestId: first, actor: reader });
  expect((await refusalOf(() => withdrawRequest(portal, { requestId: first, actor: reader }))).code).toBe("erasure-decided");
  const second = await askAs(portal, reader);
  expect((await refusalOf(() => rejectRequest(portal, { requestId: second, actor: auditor, reason: "" }))).code).toBe("reason-missing");
  await rejectRequest(portal, { requestId: second, actor: auditor, reason: "not the holder" });
  expect((await readRequest(portal, second)).status).toEqual({ state: "rejected", at: portal.now() });
  await askAs(portal, reader);
});

test("grounds, words and whom it is about are checked", async () => {
  const stage = await openStage();
  const { portal, reader, operator } = stage;
  expect((await refusalOf(() => askAs(portal, reader, "legalDuty"))).code).toBe("input-invalid");
  expect((await refusalOf(() => askAs(portal, reader, "other"))).code).toBe("reason-missing");
  await askForErasure(portal, { ground: "other", words: "私事", actor: reader });
  const asked = await portal.db.selectFrom("erasureRequests").select("wordsSealed").executeTakeFirstOrThrow();
  expect(asked.wordsSealed).toMatch(/^v1\./);
  expect((await waitingMails(portal, "li.ming@example.com")).some(({ text }) => text.includes("/account/erasure"))).toBe(true);
  const unknown = { partyId: "pty_none", ground: "accountClosed", words: "", actor: operator } as const;
  expect((await refusalOf(() => proposeErasure(portal, unknown))).code).toBe("erasure-unknown");
  const person = await addActor(portal, "person", []);
  expect((await refusalOf(() => proposeErasure(portal, { ...unknown, partyId: person.partyId, actor: person }))).code).toBe("role-missing");
  const last = await askByLaw(portal, operator, stage.auditor);
  const other = await addActor(portal, "second", ["auditor"]);
  expect((await refusalOf(() => approveNow(portal, last, other))).code).toBe("erasure-last-operator");
});

test("a restricted or erased person is not asked for again", async () => {
  const stage = await openStage();
  await eraseByLaw(stage);
  expect((await refusalOf(() => askByLaw(stage.portal, stage.reader, stage.operator))).code).toBe("erasure-under-way");
});
