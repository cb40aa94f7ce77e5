import { expect, test } from "vitest";
import { accept } from "#app/domain/acceptance/accept.server";
import { answerConsent } from "#app/domain/acceptance/answer-consent.server";
import { decline } from "#app/domain/acceptance/decline.server";
import { readStandings } from "#app/domain/acceptance/standing.server";
import { revokeDelegation } from "#app/domain/access/delegation-revoke.server";
import type { Session } from "#app/domain/access/session.server";
import { checkLedger } from "#app/domain/evidence/ledger/ledger.server";
import type { Portal } from "#app/portal.server";
import { insertRow, RuleBrokenError, updateRows } from "#db/commit";
import { acceptTerms, openTerms, publish, termsForm } from "#test/support/acceptance";
import { meetInPlaces } from "#test/support/between-reads";
import { actingFor, addConfirmed, found, grant, sessionOf, type Granting, type Signed } from "#test/support/organisation";
import { openTestPortal, type TestPortal } from "#test/support/portal";
import { refusalOf } from "#test/support/refusal";

const BEGIN = "2026-03-02T00:00:00.000Z";
const END = "2026-03-03T00:00:00.000Z";

type Scene = { portal: TestPortal; owner: Signed; employee: Signed; partyId: string };

/** An organisation with its owner, and a person without authority. */
async function open(): Promise<Scene> {
  const portal = await openTestPortal({ at: "2026-03-01T10:00:00Z" });
  await publish(portal);
  const owner = await addConfirmed(portal, "owner@example.com");
  const employee = await addConfirmed(portal, "employee@example.com");
  return { portal, owner, employee, partyId: await found(portal, owner) };
}

/** The employee with an authority, acting for the organisation. */
async function openGranted(given: Partial<Granting> = {}): Promise<Scene & { delegationId: string; acting: Signed }> {
  const scene = await open();
  const { portal, owner, employee, partyId } = scene;
  const delegationId = await grant(portal, owner, employee, { partyId, ...given });
  return { ...scene, delegationId, acting: await actingFor(portal, employee, partyId) };
}

/** As somebody would hand it in who once might act for the organisation. */
function pretending(person: Session, partyId: string): Session {
  return { ...person, partyId };
}

function actCount(portal: Portal): Promise<number> {
  return portal.db.selectFrom("acts").select(({ fn }) => fn.countAll<number>().as("n")).executeTakeFirstOrThrow().then(({ n }) => Number(n));
}

async function nowOf(portal: Portal, session: Session): Promise<string | undefined> {
  return (await readStandings(portal, session))[0]?.now;
}

test("an act under an authority binds the organisation, names the person and the authority, and its state is in the ledger", async () => {
  const { portal, acting, employee, partyId, delegationId } = await openGranted();
  const accepted = await acceptTerms(portal, acting);
  const [act] = await portal.db.selectFrom("acts").selectAll().execute();
  expect(accepted).toEqual({ outcome: "accepted", actId: act?.id });
  expect(act).toMatchObject({ partyId, actorId: employee.accountId, delegationId });
  const { entryJson } = await portal.db.selectFrom("ledgerEntries").select("entryJson").where("recordId", "=", act?.id ?? "").executeTakeFirstOrThrow();
  expect(JSON.parse(entryJson).body.delegation).toEqual({
    id: delegationId, relation: "authorised", scopes: ["use", "accept"], beginsAt: "2026-03-01T10:00:00.000Z", endsAt: null, state: "holds",
  });
  expect(await checkLedger(portal)).toMatchObject({ state: "consistent" });
});

test("the owner accepts for the organisation as its owner", async () => {
  const { portal, owner, partyId } = await open();
  await acceptTerms(portal, await actingFor(portal, owner, partyId));
  const act = await portal.db.selectFrom("acts").selectAll().executeTakeFirstOrThrow();
  const grantRow = await portal.db.selectFrom("delegations").selectAll().where("id", "=", act.delegationId ?? "").executeTakeFirstOrThrow();
  expect(grantRow).toMatchObject({ relation: "owner", actorId: owner.accountId, partyId });
});

test.each(["own", "organisation"] as const)("an acceptance of the %s party leaves what the other one owes", async (accepting) => {
  const { portal, employee, partyId } = await openGranted();
  const organisation = await actingFor(portal, employee, partyId);
  const first = accepting === "own" ? await actingFor(portal, employee, null) : organisation;
  await acceptTerms(portal, first);
  const own = await actingFor(portal, employee, null);
  expect([await nowOf(portal, own), await nowOf(portal, organisation)]).toEqual(accepting === "own" ? ["accepted", "required"] : ["required", "accepted"]);
});

