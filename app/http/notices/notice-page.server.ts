import { data, redirect } from "@remix-run/node";
import { findPublicId, readPublicNotice } from "#app/domain/notice/public/public-notices.server";
import type { PublicNotice } from "#app/domain/notice/public/public-notice";
import { compareVersions } from "#app/domain/publication/compare.server";
import { changesOf, type Redline } from "#app/domain/text/redline";
import type { Exchange } from "#app/http/context";
import { readLanguage } from "#app/http/language.server";
import { noticePath, viewNotice, viewNoticeLine } from "#app/http/notices/notices-view.server";
import { orProblemPage } from "#app/http/problem";
import { pageHeaders } from "#app/http/revalidate.server";
import { readViewer } from "#app/http/viewer.server";
import type { Portal } from "#app/portal.server";

/** The changed clauses of a notice, in the languages compared. */
export type NoticeRedline = { redline: Redline; from: number; languages: { old: string; new: string } };

/** Answers with the page of one public notice. */
export function answerNotice(exchange: Exchange, id: string) {
  return orProblemPage(readPage(exchange, id));
}

async function readPage(exchange: Exchange, id: string) {
  const { portal } = exchange.context;
  const viewer = await readViewer(exchange);
  const language = readLanguage(exchange, viewer);
  await leadToPublic(exchange, id);
  const { notice, later } = await readPublicNotice(portal, id);
  const view = viewNotice(notice, { language, at: portal.now() });
  const replaced = later && viewNoticeLine(later, language);
  const address = new URL(noticePath(id), portal.settings.publicUrl).href;
  const changes = view.compare && (await readChanges(portal, notice, language));
  const headers = pageHeaders(exchange, { language, viewer, shown: [view, replaced, address, notice.version.manifestSha256] });
  return data({ view, replaced, changes, address, language }, { headers });
}

/** Throws a redirect from the id under which a notice went out to people to its public page. */
async function leadToPublic({ request, context }: Exchange, id: string): Promise<void> {
  const publicId = id.startsWith("ntc_") ? await findPublicId(context.portal, id) : null;
  if (publicId !== null) throw redirect(noticePath(publicId) + new URL(request.url).search);
}

/** The redline from the version that it changes, without what stays as it is. */
async function readChanges({ db }: Pick<Portal, "db">, { history, version }: PublicNotice, language: string): Promise<NoticeRedline | null> {
  const from = history.versions.find(({ id }) => id === version.buildsOnId);
  if (!from) return null;
  const { redline, ...texts } = await compareVersions({ db }, { from, to: version, language });
  return {
    redline: { ...redline, parts: changesOf(redline) },
    from: from.number,
    languages: { old: texts.from.language, new: texts.to.language },
  };
}
