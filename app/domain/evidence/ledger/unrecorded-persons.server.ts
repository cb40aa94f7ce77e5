import { parseGrantDetail, parseRevocationDetail } from "#app/domain/access/delegation";
import { DELEGATION_DETAIL } from "#app/domain/access/delegation.server";
import { delegationContent } from "#app/domain/evidence/entries/delegation";
import { answeredEntry, requestedEntry } from "#app/domain/evidence/entries/explanations";
import { QUESTION_FIELD } from "#app/domain/evidence/explanations/explanations";
import type { EntryContent } from "#app/domain/evidence/new-entry";
import { commitTo, type Committed } from "#app/domain/evidence/openings.server";
import { openValue } from "#app/domain/evidence/personal-value.server";
import type { Portal } from "#app/portal.server";
import type { Step } from "#db/commit";
import { selectQuestion } from "#db/explanations";
import { findNewestEntry } from "#db/ledger/recorded";
import { takeDelegation, takeExplanation } from "#db/ledger/unrecorded";

type Reading = Pick<Portal, "db" | "keys" | "ledger" | "now">;
type Found = { content: EntryContent; steps?: Step[] };

const NOTHING: Committed = { commitments: {}, steps: [] };

/** What the entry of an authority, or of its revocation, would have said. Of an erased organisation nothing is committed to. */
export async function lateDelegation({ db, keys, ledger }: Reading, record: string): Promise<Found> {
  const row = await takeDelegation(db, record);
  const { partyId, actorId, byId, followsId, detailSealed } = row;
  const json = await openValue({ keys }, { partyId, field: DELEGATION_DETAIL, sealed: detailSealed });
  const detail = json === null ? null : row.act === "granted" ? parseGrantDetail(json) : parseRevocationDetail(json);
  const values = { party: partyId, actor: actorId, by: byId, detail };
  const { commitments, steps } = detail === null ? NOTHING : await commitTo({ keys }, { recordId: record, partyId, values });
  const prev = followsId === "" ? null : await findNewestEntry(db, { ledgerNumber: ledger.open().number, recordIds: [followsId] });
  return { content: withoutEmpty(delegationContent(row, { prev, commitments })), steps };
}

/** What the entry of a question would have said. Of an erased person nothing is committed to. */
export async function lateQuestion({ db, keys }: Reading, record: string): Promise<Found> {
  const row = await selectQuestion(db, record);
  if (!row) throw new Error(`there is no question ${record}`);
  const { partyId } = row;
  const question = await openValue({ keys }, { partyId, field: QUESTION_FIELD, sealed: row.questionSealed });
  const { commitments, steps } = question === null ? NOTHING : await commitTo({ keys }, { recordId: record, partyId, values: { party: partyId, question } });
  return { content: withoutEmpty({ ...requestedEntry(row, commitments), recordedAt: row.recordedAt }), steps };
}

/** What the entry of an answer would have said. */
export async function lateExplanation({ db }: Reading, record: string): Promise<Found> {
  return { content: answeredEntry(await takeExplanation(db, record)) };
}

function withoutEmpty({ commitments, ...content }: EntryContent): EntryContent {
  return Object.keys(commitments ?? {}).length === 0 ? content : { ...content, commitments };
}
