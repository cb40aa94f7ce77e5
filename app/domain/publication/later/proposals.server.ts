import { newEntry, type EntryContent } from "#app/domain/evidence/new-entry";
import { endedContent, markedContent } from "#app/domain/evidence/publication-entries.server";
import { newId } from "#app/domain/ids";
import { tellEnding, tellMark, type Telled } from "#app/domain/notice/telling/tell.server";
import type { Instant } from "#app/domain/instant";
import { checkFresh, checkReason, checkRole, type Actor } from "#app/domain/publication/actor";
import { readHistory } from "#app/domain/publication/catalog.server";
import { checkClock } from "#app/domain/publication/review/checks";
import type { AgreementHistory } from "#app/domain/publication/history";
import { checkMark, planEnding, proposedEnding, proposedMark, type PlannedEnding, type ProposedEnding, type ProposedMark } from "#app/domain/publication/later/proposed-act";
import { recordRefusals } from "#app/domain/publication/refused.server";
import { DomainError } from "#app/domain/refusal";
import { LANGUAGES } from "#app/messages/catalogue";
import type { Portal } from "#app/portal.server";
import { selectProposal, selectProposals } from "#db/drafting";
import { insertRow, StaleRowError, updateRows, type NewEntry, type Step } from "#db/commit";
import { findSignIn } from "#db/evidence";
import type { ProposalRow } from "#db/schema/drafting";

type Publishing = Pick<Portal, "db" | "writer" | "ledger" | "settings" | "now">;
type About = { slug: string; actor: Actor };

/** An act that waits for a second person, or was decided. */
export type ProposedAct = Omit<ProposalRow, "contentJson" | "kind"> &
  ({ kind: "clauseMark"; content: ProposedMark } | { kind: "ending"; content: ProposedEnding });

/** Proposes to mark a clause void, or to undertake not to rely on it. Gives the proposal's id. Refuses role-missing and what checkMark refuses. */
export async function proposeClauseMark(portal: Publishing, { slug, actor, mark }: About & { mark: ProposedMark }): Promise<string> {
  return recordRefusals(portal, { operation: "proposeClauseMark", subject: slug, actor }, async () => {
    const { history } = await readNow(portal, slug, actor);
    checkMark(history, mark, LANGUAGES);
    return propose(portal, { kind: "clauseMark", slug, content: proposedMark.parse(mark), actor });
  });
}

/** Proposes to end an agreement. Gives the proposal's id. Refuses role-missing and what planEnding refuses. */
export async function proposeEnding(portal: Publishing, { slug, actor, ending }: About & { ending: ProposedEnding }): Promise<string> {
  return recordRefusals(portal, { operation: "proposeEnding", subject: slug, actor }, async () => {
    const { history, at } = await readNow(portal, slug, actor);
    planEnding(history, ending, { now: at, languages: LANGUAGES });
    return propose(portal, { kind: "ending", slug, content: proposedEnding.parse(ending), actor });
  });
}

/**
 * A second person, an approver freshly signed in, carries a proposal out. Its rules are checked again as of now; a date
 * that has become too early is refused. Gives the id of the mark or ending. Refuses role-missing, proposal-unknown,
 * proposal-decided, approver-is-author, sign-in-stale, clock-behind and what the proposal was checked for.
 */
export async function approveProposal(portal: Publishing, { id, actor }: { id: string; actor: Actor }): Promise<string> {
  return recordRefusals(portal, { operation: "approveProposal", subject: id, actor }, async () => {
    checkRole(actor, "approver");
    const act = await readOpen(portal, id);
    if (act.authorId === actor.accountId) throw new DomainError("approver-is-author");
    await checkFreshSignIn(portal, actor);
    const { history, at } = await readNow(portal, act.slug, actor);
    const { step, content, tell } = carriedOut(act, { history, at, actor });
    const told = await tell(portal);
    await decide(portal, act, { outcome: "approved", reason: null, steps: [step, ...told.steps], entries: [newEntry(portal.ledger.open(), content), ...told.entries] });
    return content.record;
  });
}

/** A second person rejects a proposal with a reason. Refuses role-missing, reason-missing, proposal-unknown, proposal-decided. */
export async function rejectProposal(portal: Publishing, input: { id: string; actor: Actor; reason: string }): Promise<void> {
  const { id, actor } = input;
  await recordRefusals(portal, { operation: "rejectProposal", subject: id, actor }, async () => {
    checkRole(actor, "approver");
    const reason = checkReason(input.reason);
    await decide(portal, await readOpen(portal, id), { outcome: "rejected", reason, steps: [], entries: [] });
  });
}

/** A proposal, open or decided. Throws proposal-unknown. */
export async function readProposal({ db }: Pick<Portal, "db">, id: string): Promise<ProposedAct> {
  const row = await selectProposal(db, id);
  if (!row) throw new DomainError("proposal-unknown", { id: id.slice(0, 80) });
  return proposedActOf(row);
}

