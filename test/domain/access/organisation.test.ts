import { expect, test } from "vitest";
import { chooseActingFor, listChoosable } from "#app/domain/access/acting-for.server";
import { listDelegations } from "#app/domain/access/delegation.server";
import { parseOrganisationName, PLACES } from "#app/domain/access/organisation";
import { changeOrganisation, foundOrganisation, newOrganisationKey, readOrganisation } from "#app/domain/access/organisation.server";
import { signInAgain } from "#app/domain/access/sign-in-again.server";
import { checkLedger } from "#app/domain/evidence/ledger/ledger.server";
import { PASSWORD } from "#test/support/people";
import { actingFor, addConfirmed, found, grant, sessionOf } from "#test/support/organisation";
import { openTestPortal } from "#test/support/portal";
import { countRows } from "#test/support/rows";

async function open() {
  const portal = await openTestPortal({ at: "2026-03-01T10:00:00Z" });
  return { portal, owner: await addConfirmed(portal, "owner@example.com"), other: await addConfirmed(portal, "other@example.com") };
}

test.each([
  ["  Example   Ltd. ", { name: "Example Ltd." }],
  ["北京示例科技有限公司", { name: "北京示例科技有限公司" }],
  ["<script>alert(1)</script>", { name: "<script>alert(1)</script>" }],
  ["", { fault: "name-missing" }],
  [" \n\t ", { fault: "name-missing" }],
  ["字".repeat(200), { name: "字".repeat(200) }],
  ["字".repeat(201), { fault: "name-long" }],
  ["Example\u202eltd", { fault: "name-unreadable" }],
  ["Example\u0000", { fault: "name-unreadable" }],
  ["\ud800", { fault: "name-unreadable" }],
  ["---", { fault: "name-unreadable" }],
  ["Win now https://example.com/", { fault: "name-unreadable" }],
])("the name %j", (text, expected) => {
  expect(parseOrganisationName(text)).toEqual(expected);
});

test("places are codes of today, each once", () => {
  expect(PLACES).toEqual(expect.arrayContaining(["CN", "DE", "US", "HK", "TW"]));
  for (const code of ["DD", "YU", "EU", "ZZ", "UK", "SU"]) expect(PLACES).not.toContain(code);
  expect(new Set(PLACES).size).toBe(PLACES.length);
  expect(PLACES.length).toBeGreaterThan(240);
});

test("the founder's account is the owner account, on record and in the ledger", async () => {
  const { portal, owner } = await open();
  const partyId = await found(portal, owner);
  const party = await portal.db.selectFrom("parties").selectAll().where("id", "=", partyId).executeTakeFirstOrThrow();
  expect(party).toMatchObject({ kind: "organisation", customerKind: "business" });
  expect(party.nameSealed).not.toContain("Example");
  expect(await readOrganisation(portal, { actor: owner, partyId })).toMatchObject({ name: "Example Ltd.", isOwner: true });
  const { delegations: [owning] } = await listDelegations(portal, { partyId }, null);
  expect(owning).toMatchObject({ relation: "owner", actorId: owner.accountId, scopes: ["use", "accept", "receive notices"], endsAt: null });
  expect(owning?.granted).toEqual({ organisation: "Example Ltd.", owner: { address: "owner@example.com", name: null }, person: { address: "owner@example.com", name: null } });
  const { entryJson } = await portal.db.selectFrom("ledgerEntries").selectAll().where("recordId", "=", owning?.id ?? "").executeTakeFirstOrThrow();
  expect(JSON.parse(entryJson)).toMatchObject({ kind: "delegation.granted", body: { relation: "owner" } });
  for (const personal of [partyId, owner.accountId, "owner@example.com", "Example Ltd."]) expect(entryJson).not.toContain(personal);
  expect(await checkLedger(portal)).toMatchObject({ state: "consistent" });
});

test("a form sent several times at once founds one organisation", async () => {
  const { portal, owner } = await open();
  const input = { key: newOrganisationKey(portal, owner.accountId), name: "Example Ltd.", place: "CN" };
  const all = await Promise.all(Array.from({ length: 5 }, () => foundOrganisation(portal, owner, input)));
  expect(new Set(all.map((each) => JSON.stringify(each))).size).toBe(1);
  expect(await foundOrganisation(portal, owner, input)).toEqual(all[0]);
  expect(await countRows(portal.db)).toMatchObject({ delegations: 1 });
});

test("a form of another account, or an altered one, founds nothing", async () => {
  const { portal, owner, other } = await open();
  const key = newOrganisationKey(portal, other.accountId);
  for (const given of [key, "", "pty_1.x", `${key}x`]) {
    expect(await foundOrganisation(portal, owner, { key: given, name: "Example Ltd.", place: null })).toEqual({ outcome: "form-over" });
  }
  expect(await countRows(portal.db)).toMatchObject({ delegations: 0 });
});

