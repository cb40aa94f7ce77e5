import { expect, test } from "vitest";
import { LEDGER_CRYPTO } from "#app/domain/evidence/ledger/crypto.server";
import { accept } from "#app/domain/acceptance/accept.server";
import { loadContent } from "#app/domain/publication/files/content.server";
import { withdrawVersion } from "#app/domain/publication/later/later-acts.server";
import { publishVersion } from "#app/domain/publication/publish.server";
import { verifyEvidence } from "#app/ledger/verify";
import { portalFiles } from "#app/portal.server";
import { acceptTerms, CIRCUMSTANCES, publish, termsForm } from "#test/support/acceptance";
import { addActor } from "#test/support/actors";
import { faultsOf, readEntries } from "#test/support/entered";
import { EVERY_KIND, playEvery } from "#test/support/every-operation";
import { addPerson } from "#test/support/people";
import { openPlain } from "#test/support/plain-sqlite";
import { openTestPortal, type TestPortal } from "#test/support/portal";
import { proposalOf } from "#test/support/proposal";
import { evidenceOf, levelsOf } from "#test/support/proved";
import { refusalOf } from "#test/support/refusal";
import { countRows } from "#test/support/rows";

async function openPlayed() {
  const portal = await openTestPortal({ at: "2026-01-01" });
  const earlier = await portal.ledger.checkpoint();
  const person = await playEvery(portal);
  return { portal, earlier, person, entries: await readEntries(portal) };
}

async function openWithForm(options: { ledger?: "broken" } = {}) {
  const portal = await openTestPortal({ at: "2026-01-01", ...options });
  await publish(portal);
  const person = await addPerson(portal);
  return { portal, person, form: await termsForm(portal, person) };
}

async function grownEvidence(portal: TestPortal, run: () => Promise<unknown>): Promise<Record<string, number>> {
  const before = await countRows(portal.db);
  await run();
  const after = await countRows(portal.db);
  return Object.fromEntries(["acts", "actLines", "openings", "ledgerEntries"].map((table) => [table, (after[table] ?? 0) - (before[table] ?? 0)]));
}

test("every operation enters what it records, once, and the ledger agrees with itself", async () => {
  const { portal, entries } = await openPlayed();
  expect(entries.map(({ kind }) => kind)).toEqual(EVERY_KIND);
  expect(entries.some(({ late }) => late)).toBe(false);
  expect(await faultsOf(portal)).toEqual([]);
});

test("no entry holds an address, a name, a client, or the id of a party", async () => {
  const { entries, person } = await openPlayed();
  const text = JSON.stringify(entries);
  for (const secret of [person.address, person.partyId, CIRCUMSTANCES.address, CIRCUMSTANCES.agent, "Ms Li", "pty_"]) expect(text).not.toContain(secret);
});

test("every record is proved from the portal's own files and openings on all four levels", async () => {
  const { portal, earlier, entries } = await openPlayed();
  for (const { record, kind, commitments } of entries) {
    const levels = await levelsOf(portal, await evidenceOf(portal, record, earlier));
    expect([kind, levels]).toEqual([kind, {
      logged: "yes", consistent: "yes", text: kind.startsWith("role.") ? "notGiven" : "yes", person: commitments ? "yes" : "notGiven",
    }]);
  }
});

test("an acceptance commits to party, actor, address, client and agent, each for itself", async () => {
  const { portal, person } = await openWithForm();
  const outcome = await acceptTerms(portal, person);
  const actId = "actId" in outcome ? outcome.actId : "";
  const { openings = [], ...evidence } = await evidenceOf(portal, actId, await portal.ledger.checkpoint());
  expect(Object.fromEntries(openings.map(({ tag, value }) => [tag, value]))).toEqual({
    party: person.partyId, actor: person.accountId, address: person.address, client: CIRCUMSTANCES.address, agent: CIRCUMSTANCES.agent,
  });
  const forged = openings.map((opening) => (opening.tag === "client" ? { ...opening, value: "198.51.100.9" } : opening));
  const { person: level } = verifyEvidence(LEDGER_CRYPTO, { ...evidence, openings: forged }, portal.ledger.keys());
  expect(level).toEqual({ state: "no", reason: "openingWrong", about: "client" });
});