test("acceptances of both parties stand beside each other, each with its own act", async () => {
  const { portal, employee, acting } = await openGranted();
  await acceptTerms(portal, acting);
  await acceptTerms(portal, await actingFor(portal, employee, null));
  expect(await actCount(portal)).toBe(2);
});

test("a form opened for oneself is not taken for the organisation, nor the reverse", async () => {
  const { portal, employee, acting } = await openGranted();
  const own = await actingFor(portal, employee, null);
  const ownForm = await termsForm(portal, own);
  const organisationForm = await termsForm(portal, acting);
  expect(await accept(portal, { ...ownForm, actor: acting, isTicked: true })).toEqual({ outcome: "not yours" });
  expect(await accept(portal, { ...organisationForm, actor: own, isTicked: true })).toEqual({ outcome: "not yours" });
  expect(await actCount(portal)).toBe(0);
});

test("what two people accept for one organisation is accepted once", async () => {
  const { portal, owner, acting, partyId } = await openGranted();
  const ownerForm = await termsForm(portal, await actingFor(portal, owner, partyId));
  const form = await termsForm(portal, acting);
  const outcomes = await Promise.all([accept(portal, { ...ownerForm, isTicked: true }), accept(portal, { ...form, isTicked: true })]);
  expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(["accepted", "already accepted"]);
  expect(await actCount(portal)).toBe(1);
});

test.each([
  ["one millisecond before it begins", "2026-03-01T23:59:59.999Z", "refused"],
  ["as it begins", BEGIN, "accepted"],
  ["in its last millisecond", "2026-03-02T23:59:59.999Z", "accepted"],
  ["as it ends", END, "refused"],
])("an authority with two dates, %s: %s", async (_when, at, expected) => {
  const { portal, owner, employee, partyId } = await open();
  await grant(portal, owner, employee, { partyId, beginsAt: BEGIN, endsAt: END });
  portal.clock.set(BEGIN);
  const form = await termsForm(portal, pretending(employee, partyId));
  portal.clock.set(at);
  const outcome = await accept(portal, { ...form, isTicked: true }).then(({ outcome: word }) => word, (error: { code: string }) => error.code);
  expect(outcome).toBe(expected === "accepted" ? "accepted" : "authority-missing");
  expect(await actCount(portal)).toBe(expected === "accepted" ? 1 : 0);
});

test.each(["accept", "decline"] as const)("to %s on a form that was opened before the authority was revoked is refused and records nothing", async (answer) => {
  const { portal, owner, acting, delegationId } = await openGranted();
  const form = await termsForm(portal, acting);
  expect(await revokeDelegation(portal, owner, { id: delegationId, reason: "left" })).toEqual({ outcome: "revoked" });
  const attempt = () => (answer === "accept" ? accept(portal, { ...form, isTicked: true }) : decline(portal, form));
  expect((await refusalOf(attempt)).code).toBe("authority-missing");
  expect(await actCount(portal)).toBe(0);
});

test("of an acceptance and a revocation at once, either the act stands under the authority or it is not there", async () => {
  for (let round = 0; round < 8; round++) {
    const { portal, owner, acting, delegationId } = await openGranted();
    const form = await termsForm(portal, acting);
    const [accepted, revoked] = await Promise.allSettled([
      accept(portal, { ...form, isTicked: true }),
      revokeDelegation(portal, owner, { id: delegationId, reason: "left" }),
    ]);
    expect(revoked).toMatchObject({ status: "fulfilled", value: { outcome: "revoked" } });
    if (accepted.status === "rejected") expect(accepted.reason).toMatchObject({ code: "authority-missing" });
    expect(await actCount(portal)).toBe(accepted.status === "fulfilled" ? 1 : 0);
  }
});

test.each([
  ["use alone", ["use"]],
  ["receiving notices alone", ["receive notices"]],
  ["using and receiving notices", ["use", "receive notices"]],
] as const)("an authority for %s does not accept", async (_what, scopes) => {
  const { portal, acting } = await openGranted({ scopes });
  expect((await refusalOf(() => openTerms(portal, acting))).code).toBe("authority-missing");
  expect(await portal.db.selectFrom("presentations").selectAll().execute()).toEqual([]);
});

test("an authority for one organisation is none for another", async () => {
  const { portal, owner, employee, partyId } = await openGranted();
  const other = await found(portal, owner, "Other Ltd.");
  expect(other).not.toBe(partyId);
  expect((await refusalOf(() => openTerms(portal, pretending(employee, other)))).code).toBe("authority-missing");
});

