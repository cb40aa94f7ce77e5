import { expect, test } from "vitest";
import { readHistory } from "#app/domain/publication/catalog.server";
import { postponeVersion, withdrawVersion } from "#app/domain/publication/later/later-acts.server";
import { publishVersion } from "#app/domain/publication/publish.server";
import { versionsAt } from "#app/domain/publication/status";
import { addActor, signInAgain } from "#test/support/actors";
import { openTestPortal, type TestPortal } from "#test/support/portal";
import { proposalOf } from "#test/support/proposal";
import { refusalOf } from "#test/support/refusal";

const NOW = "2026-03-01T07:30:00.000Z";
const EARLIEST = "2026-03-31T16:00:00.000Z";
const SLUG = "general-terms";
const NOTICE = { "zh-CN": "新功能推迟上线。", en: "The new features come later." };

/** Version 1 in force, 2 announced for 1 May, 3 (built on it) for 1 June, on 2 March. */
async function pending() {
  const portal = await openTestPortal({ at: "2026-01-01" });
  await publishVersion(portal, proposalOf());
  portal.clock.set(NOW);
  await publishVersion(portal, proposalOf({ number: 2, effectiveAt: "2026-05-01T00:00:00.000Z" }));
  await publishVersion(portal, proposalOf({ number: 3, effectiveAt: "2026-06-01T00:00:00.000Z" }));
  portal.clock.set("2026-03-02T07:30:00.000Z");
  const approver = await addActor(portal, "approver", ["approver"]);
  const change = { slug: SLUG, number: 2, actor: approver, reason: "the release is late", notice: NOTICE };
  return { portal, approver, change };
}

async function datesIn(portal: TestPortal) {
  const history = await readHistory(portal, SLUG);
  return history ? versionsAt(history, portal.now()).map(({ version, status, effectiveAt }) => [version.number, status, effectiveAt]) : [];
}

/** The same by an approver who has just entered the password again. */
async function again<T extends { actor: { accountId: string } }>(portal: TestPortal, change: T) {
  return { ...change, actor: await signInAgain(portal, change.actor.accountId) };
}

test("what readers are told is kept with the act, for every version that falls", async () => {
  const { portal, change } = await pending();
  await postponeVersion(portal, { ...change, number: 3, effectiveAt: "2026-06-20T00:00:00.000Z", notice: { ...NOTICE, en: "Three weeks later." } });
  portal.clock.set("2026-03-03");
  await withdrawVersion(portal, await again(portal, change));
  const acts = (await readHistory(portal, SLUG))?.publications.slice(3) ?? [];
  expect(acts.map(({ act, notice }) => [act, notice.en])).toEqual([["postponed", "Three weeks later."], ["withdrawn", NOTICE.en], ["withdrawn", NOTICE.en]]);
});

test("a later date goes on with the notice that is running", async () => {
  const { portal, change } = await pending();
  const moved = await postponeVersion(portal, { ...change, effectiveAt: "2026-05-20T00:00:00.000Z" });
  expect(moved).toEqual({ act: "postponed", effectiveAt: "2026-05-20T00:00:00.000Z", earliestAt: EARLIEST });
  expect((await datesIn(portal))[1]).toEqual([2, "announced", "2026-05-20T00:00:00.000Z"]);
});

test("an earlier date starts the notice again", async () => {
  const { portal, change } = await pending();
  const again = "2026-04-01T16:00:00.000Z";
  const refusal = await refusalOf(() => postponeVersion(portal, { ...change, effectiveAt: EARLIEST }));
  expect(refusal).toMatchObject({ code: "effective-too-early", details: { earliestAt: again } });
  expect(await postponeVersion(portal, { ...change, effectiveAt: again })).toEqual({ act: "announced", effectiveAt: again, earliestAt: again });
  const history = await readHistory(portal, SLUG);
  expect(history && versionsAt(history, portal.now())[1]?.announcedAt).toBe("2026-03-02T07:30:00.000Z");
});

test("a version postponed over 90 days is announced anew", async () => {
  const { portal, approver, change } = await pending();
  await withdrawVersion(portal, { ...change, number: 3, actor: approver });
  const last = "2026-07-30T00:00:00.000Z";
  expect((await postponeVersion(portal, { ...change, effectiveAt: last })).act).toBe("postponed");
  portal.clock.set("2026-06-15");
  expect((await postponeVersion(portal, { ...(await again(portal, change)), effectiveAt: "2026-07-30T00:00:00.001Z" })).act).toBe("announced");
});

test("one cannot creep past the 90 days in small steps", async () => {
  const { portal, change } = await pending();
  await withdrawVersion(portal, { ...change, number: 3 });
  await postponeVersion(portal, { ...change, effectiveAt: "2026-07-01T00:00:00.000Z" });
  portal.clock.set("2026-06-30");
  const fresh = await again(portal, change);
  const refusal = await refusalOf(() => postponeVersion(portal, { ...fresh, effectiveAt: "2026-07-30T00:00:00.001Z" }));
  expect(refusal).toMatchObject({ code: "effective-too-early" });
});

test("an earlier version cannot be postponed to or past a later one", async () => {
  const { portal, change } = await pending();
  for (const effectiveAt of ["2026-06-01T00:00:00.000Z", "2026-06-02T00:00:00.000Z"]) {
    expect(await refusalOf(() => postponeVersion(portal, { ...change, effectiveAt }))).toMatchObject({ code: "effective-out-of-order", details: { number: 3 } });
  }
});

