import { entryAbout, type EntryContent } from "#app/domain/evidence/new-entry";
import { sha256Of } from "#app/domain/digest";
import type { Entry } from "#app/ledger/entry";
import type { ExplanationRow, QuestionRow } from "#db/schema/explanations";

/** What the ledger keeps of a question: the clause and when it was asked; question and party as commitments. */
export function requestedEntry(row: QuestionRow, commitments: NonNullable<Entry["commitments"]>): EntryContent {
  const { agreementId, versionId, clauseId, language, channel, acceptedActId } = row;
  return {
    ...entryAbout("explanation.requested", row.id, row.happenedAt),
    commitments,
    body: { agreement: agreementId, version: versionId, clause: clauseId, language, channel, accepted: acceptedActId },
  };
}

/** What the ledger keeps of an answer: its hash, what it answers, and whether everybody may read it. */
export function answeredEntry({ id, questionId, followsId, answerSha256, publicQuestion, happenedAt }: ExplanationRow): EntryContent {
  return {
    ...entryAbout("explanation.answered", id, happenedAt),
    hashes: { answer: answerSha256, ...(publicQuestion === null ? {} : { publicQuestion: sha256Of(publicQuestion) }) },
    body: { question: questionId, follows: followsId === "" ? null : followsId, isPublic: publicQuestion !== null },
  };
}