test("nobody acts for a person by naming their party", async () => {
  const { portal, owner, employee } = await open();
  expect((await refusalOf(() => openTerms(portal, pretending(employee, owner.own.partyId)))).code).toBe("authority-missing");
});

test("an account that was closed meanwhile acts for nobody", async () => {
  const { portal, employee, acting } = await openGranted();
  const form = await termsForm(portal, acting);
  await portal.writer.commit({ steps: [updateRows("accounts", { set: { closedAt: portal.now() }, where: { id: employee.accountId } })] });
  expect((await refusalOf(() => accept(portal, { ...form, isTicked: true }))).code).toBe("authority-missing");
  expect(await actCount(portal)).toBe(0);
});

test("consents of an organisation need the authority to accept", async () => {
  const { portal, owner, acting, delegationId } = await openGranted();
  const form = await termsForm(portal, acting);
  await revokeDelegation(portal, owner, { id: delegationId, reason: "left" });
  expect((await refusalOf(() => answerConsent(portal, { ...form, answer: "give" }))).code).toBe("authority-missing");
});

test("the device of the person who acted is kept under their own key, the rest under the organisation's", async () => {
  const { portal, employee, acting, partyId } = await openGranted();
  const outcome = await acceptTerms(portal, acting);
  const openings = await portal.db.selectFrom("openings").select(["tag", "partyId"]).where("recordId", "=", "actId" in outcome ? outcome.actId : "").orderBy("tag").execute();
  const own = employee.own.partyId;
  expect(openings).toEqual([
    { tag: "actor", partyId }, { tag: "address", partyId }, { tag: "agent", partyId: own }, { tag: "client", partyId: own }, { tag: "party", partyId },
  ]);
  expect(await portal.db.selectFrom("actCircumstances").select("partyId").execute()).toEqual([{ partyId: own }]);
});

test.each([
  ["of another person", { actorId: "usr_other" }],
  ["for another party", { partyId: "pty_other" }],
  ["before it begins", { happenedAt: "2026-03-01T09:59:59.999Z" }],
  ["without a grant", { delegationId: "dlg_none" }],
])("the database takes no act under an authority %s, written directly", async (_what, changes) => {
  const { portal, acting } = await openGranted();
  await acceptTerms(portal, acting);
  const act = await portal.db.selectFrom("acts").selectAll().executeTakeFirstOrThrow();
  const forged = { ...act, id: "acc_forged", presentationId: null, ...changes };
  await expect(portal.writer.commit({ steps: [insertRow("acts", forged)] })).rejects.toThrow(RuleBrokenError);
});

test("the database takes no act under a revoked authority, whatever instant it names, and no revocation before an act", async () => {
  const { portal, owner, acting, delegationId } = await openGranted();
  await acceptTerms(portal, acting);
  const act = await portal.db.selectFrom("acts").selectAll().executeTakeFirstOrThrow();
  const granted = await portal.db.selectFrom("delegations").selectAll().where("id", "=", delegationId).executeTakeFirstOrThrow();
  const early = { ...granted, id: "dlg_early", act: "revoked" as const, followsId: delegationId, beginsAt: null, happenedAt: "2026-03-01T09:00:00.000Z" };
  await expect(portal.writer.commit({ steps: [insertRow("delegations", early)] })).rejects.toThrow(RuleBrokenError);
  await revokeDelegation(portal, owner, { id: delegationId, reason: "left" });
  const late = { ...act, id: "acc_late", presentationId: null };
  await expect(portal.writer.commit({ steps: [insertRow("acts", late)] })).rejects.toThrow(RuleBrokenError);
});

test("a session whose authority is over acts for nobody until the person chooses again", async () => {
  const { portal, owner, employee, delegationId, partyId } = await openGranted();
  await revokeDelegation(portal, owner, { id: delegationId, reason: "left" });
  expect(await sessionOf(portal, employee.token)).toMatchObject({ actingFor: { whom: "nobody", partyId }, partyId: employee.own.partyId });
  expect(await actingFor(portal, employee, null)).toMatchObject({ actingFor: { whom: "self" } });
});

test("a revocation between the reads of an acceptance leaves no act that is later than it", async () => {
  const counted = await meetInPlaces(() => openGranted(), {
    operation: ({ portal, acting }) => acceptTerms(portal, acting).catch((error: Error) => error),
    other: ({ portal, owner, delegationId }) => revokeDelegation(portal, owner, { id: delegationId, reason: "left" }),
    check: async ({ portal, delegationId }) => {
      const acts = await portal.db.selectFrom("acts").select("id").where("delegationId", "=", delegationId).execute();
      expect(acts).toEqual([]);
    },
  });
  expect(counted).toBeGreaterThan(5);
});
