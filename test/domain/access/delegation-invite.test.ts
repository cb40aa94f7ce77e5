import { expect, test } from "vitest";
import { answerInvitation, readInvitation } from "#app/domain/access/delegation-answer.server";
import { inviteDelegate, listInvitations, withdrawInvitation, type NewInvitation } from "#app/domain/access/delegation-invite.server";
import { readRevocable, revokeDelegation } from "#app/domain/access/delegation-revoke.server";
import { delegationStateAt } from "#app/domain/access/delegation";
import { listDelegations } from "#app/domain/access/delegation.server";
import { checkLedger } from "#app/domain/evidence/ledger/ledger.server";
import { addPerson, mailedToken, waitingMails, waitingSubjects } from "#test/support/people";
import { addConfirmed, found, grant, sessionOf } from "#test/support/organisation";
import { openTestPortal, type TestPortal } from "#test/support/portal";
import { countRows } from "#test/support/rows";

const PERSON = "person@example.com";
const WEEK = 7 * 24 * 3_600_000;

async function open() {
  const portal = await openTestPortal({ at: "2026-03-01T10:00:00Z" });
  const owner = await addConfirmed(portal, "owner@example.com");
  return { portal, owner, partyId: await found(portal, owner) };
}

function invitationOf(partyId: string, changes: Partial<NewInvitation> = {}): NewInvitation {
  return { partyId, address: PERSON, scopes: ["accept"], beginsAt: null, endsAt: null, language: "en", ...changes };
}

function tokenOf(portal: TestPortal, to = PERSON): Promise<string> {
  return mailedToken(portal, { to, page: "invitations" });
}

function later(milliseconds: number): string {
  return new Date(Date.parse("2026-03-01T10:00:00Z") + milliseconds).toISOString();
}

test("whether an address has an account or not, the owner is told the same, and one mail goes out", async () => {
  const { portal, owner, partyId } = await open();
  await addConfirmed(portal, PERSON);
  for (const address of [PERSON, "nobody@example.com"]) {
    expect(await inviteDelegate(portal, owner, invitationOf(partyId, { address }))).toEqual({ outcome: "mailed" });
    expect((await waitingMails(portal, address)).filter(({ text }) => text.includes("/invitations/"))).toHaveLength(1);
  }
});

test("the authority begins with the acceptance, and the ledger names nobody", async () => {
  const { portal, owner, partyId } = await open();
  await inviteDelegate(portal, owner, invitationOf(partyId));
  const person = await addConfirmed(portal, PERSON);
  const token = await tokenOf(portal);
  portal.clock.set(later(1000));
  expect(await readInvitation(portal, person, token)).toMatchObject({ organisation: "Example Ltd.", owner: "owner@example.com", scopes: ["accept"], isForAccount: true });
  expect(await answerInvitation(portal, person, { token, isAccepted: true })).toEqual({ outcome: "accepted", partyId });
  const { delegations: [granted] } = await listDelegations(portal, { actorId: person.accountId }, null);
  expect(granted).toMatchObject({ relation: "authorised", partyId, scopes: ["accept"], beginsAt: later(1000), endsAt: null, revokedAt: null });
  const row = await portal.db.selectFrom("delegations").selectAll().where("id", "=", granted?.id ?? "").executeTakeFirstOrThrow();
  expect(row).toMatchObject({ byId: owner.accountId, signInId: owner.signInId, acceptedSignInId: person.signInId });
  const { entryJson } = await portal.db.selectFrom("ledgerEntries").selectAll().where("recordId", "=", row.id).executeTakeFirstOrThrow();
  for (const personal of [PERSON, person.accountId, owner.accountId, partyId, "owner@example.com", "Example"]) expect(entryJson).not.toContain(personal);
  expect(await checkLedger(portal)).toMatchObject({ state: "consistent" });
});

test("accepting the mailed link confirms the address of the account", async () => {
  const { portal, owner, partyId } = await open();
  await inviteDelegate(portal, owner, invitationOf(partyId));
  const person = await addPerson(portal, { address: PERSON });
  await answerInvitation(portal, person, { token: await tokenOf(portal), isAccepted: true });
  expect(await sessionOf(portal, person.token)).toMatchObject({ isAddressConfirmed: true });
});

test("an invitation is answered once, however often the button is pressed", async () => {
  const { portal, owner, partyId } = await open();
  await inviteDelegate(portal, owner, invitationOf(partyId));
  const person = await addConfirmed(portal, PERSON);
  const token = await tokenOf(portal);
  const outcomes = await Promise.all([true, true, false].map((isAccepted) => answerInvitation(portal, person, { token, isAccepted })));
  expect(outcomes.filter(({ outcome }) => outcome === "over")).toHaveLength(2);
  expect(await answerInvitation(portal, person, { token, isAccepted: true })).toEqual({ outcome: "over" });
});

