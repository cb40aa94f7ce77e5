import { sha256Of } from "#app/domain/digest";
import { issuedEntry } from "#app/domain/evidence/entries/notice";
import { newEntry } from "#app/domain/evidence/new-entry";
import { newId } from "#app/domain/ids";
import { isToMany, onceKeyOf, type NewNotice } from "#app/domain/notice/notice";
import { parseAudience, parseRule } from "#app/domain/notice/stored-notice";
import type { Portal } from "#app/portal.server";
import { insertOnce, insertRow, type NewEntry, type Step } from "#db/commit";
import type { NoticeRow, NoticeTextRow } from "#db/schema/notices";

/** What a notice adds to a commit. */
export type NoticeSteps = { steps: Step[]; entries: NewEntry[]; noticeId: string };

/**
 * A notice for the commit of the act that it tells of: its row, its texts with their bodies, its entry, and the row by which the worker brings it to
 * everybody (fan-out.server.ts). The commit is refused with KeyTakenError on notices(onceKey) where the same was told before.
 */
export async function noticeSteps({ ledger, now }: Pick<Portal, "ledger" | "now">, notice: NewNotice): Promise<NoticeSteps> {
  if (notice.texts.length === 0) throw new Error("a notice has a text in at least one language");
  const row = noticeRow(notice, now());
  const texts = notice.texts.map((text) => ({ text, row: textRow(row, text) }));
  return {
    noticeId: row.id,
    steps: [
      ...notice.texts.flatMap(({ text, html }) => [documentStep(text, row), documentStep(html, row)]),
      insertRow("notices", row),
      ...texts.map((each) => insertRow("noticeTexts", each.row)),
      insertRow("fanOuts", {
        noticeId: row.id, afterPartyId: "", openPrefix: "", isToMany: isToMany(row) ? 1 : 0, count: 0, queued: 0, handedOver: 0, failed: 0, notSentJson: "{}", stoppedFor: null,
        createdAt: row.happenedAt, finishedAt: null,
      }),
    ],
    entries: [newEntry(ledger.open(), issuedEntry(row, texts.map((each) => each.row)))],
  };
}

/** What the worker could not read back is refused here, where the act can still be mended. */
function noticeRow(notice: NewNotice, at: string): NoticeRow {
  const { reason, agreementId, versionId = null, publicationId = null, endingId = null, actId = null, partyId = null } = notice;
  const audience = partyId === null ? notice.audience : { who: "parties", partyIds: [partyId] };
  const [audienceJson, ruleJson] = [JSON.stringify(audience), JSON.stringify(notice.rule)];
  parseAudience(audienceJson);
  parseRule(ruleJson);
  return {
    id: newId("ntc", at), reason, onceKey: onceKeyOf(notice), agreementId, versionId, publicationId, endingId, actId, partyId,
    audienceJson, ruleJson, happenedAt: at, recordedAt: at,
  };
}

function textRow({ id, happenedAt, recordedAt }: NoticeRow, { language, subject, text, html }: NewNotice["texts"][number]): NoticeTextRow {
  return { noticeId: id, language, subject, textSha256: sha256Of(text), htmlSha256: sha256Of(html), happenedAt, recordedAt };
}

function documentStep(body: string, { recordedAt }: NoticeRow): Step {
  const sha256 = sha256Of(body);
  return insertOnce("documents", { sha256, body, recordedAt }, { sha256 });
}
