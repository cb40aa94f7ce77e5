import { exportContent, fetchContent, fetchEndContent } from "#app/domain/compliance/export/entry";
import { actContent, personalValues, type RecordedLine } from "#app/domain/evidence/entries/act";
import { auditContent } from "#app/domain/evidence/entries/audit";
import { leftContent } from "#app/domain/evidence/entries/leaving";
import { batchEntry, eventsEntry, issuedEntry } from "#app/domain/evidence/entries/notice";
import { objectionAnswered } from "#app/domain/evidence/entries/objection";
import { planApproved, planFinished } from "#app/domain/evidence/entries/retention";
import { roleContent } from "#app/domain/evidence/entries/role";
import { timeTokenContent } from "#app/domain/evidence/entries/time-token";
import { publicationContent, translationRecord, type NamedVersion } from "#app/domain/evidence/entries/version";
import type { EntryContent } from "#app/domain/evidence/new-entry";
import { commitTo, type Committed } from "#app/domain/evidence/openings.server";
import {
  approvedVersion, endedContent, findPrevious, laterContent, markedContent, reviewedContent, translatedContent,
} from "#app/domain/evidence/publication-entries.server";
import { lateDelegation, lateExplanation, lateQuestion } from "#app/domain/evidence/ledger/unrecorded-persons.server";
import { readHistories } from "#app/domain/publication/catalog.server";
import { draftContent } from "#app/domain/publication/drafting/draft";
import type { Version } from "#app/domain/publication/history";
import { inReviewOrder, submitterOf } from "#app/domain/publication/review/review";
import type { Portal } from "#app/portal.server";
import { selectDraft } from "#db/catalog";
import type { Step } from "#db/commit";
import { selectApprovals, selectDraftState } from "#db/drafting";
import { takeExport, takeFetch, takeFetchEnd } from "#db/compliance/exports";
import { findPresentationById, findSignIn, selectLinesOfActs } from "#db/evidence";
import { takeLeaving } from "#db/erasure/leavings";
import { takeObjectionAnswer } from "#db/objections";
import { takeAuditRecord } from "#db/compliance/audit";
import { findApproval, findNewestEntry, findVersion } from "#db/ledger/recorded";
import { selectEventsEnteredAs, selectNoticeTexts, takeDeliveryBatch, takeNotice } from "#db/notice/notices";
import { findTimeToken } from "#db/ledger/time-tokens";
import { takePlan, takeStep } from "#db/erasure/retention-plans";
import type { ActRow } from "#db/schema/acceptance";
import type { PublicationRow, VersionRow } from "#db/schema/texts";
import {
  findActor, RECORDED_TABLES, selectTextsOf, selectUnrecorded, takeAct, takeApproval, takeClauseMark, takeEnding, takePublication,
  takeRoleChange, type RecordedTable,
} from "#db/ledger/unrecorded";

/** A record of evidence that needs an entry of the ledger and has none. */
export type Unrecorded = { table: RecordedTable; record: string };

type Reading = Pick<Portal, "db" | "keys" | "ledger" | "now">;

/** Records without their entry, those that others rest on first: the first `limit`, or those after one of them. */
export async function findUnrecorded({ db }: Pick<Portal, "db">, { limit, after = null }: { limit: number; after?: Unrecorded | null }): Promise<Unrecorded[]> {
  const found: Unrecorded[] = [];
  const tables = after ? RECORDED_TABLES.slice(RECORDED_TABLES.indexOf(after.table)) : RECORDED_TABLES;
  for (const table of tables) {
    const records = await selectUnrecorded(db, table, { after: table === after?.table ? after.record : "", limit: limit - found.length });
    found.push(...records.map((record) => ({ table, record })));
    if (found.length === limit) break;
  }
  return found;
}

/** What is entered late, and what opens its commitments. */
export type Late = { content: EntryContent; steps: Step[] };

/**
 * The entry of a record that is older than its ledger: what it says is what it would have said, marked late, and recorded now. What was
 * not kept (who added a translation, the address as it was) is left out or, as with the address, named for what it is.
 */
export async function lateContent(portal: Reading, { table, record }: Unrecorded): Promise<Late> {
  const { content, steps = [] } = await CONTENT[table](portal, record);
  return { content: { ...content, late: true, recordedAt: portal.now() }, steps };
}

type Found = { content: EntryContent; steps?: Step[] };

const CONTENT: Record<RecordedTable, (portal: Reading, record: string) => Promise<Found>> = {
  approvals: lateApproval,
  versions: lateVersion,
  publications: latePublication,
  versionTexts: lateTranslation,
  async clauseMarks({ db }, record) {
    const mark = await takeClauseMark(db, record);
    return { content: markedContent(mark, await readVersion({ db }, mark.versionId)) };
  },
  async endings({ db }, record) {
    const ending = await takeEnding(db, record);
    return { content: endedContent(ending, await readVersion({ db }, ending.versionId)) };
  },
  async roleChanges(portal, record) {
    const change = await takeRoleChange(portal.db, record);
    return { content: roleContent(change, await findPrevious(portal, change.followsId)) };
  },
  delegations: lateDelegation,
  acts: lateAct,
  questions: lateQuestion,
  explanations: lateExplanation,
  async timeTokens({ db }, record) {
    const token = await findTimeToken(db, record);
    if (!token) throw new Error(`there is no time token ${record}`);
    return { content: timeTokenContent(token) };
  },
  async exports({ db }, record) {
    return { content: exportContent(await takeExport(db, record)) };
  },
  async exportFetches({ db }, record) {
    return { content: fetchContent(await takeFetch(db, record)) };
  },
  async exportFetchEnds({ db }, record) {
    const end = await takeFetchEnd(db, record.slice(0, record.indexOf("/")));
    return { content: fetchEndContent(end, await takeFetch(db, end.fetchId)) };
  },
  async auditRecords({ db }, record) {
    return { content: auditContent(await takeAuditRecord(db, record), {}) };
  },
  async objectionAnswers({ db }, record) {
    return { content: objectionAnswered(await takeObjectionAnswer(db, record), {}) };
  },
  async leavings({ db }, record) {
    return { content: leftContent(await takeLeaving(db, record), {}) };
  },
  async notices({ db }, record) {
    return { content: issuedEntry(await takeNotice(db, record), await selectNoticeTexts(db, record)) };
  },
  async deliveryBatches({ db }, record) {
    return { content: batchEntry(await takeDeliveryBatch(db, record)) };
  },
  async deliveryEvents({ db }, record) {
    const [first, ...others] = await selectEventsEnteredAs(db, record);
    if (!first) throw new Error(`there is no event ${record}`);
    return { content: eventsEntry([first, ...others], {}) };
  },
  async retentionSteps({ db }, record) {
    const step = await takeStep(db, record);
    return { content: step.act === "approved" ? planApproved(step, await takePlan(db, step.planId)) : planFinished(step) };
  },
};

