import { newEntry } from "#app/domain/evidence/new-entry";
import { reviewedContent } from "#app/domain/evidence/publication-entries.server";
import { newId } from "#app/domain/ids";
import type { Instant } from "#app/domain/instant";
import { checkReason, checkRole, type Actor } from "#app/domain/publication/actor";
import { assessDraft, type Assessment } from "#app/domain/publication/review/assess.server";
import { isMilder } from "#app/domain/publication/review/change-class";
import { checkPlace, checkProposal } from "#app/domain/publication/review/checks";
import { checkChange } from "#app/domain/publication/compared.server";
import { presentStep, readDraft, readDraftStates, type Draft } from "#app/domain/publication/drafting/drafts.server";
import { proposalOfDraft } from "#app/domain/publication/drafting/draft-proposal";
import { refuseErrors } from "#app/domain/publication/review/lint-gate";
import { approvalOf } from "#app/domain/publication/files/plan";
import { checkFreshSignIn } from "#app/domain/publication/later/proposals.server";
import { publishVersion, type Published } from "#app/domain/publication/publish.server";
import { recordRefusals } from "#app/domain/publication/refused.server";
import { checkNoAuthor, inReviewOrder, reviewStatus, submitterOf, type ReviewStatus, type ReviewStep } from "#app/domain/publication/review/review";
import { checkNotTooEarly, workingFor } from "#app/domain/publication/schedule";
import { DomainError } from "#app/domain/refusal";
import { LANGUAGES } from "#app/messages/catalogue";
import type { Portal } from "#app/portal.server";
import { insertRow, KeyTakenError, StaleRowError, updateRows } from "#db/commit";
import { selectApprovals, selectLatestDraftState } from "#db/drafting";

type Publishing = Pick<Portal, "db" | "writer" | "ledger" | "settings" | "now">;
/** The state of a draft that somebody looks at. */
type State = { draftId: string; counter: number; actor: Actor };

/** Where a draft stands, its steps of review in order, and the hash that an approver would approve now (null: not complete). */
export type Review = { status: ReviewStatus; steps: ReviewStep[]; approvalSha256: string | null };

/** The review of a draft. Throws draft-unknown. */
export async function readReview({ db }: Pick<Portal, "db">, draftId: string): Promise<Review> {
  const draft = await readDraft({ db }, draftId);
  return reviewOf({ db }, draft);
}

async function reviewOf({ db }: Pick<Portal, "db">, draft: Draft): Promise<Review> {
  const steps = inReviewOrder(await selectApprovals(db, draft.id));
  const isComplete = draft.content.version.changeClass !== null;
  return { status: reviewStatus(draft, steps), steps, approvalSha256: isComplete ? hashOf(draft) : null };
}

/**
 * Hands a draft to the approvers. Refuses role-missing, draft-published, approval-void (edited meanwhile), class-missing,
 * words-missing, lint-errors, warnings-unexplained, class-reason-missing, editorial-changes, assign-only-party, and what
 * publication checks of text, manifest and number.
 */
export async function submitDraft(portal: Publishing, input: State & { warningReason: string }): Promise<void> {
  const { draftId, actor, warningReason } = input;
  await recordRefusals(portal, { operation: "submitDraft", subject: draftId, actor }, async () => {
    checkRole(actor, "editor");
    const { draft, review } = await readState(portal, input);
    await checkComplete(portal, draft, warningReason);
    await addStep(portal, { draft, review, act: "submitted", actor, signInId: null, reason: warningReason.trim() });
  });
}

/**
 * Approves what a draft says, by the hash that the approver was shown. The approver wrote no state of it and is freshly
 * signed in; a class milder than suggested needs a reason. Refuses role-missing, draft-in-review (it is not),
 * approval-void, approver-is-author, sign-in-stale, class-reason-missing.
 */
