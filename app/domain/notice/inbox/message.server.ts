import { z } from "zod";
import type { ActsFor } from "#app/domain/access/delegation.server";
import { readName } from "#app/domain/access/profile.server";
import { sha256Of } from "#app/domain/digest";
import type { Instant } from "#app/domain/instant";
import { isRemoved } from "#app/domain/evidence/personal-value";
import { openValue } from "#app/domain/evidence/personal-value.server";
import { recordDelivery, type Recorded } from "#app/domain/notice/delivery/events.server";
import { fillSubject, fillText, type PlaceValues } from "#app/domain/notice/delivery/fill";
import { readForWhom, requireReceiver, stateOf, type ForWhom, type ReadState } from "#app/domain/notice/inbox/inbox.server";
import { readActValues, readAnswerValues } from "#app/domain/notice/delivery/place-values.server";
import { readText } from "#app/domain/publication/catalog.server";
import { DomainError } from "#app/domain/refusal";
import type { Portal } from "#app/portal.server";
import { findInboxRow, selectReadEvents, type InboxRow } from "#db/notice/inbox";
import { selectNoticeTexts } from "#db/notice/notices";

/** A message as its party reads it: the stored text with the party's own values, and what is known of its display. */
export type Message = Omit<InboxRow, "id" | "happenedAt"> & ForWhom & {
  deliveryId: string;
  /** When it was put into the inbox. */
  at: Instant;
  text: string;
  /** SHA-256 of the text as it is here, values filled in. */
  messageSha256: string;
  values: PlaceValues;
  /** Whether what it called the party when it was shown was removed at the end of its period: then it is filled in as of today. */
  isRemoved: boolean;
  languages: string[];
  state: ReadState;
  displayedAt: Instant | null;
  acknowledgedAt: Instant | null;
};

type Reading = Pick<Portal, "db" | "keys" | "settings">;
type Recording = Pick<Portal, "db" | "writer" | "keys" | "ledger" | "settings" | "now">;

/** Who reads: a session is one. */
export type Reader = ActsFor & { signInId: string; address: string };

type Asked = { deliveryId: string; language: string | null };

/** The message in the inbox of the party acted for, in the language asked for where the notice has it. Throws authority-missing, message-unknown. */
export async function readMessage(portal: Reading & Pick<Portal, "now">, reader: Reader, { deliveryId, language }: Asked): Promise<Message> {
  await requireReceiver(portal, reader);
  const row = await findInboxRow(portal.db, { partyId: reader.partyId, deliveryId });
  if (!row) throw new DomainError("message-unknown");
  const texts = await selectNoticeTexts(portal.db, row.noticeId);
  const { id, happenedAt, ...facts } = { ...row, ...texts.find((text) => text.language === language), id: row.id, happenedAt: row.happenedAt };
  const events = await selectReadEvents(portal.db, [row.id]);
  const detailSealed = events[0]?.detailSealed ?? null;
  const values = { ...(await readAnswerValues(portal, facts)), ...(await readValues(portal, { row, reader, detailSealed })) };
  const text = fillText(await readText(portal, facts.textSha256), values);
  const when = (state: ReadState) => events.find((event) => event.state === state)?.happenedAt ?? null;
  const forWhom = (await readForWhom(portal, row.partyId, [row])).get(row.id) ?? { organisation: null, alsoFor: [] };
  return {
    ...facts, ...forWhom, deliveryId: id, at: happenedAt, text, values,
    subject: fillSubject(facts.subject, values),
    messageSha256: sha256Of(text),
    languages: texts.map((each) => each.language),
    isRemoved: isRemoved(detailSealed),
    state: stateOf(events),
    displayedAt: when("displayed"),
    acknowledgedAt: when("acknowledged"),
  };
}

/** Records that the whole message was served to its party's own navigation. The first time counts; repeats change nothing. */
export function displayNotice(portal: Recording, reader: Reader, message: Message): Promise<Recorded> {
  return recordReading(portal, { reader, message, state: "displayed" });
}

/** Records that the party said it had read the message. Once; repeats change nothing. Throws authority-missing, message-unknown. */
export async function acknowledgeNotice(portal: Recording, reader: Reader, asked: Asked): Promise<Recorded> {
  const message = await readMessage(portal, reader, asked);
  return recordReading(portal, { reader, message, state: "acknowledged" });
}

function recordReading(portal: Recording, { reader, message, state }: { reader: Reader; message: Message; state: "displayed" | "acknowledged" }): Promise<Recorded> {
  const { deliveryId, messageSha256, values, language } = message;
  const shown = Object.fromEntries(Object.entries(values).filter(([place]) => place !== "answer"));
  const detail = JSON.stringify({ account: reader.accountId, signIn: reader.signInId, language, values: shown } satisfies ReadingDetail);
  return recordDelivery(portal, { deliveryId, state, source: "viewer", messageSha256, detail });
}

const readingDetail = z.object({ account: z.string(), signIn: z.string(), language: z.string(), values: z.record(z.string(), z.string()) });
type ReadingDetail = z.infer<typeof readingDetail>;

type Shown = { row: InboxRow; reader: Reader; detailSealed: string | null };

/** What a party was shown first stays what it is shown, whatever it calls itself later. One that gave no name is called by its address. */
async function readValues(portal: Reading, { row, reader, detailSealed }: Shown): Promise<PlaceValues> {
  const detail = await openValue(portal, { partyId: row.partyId, field: "deliveryEvents.detail", sealed: detailSealed });
  if (detail !== null) return readingDetail.parse(JSON.parse(detail)).values;
  const name = (await readName(portal, row.partyId)) ?? reader.address;
  return { ...(await readActValues(portal, row.actId)), name, link: new URL(`/inbox/${row.id}`, portal.settings.publicUrl).href };
}
