import { expect, test } from "vitest";
import { openCase } from "#app/domain/compliance/case/case.server";
import { CASE_PARTS } from "#app/domain/compliance/case/part";
import { acceptTerms, publish } from "#test/support/acceptance";
import { addActor } from "#test/support/actors";
import { bytesOf, makeExport } from "#test/support/exported";
import { addPerson } from "#test/support/people";
import { openTestPortal } from "#test/support/portal";

test("what staff did and saw is exported from the ledger, with who did it, and nothing of what readers did", async () => {
  const portal = await openTestPortal({ at: "2026-03-01" });
  await publish(portal);
  const auditor = await addActor(portal, "auditor", ["auditor"]);
  const person = await addPerson(portal, { address: "seen@example.com" });
  await acceptTerms(portal, person);
  const { partyId } = person;
  await openCase(portal, { partyId, actor: auditor, asked: { parts: CASE_PARTS, order: "newest", after: null, when: null, known: null, limit: 10 } });
  const first = await makeExport(portal, auditor, { dataSet: "ledger" });
  const made = await makeExport(portal, auditor, { dataSet: "audit", format: "jsonl" });
  const text = (await bytesOf(portal, made)).toString();
  const rows: Record<string, unknown>[] = text.split("\n").filter((line) => line !== "").map((line) => JSON.parse(line));
  expect(rows.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["version.approved", "version.announced", "case.viewed", "evidence.exported"]));
  expect(rows.find(({ kind }) => kind === "case.viewed")).toMatchObject({ actor: auditor.accountId, signIn: auditor.signInId });
  expect(rows.find(({ kind }) => kind === "evidence.exported")).toMatchObject({ record: first.id, actor: auditor.accountId });
  expect(rows.filter(({ kind }) => String(kind).startsWith("acceptance"))).toEqual([]);
  expect(text).not.toContain("seen@example.com");
});