/** What would end, when, and with which notice, if the end were approved now. Throws agreement-unknown and what planEnding refuses. */
export async function previewEnding({ db, now }: Pick<Portal, "db" | "now">, { slug, ending }: { slug: string; ending: ProposedEnding }): Promise<PlannedEnding> {
  return planEnding(await readKnown({ db }, slug), ending, { now: now(), languages: LANGUAGES });
}

/** Every proposal, open ones first, the newest first. */
export async function readProposals({ db }: Pick<Portal, "db">): Promise<ProposedAct[]> {
  return (await selectProposals(db)).map(proposedActOf);
}

/** Throws sign-in-stale unless the actor's sign-in is fresh and his own. */
export async function checkFreshSignIn({ db, now }: Pick<Portal, "db" | "now">, { signInId, accountId }: Actor): Promise<void> {
  const signIn = await findSignIn(db, signInId);
  checkFresh(signIn?.accountId === accountId ? signIn.happenedAt : null, now());
}

async function readNow(portal: Publishing, slug: string, actor: Actor): Promise<{ history: AgreementHistory; at: Instant }> {
  checkRole(actor, "editor", "approver");
  const history = await readKnown(portal, slug);
  const at = portal.now();
  checkClock(history, at);
  return { history, at };
}

async function readKnown({ db }: Pick<Portal, "db">, slug: string): Promise<AgreementHistory> {
  const history = await readHistory({ db }, slug);
  if (!history) throw new DomainError("agreement-unknown", { slug: slug.slice(0, 80) });
  return history;
}

type Proposing = { kind: ProposalRow["kind"]; slug: string; content: ProposedMark | ProposedEnding; actor: Actor };

async function propose({ writer, now }: Publishing, { kind, slug, content, actor }: Proposing): Promise<string> {
  const createdAt = now();
  const id = newId("prp", createdAt);
  const open = { decidedAt: null, outcome: null, reason: null };
  const row = { id, kind, slug, contentJson: JSON.stringify(content), authorId: actor.accountId, createdAt, ...open };
  await writer.commit({ steps: [insertRow("proposals", row)] });
  return id;
}

async function readOpen({ db }: Pick<Portal, "db">, id: string): Promise<ProposedAct> {
  const act = await readProposal({ db }, id);
  if (act.decidedAt !== null) throw new DomainError("proposal-decided", { id });
  return act;
}

function proposedActOf({ contentJson, kind, ...row }: ProposalRow): ProposedAct {
  const content: unknown = JSON.parse(contentJson);
  return kind === "ending" ? { ...row, kind, content: proposedEnding.parse(content) } : { ...row, kind, content: proposedMark.parse(content) };
}

type Deciding = { outcome: "approved" | "rejected"; reason: string | null; steps: Step[]; entries: NewEntry[] };

async function decide({ writer, now }: Publishing, { id }: ProposedAct, { outcome, reason, steps, entries }: Deciding): Promise<void> {
  const decided = updateRows("proposals", { set: { decidedAt: now(), outcome, reason }, where: { id, decidedAt: null }, expect: 1 });
  try {
    await writer.commit({ steps: [decided, ...steps], entries });
  } catch (error) {
    if (error instanceof StaleRowError) throw new DomainError("proposal-decided", { id });
    throw error;
  }
}

type Making = { history: AgreementHistory; at: Instant; actor: Actor };

/** What carrying an act out writes, and whom it tells. */
type CarriedOut = { step: Step; content: EntryContent; tell(portal: Publishing): Promise<Telled> };

function carriedOut(act: ProposedAct, { history, at, actor }: Making): CarriedOut {
  const people = { agreementId: history.id, authorId: act.authorId, approverId: actor.accountId, happenedAt: at, recordedAt: at };
  const { parties, ground } = act.content;
  const about = { ...people, partiesJson: parties && JSON.stringify(parties), groundJson: JSON.stringify(ground) };
  const telling = { history, parties, ground, at };
  if (act.kind === "clauseMark") {
    const { clauseId, kind, sinceAt } = act.content;
    const version = checkMark(history, act.content, LANGUAGES);
    const row = { ...about, id: newId("mrk", at), versionId: version.id, clauseId, kind, sinceAt };
    const tell = (portal: Publishing) => tellMark(portal, { ...telling, version, markId: row.id, kind, clauseId, sinceAt });
    return { step: insertRow("clauseMarks", row), content: markedContent(row, version), tell };
  }
  const { version, effectiveAt, working, surviving } = planEnding(history, act.content, { now: at, languages: LANGUAGES });
  const { earliestAt, noticeDays, zone } = working;
  const words = { refundJson: JSON.stringify(act.content.refund), survivingJson: JSON.stringify(surviving), ruleJson: JSON.stringify(working) };
  const dates = { effectiveAt, earliestAt, noticeDays, zone, dataUntil: act.content.dataUntil };
  const row = { ...about, ...words, ...dates, id: newId("end", at), versionId: version.id };
  const { refund, dataUntil } = act.content;
  const tell = (portal: Publishing) => tellEnding(portal, { ...telling, version, endingId: row.id, effectiveAt, noticeDays, refund, dataUntil, surviving });
  return { step: insertRow("endings", row), content: endedContent(row, version), tell };
}