test("a link in other hands gives nothing", async () => {
  const { portal, owner, partyId } = await open();
  await inviteDelegate(portal, owner, invitationOf(partyId));
  const thief = await addConfirmed(portal, "thief@example.com");
  const token = await tokenOf(portal);
  expect(await readInvitation(portal, thief, token)).toMatchObject({ isForAccount: false, sentTo: "p***@example.com" });
  expect(await answerInvitation(portal, thief, { token, isAccepted: true })).toEqual({ outcome: "other-account" });
  expect(await countRows(portal.db)).toMatchObject({ delegations: 1 });
});

test.each([
  ["an unknown link", async () => "x".repeat(43)],
  ["a declined one", async (portal: TestPortal) => {
    const [token, person] = [await tokenOf(portal), await addConfirmed(portal, "PERSON@example.com")];
    await answerInvitation(portal, person, { token, isAccepted: false });
    return token;
  }],
  ["one that has run out", async (portal: TestPortal) => {
    portal.clock.set(later(WEEK));
    return tokenOf(portal);
  }],
])("%s cannot be accepted", async (_what, prepare) => {
  const { portal, owner, partyId } = await open();
  await inviteDelegate(portal, owner, invitationOf(partyId));
  const token = await prepare(portal);
  const person = await addPerson(portal, { address: PERSON });
  expect(await readInvitation(portal, person, token)).toBeNull();
  expect(await answerInvitation(portal, person, { token, isAccepted: true })).toEqual({ outcome: "over" });
  expect(await countRows(portal.db)).toMatchObject({ delegations: 1 });
});

test("an invitation sent again by mistake is one; a changed one takes the place of the former", async () => {
  const { portal, owner, partyId } = await open();
  const all = await Promise.all(Array.from({ length: 3 }, () => inviteDelegate(portal, owner, invitationOf(partyId))));
  expect(all).toEqual(Array.from({ length: 3 }, () => ({ outcome: "mailed" })));
  expect(await waitingSubjects(portal, PERSON)).toHaveLength(1);
  const former = await tokenOf(portal);
  expect(await inviteDelegate(portal, owner, invitationOf(partyId, { scopes: ["use"] }))).toEqual({ outcome: "mailed" });
  expect((await listInvitations(portal, partyId)).map(({ scopes }) => scopes)).toEqual([["use"]]);
  const person = await addConfirmed(portal, PERSON);
  expect(await readInvitation(portal, person, former)).toBeNull();
});

test("the owner withdraws an invitation; nobody else does", async () => {
  const { portal, owner, partyId } = await open();
  await inviteDelegate(portal, owner, invitationOf(partyId));
  const person = await addConfirmed(portal, PERSON);
  const [invitation] = await listInvitations(portal, partyId);
  const id = invitation?.id ?? "";
  expect(await withdrawInvitation(portal, { actor: person, partyId, id })).toBe(false);
  expect(await withdrawInvitation(portal, { actor: owner, partyId, id })).toBe(true);
  expect(await withdrawInvitation(portal, { actor: owner, partyId, id })).toBe(false);
  expect(await readInvitation(portal, person, await tokenOf(portal))).toBeNull();
});

test.each([
  ["without a scope", { scopes: [] }, "scopes-missing"],
  ["that ends before it begins", { beginsAt: "2026-04-01T00:00:00.000Z", endsAt: "2026-04-01T00:00:00.000Z" }, "ends-before-beginning"],
  ["that ended already", { endsAt: "2026-03-01T10:00:00.000Z" }, "ends-before-beginning"],
  ["to oneself", { address: "Owner@Example.com" }, "own-address"],
  ["for an unknown organisation", { partyId: "pty_none" }, "unknown"],
])("an invitation %s is refused", async (_what, changes, outcome) => {
  const { portal, owner, partyId } = await open();
  expect(await inviteDelegate(portal, owner, invitationOf(partyId, changes))).toEqual({ outcome });
  expect(await countRows(portal.db)).toMatchObject({ invitations: 0 });
});

test("an authority is not passed on, and nobody grants with an address that is not confirmed", async () => {
  const { portal, owner, partyId } = await open();
  const person = await addConfirmed(portal, PERSON);
  await grant(portal, owner, person, { partyId, scopes: ["use", "accept", "receive notices"] });
  expect(await inviteDelegate(portal, person, invitationOf(partyId, { address: "third@example.com" }))).toEqual({ outcome: "unknown" });
  const unconfirmed = await addPerson(portal, { address: "new@example.com" });
  const own = await found(portal, unconfirmed, "New Ltd.");
  expect(await inviteDelegate(portal, unconfirmed, invitationOf(own))).toEqual({ outcome: "unconfirmed" });
});

