import { expect, test } from "vitest";
import { answerObjection } from "#app/domain/acceptance/answer-objection.server";
import { decline } from "#app/domain/acceptance/decline.server";
import { objectTo } from "#app/domain/acceptance/object.server";
import { filterAt, type ComplianceFilter } from "#app/domain/compliance/filter";
import { listAnswers, listMissing } from "#app/domain/compliance/questions.server";
import { foldAnswers } from "#app/domain/compliance/counted-ahead.server";
import { readGrowth, readTotals } from "#app/domain/compliance/totals.server";
import type { Portal } from "#app/portal.server";
import { plusMilliseconds } from "#app/domain/instant";
import { acceptTerms, CIRCUMSTANCES, termsForm } from "#test/support/acceptance";
import { at, type TestPortal } from "#test/support/portal";
import { openChange } from "#test/support/deeming";

const EDITOR = { accountId: "usr_editor", roles: ["editor" as const], signInId: "sig_editor" };

/** By totals, by lists and by the last day of growth. */
async function counted(portal: Portal, filter: ComplianceFilter) {
  const [objected, due] = [await listAnswers(portal, { state: "objected", filter }, { after: null, limit: 9 }), await listMissing(portal, { state: "due", filter }, { after: null, limit: 9 })];
  const total = (await readTotals(portal, filter)).find(({ version }) => version.number === 2);
  return { objected: [total?.objected, objected.items.length, (await readGrowth(portal, filter)).at(-1)?.objected], due: [total?.due, due.items.length] };
}

const HOUR = 3_600_000;

type Answer = Parameters<typeof answerObjection>[1];

async function objected({ portal, person, versionId }: Awaited<ReturnType<typeof openChange>>, day: string): Promise<string> {
  portal.clock.set(`${day}T08:00:00.000Z`);
  return (await objectTo(portal, person, { versionId, reason: "", circumstances: CIRCUMSTANCES })).actId;
}

function answered(portal: Portal, actId: string, answer: Partial<Answer>): Promise<string> {
  return answerObjection(portal, { actor: EDITOR, actId, follows: "", answer: "reply", untilAt: null, reason: "We have read what you wrote.", ...answer });
}

/** Version 2 by its totals, counted from the lines and then counted ahead. */
async function bothWays(portal: TestPortal, filter: ComplianceFilter): Promise<Record<string, unknown>> {
  const told = async () => {
    const found = (await readTotals(portal, filter)).find(({ version }) => version.number === 2);
    return { accepted: found?.accepted, declined: found?.declined, objected: found?.objected, due: found?.due, required: found?.required };
  };
  const before = await told();
  await foldAnswers(portal);
  expect(await told()).toEqual(before);
  return before;
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

test.each(["keep", "leave"] as const)("an objection that staff answered with “%s” counts on as one", async (answer) => {
  const change = await openChange();
  const { portal } = change;
  const actId = await objected(change, "2026-03-05");
  portal.clock.set("2026-03-07T08:00:00.000Z");
  await answered(portal, actId, { answer, untilAt: at("2026-06-01") });
  portal.clock.set("2026-03-09T08:00:00.000Z");
  expect(await bothWays(portal, filterAt(portal.now()))).toMatchObject({ objected: 1, due: 0 });
  expect(await counted(portal, filterAt(portal.now()))).toEqual({ objected: [1, 1, 1], due: [0, 0] });
});

test("answered with a date first and lifted then, it counts to the millisecond before it was lifted", async () => {
  const change = await openChange();
  const { portal } = change;
  const actId = await objected(change, "2026-03-05");
  portal.clock.set("2026-03-06T08:00:00.000Z");
  const follows = await answered(portal, actId, { answer: "keep", untilAt: at("2026-06-01") });
  portal.clock.set("2026-03-07T08:00:00.000Z");
  await answered(portal, actId, { answer: "lift", follows });
  portal.clock.set("2026-03-09T08:00:00.000Z");
  const [before, then] = [filterAt("2026-03-07T07:59:59.999Z"), filterAt("2026-03-07T08:00:00.000Z")];
  expect([await counted(portal, before), await counted(portal, then)]).toEqual([{ objected: [1, 1, 1], due: [0, 0] }, { objected: [0, 0, 0], due: [1, 1] }]);
  expect([await bothWays(portal, before), await bothWays(portal, then)]).toMatchObject([{ objected: 1, due: 0 }, { objected: 0, due: 1 }]);
});

test("a late objection changes no number, whether the version was answered or not, and whatever staff answer to it", async () => {
  const owing = await openChange();
  const accepting = await openChange();
  accepting.portal.clock.set("2026-03-04T08:00:00.000Z");
  await acceptTerms(accepting.portal, accepting.person, { set: "general-terms@2" });
  for (const [change, expected] of [[owing, { accepted: 0, required: 1 }], [accepting, { accepted: 1, required: 0 }]] as const) {
    const { portal } = change;
    if (change === owing) {
      const actId = await objected(change, "2026-04-12");
      portal.clock.set(plusMilliseconds(portal.now(), HOUR));
      await answered(portal, actId, { answer: "reply" });
    }
    portal.clock.set("2026-04-13T08:00:00.000Z");
    const filter = filterAt(portal.now());
    expect(await bothWays(portal, filter)).toMatchObject({ ...expected, objected: 0 });
    expect((await listAnswers(portal, { state: "objected", filter }, { after: null, limit: 9 })).items).toEqual([]);
    expect((await listMissing(portal, { state: "required", filter }, { after: null, limit: 9 })).items).toHaveLength(expected.required);
  }
});

test("a version that was declined and then objected to late stays declined", async () => {
  const change = await openChange();
  const { portal, person } = change;
  portal.clock.set("2026-04-11T08:00:00.000Z");
  await decline(portal, await termsForm(portal, person));
  await objected(change, "2026-04-12");
  portal.clock.set("2026-04-13T08:00:00.000Z");
  expect(await bothWays(portal, filterAt(portal.now()))).toMatchObject({ accepted: 0, declined: 1, objected: 0, required: 0 });
});
