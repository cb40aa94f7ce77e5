import { expect, test } from "vitest";
import { assessDraft } from "#app/domain/publication/review/assess.server";
import { readHistory } from "#app/domain/publication/catalog.server";
import { readDraft, restoreDraft, startDraft } from "#app/domain/publication/drafting/drafts.server";
import { approveDraft, readReview, rejectDraft } from "#app/domain/publication/review/review.server";
import { inForceAt, versionsAt } from "#app/domain/publication/status";
import { DomainError } from "#app/domain/refusal";
import { meetInPlaces } from "#test/support/between-reads";
import { approve, EARLIEST, edit, NOW, openDesk, publish, REWORDED, SAID, SLUG, submit, type Desk } from "#test/support/drafting";
import { proposalOf } from "#test/support/proposal";
import { refusalOf } from "#test/support/refusal";

async function statusOf({ portal, draftId }: Desk) {
  return (await readReview(portal, draftId)).status;
}

/** A desk whose draft is edited and approved. */
async function approved(...edits: object[]): Promise<Desk> {
  const desk = await openDesk();
  await edit(desk, [...REWORDED, SAID, ...edits]);
  await submit(desk);
  await approve(desk);
  return desk;
}

async function reject({ portal, approver, draftId }: Desk, reason: string) {
  const { counter } = await readDraft(portal, draftId);
  await rejectDraft(portal, { draftId, counter, actor: approver, reason });
}

async function refusalsIn({ portal }: Desk): Promise<string[]> {
  const rows = await portal.db.selectFrom("refusals").select(["operation", "code"]).execute();
  return rows.map(({ operation, code }) => `${operation} ${code}`).sort();
}

test("from version 1 in force to version 2 in force, to the millisecond", async () => {
  const desk = await openDesk();
  await edit(desk, [...REWORDED, SAID]);
  await submit(desk);
  expect(await statusOf(desk)).toBe("in review");
  await reject(desk, "the English text says less");
  expect(await statusOf(desk)).toBe("rejected");
  await edit(desk, [{ op: "setText", clauseId: "c-4", language: "en", body: "Other terms may prevail over these." }]);
  expect(await statusOf(desk)).toBe("draft");
  await submit(desk);
  await approve(desk);
  expect(await statusOf(desk)).toBe("approved");
  const { versionId } = await publish(desk);
  expect(await statusOf(desk)).toBe("published");
  const history = await readHistory(desk.portal, SLUG);
  if (!history) throw new Error("no agreement");
  expect(history.versions[1]).toMatchObject({ id: versionId, authorId: desk.editor.accountId, approverId: desk.approver.accountId, changeClass: "ordinary" });
  expect(inForceAt(history, "2026-03-31T15:59:59.999Z")?.version.number).toBe(1);
  expect(inForceAt(history, EARLIEST)?.version.number).toBe(2);
});

test("the version keeps the hash that was approved", async () => {
  const desk = await approved();
  const { approvalSha256 } = await readReview(desk.portal, desk.draftId);
  const { versionId } = await publish(desk);
  const version = await desk.portal.db.selectFrom("versions").select("approvalSha256").where("id", "=", versionId).executeTakeFirstOrThrow();
  expect(version.approvalSha256).toBe(approvalSha256);
});

test("a date one millisecond too early is refused with the earliest one, and the earliest one is taken", async () => {
  const desk = await approved({ op: "setEffective", effectiveAt: "2026-03-31T15:59:59.999Z" });
  expect(await refusalOf(() => publish(desk))).toMatchObject({ code: "effective-too-early", details: { earliestAt: EARLIEST, noticeDays: 30 } });
  await edit(desk, [{ op: "setEffective", effectiveAt: EARLIEST }]);
  await submit(desk);
  await approve(desk);
  await publish(desk);
  const history = await readHistory(desk.portal, SLUG);
  expect(history && versionsAt(history, NOW)[1]?.effectiveAt).toBe(EARLIEST);
  expect(await refusalsIn(desk)).toEqual(["publishDraft effective-too-early"]);
});

