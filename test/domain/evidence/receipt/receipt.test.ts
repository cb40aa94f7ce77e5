import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { answerConsent } from "#app/domain/acceptance/answer-consent.server";
import { decline } from "#app/domain/acceptance/decline.server";
import { LEDGER_CRYPTO } from "#app/domain/evidence/ledger/crypto.server";
import { readPastActs, readReceipt, readScreen } from "#app/domain/evidence/receipt/receipt.server";
import { recordOf } from "#app/domain/evidence/receipt/record";
import { readText } from "#app/domain/publication/catalog.server";
import { openCheckpoint } from "#app/ledger/checkpoint";
import type { Session } from "#app/domain/access/session.server";
import { acceptTerms, CIRCUMSTANCES, openPurposes, publish, termsForm } from "#test/support/acceptance";
import { addPerson } from "#test/support/people";
import { openTestPortal, type TestPortal } from "#test/support/portal";

const PURPOSES = [{ code: "news", title: { "zh-CN": "资讯", en: "News" }, description: { "zh-CN": "每月一封", en: "One mail a month" } }];

async function openWithPerson(): Promise<{ portal: TestPortal; person: Session }> {
  const portal = await openTestPortal({ at: "2026-01-01" });
  await publish(portal);
  return { portal, person: await addPerson(portal) };
}

async function acceptedAct(portal: TestPortal, person: Session): Promise<string> {
  const outcome = await acceptTerms(portal, person);
  if (outcome.outcome !== "accepted") throw new Error(outcome.outcome);
  return outcome.actId;
}

async function recordIn(portal: TestPortal, person: Session, actId: string): Promise<unknown> {
  const receipt = await readReceipt(portal, { partyId: person.partyId, actId });
  if (!receipt) throw new Error("no receipt");
  return JSON.parse(JSON.stringify(recordOf(receipt, "https://terms.example")));
}

test("another person's receipt is not found, nor is its screen", async () => {
  const { portal, person } = await openWithPerson();
  const actId = await acceptedAct(portal, person);
  const other = await addPerson(portal, { address: "wang.fang@example.com" });
  expect(await readReceipt(portal, { partyId: other.partyId, actId })).toBeNull();
  expect(await readScreen(portal, { partyId: other.partyId, actId })).toBeNull();
  expect(await readReceipt(portal, { partyId: person.partyId, actId })).not.toBeNull();
});

test("the record says what, when, by whom and how, with hashes that the texts themselves have", async () => {
  const { portal, person } = await openWithPerson();
  const actId = await acceptedAct(portal, person);
  const [shown, binding] = await Promise.all(["en", "zh-CN"].map(async (language) => {
    const { sha256 } = await portal.db.selectFrom("versionTexts").select("sha256").where("language", "=", language).executeTakeFirstOrThrow();
    return createHash("sha256").update(await readText(portal, sha256)).digest("hex");
  }));
  expect(await recordIn(portal, person, actId)).toMatchObject({
    schema_version: "concordat/record/3",
    record_id: actId,
    pii_principal_id: person.partyId,
    pii_controllers: [{ party_id: "operator-1", contact: "legal@example.com" }],
    event_type: "acceptance",
    event_state: "accepted",
    event_time: "2026-01-01T00:00:00.000Z",
    entity_id: person.accountId,
    collection_method: "click",
    dpv: { term: "dpv:AcceptContract" },
    sign_in: { id: person.signInId, method: "password" },
    address: "self-declared",
    language: "en",
    documents: [{
      slug: "general-terms", version: 1, language: "en", sha256: shown, url: "https://terms.example/agreements/general-terms/versions/1/en.md",
      binding: { language: "zh-CN", sha256: binding }, precedence: 30,
    }],
    proof: { kept_by: "operator", ledger: { origin: portal.ledger.open().origin, checkpoint: expect.stringContaining(portal.ledger.open().origin) } },
  });
});

