import { z } from "zod";
import type { ReadDetails } from "#app/domain/compliance/case/details.server";
import { detailOf, factOf, type CaseDetail, type CaseEvent } from "#app/domain/compliance/case/fact";
import { lineOf, type Look } from "#app/domain/compliance/case/look.server";
import { readName } from "#app/domain/access/profile.server";
import { isRemoved } from "#app/domain/evidence/personal-value";
import { openValue } from "#app/domain/evidence/personal-value.server";
import { fillText, type PlaceValues } from "#app/domain/notice/delivery/fill";
import { readActValues, readAnswerValues } from "#app/domain/notice/delivery/place-values.server";
import { readText } from "#app/domain/publication/catalog.server";
import { DomainError } from "#app/domain/refusal";
import type { Portal } from "#app/portal.server";
import { selectCaseDeliveries, selectCaseEvents } from "#db/compliance/case";

/** What a party was told, by which channel, and what became of it. */
export const deliveryDetails: ReadDetails = async ({ db }, look, ids) => {
  const events = await selectCaseEvents(db, ids);
  return Promise.all((await selectCaseDeliveries(db, ids)).map(async (row) => [row.id, detailOf({
    act: row.reason,
    lines: lineOf(look, row.versionId, { language: row.language }),
    facts: [...factOf("channel", row.channel, "code"), ...factOf("subject", row.subject), ...factOf("textHash", row.textSha256)],
    events: await Promise.all(events.filter(({ deliveryId }) => deliveryId === row.id).map((event) => eventOf(look, row.partyId, event))),
    files: row.textSha256 === null ? [] : ["text"],
  })] as [string, CaseDetail]));
};

type EventFound = Awaited<ReturnType<typeof selectCaseEvents>>[number];

async function eventOf(look: Look, partyId: string, event: EventFound): Promise<CaseEvent> {
  const { state, source, messageSha256, addressSealed, detailSealed, happenedAt: at } = event;
  const facts = [
    ...(await look.personal("address", { partyId, field: "deliveryEvents.address", value: addressSealed })),
    ...(await look.personal("text", { partyId, field: "deliveryEvents.detail", value: detailSealed })),
  ];
  return { state, source, at, messageSha256, facts };
}

const shownWith = z.looseObject({ values: z.record(z.string(), z.string()) });

/**
 * The text of a notice as it is stored, with places for what differs from person to person; unmasked, as the party was shown it: with the values of the first
 * display, or those of now where it was never displayed; without a name where that was removed at the end of its period. Throws message-unknown for one that is not the party's.
 */
export async function readNoticeText(portal: Pick<Portal, "db" | "keys" | "settings">, asked: { partyId: string; deliveryId: string; isUnmasked: boolean }): Promise<string> {
  const { partyId, deliveryId, isUnmasked } = asked;
  const [row] = await selectCaseDeliveries(portal.db, [deliveryId]);
  if (!row || row.partyId !== partyId || row.textSha256 === null) throw new DomainError("message-unknown");
  const text = await readText(portal, row.textSha256);
  return isUnmasked ? fillText(text, { ...(await readAnswerValues(portal, row)), ...(await valuesOf(portal, row)) }) : text;
}

async function valuesOf(portal: Pick<Portal, "db" | "keys" | "settings">, row: { id: string; partyId: string; actId: string | null }): Promise<PlaceValues> {
  const { partyId } = row;
  const shown = (await selectCaseEvents(portal.db, [row.id])).find(({ state, detailSealed }) => (state === "displayed" || state === "acknowledged") && detailSealed !== null);
  const sealed = shown?.detailSealed ?? null;
  const detail = await openValue(portal, { partyId, field: "deliveryEvents.detail", sealed });
  if (detail !== null) return shownWith.parse(JSON.parse(detail)).values;
  const name = isRemoved(sealed) ? null : await readName(portal, partyId);
  return { ...(await readActValues(portal, row.actId)), ...(name === null ? {} : { name }), link: new URL(`/inbox/${row.id}`, portal.settings.publicUrl).href };
}
