import { entryRecorded, type EntryContent } from "#app/domain/evidence/new-entry";
import type { Entry } from "#app/ledger/entry";
import type { ObjectionAnswerRow } from "#db/schema/deeming";

/** What the ledger keeps of an answer to an objection: what was answered and until when; its words as a commitment. */
export function objectionAnswered(row: ObjectionAnswerRow, commitments: NonNullable<Entry["commitments"]>): EntryContent {
  const { actId, followsId, answer, untilAt } = row;
  return {
    ...entryRecorded("objection.answered", row),
    ...(Object.keys(commitments).length === 0 ? {} : { commitments }),
    body: { objection: actId, follows: followsId === "" ? null : followsId, answer, until: untilAt },
  };
}
