import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { placeHold } from "#app/domain/evidence/erasure/hold.server";
import { readRetentionDesk } from "#app/domain/evidence/retention/due.server";
import { sweepRetention } from "#app/domain/evidence/retention/sweep.server";
import { askForErasure } from "#app/domain/evidence/erasure/request.server";
import { loader } from "#app/routes/retention";
import { acceptTerms } from "#test/support/acceptance";
import { openStage } from "#test/support/erasure";
import { addPerson } from "#test/support/people";
import { openAs } from "#test/support/staff";
import { temporaryFolder } from "#test/support/store";
import { thrownBy } from "#test/support/pages";

async function openTwo() {
  const stage = await openStage();
  const other = await addPerson(stage.portal, { address: "wang.fang@example.com" });
  await acceptTerms(stage.portal, other);
  return { ...stage, other };
}

test("what the page says goes is what the sweep removes, and what is held is neither", async () => {
  const { portal, reader, auditor } = await openTwo();
  const kindOf = async (kind: string) => (await readRetentionDesk(portal, "usr_desk")).due.find((each) => each.kind === kind);
  expect(await kindOf("device")).toMatchObject({ due: 0, soon: 0, later: 2, held: 0, nextAt: "2027-03-01T08:00:00.000Z" });
  await placeHold(portal, { partyId: reader.partyId, reason: "dispute", words: "12/2026", untilAt: null, actor: auditor });
  portal.clock.set("2027-02-20T08:00:00Z");
  expect(await kindOf("device")).toMatchObject({ due: 0, soon: 1, later: 1, held: 1 });
  portal.clock.set("2027-03-01T08:00:00Z");
  const before = await readRetentionDesk(portal, "usr_desk");
  const removed = await sweepRetention(portal);
  for (const kind of ["device", "mails"] as const) expect(before.due.find((each) => each.kind === kind)?.due, kind).toBe(removed[kind]);
  expect(await kindOf("device")).toMatchObject({ due: 0, held: 1, nextAt: null });
  expect((await readRetentionDesk(portal, "usr_desk")).holds).toMatchObject([{ partyId: reader.partyId, reason: "dispute", untilAt: null }]);
});

test("operators and auditors see periods with their reasons, what waits for a person and what is held, addresses masked", async () => {
  const { portal, reader, other, auditor } = await openTwo();
  await askForErasure(portal, { ground: "accountClosed", words: "", actor: reader });
  await placeHold(portal, { partyId: other.partyId, reason: "authority", words: "order 7", untilAt: "2026-12-01T00:00:00.000Z", actor: auditor });
  for (const role of ["operator", "auditor"] as const) {
    const { browser } = await openAs(portal, `desk-${role}`, [role]);
    const { view } = await loader({ ...browser.get("/operator/retention"), params: {} });
    expect(view.rules.map(({ kind, isOwn }) => [kind, isOwn])).toEqual([["evidence", false], ["notices", false], ["correspondence", false], ["device", false], ["mails", false]]);
    expect(view.waiting).toMatchObject([{ href: `/operator/erasures/${reader.partyId}` }]);
    expect(view.holds).toHaveLength(1);
    expect(JSON.stringify(view)).not.toMatch(/wang\.fang@example|order 7/);
  }
  const editor = await openAs(portal, "desk-editor", ["editor"]);
  expect(await thrownBy(Promise.resolve().then(() => loader({ ...editor.browser.get("/operator/retention"), params: {} })))).toMatchObject({ status: 404 });
});

test("a portal's own period is told with its own reason", async () => {
  const { portal } = await openStage();
  const retentionFile = join(await temporaryFolder(), "retention.json");
  await writeFile(retentionFile, JSON.stringify({ device: { months: 6, reason: "Our security desk needs half a year" } }));
  const own = { ...portal, settings: { ...portal.settings, retentionFile } };
  const { browser } = await openAs(own, "desk", ["operator"]);
  const { view } = await loader({ ...browser.get("/operator/retention"), params: {} });
  expect(view.rules.find(({ kind }) => kind === "device")).toMatchObject({ isOwn: true, reason: "Our security desk needs half a year", kept: expect.stringMatching(/6/) });
});
