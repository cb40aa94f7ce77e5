import { expect, test } from "vitest";
import { copyOfData } from "#app/domain/evidence/erasure/copy.server";
import { copyOfOrganisation } from "#app/domain/evidence/erasure/organisation-copy.server";
import { deliverDue } from "#app/domain/notice/channels/deliver.server";
import { openMailTransport } from "#app/domain/notice/channels/mail-transport.server";
import { acceptTerms, CIRCUMSTANCES, publish } from "#test/support/acceptance";
import { actingFor, addConfirmed, found, type Signed } from "#test/support/organisation";
import { openTestPortal, type TestPortal } from "#test/support/portal";
import { sealedColumns, sealedRows, sentinelOf } from "#test/support/sealed-rows";

/** Columns whose values no copy gives, each for a reason that the copy tells. */
const LEFT_OUT = ["accounts.passwordSealed", "auditRecords.reasonSealed", "holds.wordsSealed", "outbox.messageSealed"];
/** What only an account has, and what only an organisation has. */
const OF_PERSONS = ["accounts.addressSealed", "actCircumstances.addressSealed", "actCircumstances.agentSealed", "links.detailSealed"];
const OF_ORGANISATIONS = ["delegations.detail", "invitations.addressSealed"];
/** Written by real operations, so that they hold no sentinel. */
const BY_OPERATIONS = ["parties.nameSealed", "accounts.addressSealed"];

async function openTwo() {
  const portal = await openTestPortal({ at: "2026-03-01", ledger: "incomplete" });
  const versionId = await publish(portal);
  const { agreementId, id: publicationId } = await portal.db.selectFrom("publications").selectAll().executeTakeFirstOrThrow();
  const about = { agreementId, versionId, publicationId };
  const persons = await Promise.all(["one", "two"].map((name) => addConfirmed(portal, `${name}@example.com`)));
  const [one, two] = persons;
  if (!one || !two) throw new Error("nobody signed up");
  return { portal, one, two, about };
}

type Stage = Awaited<ReturnType<typeof openTwo>>;

async function keepRows({ portal, about }: Stage, whose: { which: number; mark: string; partyId: string; accountId: string }): Promise<void> {
  await portal.writer.commit({ steps: await sealedRows(portal.keys, { ...whose, ...about }) });
}

function missingIn(json: string, columns: readonly string[], mark: string): string[] {
  return columns.filter((column) => !json.includes(`"${sentinelOf(mark, column)}"`));
}

test("a copy gives what every sealed column of the schema holds of the person, but for what it says it leaves out, and nothing of another", async () => {
  const stage = await openTwo();
  const { portal, one, two } = stage;
  await keepRows(stage, { which: 1, mark: "one", ...one });
  await keepRows(stage, { which: 2, mark: "two", ...two });
  const json = JSON.stringify(await copyOfData(portal, one.accountId));
  const columns = await sealedColumns(portal);
  expect(columns).toEqual(expect.arrayContaining([...LEFT_OUT, ...OF_PERSONS, ...OF_ORGANISATIONS]));
  const given = columns.filter((column) => ![...LEFT_OUT, ...OF_ORGANISATIONS, ...BY_OPERATIONS].includes(column));
  expect(missingIn(json, given, "one")).toEqual([]);
  expect(missingIn(json, LEFT_OUT, "one")).toEqual(LEFT_OUT);
  expect(json).toContain("one@example.com");
  for (const foreign of ["two:", "two@example.com", two.partyId, two.accountId]) expect(json).not.toContain(foreign);
});

test("the copy of an organisation gives what is sealed under its key, and no person's device", async () => {
  const stage = await openTwo();
  const { portal, one, two } = stage;
  const partyId = await found(portal, one);
  await keepRows(stage, { which: 3, mark: "org", partyId, accountId: one.accountId });
  await keepRows(stage, { which: 4, mark: "two", ...two });
  const json = JSON.stringify(await copyOfOrganisation(portal, await actingFor(portal, one, partyId)));
  const given = (await sealedColumns(portal)).filter((column) => ![...LEFT_OUT, ...OF_PERSONS, ...BY_OPERATIONS].includes(column));
  expect(missingIn(json, given, "org")).toEqual([]);
  expect(json).toContain("Example Ltd.");
  expect(json).not.toContain("org:actCircumstances");
  for (const foreign of ["two:", "two@example.com", two.partyId]) expect(json).not.toContain(foreign);
});

test("of a mail that was sent the copy says that it was, of one that waits its subject", async () => {
  const { portal, one } = await openTwo();
  const [waiting] = (await copyOfData(portal, one.accountId)).mails;
  expect(waiting).toMatchObject({ to: "one@example.com", subject: expect.any(String), sentAt: null });
  await deliverDue(portal, openMailTransport(portal.settings));
  expect((await copyOfData(portal, one.accountId)).mails[0]).toMatchObject({ to: null, subject: null, sentAt: "2026-03-01T00:00:00.000Z" });
});

test("what a person did for an organisation is in their copy with the device, and not what it was about", async () => {
  const { portal, one } = await openTwo();
  const partyId = await found(portal, one);
  const acting: Signed = await actingFor(portal, one, partyId);
  await acceptTerms(portal, acting);
  const copy = await copyOfData(portal, one.accountId);
  expect(copy.acts).toEqual([]);
  expect(copy.acts_for_organisations).toMatchObject([{ kind: "acceptance", organisation: partyId, client_address: CIRCUMSTANCES.address, agent: CIRCUMSTANCES.agent }]);
  expect(copy.authorities).toMatchObject([{ act: "granted", relation: "owner", organisation: partyId }]);
  expect(await outsiders(portal, copy)).toEqual([]);
});

/** Parties other than the person and the organisation that a copy names. */
async function outsiders(portal: TestPortal, copy: Awaited<ReturnType<typeof copyOfData>>): Promise<string[]> {
  const own = [copy.party.id, ...copy.authorities.map(({ organisation }) => organisation)];
  const all = await portal.db.selectFrom("parties").select("id").execute();
  const json = JSON.stringify(copy);
  return all.map(({ id }) => id).filter((id) => !own.includes(id) && json.includes(id));
}
