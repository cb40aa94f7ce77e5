import { unnamedParties } from "#app/domain/evidence/entries/listed";
import { entryAbout, entryRecorded, type EntryContent } from "#app/domain/evidence/new-entry";
import type { Entry, EntryKind } from "#app/ledger/entry";
import type { JsonObject, JsonValue } from "#app/ledger/canonical";
import type { DeliveryBatchRow, DeliveryEventRow, DeliveryRow, NoticeRow, NoticeTextRow } from "#db/schema/notices";

/** What the ledger keeps of a notice: what it is about, whom it is for, by which channels, and the hashes of its texts. */
export function issuedEntry(notice: NoticeRow, texts: readonly NoticeTextRow[]): EntryContent {
  const { reason, agreementId, versionId, publicationId, endingId, actId, audienceJson, ruleJson } = notice;
  const rule: JsonValue = JSON.parse(ruleJson);
  return {
    ...entryRecorded("notice.issued", notice),
    hashes: Object.fromEntries(texts.flatMap(({ language, textSha256, htmlSha256 }) => [[`text ${language}`, textSha256], [`html ${language}`, htmlSha256]])),
    body: {
      reason, agreement: agreementId, version: versionId, publication: publicationId, ending: endingId, act: actId,
      audience: namelessAudience(audienceJson), rule, subjects: Object.fromEntries(texts.map(({ language, subject }) => [language, subject])),
    },
  };
}

/** Parties that are told by name are counted and hashed only. */
function namelessAudience(audienceJson: string): JsonValue {
  const audience: JsonObject = JSON.parse(audienceJson);
  const { partyIds, ...rest } = audience;
  return partyIds === undefined ? audience : { ...rest, parties: unnamedParties(JSON.stringify(partyIds)) };
}

/** What the ledger keeps of deliveries made together: how many, the first and the last, and the hash of the list of them. */
export function batchEntry(batch: DeliveryBatchRow): EntryContent {
  const { noticeId, firstId, lastId, deliveries, listSha256 } = batch;
  return {
    ...entryRecorded("notice.delivered", batch),
    hashes: { deliveries: listSha256 },
    body: { notice: noticeId, channel: "inbox", first: firstId, last: lastId, count: deliveries },
  };
}

/** A line of the list whose hash the ledger keeps: one delivery. */
export function deliveryLine({ id, noticeId, partyId, channel, language, happenedAt }: Omit<DeliveryRow, "recordedAt">): string {
  return [id, noticeId, partyId, channel, language, happenedAt].join(" ");
}

const KINDS: Partial<Record<DeliveryEventRow["state"], EntryKind>> = {
  delivered: "notice.delivered",
  bounced: "notice.failed",
  failed: "notice.failed",
  notSent: "notice.failed",
  displayed: "notice.displayed",
  acknowledged: "notice.acknowledged",
};

/** The kind of entry that an event of a delivery needs; null where it is but a step on the way. */
export function kindOfEvent(state: DeliveryEventRow["state"]): EntryKind | null {
  return KINDS[state] ?? null;
}

/** An event of a delivery with what it is a delivery of. */
export type ToldEvent = DeliveryEventRow & Pick<DeliveryRow, "noticeId" | "channel">;

/** What the ledger keeps of events of one kind that were recorded together; it names the first of them. */
export function eventsEntry(events: readonly [ToldEvent, ...ToldEvent[]], commitments: NonNullable<Entry["commitments"]>): EntryContent {
  const [first] = events;
  const kind = kindOfEvent(first.state);
  if (kind === null) throw new Error(`an event "${first.state}" has no entry`);
  return {
    ...entryAbout(kind, first.id, first.happenedAt),
    recordedAt: first.recordedAt,
    ...(Object.keys(commitments).length === 0 ? {} : { commitments }),
    body: {
      events: events.map(({ id, deliveryId, noticeId, channel, state, reason, source, messageSha256, happenedAt }) => ({
        event: id, delivery: deliveryId, notice: noticeId, channel, state, ...(reason === null ? {} : { reason }), source, message: messageSha256, at: happenedAt,
      })),
    },
  };
}