test("an acceptance that replaces or follows another points at its entry", async () => {
  const { entries } = await openPlayed();
  const [accepted, , , , ...later] = entries.filter(({ kind }) => /^(acceptance|consent|decline)/.test(kind));
  const [declined, again] = later;
  expect([accepted?.kind, declined?.kind, again?.kind]).toEqual(["acceptance.click", "decline.made", "acceptance.click"]);
  expect(declined).not.toHaveProperty("prev");
  expect(again?.prev).toBe(declined?.index);
  expect(again?.body).toMatchObject({ set: [{ follows: declined?.record, replaces: accepted?.record }] });
});

test("what is announced from the desk points at its approval, and each later publication at the one before", async () => {
  const { entries } = await openPlayed();
  const chain = entries.slice(EVERY_KIND.lastIndexOf("version.approved")).filter(({ kind }) => kind.startsWith("version."));
  expect(chain.map(({ kind }) => kind)).toEqual(["version.approved", "version.announced", "version.postponed", "version.announced", "version.withdrawn"]);
  expect(chain.slice(1).map(({ prev }) => prev)).toEqual(chain.slice(0, -1).map(({ index }) => index));
  const approvals = chain.map(({ body }) => body?.approval);
  expect(new Set(approvals).size).toBe(1);
});

test("loaded content is approved and announced in the commit that publishes it, and loading again adds nothing", async () => {
  const portal = await openTestPortal({ at: "2026-03-01T07:30:00.000Z" });
  const { published } = await loadContent(portal, { folder: "content" });
  const kinds = (await readEntries(portal)).map(({ kind }) => kind);
  expect(kinds).toEqual(published.flatMap(() => ["version.approved", "version.announced"]));
  await loadContent(portal, { folder: "content" });
  expect((await readEntries(portal)).length).toBe(kinds.length);
  expect(await faultsOf(portal)).toEqual([]);
});

test("of many clicks at once one leaves an act and an entry", async () => {
  const { portal, form } = await openWithForm();
  const run = () => Promise.all(Array.from({ length: 6 }, () => accept(portal, { ...form, isTicked: true })));
  expect(await grownEvidence(portal, run)).toEqual({ acts: 1, actLines: 1, openings: 5, ledgerEntries: 1 });
  expect(await grownEvidence(portal, run)).toEqual({ acts: 0, actLines: 0, openings: 0, ledgerEntries: 0 });
});

test("of two who publish or withdraw the same at once, one leaves an entry", async () => {
  const portal = await openTestPortal({ at: "2026-03-01T07:30:00.000Z" });
  const approver = await addActor(portal, "approver", ["approver"]);
  await Promise.all([1, 2, 3].map(() => publishVersion(portal, proposalOf())));
  await publishVersion(portal, proposalOf({ number: 2 }));
  const change = { slug: "general-terms", number: 2, actor: approver, reason: "late", notice: { "zh-CN": "推迟", en: "late" } };
  await Promise.allSettled([1, 2, 3].map(() => withdrawVersion(portal, change)));
  expect((await readEntries(portal)).map(({ kind }) => kind)).toEqual(["version.approved", "version.announced", "version.approved", "version.announced", "notice.issued", "version.withdrawn", "notice.issued"]);
  expect(await faultsOf(portal)).toEqual([]);
});

test("while the ledger is stopped an acceptance leaves neither row nor entry, and says why", async () => {
  const { portal, form } = await openWithForm();
  portal.ledger.stop({ what: "endMoved", ledgerNumber: 1 });
  const run = async () => expect(await refusalOf(() => accept(portal, { ...form, isTicked: true }))).toMatchObject({ code: "ledger-stopped" });
  expect(await grownEvidence(portal, run)).toEqual({ acts: 0, actLines: 0, openings: 0, ledgerEntries: 0 });
});

test("a ledger whose end was removed is no lost race: the answer is refused at once, and nothing is written", async () => {
  const { portal, form } = await openWithForm({ ledger: "broken" });
  await portal.ledger.checkpoint();
  const plain = await openPlain(portalFiles(portal.settings.dataDir).database);
  for (const name of ["ledgerEntriesDelete", "ledgerNodesDelete"]) await plain.all(`drop trigger "${name}"`);
  await plain.all(`delete from "ledgerEntries" where "index" = (select max("index") from "ledgerEntries")`);
  const run = async () => expect(await refusalOf(() => accept(portal, { ...form, isTicked: true }))).toMatchObject({ code: "ledger-stopped" });
  expect(await grownEvidence(portal, run)).toEqual({ acts: 0, actLines: 0, openings: 0, ledgerEntries: 0 });
});
