import { expect, test } from "vitest";
import { readStandings } from "#app/domain/acceptance/standing.server";
import { confirmAddress } from "#app/domain/access/confirm-address.server";
import { confirmAddressChange, requestAddressChange } from "#app/domain/access/change-address.server";
import { readSession } from "#app/domain/access/session.server";
import { signIn } from "#app/domain/access/sign-in.server";
import { signUp } from "#app/domain/access/sign-up.server";
import { checkImport, importAcceptances, type ImportAsked } from "#app/domain/evidence/import/import-acceptances.server";
import { checkLedger } from "#app/domain/evidence/ledger/ledger.server";
import { readReceipt } from "#app/domain/evidence/receipt/receipt.server";
import { recordOf } from "#app/domain/evidence/receipt/record";
import { acceptTerms, publish } from "#test/support/acceptance";
import { addPerson, mailedToken, PASSWORD, signUpOf } from "#test/support/people";
import { openTestPortal, type TestPortal } from "#test/support/portal";
import { refusalOf } from "#test/support/refusal";
import { countRows } from "#test/support/rows";

const NOW = "2026-03-01";
const PERSON = "li.ming@example.com";
const HEAD = "email,reference,version,happened_at,method,unknown\n";
const ROW = `${PERSON},,1,2024-05-01T08:00:00Z,box ticked,browser\n`;

async function openPublished(): Promise<TestPortal> {
  const portal = await openTestPortal({ at: NOW });
  await publish(portal);
  return portal;
}

function fileOf(text: string, changes: Partial<ImportAsked> = {}): ImportAsked {
  async function* open() {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += 1000) yield await Promise.resolve(bytes.subarray(at, at + 1000));
  }
  return { slug: "general-terms", format: "csv", source: "old portal", open, actorId: "installation", ...changes };
}

async function importedPerson(portal: TestPortal) {
  const partyId = (await portal.keys.findByAddress(PERSON)) ?? "";
  const act = await portal.db.selectFrom("acts").where("partyId", "=", partyId).selectAll().executeTakeFirstOrThrow();
  return { partyId, act };
}

test("a past acceptance is kept as made elsewhere: its own time, its source, what is not known, and an entry without a person", async () => {
  const portal = await openPublished();
  expect(await importAcceptances(portal, fileOf(HEAD + ROW))).toMatchObject({ outcome: "imported", rows: 1, recorded: 1, known: 0 });
  const { partyId, act } = await importedPerson(portal);
  expect(act).toMatchObject({ method: "imported", happenedAt: "2024-05-01T08:00:00.000Z", recordedAt: "2026-03-01T00:00:00.000Z", presentationId: null, signInId: null, isAddressConfirmed: 0 });
  const receipt = await readReceipt(portal, { partyId, actId: act.id });
  expect(receipt?.imported).toMatchObject({ source: "old portal", sourceMethod: "box ticked", unknowns: ["screen", "actor", "signIn", "device", "language", "browser"] });
  const { entryJson } = await portal.db.selectFrom("ledgerEntries").where("recordId", "=", act.id).select("entryJson").executeTakeFirstOrThrow();
  expect(JSON.parse(entryJson)).toMatchObject({ kind: "acceptance.imported", at: act.happenedAt, recordedAt: act.recordedAt, body: { basis: { source: "old portal", method: "box ticked", unknowns: expect.arrayContaining(["screen", "browser"]) } } });
  expect(entryJson).not.toMatch(/li\.ming|pty_/);
  expect(JSON.stringify(await portal.db.selectFrom("importedActs").selectAll().execute())).not.toContain("li.ming");
  expect(receipt && recordOf(receipt, "http://localhost")).toMatchObject({ collection_method: "imported", imported: { source: "old portal", unknown: expect.arrayContaining(["screen"]) } });
  expect(await checkLedger(portal)).toMatchObject({ state: "consistent" });
});

test("bringing a file in again, also twice at once, changes nothing that is there", async () => {
  const portal = await openPublished();
  const text = HEAD + Array.from({ length: 120 }, (_each, n) => `p${n}@example.com,,1,2024-05-01T08:00:00Z,,\n`).join("");
  const both = await Promise.all([importAcceptances(portal, fileOf(text)), importAcceptances(portal, fileOf(text))]);
  expect(both.map(({ recorded }) => recorded).reduce((a, b) => a + b)).toBe(120);
  const before = await countRows(portal.db);
  expect(await importAcceptances(portal, fileOf(text))).toMatchObject({ recorded: 0, known: 120 });
  expect(await countRows(portal.db)).toEqual({ ...before, imports: 3 });
  expect(before).toMatchObject({ acts: 120, importedActs: 120, parties: 120 });
});

