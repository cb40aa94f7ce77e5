import { expect, test } from "vitest";
import { publishVersion } from "#app/domain/publication/publish.server";
import type { PublicationRow } from "#db/schema/texts";
import { insertRow, RuleBrokenError } from "#db/commit";
import { openTestPortal, type TestPortal } from "#test/support/portal";
import { proposalOf } from "#test/support/proposal";

const NOW = "2026-03-01T07:30:00.000Z";
const EARLIEST = "2026-03-31T16:00:00.000Z";
const LATER = "2026-05-01T00:00:00.000Z";

/** Version 1 in force since January, version 2 announced now for the earliest instant. */
async function announced(): Promise<{ portal: TestPortal; row: PublicationRow }> {
  const portal = await openTestPortal({ at: "2026-01-01", ledger: "incomplete" });
  await publishVersion(portal, proposalOf());
  portal.clock.set(NOW);
  await publishVersion(portal, proposalOf({ number: 2 }));
  const row = await portal.db.selectFrom("publications").selectAll().orderBy("happenedAt", "desc").executeTakeFirstOrThrow();
  return { portal, row };
}

/** A row as somebody would write it past every operation: about version 2, after its announcement. */
function forged(row: PublicationRow, changes: Partial<PublicationRow>): PublicationRow {
  return { ...row, id: "pub_forged", followsId: row.id, ...changes };
}

const FORGERIES: [string, (row: PublicationRow) => Partial<PublicationRow>, string][] = [
  ["an effective date before the earliest", () => ({ effectiveAt: "2026-03-31T15:59:59.999Z" }), "effective too early"],
  ["an earliest date before the days in hours have run", () => ({ earliestAt: "2026-03-31T07:29:59.999Z" }), "notice too short"],
  ["no notice where the version in force owes 30 days", () => ({ noticeDays: 0, earliestAt: NOW, effectiveAt: NOW }), "notice in force too short"],
  ["a postponement that is none", () => ({ act: "postponed", effectiveAt: "2026-03-31T15:59:59.999Z" }), "effective too early"],
  ["a postponement to the same date", () => ({ act: "postponed" }), "postponed to an earlier date"],
  ["a postponement that shortens the notice", () => ({ act: "postponed", effectiveAt: LATER, noticeDays: 3 }), "postponed with another notice"],
  ["a postponement by 91 days", () => ({ act: "postponed", effectiveAt: "2026-06-30T16:00:00.000Z" }), "postponed over 90 days"],
  ["a withdrawal with a date", () => ({ act: "withdrawn" }), "date and act disagree"],
  ["a publication after the version took effect", () => ({ act: "withdrawn", effectiveAt: null, happenedAt: EARLIEST }), "already in force"],
  ["the date of the version before", (row) => ({ happenedAt: row.happenedAt, earliestAt: EARLIEST, effectiveAt: "2026-01-01T00:00:00.000Z" }), "effective too early"],
  ["a second chain about one version", () => ({ followsId: "" }), "UNIQUE"],
  ["a chain from nowhere", () => ({ followsId: "pub_nowhere" }), "follows nothing"],
  ["an act of its own kind", () => ({ act: "hushed" as "announced" }), "unknown act"],
  ["an instant before the last publication", () => ({ happenedAt: "2026-02-28T00:00:00.000Z" }), "clock behind"],
];

test.each(FORGERIES)("the database refuses %s, written directly", async (_what, changes, message) => {
  const { portal, row } = await announced();
  await expect(portal.db.insertInto("publications").values(forged(row, changes(row))).execute()).rejects.toThrow(message);
});

test("the rows that the rules refuse would be taken with honest dates", async () => {
  const { portal, row } = await announced();
  await portal.db.insertInto("publications").values(forged(row, { act: "postponed", effectiveAt: LATER })).execute();
  const withdrawal = { id: "pub_second", followsId: "pub_forged", act: "withdrawn", effectiveAt: null } as const;
  await portal.db.insertInto("publications").values(forged(row, withdrawal)).execute();
  await expect(portal.db.insertInto("publications").values(forged(row, { id: "pub_third", followsId: "pub_second" })).execute()).rejects.toThrow("follows a withdrawal");
});

test("two live versions at one instant or out of number order are refused, and so is withdrawing what another builds on", async () => {
  const { portal, row } = await announced();
  await publishVersion(portal, proposalOf({ number: 3, effectiveAt: LATER }));
  const past = (effectiveAt: string) => portal.db.insertInto("publications").values(forged(row, { act: "postponed", effectiveAt })).execute();
  await expect(past(LATER)).rejects.toThrow("out of number order");
  await expect(past("2026-05-02T00:00:00.000Z")).rejects.toThrow("out of number order");
  const withdrawal = forged(row, { act: "withdrawn", effectiveAt: null });
  await expect(portal.db.insertInto("publications").values(withdrawal).execute()).rejects.toThrow("a live version builds on it");
});

test("a version whose author approved it is refused", async () => {
  const { portal } = await announced();
  const version = await portal.db.selectFrom("versions").selectAll().where("number", "=", 2).executeTakeFirstOrThrow();
  const own = { ...version, id: "ver_own", number: 3, authorId: "usr_1", approverId: "usr_1" };
  await expect(portal.db.insertInto("versions").values(own).execute()).rejects.toThrow("approver is author");
});

test("the writer names the rule that a commit broke", async () => {
  const { portal, row } = await announced();
  const commit = portal.writer.commit({ steps: [insertRow("publications", forged(row, { effectiveAt: NOW }))] });
  await expect(commit).rejects.toThrow(new RuleBrokenError("effective too early"));
});
