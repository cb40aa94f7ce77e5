import { readSiteReports, type SiteReport } from "#app/domain/notice/public/site-check.server";
import { runsOf } from "#app/domain/notice/public/site-gaps";
import { readHistories } from "#app/domain/publication/catalog.server";
import type { Localised } from "#app/domain/publication/localised";
import { chooseText } from "#app/http/reading/agreement-view.server";
import type { Language } from "#app/messages/catalogue";
import type { Portal } from "#app/portal.server";

/** A notice of an announced change, and how it stands on the public site. */
export type SiteCheckView = {
  noticeId: string;
  title: Localised;
  version: number;
  href: string;
  time: SiteReport["time"];
  last: { happenedAt: string; status: number; bodySha256: string | null } | null;
  gaps: { from: string; to: string }[];
};

/** The notices of what is announced now, as operators see them. */
export async function viewSiteChecks(portal: Pick<Portal, "db" | "settings" | "now">, language: Language): Promise<SiteCheckView[]> {
  const histories = await readHistories(portal);
  return (await readSiteReports(portal)).flatMap(({ noticeId, slug, version, url, time, checks, gaps }) => {
    const found = histories.find((history) => history.slug === slug)?.versions.find(({ number }) => number === version);
    if (!found) return [];
    const text = chooseText(found, { slug, wanted: null, language });
    const last = checks.at(-1);
    const told = last ? { happenedAt: last.happenedAt, status: last.status, bodySha256: last.bodySha256 } : null;
    return [{ noticeId, title: { text: text.title, language: text.language }, version, href: new URL(url).pathname, time, last: told, gaps: runsOf(gaps) }];
  });
}