test("an address is invited at most five times an hour by one organisation", async () => {
  const { portal, owner, partyId } = await open();
  const invite = (minute: number) => inviteDelegate(portal, owner, invitationOf(partyId, { endsAt: `2027-01-01T00:0${minute}:00.000Z` }));
  for (let n = 0; n < 5; n++) expect(await invite(n)).toEqual({ outcome: "mailed" });
  expect(await invite(5)).toMatchObject({ outcome: "limited" });
});

test("an authority from a later day begins then, and is over at the instant of its end", async () => {
  const { portal, owner, partyId } = await open();
  const person = await addConfirmed(portal, PERSON);
  await grant(portal, owner, person, { partyId, beginsAt: "2026-03-05T00:00:00.000Z", endsAt: "2026-03-06T00:00:00.000Z" });
  const { delegations: [granted] } = await listDelegations(portal, { actorId: person.accountId }, null);
  if (!granted) throw new Error("nothing was granted");
  const states = ["2026-03-04T23:59:59.999Z", "2026-03-05T00:00:00.000Z", "2026-03-05T23:59:59.999Z", "2026-03-06T00:00:00.000Z"].map((at) => delegationStateAt(granted, at));
  expect(states).toEqual(["ahead", "holds", "holds", "expired"]);
});

test("the owner revokes with a reason, once, on record; the person is told by mail", async () => {
  const { portal, owner, partyId } = await open();
  const person = await addConfirmed(portal, PERSON);
  const id = await grant(portal, owner, person, { partyId });
  expect(await revokeDelegation(portal, owner, { id, reason: "  " })).toEqual({ outcome: "reason-missing" });
  const outcomes = await Promise.all([1, 2, 3].map(() => revokeDelegation(portal, owner, { id, reason: "left the company" })));
  expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(["over", "over", "revoked"]);
  const { delegations: [granted] } = await listDelegations(portal, { actorId: person.accountId }, null);
  expect(granted?.revocation).toEqual({ reason: "left the company", by: { address: "owner@example.com", name: null } });
  expect((await waitingSubjects(portal, PERSON)).filter((subject) => subject.includes("ended"))).toHaveLength(1);
  const revoked = await portal.db.selectFrom("delegations").select("id").where("act", "=", "revoked").executeTakeFirstOrThrow();
  const entries = await portal.db.selectFrom("ledgerEntries").select(["index", "entryJson"]).where("recordId", "in", [id, revoked.id]).orderBy("index").execute();
  expect(JSON.parse(entries[1]?.entryJson ?? "{}")).toMatchObject({ kind: "delegation.revoked", prev: entries[0]?.index, body: { delegation: id } });
  expect(entries[1]?.entryJson).not.toContain("left the company");
  expect(await checkLedger(portal)).toMatchObject({ state: "consistent" });
});

test("who holds an authority gives it up; strangers and the owner's own authority are left alone", async () => {
  const { portal, owner, partyId } = await open();
  const [person, stranger] = [await addConfirmed(portal, PERSON), await addConfirmed(portal, "stranger@example.com")];
  const id = await grant(portal, owner, person, { partyId });
  const { delegations } = await listDelegations(portal, { partyId }, null);
  const owning = delegations.find(({ relation }) => relation === "owner")?.id ?? "";
  expect(await revokeDelegation(portal, stranger, { id, reason: "no" })).toEqual({ outcome: "unknown" });
  expect(await readRevocable(portal, stranger, id)).toBeNull();
  expect(await revokeDelegation(portal, owner, { id: owning, reason: "no" })).toEqual({ outcome: "unknown" });
  expect(await revokeDelegation(portal, person, { id, reason: "moved on" })).toEqual({ outcome: "revoked" });
});

test("a new authority may be granted after a revocation", async () => {
  const { portal, owner, partyId } = await open();
  const person = await addConfirmed(portal, PERSON);
  const id = await grant(portal, owner, person, { partyId });
  await revokeDelegation(portal, owner, { id, reason: "leave" });
  portal.clock.set(later(3_600_000));
  const again = await grant(portal, owner, person, { partyId });
  expect(again).not.toBe(id);
  const { delegations } = await listDelegations(portal, { partyId }, null);
  const held = delegations.filter(({ relation }) => relation === "authorised");
  expect(held.map(({ revokedAt }) => revokedAt)).toEqual([null, later(0)]);
});
