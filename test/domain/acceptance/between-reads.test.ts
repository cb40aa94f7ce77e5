import { expect, test } from "vitest";
import { decline } from "#app/domain/acceptance/decline.server";
import { objectTo } from "#app/domain/acceptance/object.server";
import { readStandings } from "#app/domain/acceptance/standing.server";
import { leave } from "#app/domain/access/leave.server";
import { CIRCUMSTANCES, acceptTerms, termsForm } from "#test/support/acceptance";
import { signInAgain } from "#test/support/actors";
import { meetBetweenReads, type Reached } from "#test/support/between-reads";
import { actsOf, ANNOUNCED_AT, EFFECTIVE_AT, use } from "#test/support/deeming";

const STATES: Record<string, string> = { acceptance: "accepted", decline: "declined", objection: "objected" };
const SET = { set: "general-terms@2" };

function click({ portal, person }: Reached): Promise<unknown> {
  return acceptTerms(portal, person, SET).catch(notOpen);
}

function useService({ portal, person }: Reached): Promise<unknown> {
  return use(portal, person);
}

function sayNo({ portal, person }: Reached): Promise<unknown> {
  return termsForm(portal, person, SET).then((form) => decline(portal, form)).catch(notOpen);
}

function object({ portal, person, versionId }: Reached): Promise<unknown> {
  return objectTo(portal, { ...person, language: "en" }, { versionId, reason: "", circumstances: CIRCUMSTANCES });
}

async function leaveNow({ portal, person }: Reached): Promise<unknown> {
  return leave(portal, { actor: await signInAgain(portal, person.accountId), reason: "" });
}

/** Whoever finds that there is nothing to answer any more makes no act. */
function notOpen(error: Error): null {
  if (!error.message.startsWith("the screen is not open")) throw error;
  return null;
}

async function standing({ portal, person }: Reached) {
  const [own] = await readStandings(portal, person);
  return [own?.now, own?.next.map(({ now }) => now), own?.binds?.version.number];
}

/** The end of the chain of answers to the version. */
async function lastAct({ portal, person, versionId }: Reached): Promise<string | undefined> {
  const lines = await portal.db.selectFrom("actLines as l").innerJoin("acts as a", "a.id", "l.actId").where("l.partyId", "=", person.partyId)
    .where("l.subject", "=", versionId).select(["l.actId", "l.followsActId", "a.kind"]).execute();
  const ends = lines.filter(({ actId }) => !lines.some(({ followsActId }) => followsActId === actId));
  expect(ends).toHaveLength(1);
  return ends[0]?.kind;
}

function acts({ portal, person, versionId }: Reached): Promise<string[]> {
  return actsOf(portal, { ...person, versionId });
}

test("a click that comes between any two reads of a use is the last word", async () => {
  const check = async (reached: Reached) => expect(await standing(reached)).toEqual(["accepted", [], 2]);
  expect(await meetBetweenReads({ at: EFFECTIVE_AT, operation: useService, other: click, check })).toBeGreaterThan(10);
});

test("a use that comes between any two reads of a click never takes its place", async () => {
  const check = async (reached: Reached) => expect(await standing(reached)).toEqual(["accepted", [], 2]);
  expect(await meetBetweenReads({ at: EFFECTIVE_AT, operation: click, other: useService, check })).toBeGreaterThan(5);
});

test("nothing is taken as accepted after an objection that comes late, whenever it comes", async () => {
  const check = async (reached: Reached) => expect([["objection click"], ["acceptance deemed", "objection click"]]).toContainEqual((await acts(reached)).sort());
  expect(await meetBetweenReads({ at: EFFECTIVE_AT, operation: useService, other: object, check })).toBeGreaterThan(10);
});

test.each([
  ["a decline", "a click", sayNo, click],
  ["a click", "a decline", click, sayNo],
  ["an objection", "a click", object, click],
  ["a click", "an objection", click, object],
])("%s with %s between its reads leaves one answer that stands", async (_one, _other, operation, other) => {
  const check = async (reached: Reached) => {
    const [, next] = await standing(reached);
    expect(next).toEqual([STATES[(await lastAct(reached)) ?? "none"]]);
  };
  expect(await meetBetweenReads({ at: ANNOUNCED_AT, operation, other, check })).toBeGreaterThan(3);
});

test.each([["a click", click], ["a use", useService]])("%s with a leaving between its reads accepts nothing after it", async (_name, operation) => {
  const check = async (reached: Reached) => {
    expect(await standing(reached)).toMatchObject(["ended", [], expect.anything()]);
    expect(await acts(reached)).toEqual([]);
  };
  expect(await meetBetweenReads({ at: EFFECTIVE_AT, operation: (reached) => operation(reached).catch((error: Error) => error), other: leaveNow, check })).toBeGreaterThan(5);
});