export async function approveDraft(portal: Publishing, input: State & { approvalSha256: string; reason: string }): Promise<void> {
  const { draftId, actor } = input;
  await recordRefusals(portal, { operation: "approveDraft", subject: draftId, actor }, async () => {
    checkRole(actor, "approver");
    const { draft, review } = await readState(portal, input);
    if (review.status !== "in review") throw new DomainError("draft-in-review", { status: review.status });
    if (review.approvalSha256 !== input.approvalSha256) throw new DomainError("approval-void");
    checkNoAuthor(actor.accountId, await authorsOf(portal, draft, review));
    await checkFreshSignIn(portal, actor);
    checkClassReason(draft, await assessDraft(portal, draft.content), input.reason);
    await addStep(portal, { draft, review, act: "approved", actor, signInId: actor.signInId, reason: input.reason.trim() });
  });
}

/** Sends a draft back with a reason, submitted or approved. Refuses role-missing, reason-missing, approval-void, draft-in-review. */
export async function rejectDraft(portal: Publishing, input: State & { reason: string }): Promise<void> {
  const { draftId, actor } = input;
  await recordRefusals(portal, { operation: "rejectDraft", subject: draftId, actor }, async () => {
    checkRole(actor, "approver");
    const reason = checkReason(input.reason);
    const { draft, review } = await readState(portal, input);
    if (review.status !== "in review" && review.status !== "approved") throw new DomainError("draft-in-review", { status: review.status });
    await addStep(portal, { draft, review, act: "rejected", actor, signInId: null, reason });
  });
}

/**
 * Publishes an approved draft for the date approved. Another date is refused, one that is too early with the earliest
 * instant. Refuses role-missing, approval-void, effective-too-early, date-not-approved and what publishVersion refuses.
 */
export async function publishDraft(portal: Publishing, input: State & { effectiveAt?: Instant | null; reason: string }): Promise<Published> {
  const { draftId, actor } = input;
  return recordRefusals(portal, { operation: "publishDraft", subject: draftId, actor }, async () => {
    checkRole(actor, "editor", "approver");
    const reason = checkReason(input.reason);
    const { draft, review } = await readState(portal, input);
    await checkDate(portal, draft, input.effectiveAt);
    const approval = review.status === "approved" ? review.steps.at(-1) : undefined;
    if (!approval || approval.approvalSha256 !== review.approvalSha256) throw new DomainError("approval-void");
    const people = { authorId: authorOf(draft, review), approverId: approval.actorId };
    const proposal = proposalOfDraft(draft.id, draft.content, { ...people, reason });
    return publishOnce(draft, (alongside) => publishVersion(portal, proposal, alongside));
  });
}

type Alongside = NonNullable<Parameters<typeof publishVersion>[2]>;

async function publishOnce({ id, counter }: Draft, publish: (alongside: Alongside) => Promise<Published>): Promise<Published> {
  try {
    return await publish((versionId) => [updateRows("drafts", { set: { versionId }, where: { id, counter, versionId: null }, expect: 1 })]);
  } catch (error) {
    if (error instanceof StaleRowError) throw new DomainError("approval-void");
    throw error;
  }
}

/** Whoever submitted the draft as it is answers for it as its author. */
function authorOf(draft: Draft, { steps }: Review): string {
  return submitterOf(draft, steps) ?? draft.authorId;
}

async function readState(portal: Publishing, { draftId, counter }: State): Promise<{ draft: Draft; review: Review }> {
  const draft = await readDraft(portal, draftId);
  if (draft.versionId !== null) throw new DomainError("draft-published", { id: draftId });
  if (draft.counter !== counter) throw new DomainError("approval-void");
  return { draft, review: await reviewOf(portal, draft) };
}