const EDITS: [string, object][] = [
  ["text", { op: "setText", clauseId: "c-4", language: "zh-CN", body: "悄悄的修改。" }],
  ["flags", { op: "setFlags", clauseId: "c-4", flags: ["price"] }],
  ["summary", { op: "setVersion", summary: { "zh-CN": "没有变更", en: "Nothing changes" } }],
  ["class", { op: "setVersion", changeClass: "editorial" }],
  ["reason of the class", { op: "setVersion", classReason: { en: "another" } }],
  ["date", { op: "setEffective", effectiveAt: "2026-06-01T00:00:00.000Z" }],
  ["number", { op: "setNumber", clauseId: "c-6", language: "zh-CN", number: "2.2." }],
  ["heading", { op: "setHeading", clauseId: "c-4", language: "en", heading: "Others" }],
  ["title", { op: "setTitle", language: "en", title: "New Terms" }],
];

test.each(EDITS)("the %s changed after approval: the approval is void", async (_what, change) => {
  const desk = await approved();
  await edit(desk, [change]);
  expect(await statusOf(desk)).toBe("draft");
  expect(await refusalOf(() => publish(desk))).toMatchObject({ code: "approval-void" });
  expect(await refusalsIn(desk)).toEqual(["publishDraft approval-void"]);
});

test("notice rule, audience, precedence, party, binding language, zone and deeming changed after approval: the approval is void", async () => {
  const { agreement } = proposalOf().manifest;
  const contractingParty = { ...agreement.contractingParty, contact: "x@example.com" };
  const changes = [{ noticeDays: 0 }, { audience: { who: "optional" } }, { precedence: 1 }, { contractingParty }, { bindingLanguage: "en" }, { zone: "Europe/Berlin" }, { deeming: { minimumGrade: "E" } }];
  const desk = await approved();
  const hashes = new Set([(await readReview(desk.portal, desk.draftId)).approvalSha256]);
  for (const change of changes) {
    await edit(desk, [{ op: "setAgreement", agreement: { ...agreement, ...change } }]);
    hashes.add((await readReview(desk.portal, desk.draftId)).approvalSha256);
    expect(await refusalOf(() => publish(desk))).toMatchObject({ code: "approval-void" });
  }
  expect(hashes.size).toBe(1 + changes.length);
});

test("a change of precedence, audience or contracting party is a change of terms: never editorial, and the approver is shown it", async () => {
  const { agreement } = proposalOf().manifest;
  const party = { ...agreement.contractingParty, name: { "zh-CN": "承继公司", en: "Successor Ltd" } };
  for (const [change, found] of [[{ precedence: 10 }, "precedence"], [{ audience: { who: "kind", kinds: ["consumer"] } }, "audience"], [{ contractingParty: party }, "contractingParty"]] as const) {
    const desk = await openDesk();
    await edit(desk, [{ op: "setAgreement", agreement: { ...agreement, ...change } }, { ...SAID, changeClass: "editorial" }]);
    expect(await refusalOf(() => submit(desk))).toMatchObject({ code: "editorial-changes", details: { number: "agreement", fault: "terms", found } });
    expect((await assessDraft(desk.portal, (await readDraft(desk.portal, desk.draftId)).content)).suggestion).toEqual({ changeClass: "ordinary", reasons: [{ code: "terms", clauseId: "", number: null, found }] });
  }
});

test("another binding language is essential, needs a text, and what lagged behind the other way round is still told", async () => {
  const desk = await openDesk();
  const { agreement } = proposalOf().manifest;
  const ask = (bindingLanguage: string) => edit(desk, [{ op: "setAgreement", agreement: { ...agreement, bindingLanguage } }]);
  expect(await refusalOf(() => ask("fr"))).toMatchObject({ code: "text-missing", details: { language: "fr" } });
  await edit(desk, [{ op: "setText", clauseId: "c-3", language: "zh-CN", body: "只改中文。" }]);
  await ask("en");
  const { suggestion, behind } = await assessDraft(desk.portal, (await readDraft(desk.portal, desk.draftId)).content);
  expect(suggestion).toMatchObject({ changeClass: "essential", reasons: expect.arrayContaining([expect.objectContaining({ code: "terms", found: "bindingLanguage" })]) });
  expect(behind).toEqual(expect.arrayContaining([{ language: "zh-CN", clauseIds: ["c-3"] }, { language: "en", clauseIds: [] }]));
});