test("the record names the entry of the act, and a checkpoint that covers it", async () => {
  const { portal, person } = await openWithPerson();
  const actId = await acceptedAct(portal, person);
  const { ledger } = (await readReceipt(portal, { partyId: person.partyId, actId })) ?? {};
  const entry = await portal.db.selectFrom("ledgerEntries").selectAll().where("recordId", "=", actId).executeTakeFirstOrThrow();
  expect(ledger).toMatchObject({ index: entry.index, leafHash: entry.leafHash });
  expect(await recordIn(portal, person, actId)).toMatchObject({ proof: { ledger: { index: entry.index, leaf_hash: entry.leafHash, checkpoint: ledger?.checkpoint } } });
  expect(openCheckpoint(LEDGER_CRYPTO, ledger?.checkpoint ?? "", portal.ledger.keys())).toMatchObject({ state: "signed", head: { size: entry.index + 1 } });
});

test("accepted terms are never called a consent, and no record claims to be valid", async () => {
  const { portal, person } = await openWithPerson();
  const text = JSON.stringify(await recordIn(portal, person, await acceptedAct(portal, person)));
  expect(text).not.toMatch(/consent/i);
  expect(text).not.toMatch(/valid|compliant|legal effect/i);
});

test("address and agent of the client do not appear in a record", async () => {
  const { portal, person } = await openWithPerson();
  const text = JSON.stringify(await recordIn(portal, person, await acceptedAct(portal, person)));
  expect(text).not.toContain(CIRCUMSTANCES.address);
  expect(text).not.toContain("Test Browser");
  expect(text).not.toContain(person.address);
});

test("the screen of an act is the very fragment that its record names", async () => {
  const { portal, person } = await openWithPerson();
  const actId = await acceptedAct(portal, person);
  const screen = await readScreen(portal, { partyId: person.partyId, actId });
  expect(createHash("sha256").update(screen?.html ?? "").digest("hex")).toBe(screen?.sha256);
  expect(await recordIn(portal, person, actId)).toMatchObject({ screen: { sha256: screen?.sha256 } });
});

test("the record of a consent names its purpose and how to withdraw", async () => {
  const { portal, person } = await openWithPerson();
  await publish(portal, { slug: "marketing", properties: { kind: "consent", audience: { who: "optional" }, purposes: PURPOSES } });
  const [open] = await openPurposes(portal, person);
  const given = await answerConsent(portal, { token: open?.token ?? "", answer: "give", actor: person, circumstances: CIRCUMSTANCES });
  expect(await recordIn(portal, person, "actId" in given ? given.actId : "")).toMatchObject({
    event_type: "consent",
    event_state: "given",
    dpv: { term: "dpv:ConsentGiven" },
    lawful_basis: "consent",
    privacy_notice: [{ slug: "marketing", url: "https://terms.example/agreements/marketing/versions/1/en.md" }],
    purpose: [{ code: "news", title: { en: "News" } }],
    withdrawal_method: "https://terms.example/consents",
  });
});

test("a person's acts are paged by key, newest first, each once, while others are added", async () => {
  const { portal, person } = await openWithPerson();
  await publish(portal, { slug: "marketing", properties: { kind: "consent", audience: { who: "optional" }, purposes: PURPOSES } });
  for (let n = 0; n < 45; n++) {
    if (n % 3 === 0) portal.clock.set(new Date(Date.UTC(2026, 0, 1, 1, n)).toISOString());
    const [open] = await openPurposes(portal, person);
    await answerConsent(portal, { token: open?.token ?? "", answer: n % 2 === 0 ? "give" : "withdraw", actor: person, circumstances: CIRCUMSTANCES });
  }
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof readPastActs>> = await readPastActs(portal, { partyId: person.partyId, after });
    seen.push(...page.acts.map(({ act }) => act.id));
    if (after === null) await decline(portal, await termsForm(portal, person));
    after = page.next;
  } while (after !== null);
  const inOrder = await portal.db.selectFrom("acts").select(["id", "happenedAt"]).where("kind", "!=", "decline").orderBy("happenedAt", "desc").orderBy("id", "desc").execute();
  expect(seen).toEqual(inOrder.map(({ id }) => id));
});

test("a page after an act of somebody else is one's own first page", async () => {
  const { portal, person } = await openWithPerson();
  const actId = await acceptedAct(portal, person);
  const other = await addPerson(portal, { address: "wang.fang@example.com" });
  expect((await readPastActs(portal, { partyId: other.partyId, after: actId })).acts).toEqual([]);
});
