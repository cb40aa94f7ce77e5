import { expect, test } from "vitest";
import { decline } from "#app/domain/acceptance/decline.server";
import { fanOutWaiting } from "#app/domain/notice/delivery/fan-out.server";
import { readActValues } from "#app/domain/notice/delivery/place-values.server";
import { makeReceipts } from "#app/domain/notice/telling/receipts.server";
import { readText } from "#app/domain/publication/catalog.server";
import { findFirstCheckpointOver } from "#db/receipts";
import { acceptTerms, publish, termsForm } from "#test/support/acceptance";
import { addPerson } from "#test/support/people";
import { openTestPortal, type TestPortal } from "#test/support/portal";

async function opened() {
  const portal = await openTestPortal({ at: "2026-03-01T08:00:00.000Z", settings: { PUBLIC_URL: "https://terms.example.com" } });
  await publish(portal);
  await makeReceipts(portal);
  return portal;
}

function receipts(portal: TestPortal) {
  return portal.db.selectFrom("notices").selectAll().where("reason", "=", "receipt").orderBy("happenedAt").execute();
}

async function acceptAs(portal: TestPortal, address: string): Promise<string> {
  const outcome = await acceptTerms(portal, await addPerson(portal, { address }));
  if (outcome.outcome !== "accepted") throw new Error(outcome.outcome);
  return outcome.actId;
}

test("an acceptance writes nothing for its receipt; the receipt follows once the act is under a signed checkpoint", async () => {
  const portal = await opened();
  const actId = await acceptAs(portal, "lin@example.com");
  expect(await receipts(portal)).toEqual([]);
  await portal.ledger.checkpoint();
  await makeReceipts(portal);
  expect(await receipts(portal)).toMatchObject([{ actId, partyId: null, versionId: null }]);
});

test("each act has one receipt, however often it is looked for and by however many", async () => {
  const portal = await opened();
  const acts = [await acceptAs(portal, "lin@example.com"), await acceptAs(portal, "wang@example.com")];
  await portal.ledger.checkpoint();
  await Promise.all([makeReceipts(portal), makeReceipts(portal), makeReceipts(portal)]);
  await makeReceipts(portal);
  expect((await receipts(portal)).map(({ actId }) => actId).toSorted()).toEqual(acts.toSorted());
});

test("people who accept the same get the same words: their bodies are stored once, and what differs is filled in from evidence", async () => {
  const portal = await opened();
  const [first] = [await acceptAs(portal, "lin@example.com"), await acceptAs(portal, "wang@example.com")];
  await portal.ledger.checkpoint();
  await makeReceipts(portal);
  const texts = await portal.db.selectFrom("noticeTexts").select(["language", "textSha256", "htmlSha256"]).execute();
  expect(texts).toHaveLength(2);
  expect(texts[0]).toEqual(texts[1]);
  expect(await readText(portal, texts[0]?.textSha256 ?? "")).toContain("{{checkpoint}}");
  const checkpoint = await findFirstCheckpointOver(portal.db, first);
  const values = { actId: first, happenedAt: "2026-03-01 08:00 UTC", receipt: `https://terms.example.com/receipts/${first}`, checkpoint: checkpoint?.note.trimEnd() };
  expect(await readActValues(portal, first)).toEqual(values);
  expect(checkpoint?.note).toContain("\n\n— ");
});

test("a receipt comes to the inbox of the person who acted", async () => {
  const portal = await opened();
  const person = await addPerson(portal);
  await decline(portal, await termsForm(portal, person));
  await portal.ledger.checkpoint();
  await makeReceipts(portal);
  await fanOutWaiting(portal);
  const [notice] = await receipts(portal);
  const deliveries = await portal.db.selectFrom("deliveries").selectAll().where("channel", "=", "inbox").execute();
  expect(deliveries).toMatchObject([{ noticeId: notice?.id, partyId: person.partyId }]);
  const text = await portal.db.selectFrom("noticeTexts").selectAll().executeTakeFirstOrThrow();
  expect(text.subject).toMatch(/不接受回执|You declined/);
});

test("acts older than the receipts of this portal get none", async () => {
  const portal = await openTestPortal({ at: "2026-03-01T08:00:00.000Z" });
  await publish(portal);
  await acceptAs(portal, "lin@example.com");
  await portal.ledger.checkpoint();
  await makeReceipts(portal);
  await makeReceipts(portal);
  expect(await receipts(portal)).toEqual([]);
});