test("the same person twice in one file, with other letters, is one party with one acceptance", async () => {
  const portal = await openPublished();
  expect(await importAcceptances(portal, fileOf(`${HEAD}${ROW}LI.MING@example.com,,1,2024-06-01T08:00:00Z,,\n`))).toMatchObject({ recorded: 1, known: 1 });
  expect(await countRows(portal.db)).toMatchObject({ acts: 1, parties: 1 });
});

test("nothing is written while a row is wrong; each wrong row is told with its line", async () => {
  const portal = await openPublished();
  const report = await importAcceptances(portal, fileOf(`${HEAD}${ROW}nobody,,1,2024-05-01T08:00:00Z,,\n\n,,1,2024-05-01T08:00:00Z,,\n${PERSON},,9,2024-05-01T08:00:00Z,,\n${PERSON},,1,2027-01-01T00:00:00Z,,\n${PERSON},,1,yesterday,,\na"b\n`));
  expect(report).toMatchObject({ outcome: "faulty", rows: 7, faultCount: 6, recorded: 0 });
  expect(report.faults.map(({ line, code }) => `${line} ${code}`)).toEqual([
    "3 email-invalid", "5 party-missing", "6 version-unknown", "7 happened-ahead", "8 happened-invalid", "9 row-unreadable",
  ]);
  expect(await countRows(portal.db)).toMatchObject({ acts: 0, parties: 0, imports: 0 });
  expect(await checkImport(portal, fileOf(HEAD + ROW))).toMatchObject({ outcome: "checked", rows: 1 });
  expect(await countRows(portal.db)).toMatchObject({ acts: 0, parties: 0 });
});

test.each([
  ["nothing", "", "import-empty"],
  ["only the names of columns", HEAD, "import-empty"],
])("a file with %s is refused", async (_name, text, code) => {
  const portal = await openPublished();
  expect((await refusalOf(() => importAcceptances(portal, fileOf(text)))).code).toBe(code);
});

test("a file that is no UTF-8, and an agreement that is not accepted, are refused", async () => {
  const portal = await openPublished();
  const bytes = Buffer.concat([Buffer.from(HEAD), Uint8Array.of(0xff, 0xfe)]);
  async function* open() { yield await Promise.resolve(bytes); }
  expect((await refusalOf(() => importAcceptances(portal, fileOf("", { open })))).code).toBe("import-unreadable");
  await publish(portal, { slug: "notice", properties: { kind: "information" } });
  expect((await refusalOf(() => importAcceptances(portal, fileOf(HEAD + ROW, { slug: "notice" })))).code).toBe("import-not-terms");
  expect((await refusalOf(() => importAcceptances(portal, fileOf(HEAD + ROW, { slug: "none" })))).code).toBe("agreement-unknown");
});

test("columns that are not known are told at once", async () => {
  const portal = await openPublished();
  expect(await importAcceptances(portal, fileOf("email,when\na@example.com,2024\n"))).toMatchObject({ outcome: "faulty", faults: [{ line: 1, code: "columns-unknown", about: "when" }] });
});

test("JSONL says the same as CSV", async () => {
  const portal = await openPublished();
  const line = JSON.stringify({ email: PERSON, version: 1, happened_at: "2024-05-01", unknown: ["browser"] });
  expect(await importAcceptances(portal, fileOf(`${line}\n{"email":1`, { format: "jsonl" }))).toMatchObject({ outcome: "faulty", faults: [{ line: 2, code: "row-unreadable" }] });
  expect(await importAcceptances(portal, fileOf(`${line}\n`, { format: "jsonl" }))).toMatchObject({ recorded: 1 });
  const { partyId, act } = await importedPerson(portal);
  expect(act.happenedAt).toBe("2024-04-30T16:00:00.000Z");
  expect((await readReceipt(portal, { partyId, actId: act.id }))?.imported?.unknowns).toContain("timeOfDay");
});