test("a state brought back after approval needs a new approval, even the same state", async () => {
  const desk = await approved();
  const { counter } = await readDraft(desk.portal, desk.draftId);
  await restoreDraft(desk.portal, { draftId: desk.draftId, counter, actor: desk.second });
  expect(await refusalOf(() => publish(desk))).toMatchObject({ code: "approval-void" });
});

test("another date than the approved one is refused: too early with the earliest, else as not approved", async () => {
  const desk = await approved();
  expect(await refusalOf(() => publish(desk, "2026-03-31T15:59:59.999Z"))).toMatchObject({ code: "effective-too-early", details: { earliestAt: EARLIEST } });
  expect(await refusalOf(() => publish(desk, "2026-06-01T00:00:00.000Z"))).toMatchObject({ code: "date-not-approved" });
});

test("nobody approves a draft that they wrote, edited once or submitted, whatever their roles", async () => {
  const desk = await openDesk();
  await edit(desk, [...REWORDED, SAID]);
  await submit(desk);
  expect(await refusalOf(() => approve(desk, { actor: desk.editor }))).toMatchObject({ code: "approver-is-author" });
  expect(await refusalOf(() => approve(desk, { actor: desk.second }))).toMatchObject({ code: "role-missing" });
  expect(await refusalsIn(desk)).toEqual(["approveDraft approver-is-author", "approveDraft role-missing"]);
});

test("an approval needs a fresh sign-in and the hash that is there now", async () => {
  const desk = await openDesk();
  await edit(desk, [...REWORDED, SAID]);
  await submit(desk);
  const { approvalSha256 } = await readReview(desk.portal, desk.draftId);
  const input = { draftId: desk.draftId, counter: 2, reason: "", approvalSha256: approvalSha256 ?? "" };
  const shown = { ...input, actor: desk.approver, approvalSha256: "0".repeat(64) };
  expect(await refusalOf(() => approveDraft(desk.portal, shown))).toMatchObject({ code: "approval-void" });
  desk.portal.clock.set("2026-03-01T09:00:00.000Z");
  expect(await refusalOf(() => approveDraft(desk.portal, { ...input, actor: desk.approver }))).toMatchObject({ code: "sign-in-stale" });
});

test("a draft is approved only while it is in review, and rejected only with a reason", async () => {
  const desk = await openDesk();
  await edit(desk, [...REWORDED, SAID]);
  expect(await refusalOf(() => approve(desk))).toMatchObject({ code: "draft-in-review" });
  expect(await refusalOf(() => reject(desk, "why"))).toMatchObject({ code: "draft-in-review" });
  await submit(desk);
  expect(await refusalOf(() => reject(desk, " "))).toMatchObject({ code: "reason-missing" });
  await approve(desk);
  await reject(desk, "on second thought");
  expect(await refusalOf(() => publish(desk))).toMatchObject({ code: "approval-void" });
});

test("of an approval and a rejection at once one counts", async () => {
  const desk = await openDesk();
  await edit(desk, [...REWORDED, SAID]);
  await submit(desk);
  const results = await Promise.allSettled([approve(desk), reject(desk, "no")]);
  const { steps, status } = await readReview(desk.portal, desk.draftId);
  expect(steps.length).toBe(results.filter((result) => result.status === "fulfilled").length + 1);
  expect(["approved", "rejected"]).toContain(status);
});

const EDITORIAL = { ...SAID, changeClass: "editorial" };

