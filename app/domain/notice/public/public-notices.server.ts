import { overtakenBy, pageOfNotices, publicNotices, type PublicNotice } from "#app/domain/notice/public/public-notice";
import { readHistories } from "#app/domain/publication/catalog.server";
import { DomainError } from "#app/domain/refusal";
import type { Portal } from "#app/portal.server";
import { findNotice } from "#db/notice/notices";

type Reading = Pick<Portal, "db" | "now">;

/** So many on one page, and in a feed. */
const PAGE = 20;
const IN_FEED = 50;

/** A page of what everybody was told, the newest first; `next` asks for the following one. */
export async function readPublicNotices(portal: Reading, after: string | null) {
  return pageOfNotices(publicNotices(await readHistories(portal), portal.now()), { after, limit: PAGE });
}

/** The newest notices, as many as a feed holds. */
export async function readNewestNotices(portal: Reading): Promise<PublicNotice[]> {
  return publicNotices(await readHistories(portal), portal.now()).slice(0, IN_FEED);
}

/** A notice by the id of its record, and the one that took its place. Throws notice-unknown. */
export async function readPublicNotice(portal: Reading, id: string): Promise<{ notice: PublicNotice; later: PublicNotice | null }> {
  const notices = publicNotices(await readHistories(portal), portal.now());
  const notice = notices.find((each) => each.id === id);
  if (!notice) throw new DomainError("notice-unknown", { id: id.slice(0, 40) });
  return { notice, later: overtakenBy(notice, notices) };
}

/** The public notice behind one that went out to people: by what it tells of, else the newest about its version. Null where there is none, or one party was told. */
export async function findPublicId(portal: Reading, noticeId: string): Promise<string | null> {
  const told = await findNotice(portal.db, noticeId);
  if (!told || told.partyId !== null) return null;
  const notices = publicNotices(await readHistories(portal), portal.now());
  const about = told.publicationId ?? told.endingId;
  const found = notices.find(({ id, version }) => (about === null ? version.id === told.versionId : id === about));
  return found?.id ?? null;
}