async function lateApproval({ db }: Reading, record: string): Promise<Found> {
  const approval = await takeApproval(db, record);
  const { draftId, counter } = approval;
  const draft = await selectDraft(db, draftId);
  const state = (await selectDraftState(db, { draftId, counter })) ?? draft;
  if (!draft || !state) throw new Error(`approval ${record} is of draft ${draftId}, which is not there`);
  const steps = inReviewOrder(await selectApprovals(db, draftId));
  const authorId = submitterOf({ counter }, steps) ?? draft.authorId;
  return { content: reviewedContent(approval, { id: draftId, content: draftContent.parse(JSON.parse(state.contentJson)), authorId }) };
}

async function lateVersion({ db }: Reading, record: string): Promise<Found> {
  const { row, named } = await readOriginal({ db }, record);
  return { content: approvedVersion(row, named) };
}

async function latePublication(portal: Reading, record: string): Promise<Found> {
  const publication = await takePublication(portal.db, record);
  const isFirst = publication.followsId === "";
  return { content: await (isFirst ? firstContent(portal, publication) : laterContent(portal, publication, await readVersion(portal, publication.versionId))) };
}

async function firstContent(portal: Reading, publication: PublicationRow): Promise<EntryContent> {
  const { row, named } = await readOriginal(portal, publication.versionId);
  const approvalId = await findApproval(portal.db, row);
  return publicationContent({ publication, row, version: named, prev: await findPrevious(portal, approvalId ?? row.id) });
}

async function lateTranslation(portal: Reading, record: string): Promise<Found> {
  const [versionId = ""] = record.split("/");
  const text = (await selectTextsOf(portal.db, versionId)).find((each) => translationRecord(each) === record);
  if (!text) throw new Error(`there is no text ${record}`);
  return { content: await translatedContent(portal, text, { version: await readVersion(portal, versionId), actor: null }) };
}

async function lateAct(portal: Reading, record: string): Promise<Found> {
  const { db } = portal;
  const act = await takeAct(db, record);
  const lines = await Promise.all((await selectLinesOfActs(db, [record])).map(async (line): Promise<RecordedLine> => {
    const { manifestSha256, manifest } = await readVersion({ db }, line.versionId);
    return { ...line, manifestSha256, bindingLanguage: manifest.agreement.bindingLanguage };
  }));
  const recordIds = lines.flatMap(({ followsActId, replacesActId }) => [followsActId, replacesActId ?? ""]).filter((id) => id !== "");
  const prev = await findNewestEntry(db, { ledgerNumber: portal.ledger.open().number, recordIds });
  const presentation = act.presentationId === null ? null : await findPresentationById(db, act.presentationId);
  const signIn = act.signInId === null ? null : await findSignIn(db, act.signInId);
  const { commitments, steps } = await commitLate(portal, act);
  return { content: actContent({ act, lines, presentation, signIn, prev, commitments }), steps };
}

/** The account's address is that of now; its tag says so. Of an erased person nothing is known, and nothing is committed to. */
async function commitLate({ db, keys }: Reading, act: ActRow): Promise<Committed> {
  const { partyId, actorId } = act;
  const { account, circumstances } = await findActor(db, act);
  const addressNow = account && (await keys.open(account.partyId, "accounts.address", account.addressSealed));
  const opened = (name: string, sealed: string | null) => (circumstances && sealed ? keys.open(circumstances.partyId, `actCircumstances.${name}`, sealed) : null);
  const client = await opened("address", circumstances?.addressSealed ?? null);
  const agent = await opened("agent", circumstances?.agentSealed ?? null);
  if (addressNow === null) return { commitments: {}, steps: [] };
  const values = { ...personalValues({ partyId, actorId, address: null, client, agent }), addressNow };
  return commitTo({ keys }, { recordId: act.id, partyId, values });
}

async function readVersion({ db }: Pick<Portal, "db">, id: string): Promise<Version> {
  const version = (await readHistories({ db })).flatMap(({ versions }) => versions).find((each) => each.id === id);
  if (!version) throw new Error(`there is no version ${id}`);
  return version;
}

/** A version with the texts that it was published with. */
async function readOriginal({ db }: Pick<Portal, "db">, id: string): Promise<{ row: VersionRow; named: NamedVersion }> {
  const row = await findVersion(db, id);
  if (!row) throw new Error(`there is no version ${id}`);
  const texts = await selectTextsOf(db, id);
  const { manifest, manifestSha256 } = await readVersion({ db }, id);
  return { row, named: { manifest, manifestSha256, texts: texts.filter(({ revision, happenedAt }) => revision === 1 && happenedAt === row.happenedAt) } };
}