test("one account founds at most twenty an hour", async () => {
  const { portal, owner } = await open();
  const foundOne = () => foundOrganisation(portal, owner, { key: newOrganisationKey(portal, owner.accountId), name: "Example Ltd.", place: null });
  for (let n = 0; n < 20; n++) expect((await foundOne()).outcome).toBe("founded");
  expect(await foundOne()).toEqual({ outcome: "limited", retryAt: "2026-03-01T11:00:00.000Z" });
});

test("strangers see nothing of an organisation, and a person is none", async () => {
  const { portal, owner, other } = await open();
  const partyId = await found(portal, owner);
  expect(await readOrganisation(portal, { actor: other, partyId })).toBeNull();
  expect(await readOrganisation(portal, { actor: owner, partyId: owner.partyId })).toBeNull();
  expect(await readOrganisation(portal, { actor: owner, partyId: "pty_none" })).toBeNull();
});

test("the owner changes name and place; what was granted keeps the former name", async () => {
  const { portal, owner, other } = await open();
  const partyId = await found(portal, owner);
  await grant(portal, owner, other, { partyId });
  expect(await changeOrganisation(portal, { actor: owner, partyId, name: "Renamed Ltd.", place: "DE" })).toBe(true);
  expect(await changeOrganisation(portal, { actor: other, partyId, name: "Taken Ltd.", place: null })).toBe(false);
  expect(await readOrganisation(portal, { actor: other, partyId })).toMatchObject({ name: "Renamed Ltd.", place: "DE", isOwner: false });
  const { delegations } = await listDelegations(portal, { partyId }, null);
  expect(delegations.map(({ granted }) => granted?.organisation)).toEqual(["Example Ltd.", "Example Ltd."]);
});

test("an erased organisation is read by nobody, and nobody acts for it", async () => {
  const { portal, owner } = await open();
  const partyId = await found(portal, owner);
  await actingFor(portal, owner, partyId);
  await portal.keys.destroyPartyKey(partyId);
  expect(await readOrganisation(portal, { actor: owner, partyId })).toBeNull();
  expect(await sessionOf(portal, owner.token)).toMatchObject({ actingFor: { whom: "nobody" } });
  expect((await listChoosable(portal, { accountId: owner.accountId, before: null })).organisations).toEqual([]);
});

test("the authority stays readable when the person who held it is erased", async () => {
  const { portal, owner, other } = await open();
  const partyId = await found(portal, owner);
  await grant(portal, owner, other, { partyId });
  await portal.keys.destroyPartyKey(other.partyId);
  const { delegations } = await listDelegations(portal, { partyId }, null);
  expect(delegations.map(({ granted }) => granted?.person.address).toSorted()).toEqual(["other@example.com", "owner@example.com"]);
});

test("a session keeps for whom it acts, also when the password is asked again; only what may be acted for is chosen", async () => {
  const { portal, owner, other } = await open();
  const partyId = await found(portal, owner);
  const acting = await actingFor(portal, owner, partyId);
  expect(acting).toMatchObject({ partyId, party: { kind: "organisation", customerKind: "business" }, own: { partyId: owner.partyId } });
  const again = await signInAgain(portal, { ...acting, formerToken: acting.token }, PASSWORD);
  expect(again.outcome).toBe("signed-in");
  expect(await sessionOf(portal, "token" in again ? again.token : "")).toMatchObject({ partyId });
  expect(await chooseActingFor(portal, { token: other.token, session: other, partyId })).toBe(false);
  expect(await chooseActingFor(portal, { token: other.token, session: other, partyId: owner.partyId })).toBe(false);
  expect(await chooseActingFor(portal, { token: other.token, session: other, partyId: other.partyId })).toBe(false);
  expect(await sessionOf(portal, other.token)).toMatchObject({ actingFor: { whom: "self" } });
});

test("a person with more organisations than fit on a page sees them all, page by page", async () => {
  const { portal, owner } = await open();
  for (let n = 0; n < 51; n++) {
    portal.clock.set(new Date(Date.parse("2026-03-01T10:00:00Z") + n * 3_600_000).toISOString());
    await found(portal, owner, `Example ${n}`);
  }
  const first = await listChoosable(portal, { accountId: owner.accountId, before: null });
  const second = await listChoosable(portal, { accountId: owner.accountId, before: first.next });
  expect([first.organisations.length, second.organisations.length, second.next]).toEqual([50, 1, null]);
  expect(new Set([...first.organisations, ...second.organisations].map(({ name }) => name)).size).toBe(51);
});
