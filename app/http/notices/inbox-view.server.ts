import type { Instant } from "#app/domain/instant";
import type { InboxLine } from "#app/domain/notice/inbox/inbox.server";
import { messageParts, type MessagePart } from "#app/domain/notice/inbox/message-parts";
import type { Message } from "#app/domain/notice/inbox/message.server";
import type { AgreementHistory } from "#app/domain/publication/history";
import { isPublicNotice } from "#app/domain/notice/public/public-notice";

/** A message as the list shows it. */
export type InboxLineView = InboxLine & { zone: string };

/** A message as its page shows it. */
export type MessageView = Pick<Message, "deliveryId" | "reason" | "subject" | "language" | "languages" | "at" | "state" | "displayedAt" | "acknowledgedAt" | "messageSha256" | "isRemoved" | "organisation" | "alsoFor"> & {
  parts: MessagePart[];
  zone: string;
  links: { what: "compare" | "publicNotice" | "receipt" | "agreement"; href: string }[];
};

/** The lines with the zone in which their agreement's times are shown. */
export function viewInboxLines(lines: readonly InboxLine[], histories: readonly AgreementHistory[]): InboxLineView[] {
  return lines.map((line) => ({ ...line, zone: zoneOf(historyOf(histories, line)) }));
}

/** The message with what it is about. */
export function viewMessage(message: Message, histories: readonly AgreementHistory[]): MessageView {
  const { deliveryId, reason, subject, language, languages, at, state, displayedAt, acknowledgedAt, messageSha256, isRemoved, organisation, alsoFor, text } = message;
  const history = historyOf(histories, message);
  return {
    deliveryId, reason, subject, language, languages, at, state, displayedAt, acknowledgedAt, messageSha256, isRemoved, organisation, alsoFor,
    parts: messageParts(text),
    zone: zoneOf(history),
    links: history ? linksOf(message, history) : [],
  };
}

function linksOf({ versionId, publicationId, endingId, actId }: Message, history: AgreementHistory): MessageView["links"] {
  const version = history.versions.find(({ id }) => id === versionId);
  const buildsOn = version?.manifest.version.buildsOn ?? null;
  const noticeId = publicationId ?? endingId;
  return [
    ...(version && buildsOn !== null ? [{ what: "compare" as const, href: `/agreements/${history.slug}/compare/${buildsOn}...${version.number}` }] : []),
    ...(noticeId !== null && isPublicNotice(history, noticeId) ? [{ what: "publicNotice" as const, href: `/notices/${noticeId}` }] : []),
    ...(actId === null ? [] : [{ what: "receipt" as const, href: `/receipts/${actId}` }]),
    { what: "agreement", href: version ? `/agreements/${history.slug}/versions/${version.number}` : `/agreements/${history.slug}` },
  ];
}

function historyOf(histories: readonly AgreementHistory[], { agreementId }: { agreementId: string }): AgreementHistory | undefined {
  return histories.find(({ id }) => id === agreementId);
}

function zoneOf(history: AgreementHistory | undefined): string {
  return history?.versions.at(-1)?.manifest.agreement.zone ?? "UTC";
}

/** A file of a message: its exact text, or what is known of it. */
export function messageFile(message: Message, file: string): { type: string; body: string } | null {
  if (file === "message.txt") return { type: "text/plain; charset=utf-8", body: message.text };
  if (file === "message.json") return { type: "application/json; charset=utf-8", body: `${JSON.stringify(recordOf(message), null, 2)}\n` };
  return null;
}

type MessageRecord = Record<string, string | boolean | null | Record<string, string | undefined>> & { deliveredAt: Instant };

function recordOf(message: Message): MessageRecord {
  const { deliveryId, noticeId, partyId, reason, agreementId, versionId, publicationId, endingId, actId, language, subject, text, values } = message;
  const { at: deliveredAt, displayedAt, acknowledgedAt, messageSha256, textSha256, htmlSha256, isRemoved } = message;
  return {
    delivery: deliveryId, notice: noticeId, party: partyId, reason, agreement: agreementId, version: versionId, publication: publicationId, ending: endingId, act: actId,
    language, subject, text, messageSha256, storedTextSha256: textSha256, storedHtmlSha256: htmlSha256, values, deliveredAt, displayedAt, acknowledgedAt,
    ...(isRemoved ? { valuesAsShownRemoved: true } : {}),
  };
}
