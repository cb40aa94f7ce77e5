import { createHash } from "node:crypto";
import { newId } from "#app/domain/ids";
import { plusMilliseconds, type Instant } from "#app/domain/instant";
import { effectOf, publicNotices, type PublicNotice } from "#app/domain/notice/public/public-notice";
import { dayIn, isGood, siteGaps, type PublicTime } from "#app/domain/notice/public/site-gaps";
import { readHistories } from "#app/domain/publication/catalog.server";
import type { Publication } from "#app/domain/publication/history";
import type { Portal } from "#app/portal.server";
import { insertRow } from "#db/commit";
import type { NoticeRow, SiteCheckRow } from "#db/schema/notices";
import { selectNoticesAbout, selectSiteChecks } from "#db/notice/site-checks";

type Checking = Pick<Portal, "db" | "writer" | "settings" | "now">;

/** How a notice stood on the public site: while it had to, what the checks found, and on which days none was good. */
export type SiteReport = { noticeId: string; url: string; slug: string; version: number; time: PublicTime; checks: SiteCheckRow[]; gaps: string[] };

const PATIENCE_MS = 15_000;
/** How soon an address that did not answer well is asked again. */
const AGAIN_MS = 3_600_000;
/** The most bytes of a page that are hashed; a longer one is not the page of a notice. */
const MOST_BYTES = 8_388_608;

/** Fetches the public address of each notice of a change that is announced, if it was not seen there today; gives what it recorded. */
export async function checkSite(portal: Checking, signal?: AbortSignal): Promise<SiteCheckRow[]> {
  const recorded: SiteCheckRow[] = [];
  for (const report of await readSiteReports(portal)) {
    if (signal?.aborted) break;
    if (!isDue(report, portal.now())) continue;
    const answer = await fetchPage(report.url, signal);
    if (signal?.aborted) break;
    const at = portal.now();
    const row = { id: newId("chk", at), noticeId: report.noticeId, url: report.url, ...answer, happenedAt: at, recordedAt: at };
    await portal.writer.commit({ steps: [insertRow("siteChecks", row)] });
    recorded.push(row);
  }
  return recorded;
}

/** How the notices of what is announced now stand on the public site; what takes effect first comes first. */
export async function readSiteReports(portal: Pick<Checking, "db" | "settings" | "now">): Promise<SiteReport[]> {
  const announced = await readAnnounced(portal);
  const rows = await selectNoticesAbout(portal.db, announced.map(({ notice }) => notice.id));
  const reports = await Promise.all(rows.flatMap((row) => announced.filter(({ notice }) => isAbout(row, notice)).map((each) => reportOf(portal, row, each))));
  return reports.sort((a, b) => (a.time.untilAt < b.time.untilAt ? -1 : 1));
}

/** How one notice stood on the public site, for evidence about it, whether what it announces took effect or not; null where it announces nothing. */
export async function readSiteReport(portal: Pick<Checking, "db" | "settings" | "now">, row: NoticeRow): Promise<SiteReport | null> {
  const notices = publicNotices(await readHistories(portal), portal.now());
  const [found] = notices.filter((notice) => isAbout(row, notice)).flatMap(withTime);
  return found ? reportOf(portal, row, found) : null;
}

type Timed = { notice: PublicNotice; time: PublicTime };

async function readAnnounced(portal: Pick<Checking, "db" | "now">): Promise<Timed[]> {
  const now = portal.now();
  return publicNotices(await readHistories(portal), now).flatMap(withTime).filter(({ time }) => time.untilAt > now);
}

function withTime(notice: PublicNotice): Timed[] {
  const effectiveAt = effectOf(notice);
  if (effectiveAt === null || effectiveAt <= notice.happenedAt) return [];
  const overtakenAt = overtakingOf(notice)?.happenedAt ?? effectiveAt;
  const untilAt = overtakenAt < effectiveAt ? overtakenAt : effectiveAt;
  return [{ notice, time: { announcedAt: notice.happenedAt, untilAt, zone: notice.version.manifest.agreement.zone } }];
}

/** The publication that took the place of this one: postponed, withdrawn, announced anew. */
function overtakingOf(notice: PublicNotice): Publication | undefined {
  if (!("publication" in notice)) return undefined;
  const own = notice.history.publications.filter(({ versionId }) => versionId === notice.version.id);
  return own[own.indexOf(notice.publication) + 1];
}

function isAbout({ publicationId, endingId }: NoticeRow, { id }: PublicNotice): boolean {
  return id === publicationId || id === endingId;
}

async function reportOf({ db, settings, now }: Pick<Checking, "db" | "settings" | "now">, { id }: NoticeRow, { notice, time }: Timed): Promise<SiteReport> {
  const checks = await selectSiteChecks(db, id);
  const url = `${settings.publicUrl}/notices/${notice.id}`;
  return { noticeId: id, url, slug: notice.history.slug, version: notice.version.number, time, checks, gaps: siteGaps(time, checks, now()) };
}

function isDue({ time: { zone }, checks }: SiteReport, now: Instant): boolean {
  const today = checks.filter(({ happenedAt }) => dayIn(zone, happenedAt) === dayIn(zone, now));
  const last = checks.at(-1);
  return !today.some(isGood) && (!last || isGood(last) || plusMilliseconds(last.happenedAt, AGAIN_MS) <= now);
}

/** Asks as a reader who is not signed in would. Redirects are not followed: the address itself has to show the notice. */
async function fetchPage(url: string, signal?: AbortSignal): Promise<Pick<SiteCheckRow, "status" | "bodySha256">> {
  const signals = [AbortSignal.timeout(PATIENCE_MS), ...(signal ? [signal] : [])];
  try {
    const response = await fetch(url, { headers: { Accept: "text/html" }, redirect: "manual", signal: AbortSignal.any(signals) });
    return { status: response.status, bodySha256: await digestOf(response) };
  } catch {
    return { status: 0, bodySha256: null };
  }
}

/** SHA-256 of the body; null for one that is too long. */
async function digestOf({ body }: Response): Promise<string | null> {
  const hash = createHash("sha256");
  const reader = body?.getReader();
  let length = 0;
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    hash.update(read.value);
    length += read.value.length;
    if (length <= MOST_BYTES) continue;
    await reader?.cancel();
    return null;
  }
  return hash.digest("hex");
}