test("withdrawing a version withdraws all that is built on it", async () => {
  const { portal, change } = await pending();
  expect(await withdrawVersion(portal, change)).toEqual({ withdrawn: [3, 2] });
  expect((await datesIn(portal)).map(([, status]) => status)).toEqual(["in force", "withdrawn", "withdrawn"]);
});

test("withdrawing the last one leaves what it is built on", async () => {
  const { portal, change } = await pending();
  expect(await withdrawVersion(portal, { ...change, number: 3 })).toEqual({ withdrawn: [3] });
  expect((await datesIn(portal)).map(([, status]) => status)).toEqual(["in force", "announced", "withdrawn"]);
});

test.each([
  ["once it is in force", { at: "2026-05-01" }, "version-in-force"],
  ["with the clock set back", { at: "2026-02-28" }, "clock-behind"],
  ["without a reason", { reason: " \n" }, "reason-missing"],
  ["without words for readers in every language", { notice: { en: "Later." } }, "words-missing"],
  ["for a version that does not exist", { number: 9 }, "version-unknown"],
  ["for an agreement that does not exist", { slug: "nothing" }, "agreement-unknown"],
])("neither postponing nor withdrawing is possible %s, and both refusals are recorded", async (_when, { at, ...changes }: { at?: string; reason?: string; notice?: Record<string, string>; number?: number; slug?: string }, code) => {
  const { portal, approver, change } = await pending();
  if (at) portal.clock.set(at);
  const attempt = { ...change, ...changes };
  expect(await refusalOf(() => postponeVersion(portal, { ...attempt, effectiveAt: "2026-05-20T00:00:00.000Z" }))).toMatchObject({ code });
  expect(await refusalOf(() => withdrawVersion(portal, attempt))).toMatchObject({ code });
  const recorded = await portal.db.selectFrom("refusals").select(["operation", "code", "actorId", "happenedAt"]).orderBy("operation").execute();
  const row = { code, actorId: approver.accountId, happenedAt: portal.now() };
  expect(recorded).toEqual([{ operation: "postponeVersion", ...row }, { operation: "withdrawVersion", ...row }]);
});

test("an editor can do neither, and the author gives no new date to an own version", async () => {
  const { portal, approver, change } = await pending();
  const editor = await addActor(portal, "editor", ["editor", "operator"]);
  const later = { ...change, effectiveAt: "2026-05-20T00:00:00.000Z" };
  expect(await refusalOf(() => postponeVersion(portal, { ...later, actor: editor }))).toMatchObject({ code: "role-missing" });
  expect(await refusalOf(() => withdrawVersion(portal, { ...change, actor: editor }))).toMatchObject({ code: "role-missing" });
  await publishVersion(portal, proposalOf({ number: 4, effectiveAt: "2026-07-01T00:00:00.000Z", authorId: approver.accountId, approverId: editor.accountId }));
  const own = { ...later, number: 4, effectiveAt: "2026-07-02T00:00:00.000Z" };
  expect(await refusalOf(() => postponeVersion(portal, own))).toMatchObject({ code: "approver-is-author" });
});

test("an approver who signed in more than 15 minutes ago can do neither, and neither can one on another's sign-in", async () => {
  const { portal, change } = await pending();
  const other = await addActor(portal, "other", ["approver"]);
  portal.clock.set("2026-03-02T07:45:00.001Z");
  const fresh = await signInAgain(portal, other.accountId);
  for (const actor of [change.actor, { ...change.actor, signInId: fresh.signInId }]) {
    expect(await refusalOf(() => postponeVersion(portal, { ...change, actor, effectiveAt: "2026-05-20T00:00:00.000Z" }))).toMatchObject({ code: "sign-in-stale" });
    expect(await refusalOf(() => withdrawVersion(portal, { ...change, actor }))).toMatchObject({ code: "sign-in-stale" });
  }
  const recorded = await portal.db.selectFrom("refusals").select(["operation", "code", "subject"]).execute();
  expect(recorded.map(({ operation, code, subject }) => `${operation} ${code} ${subject}`).toSorted()).toEqual([
    ...Array<string>(2).fill("postponeVersion sign-in-stale general-terms@2"), ...Array<string>(2).fill("withdrawVersion sign-in-stale general-terms@2"),
  ]);
  expect(await withdrawVersion(portal, { ...change, actor: fresh })).toEqual({ withdrawn: [3, 2] });
});

test("of two who give a version a date at once both are recorded, one after the other", async () => {
  const { portal, change } = await pending();
  const dates = ["2026-05-20T00:00:00.000Z", "2026-05-21T00:00:00.000Z"];
  const results = await Promise.allSettled(dates.map((effectiveAt) => postponeVersion(portal, { ...change, effectiveAt })));
  expect(results[0]?.status).toBe("fulfilled");
  expect((await datesIn(portal))[1]?.[2]).toBe(results[1]?.status === "fulfilled" ? dates[1] : dates[0]);
});

test("a withdrawn version stays withdrawn", async () => {
  const { portal, change } = await pending();
  await withdrawVersion(portal, change);
  const refusal = await refusalOf(() => postponeVersion(portal, { ...change, effectiveAt: "2026-05-20T00:00:00.000Z" }));
  expect(refusal).toMatchObject({ code: "version-withdrawn" });
});
