import { fanOutWaiting } from "#app/domain/notice/delivery/fan-out.server";
import { NOTICE_RULES, type NewNotice } from "#app/domain/notice/notice";
import { noticeSteps } from "#app/domain/notice/telling/notice-steps.server";
import { readHistory } from "#app/domain/publication/catalog.server";
import type { Portal } from "#app/portal.server";

/** A letter as operators send it: headings, a list, words to fill in, a link. */
export const LETTER = "Dear {{name}},\n\nWhat changes\n------------\n\n- Clause 2.1\n\nRead it here: {{link}}.\n";

type Told = { partyId: string } & Partial<NewNotice>;

/** Tells one party of the second version of the shipped general terms, and has it brought to its inbox; gives the delivery there. */
export async function tellParty(portal: Portal, { partyId, ...changes }: Told, bringOut: (portal: Portal) => Promise<void> = fanOutWaiting): Promise<string> {
  const history = await readHistory(portal, "general-terms");
  const publication = history?.publications.at(-1);
  if (!history || !publication) throw new Error("nothing was published");
  const { steps, entries, noticeId } = await noticeSteps(portal, {
    reason: "announcement",
    agreementId: history.id,
    versionId: publication.versionId,
    publicationId: publication.id,
    partyId,
    audience: { who: "parties", partyIds: [partyId] },
    rule: NOTICE_RULES.announcement,
    texts: [
      { language: "en", subject: "A change for {{name}}", text: LETTER, html: "<p>{{name}}</p>" },
      { language: "zh-CN", subject: "变更公告", text: "您好：\n\n条款有变更。\n", html: "<p>{{name}}</p>" },
    ],
    ...changes,
  });
  await portal.writer.commit({ steps, entries });
  await bringOut(portal);
  const found = await portal.db.selectFrom("deliveries").where("noticeId", "=", noticeId).where("partyId", "=", partyId).where("channel", "=", "inbox").select("id").executeTakeFirstOrThrow();
  return found.id;
}

/** What became of a delivery, in order. */
export async function eventsOf(portal: Portal, deliveryId: string): Promise<{ state: string; messageSha256: string | null; happenedAt: string }[]> {
  return portal.db.selectFrom("deliveryEvents").where("deliveryId", "=", deliveryId).select(["state", "messageSha256", "happenedAt"]).orderBy("happenedAt").execute();
}