test("a text is found by its hash; hash and number must agree", async () => {
  const portal = await openPublished();
  const text = await portal.db.selectFrom("versionTexts").where("language", "=", "en").selectAll().executeTakeFirstOrThrow();
  const head = "email,text_sha256,version,happened_at\n";
  expect(await importAcceptances(portal, fileOf(`${head}${PERSON},${"0".repeat(64)},,2024-05-01T08:00:00Z\n`))).toMatchObject({ faults: [{ code: "hash-unknown" }] });
  expect(await importAcceptances(portal, fileOf(`${head}${PERSON},${text.sha256.toUpperCase()},,2024-05-01T08:00:00Z\n`))).toMatchObject({ recorded: 1 });
  const { act } = await importedPerson(portal);
  const line = await portal.db.selectFrom("actLines").where("actId", "=", act.id).selectAll().executeTakeFirstOrThrow();
  expect(line).toMatchObject({ language: "en", shownSha256: text.sha256 });
});

test("an account that confirmed its address gets the acceptance, and it is shown as brought in", async () => {
  const portal = await openPublished();
  const person = await addPerson(portal);
  expect(await importAcceptances(portal, fileOf(HEAD + ROW))).toMatchObject({ outcome: "faulty", faults: [{ line: 2, code: "account-unconfirmed" }] });
  await confirmAddress(portal, await mailedToken(portal, { to: PERSON, page: "confirm" }));
  expect(await importAcceptances(portal, fileOf(HEAD + ROW))).toMatchObject({ recorded: 1 });
  const [standing] = await readStandings(portal, person);
  expect(standing).toMatchObject({ now: "accepted", binds: { method: "imported", acceptedAt: "2024-05-01T08:00:00.000Z" } });
});

test("who has accepted here already keeps that acceptance", async () => {
  const portal = await openPublished();
  const person = await addPerson(portal);
  await confirmAddress(portal, await mailedToken(portal, { to: PERSON, page: "confirm" }));
  await acceptTerms(portal, person);
  expect(await importAcceptances(portal, fileOf(HEAD + ROW))).toMatchObject({ recorded: 0, known: 1 });
});

test("a later sign-up takes the party over, and sees nothing of it before the address is confirmed", async () => {
  const portal = await openPublished();
  await importAcceptances(portal, fileOf(HEAD + ROW));
  const { partyId } = await importedPerson(portal);
  await signUp(portal, signUpOf({ customerKind: "business" }));
  const tried = { address: PERSON, password: PASSWORD, client: "192.0.2.1", formerToken: null };
  expect(await signIn(portal, tried)).toMatchObject({ outcome: "wrong" });
  await confirmAddress(portal, await mailedToken(portal, { to: PERSON, page: "confirm" }));
  const signedIn = await signIn(portal, tried);
  const session = signedIn.outcome === "signed-in" ? await readSession(portal, signedIn.token) : null;
  expect(session).toMatchObject({ partyId, party: { customerKind: "business" } });
  expect(session && (await readStandings(portal, session))).toMatchObject([{ now: "accepted", binds: { method: "imported" } }]);
});

test("another account cannot take the address of a party that was brought in", async () => {
  const portal = await openPublished();
  await importAcceptances(portal, fileOf(HEAD + ROW));
  const { partyId } = await importedPerson(portal);
  const other = await addPerson(portal, { address: "other@example.com" });
  await requestAddressChange(portal, other.accountId, { address: PERSON, password: PASSWORD });
  expect(await confirmAddressChange(portal, await mailedToken(portal, { to: PERSON, page: "account/address" }))).toEqual({ outcome: "taken" });
  expect(await portal.keys.findByAddress(PERSON)).toBe(partyId);
});

test("a person without an address is found again by source and reference, and by no other source's", async () => {
  const portal = await openPublished();
  await publish(portal, { number: 2, effectiveAt: "2026-05-01T00:00:00.000Z" });
  const row = (version: number) => `,C-17,${version},2024-05-0${version}T08:00:00Z,,\n`;
  await importAcceptances(portal, fileOf(HEAD + row(1)));
  await importAcceptances(portal, fileOf(HEAD + row(2)));
  await importAcceptances(portal, fileOf(HEAD + row(1), { source: "another shop" }));
  expect(await countRows(portal.db)).toMatchObject({ acts: 3, parties: 2 });
  const lines = await portal.db.selectFrom("actLines").selectAll().execute();
  const second = lines.find(({ replacesActId }) => replacesActId !== null);
  expect(lines.find(({ actId }) => actId === second?.replacesActId)?.partyId).toBe(second?.partyId);
});
