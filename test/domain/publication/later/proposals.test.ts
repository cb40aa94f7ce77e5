import { expect, test } from "vitest";
import { accept } from "#app/domain/acceptance/accept.server";
import { readStandings } from "#app/domain/acceptance/standing.server";
import { readHistory } from "#app/domain/publication/catalog.server";
import { endingFor, hasEnded, marksOn } from "#app/domain/publication/later/ending";
import { approveProposal, proposeClauseMark, proposeEnding, readProposals, rejectProposal } from "#app/domain/publication/later/proposals.server";
import type { ProposedEnding, ProposedMark } from "#app/domain/publication/later/proposed-act";
import { publishVersion } from "#app/domain/publication/publish.server";
import { openTerms, termsForm } from "#test/support/acceptance";
import { addActor, signInAgain } from "#test/support/actors";
import { openTestPortal } from "#test/support/portal";
import { proposalOf } from "#test/support/proposal";
import { refusalOf } from "#test/support/refusal";

const NOW = "2026-03-01T07:30:00.000Z";
const EARLIEST = "2026-03-31T16:00:00.000Z";
const SLUG = "general-terms";
const SAID = { "zh-CN": "依法院判决", en: "by judgment of a court" };
const MARK: ProposedMark = { kind: "void", number: 1, clauseId: "c-4", parties: null, ground: SAID, sinceAt: null };
const ENDING: ProposedEnding = { parties: null, ground: SAID, refund: SAID, dataUntil: "2026-06-01T00:00:00.000Z", effectiveAt: null };

async function openOffice() {
  const portal = await openTestPortal({ at: "2026-01-01" });
  const clauses = proposalOf().manifest.version.clauses.map((clause, index) => (index === 5 ? { ...clause, flags: ["survives" as const] } : clause));
  await publishVersion(portal, proposalOf({ version: { clauses } }));
  portal.clock.set(NOW);
  const editor = await addActor(portal, "editor", ["editor", "approver"]);
  const approver = await addActor(portal, "approver", ["approver"]);
  const history = async () => (await readHistory(portal, SLUG)) ?? Promise.reject(new Error("no agreement"));
  return { portal, editor, approver, history };
}

test("a clause is void from the beginning, for all, once a second person approved it", async () => {
  const { portal, editor, approver, history } = await openOffice();
  const id = await proposeClauseMark(portal, { slug: SLUG, actor: editor, mark: MARK });
  expect((await history()).marks).toEqual([]);
  await approveProposal(portal, { id, actor: approver });
  const versionId = (await history()).versions[0]?.id ?? "";
  const marks = marksOn(await history(), { versionId, partyId: "pty_any", at: NOW });
  expect(marks).toMatchObject([{ kind: "void", clauseId: "c-4", sinceAt: null, parties: null, ground: SAID }]);
});

test("an undertaking for some parties concerns only them", async () => {
  const { portal, editor, approver, history } = await openOffice();
  const mark: ProposedMark = { ...MARK, kind: "undertaking", parties: ["pty_a"] };
  await approveProposal(portal, { id: await proposeClauseMark(portal, { slug: SLUG, actor: editor, mark }), actor: approver });
  const versionId = (await history()).versions[0]?.id ?? "";
  const concerned = await Promise.all(["pty_a", "pty_b", null].map(async (partyId) => marksOn(await history(), { versionId, partyId, at: NOW }).length));
  expect(concerned).toEqual([1, 0, 0]);
});

test("an agreement ends after the full notice, with the clauses that survive", async () => {
  const { portal, editor, approver, history } = await openOffice();
  await approveProposal(portal, { id: await proposeEnding(portal, { slug: SLUG, actor: editor, ending: ENDING }), actor: approver });
  expect(endingFor(await history(), null, NOW)).toMatchObject({ effectiveAt: EARLIEST, noticeDays: 30, surviving: ["c-6"], dataUntil: ENDING.dataUntil });
  expect(hasEnded(await history(), null, "2026-03-31T15:59:59.999Z")).toBe(false);
  expect(hasEnded(await history(), null, EARLIEST)).toBe(true);
});