async function checkComplete(portal: Publishing, draft: Draft, warningReason: string): Promise<void> {
  const { content } = draft;
  if (content.version.changeClass === null) throw new DomainError("class-missing");
  for (const language of new Set([...LANGUAGES, ...content.texts.map((text) => text.language)])) {
    if ((content.version.summary[language] ?? "").trim() === "") throw new DomainError("words-missing", { what: "summary", language });
  }
  const assessment = await assessDraft(portal, content);
  checkFindings(assessment, warningReason);
  const proposal = proposalOfDraft(draft.id, content, { authorId: "author", approverId: "approver", reason: "" });
  checkProposal(proposal);
  checkPlace(proposal, assessment.history, portal.now());
  await checkChange(portal, proposal, assessment.history);
  checkClassReason(draft, assessment, Object.values(content.version.classReason).join(" "));
}

function checkFindings({ findings, unmarked }: Assessment, warningReason: string): void {
  refuseErrors(findings);
  const warnings = [...findings.map(({ found }) => found), ...unmarked.map(({ number, found }) => `${number ?? ""} ${found}`)];
  if (warnings.length > 0 && warningReason.trim() === "") throw new DomainError("warnings-unexplained", { warnings: warnings.length, found: warnings[0] ?? "" });
}

function checkClassReason({ content }: Draft, { suggestion }: Assessment, reason: string): void {
  const chosen = content.version.changeClass;
  if (!suggestion || chosen === null || !isMilder(chosen, suggestion) || reason.trim() !== "") return;
  throw new DomainError("class-reason-missing", { chosen, suggested: suggestion.changeClass });
}

/** Everybody who wrote a state of the draft, started it or submitted it. */
async function authorsOf(portal: Publishing, draft: Draft, { steps }: Review): Promise<string[]> {
  const states = await readDraftStates(portal, draft.id);
  const submitters = steps.filter(({ act }) => act === "submitted").map(({ actorId }) => actorId);
  return [draft.authorId, ...states.map(({ actorId }) => actorId), ...submitters];
}

async function checkDate(portal: Publishing, { content }: Draft, effectiveAt: Instant | null | undefined): Promise<void> {
  const approved = content.effectiveAt ?? null;
  if (effectiveAt === undefined || effectiveAt === approved) return;
  const { history } = await assessDraft(portal, content);
  if (effectiveAt !== null) checkNotTooEarly(effectiveAt, workingFor({ history, own: content.agreement, reasons: content.version.reasons, now: portal.now() }));
  throw new DomainError("date-not-approved", { effectiveAt: effectiveAt ?? "earliest", approved: approved ?? "earliest" });
}

type NewStep = { draft: Draft; review: Review; act: ReviewStep["act"]; actor: Actor; signInId: string | null; reason: string };

/** What somebody submitted or decided on is kept as a state; an approval goes into the ledger. */
async function addStep({ db, writer, ledger, now }: Publishing, { draft, review, act, actor, signInId, reason }: NewStep): Promise<void> {
  const at = now();
  const about = { draftId: draft.id, counter: draft.counter, followsId: review.steps.at(-1)?.id ?? "" };
  const by = { actorId: actor.accountId, signInId, reason, happenedAt: at, recordedAt: at };
  const row = { ...about, ...by, id: newId("apr", at), act, approvalSha256: hashOf(draft) };
  const entries = act === "approved" ? [newEntry(ledger.open(), reviewedContent(row, { ...draft, authorId: authorOf(draft, review) }))] : [];
  const present = presentStep(draft, { latest: await selectLatestDraftState(db, draft.id), at });
  const unchanged = updateRows("drafts", { set: { counter: draft.counter }, where: { id: draft.id, counter: draft.counter, versionId: null }, expect: 1 });
  try {
    await writer.commit({ steps: [unchanged, present, insertRow("approvals", row)], entries });
  } catch (error) {
    if (error instanceof StaleRowError || error instanceof KeyTakenError) throw new DomainError("approval-void");
    throw error;
  }
}

function hashOf({ id, content }: Draft): string {
  return approvalOf(proposalOfDraft(id, content, { authorId: "", approverId: "", reason: "" }));
}