test.each([
  ["an amount", { op: "setText", clauseId: "c-6", language: "zh-CN", body: "变更提前二十日公告。" }, "number"],
  ["an amount in a translation only", { op: "setText", clauseId: "c-6", language: "en", body: "Changes are announced 20 days ahead." }, "number"],
  ["a negation", { op: "setText", clauseId: "c-4", language: "zh-CN", body: "另有约定的，不从其约定。" }, "negation"],
  ["a flag", { op: "setFlags", clauseId: "c-4", flags: ["liability"] }, "flags"],
  ["a clause more", { op: "addClause", clauseId: "new", after: "c-6", level: 2, texts: { "zh-CN": { heading: null, body: "通知以书面作出。" }, en: { heading: null, body: "Notices are given in writing." } } }, "added"],
])("editorial with %s changed is refused", async (_what, change, fault) => {
  const desk = await openDesk();
  await edit(desk, [change, EDITORIAL]);
  expect(await refusalOf(() => submit(desk, "seen"))).toMatchObject({ code: "editorial-changes", details: { fault } });
});

test("a slip of the pen is editorial, and waits like all", async () => {
  const desk = await openDesk();
  await edit(desk, [{ op: "setText", clauseId: "c-3", language: "zh-CN", body: "本条款适用于全部的服务。" }, EDITORIAL]);
  await submit(desk);
  await approve(desk);
  expect(await refusalOf(() => publish(desk, "2026-03-02T00:00:00.000Z"))).toMatchObject({ code: "effective-too-early" });
  await publish(desk);
  const history = await readHistory(desk.portal, SLUG);
  expect(history && versionsAt(history, NOW)[1]?.effectiveAt).toBe(EARLIEST);
});

test("changing a flagged clause is essential unless editor and approver both give a reason", async () => {
  const clauses = proposalOf().manifest.version.clauses.map((clause) => (clause.id === "c-3" ? { ...clause, flags: ["liability" as const, "conspicuous" as const] } : clause));
  const desk = await openDesk({ version: { clauses } });
  await edit(desk, [...REWORDED, { ...SAID, classReason: {} }]);
  expect(await refusalOf(() => submit(desk))).toMatchObject({ code: "class-reason-missing", details: { chosen: "ordinary", suggested: "essential" } });
  await edit(desk, [SAID]);
  await submit(desk);
  expect(await refusalOf(() => approve(desk))).toMatchObject({ code: "class-reason-missing" });
  await approve(desk, { reason: "the change only favours readers" });
  await publish(desk);
});

test("under the reason assign nothing but the party may change", async () => {
  const party = proposalOf().manifest.agreement.contractingParty;
  const agreement = { ...proposalOf().manifest.agreement, contractingParty: { ...party, name: { en: "Successor Ltd", "zh-CN": "承继公司" } } };
  const assign = { ...SAID, reasons: ["assign"] };
  const desk = await openDesk();
  await edit(desk, [{ op: "setAgreement", agreement }, assign, ...REWORDED]);
  expect(await refusalOf(() => submit(desk))).toMatchObject({ code: "assign-only-party", details: { number: "1.1." } });
  await restoreDraft(desk.portal, { draftId: desk.draftId, counter: 1, actor: desk.editor });
  await edit(desk, [{ op: "setAgreement", agreement: { ...agreement, noticeDays: 60 } }, assign]);
  expect(await refusalOf(() => submit(desk))).toMatchObject({ code: "assign-only-party" });
  await edit(desk, [{ op: "setAgreement", agreement }]);
  await submit(desk);
  await approve(desk);
  await publish(desk);
});

test.each([
  ["no class", [{ ...SAID, changeClass: null }], "class-missing"],
  ["a summary in one language only", [{ ...SAID, summary: { en: "What changes" } }], "words-missing"],
  ["a blank summary", [{ ...SAID, summary: { en: "What changes", "zh-CN": " \n" } }], "words-missing"],
  ["a broken reference", [SAID, { op: "setText", clauseId: "c-4", language: "zh-CN", body: "见第 9.9 条的约定。" }], "lint-errors"],
  ["a hidden character", [SAID, { op: "setText", clauseId: "c-4", language: "zh-CN", body: "另有\u200b约定的，从其约定。" }], "lint-errors"],
  ["a liability clause that does not stand out", [SAID, { op: "setText", clauseId: "c-4", language: "zh-CN", body: "因网络故障造成的损失，我们不承担赔偿责任。" }], "warnings-unexplained"],
])("a draft with %s is not submitted", async (_what, edits, code) => {
  const desk = await openDesk();
  await edit(desk, edits);
  expect(await refusalOf(() => submit(desk))).toMatchObject({ code });
});