test("an end one millisecond too early is refused, also when it has become so while it waited", async () => {
  const { portal, editor, approver } = await openOffice();
  const early = { slug: SLUG, actor: editor, ending: { ...ENDING, effectiveAt: "2026-03-31T15:59:59.999Z" } };
  expect(await refusalOf(() => proposeEnding(portal, early))).toMatchObject({ code: "effective-too-early", details: { earliestAt: EARLIEST } });
  const id = await proposeEnding(portal, { ...early, ending: { ...ENDING, effectiveAt: EARLIEST } });
  portal.clock.set("2026-03-02");
  const later = await signInAgain(portal, approver.accountId);
  expect(await refusalOf(() => approveProposal(portal, { id, actor: later }))).toMatchObject({ code: "effective-too-early" });
});

test("an end for one party leaves the others bound and the agreement open to new versions", async () => {
  const { portal, editor, approver, history } = await openOffice();
  const ending = { ...ENDING, parties: ["pty_a"] };
  await approveProposal(portal, { id: await proposeEnding(portal, { slug: SLUG, actor: editor, ending }), actor: approver });
  expect([hasEnded(await history(), "pty_a", EARLIEST), hasEnded(await history(), "pty_b", EARLIEST)]).toEqual([true, false]);
  await publishVersion(portal, proposalOf({ number: 2 }));
});

test("of an agreement whose end is announced for all nothing more is published", async () => {
  const { portal, editor, approver } = await openOffice();
  await approveProposal(portal, { id: await proposeEnding(portal, { slug: SLUG, actor: editor, ending: ENDING }), actor: approver });
  expect(await refusalOf(() => publishVersion(portal, proposalOf({ number: 2 })))).toMatchObject({ code: "agreement-ended" });
});

test("nobody approves an own proposal, an old sign-in does not do, and an editor alone cannot", async () => {
  const { portal, editor, approver } = await openOffice();
  const id = await proposeClauseMark(portal, { slug: SLUG, actor: editor, mark: MARK });
  expect(await refusalOf(() => approveProposal(portal, { id, actor: editor }))).toMatchObject({ code: "approver-is-author" });
  const other = await addActor(portal, "other", ["editor"]);
  expect(await refusalOf(() => approveProposal(portal, { id, actor: other }))).toMatchObject({ code: "role-missing" });
  expect(await refusalOf(() => approveProposal(portal, { id, actor: { ...approver, signInId: editor.signInId } }))).toMatchObject({ code: "sign-in-stale" });
  portal.clock.set("2026-03-01T07:45:00.001Z");
  expect(await refusalOf(() => approveProposal(portal, { id, actor: approver }))).toMatchObject({ code: "sign-in-stale" });
  const codes = await portal.db.selectFrom("refusals").select("code").execute();
  expect(codes.map(({ code }) => code).sort()).toEqual(["approver-is-author", "role-missing", "sign-in-stale", "sign-in-stale"]);
});

test("a proposal is decided once", async () => {
  const { portal, editor, approver } = await openOffice();
  const id = await proposeClauseMark(portal, { slug: SLUG, actor: editor, mark: MARK });
  const results = await Promise.allSettled([approveProposal(portal, { id, actor: approver }), approveProposal(portal, { id, actor: approver })]);
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await refusalOf(() => rejectProposal(portal, { id, actor: approver, reason: "no" }))).toMatchObject({ code: "proposal-decided" });
  expect(await readProposals(portal)).toMatchObject([{ id, outcome: "approved", kind: "clauseMark", content: MARK }]);
});

test.each([
  ["no such clause", { ...MARK, clauseId: "c-9" }, "clause-absent"],
  ["no such version", { ...MARK, number: 2 }, "version-unknown"],
  ["a ground in one language only", { ...MARK, ground: { en: "why" } }, "words-missing"],
])("a mark with %s is refused", async (_what, mark, code) => {
  const { portal, editor } = await openOffice();
  expect(await refusalOf(() => proposeClauseMark(portal, { slug: SLUG, actor: editor, mark }))).toMatchObject({ code });
});

test("after the end nothing is asked and nothing can be accepted, even on a screen opened before", async () => {
  const { portal, editor, approver } = await openOffice();
  await approveProposal(portal, { id: await proposeEnding(portal, { slug: SLUG, actor: editor, ending: ENDING }), actor: approver });
  portal.clock.set("2026-03-31T15:59:00.000Z");
  const form = await termsForm(portal, editor);
  portal.clock.set(EARLIEST);
  expect((await readStandings(portal, editor)).map(({ now }) => now)).toEqual(["ended"]);
  expect(await openTerms(portal, editor, { set: SLUG })).toMatchObject({ outcome: "closed" });
  expect(await accept(portal, { ...form, isTicked: true })).toEqual({ outcome: "changed" });
});
