import { expect, test } from "vitest";
import { revokeDelegation } from "#app/domain/access/delegation-revoke.server";
import { askQuestion, answerQuestion } from "#app/domain/evidence/explanations/explanations.server";
import { newEntry } from "#app/domain/evidence/new-entry";
import { findUnrecorded, lateContent, type Unrecorded } from "#app/domain/evidence/ledger/unrecorded.server";
import type { Writer } from "#db/commit";
import { publish } from "#test/support/acceptance";
import { addActor } from "#test/support/actors";
import { faultsOf, readEntries } from "#test/support/entered";
import { addConfirmed, found, grant } from "#test/support/organisation";
import { openTestPortal, type TestPortal } from "#test/support/portal";
import { evidenceOf, levelsOf } from "#test/support/proved";

const KINDS = ["delegation.granted", "delegation.granted", "delegation.revoked", "explanation.requested", "explanation.answered"];
const QUESTION = "Does 1.1 cover my clinic in Chengdu?";

function withoutLedger(portal: TestPortal): TestPortal {
  const writer: Writer = { commit: ({ steps }) => portal.writer.commit({ steps: steps.filter(({ table }) => table !== "openings") }) };
  return { ...portal, writer };
}

/** An organisation grants an authority and revokes it; a person asks, and is answered. */
async function play(portal: TestPortal): Promise<{ organisation: string; asker: string }> {
  await publish(portal);
  const owner = await addConfirmed(portal, "owner@example.com");
  const clerk = await addConfirmed(portal, "clerk@example.com");
  const partyId = await found(portal, owner);
  const delegationId = await grant(portal, owner, clerk, { partyId });
  await revokeDelegation(portal, owner, { id: delegationId, reason: "left the company" });
  const asking = { slug: "general-terms", number: "1", clauseId: "c-3", language: "en", channel: "reading", question: QUESTION, formKey: "k".repeat(43) } as const;
  const asked = await askQuestion(portal, { actor: clerk, ...asking });
  if (asked.outcome !== "asked") throw new Error(asked.outcome);
  const editor = await addActor(portal, "editor", ["editor"]);
  await answerQuestion(portal, { questionId: asked.id, follows: "", answer: "It covers every service.", publicQuestion: "", actor: editor });
  return { organisation: partyId, asker: clerk.partyId };
}

async function enterUnrecorded(portal: TestPortal): Promise<void> {
  for (const each of await findUnrecorded(portal, { limit: 100 })) {
    const { content, steps } = await lateContent(portal, each);
    await portal.writer.commit({ steps, entries: [newEntry(portal.ledger.open(), content)] });
  }
}

function isOurs({ kind }: { kind: string }): boolean {
  return KINDS.includes(kind);
}

const TABLE_OF: Record<string, Unrecorded["table"]> = { dlg: "delegations", qst: "questions", exp: "explanations" };

test("late entries of authorities, questions and answers say what was written of others at the time", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  await play(portal);
  const entries = (await readEntries(portal)).filter(isOurs);
  expect(entries.map(({ kind }) => kind)).toEqual(KINDS);
  for (const { kind, record, at, hashes, body, prev, commitments } of entries) {
    const { content, steps } = await lateContent(portal, { table: TABLE_OF[record.slice(0, 3)] ?? "acts", record });
    expect([content.kind, content.record, content.at, content.hashes, content.body, content.prev]).toEqual([kind, record, at, hashes, body, prev]);
    expect(Object.keys(content.commitments ?? {}).toSorted()).toEqual(Object.keys(commitments ?? {}));
    expect(steps).toHaveLength(Object.keys(commitments ?? {}).length);
  }
});

test("authorities, questions and answers older than the ledger are entered late and proved with their persons", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  await play(withoutLedger(portal));
  const earlier = await portal.ledger.checkpoint();
  portal.clock.set("2026-09-01");
  await enterUnrecorded(portal);
  expect(await faultsOf(portal)).toEqual([]);
  const entries = (await readEntries(portal)).filter(isOurs);
  expect(entries.map(({ kind }) => kind)).toEqual(KINDS);
  expect(entries.every(({ late }) => late)).toBe(true);
  for (const { record, commitments } of entries) {
    const { person } = await levelsOf(portal, await evidenceOf(portal, record, earlier));
    expect(person).toBe(commitments ? "yes" : "notGiven");
  }
});

test("of those who were erased before, late entries commit to nothing", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  const { organisation, asker } = await play(withoutLedger(portal));
  for (const partyId of [organisation, asker]) await portal.keys.destroyPartyKey(partyId);
  await enterUnrecorded(portal);
  const entries = (await readEntries(portal)).filter(isOurs);
  expect(entries.map(({ commitments }) => commitments)).toEqual(entries.map(() => undefined));
  expect(await faultsOf(portal)).toEqual([]);
});