test("warnings stay with a reason that the approver reads", async () => {
  const desk = await openDesk();
  await edit(desk, [SAID, { op: "setText", clauseId: "c-4", language: "zh-CN", body: "因网络故障造成的损失，我们不承担赔偿责任。" }]);
  await submit(desk, "repeats clause 7, which stands out");
  expect((await readReview(desk.portal, desk.draftId)).steps.at(-1)).toMatchObject({ act: "submitted", reason: "repeats clause 7, which stands out" });
});

test("with the clock set back nothing is submitted or published", async () => {
  const desk = await approved();
  desk.portal.clock.set("2025-12-31");
  expect(await refusalOf(() => publish(desk))).toMatchObject({ code: "clock-behind" });
});

test("of two drafts of version 2 the second has to be built on the first", async () => {
  const one = await approved();
  const other = await approvedBeside(one);
  await publish(one);
  expect(await refusalOf(() => publish(other))).toMatchObject({ code: "published-differs" });
});

async function approvedBeside(desk: Desk): Promise<Desk> {
  const draftId = await startDraft(desk.portal, { slug: SLUG, number: 1, actor: desk.editor });
  const other = { ...desk, draftId };
  await edit(other, [{ op: "setText", clauseId: "c-4", language: "zh-CN", body: "另有书面约定的，从其约定。" }, SAID]);
  await submit(other);
  await approve(other);
  return other;
}

test("publishing twice at once makes one version", async () => {
  const desk = await approved();
  const results = await Promise.allSettled([publish(desk), publish(desk)]);
  expect(results.some(({ status }) => status === "fulfilled")).toBe(true);
  expect((await readHistory(desk.portal, SLUG))?.versions).toHaveLength(2);
});

test("the assessment says what changes, what the class should be, and when it could take effect", async () => {
  const desk = await openDesk();
  await edit(desk, [REWORDED[0] ?? {}, SAID]);
  const { content } = await readDraft(desk.portal, desk.draftId);
  const assessment = await assessDraft(desk.portal, content);
  expect(assessment.changes.map(({ language, comparison }) => [language, comparison.counts.changed])).toEqual([["zh-CN", 1], ["en", 0]]);
  expect(assessment.behind).toEqual([{ language: "zh-CN", clauseIds: [] }, { language: "en", clauseIds: ["c-3"] }]);
  expect(assessment.notice).toMatchObject({ earliestAt: EARLIEST, noticeDays: 30 });
  expect(assessment.suggestion?.changeClass).toBe("ordinary");
});

test.each([
  ["an approval", () => submitted(), approve],
  ["a publication", () => approved(), publish],
])("an edit between the reads of %s is never part of what was approved", async (_name, open, operation) => {
  const check = async (desk: Desk) => {
    const published = await desk.portal.db.selectFrom("versions").select("id").where("number", "=", 2).execute();
    const { content } = await readDraft(desk.portal, desk.draftId);
    expect([published.length, await statusOf(desk), JSON.stringify(content.texts).includes("Slipped in")]).toEqual(
      published.length === 1 ? [1, "published", false] : [0, "draft", true]);
  };
  const counted = await meetInPlaces(open, {
    operation: (desk) => Promise.resolve(operation(desk)).catch(refusedOnly),
    other: (desk) => edit(desk, [{ op: "setText", clauseId: "c-4", language: "en", body: "Slipped in." }]).catch(refusedOnly),
    check,
  });
  expect(counted).toBeGreaterThan(5);
});

async function submitted(): Promise<Desk> {
  const desk = await openDesk();
  await edit(desk, [...REWORDED, SAID]);
  await submit(desk);
  return desk;
}

function refusedOnly(error: unknown): null {
  if (!(error instanceof DomainError)) throw error;
  return null;
}
