import { expect, test } from "vitest";
import { answerObjection } from "#app/domain/acceptance/answer-objection.server";
import { objectTo } from "#app/domain/acceptance/object.server";
import { filterAt, type ComplianceFilter } from "#app/domain/compliance/filter";
import { listAnswers, listMissing } from "#app/domain/compliance/questions.server";
import { foldAnswers, readGrowth, readTotals } from "#app/domain/compliance/totals.server";
import type { Portal } from "#app/portal.server";
import { acceptTerms, CIRCUMSTANCES } from "#test/support/acceptance";
import { at, type TestPortal } from "#test/support/portal";
import { openChange } from "#test/support/deeming";

const EDITOR = { accountId: "usr_editor", roles: ["editor" as const], signInId: "sig_editor" };

/** By totals, by lists and by the last day of growth. */
async function counted(portal: Portal, filter: ComplianceFilter) {
  const [objected, due] = [await listAnswers(portal, { state: "objected", filter }, { after: null, limit: 9 }), await listMissing(portal, { state: "due", filter }, { after: null, limit: 9 })];
  const total = (await readTotals(portal, filter)).find(({ version }) => version.number === 2);
  return { objected: [total?.objected, objected.items.length, (await readGrowth(portal, filter)).at(-1)?.objected], due: [total?.due, due.items.length] };
}

async function openLifted(): Promise<{ portal: TestPortal; change: Awaited<ReturnType<typeof openChange>> }> {
  const change = await openChange();
  const { portal, person, versionId } = change;
  portal.clock.set("2026-03-05T08:00:00.000Z");
  const { actId } = await objectTo(portal, person, { versionId, reason: "", circumstances: CIRCUMSTANCES });
  portal.clock.set("2026-03-07T08:00:00.000Z");
  await answerObjection(portal, { actor: EDITOR, actId, follows: "", answer: "lift", untilAt: null, reason: "You wrote that you agree to talk again." });
  portal.clock.set("2026-03-09T08:00:00.000Z");
  return { portal, change };
}

test("a lifted objection counts until it is lifted, and then the answer is due again", async () => {
  const { portal } = await openLifted();
  const before = await counted(portal, filterAt(at("2026-03-06")));
  expect(before).toEqual({ objected: [1, 1, 1], due: [0, 0] });
  expect(await counted(portal, filterAt(portal.now()))).toEqual({ objected: [0, 0, 0], due: [1, 1] });
  expect(await counted(portal, { ...filterAt(portal.now()), known: at("2026-03-06") })).toEqual({ objected: [1, 1, 1], due: [0, 0] });
});

test("who accepts after the objection was lifted is counted once, counted ahead or not", async () => {
  const { portal, change: { person } } = await openLifted();
  await acceptTerms(portal, person, { set: "general-terms@2" });
  const filter = filterAt("2026-03-10T08:00:00.000Z");
  for (const fold of [() => Promise.resolve(0), () => foldAnswers(portal)]) {
    await fold();
    expect(await counted(portal, filter)).toEqual({ objected: [0, 0, 0], due: [0, 0] });
    expect((await readTotals(portal, filter)).find(({ version }) => version.number === 2)).toMatchObject({ accepted: 1, objected: 0 });
  }
});
