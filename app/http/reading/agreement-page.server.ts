import { data } from "@remix-run/node";
import { readStandings } from "#app/domain/acceptance/standing.server";
import { readOpenPeriods } from "#app/domain/publication/review/comment-period.server";
import { readAgreement, zoneOf, type Asked, type Reading } from "#app/domain/publication/reading.server";
import { readRendered } from "#app/domain/publication/rendered.server";
import { chooseText, viewAgreement } from "#app/http/reading/agreement-view.server";
import { viewStanding, type OwnStanding } from "#app/http/reading/catalogue-view.server";
import { withMarks } from "#app/http/reading/clause-marks.server";
import type { Exchange } from "#app/http/context";
import { readLanguage } from "#app/http/language.server";
import { orProblemPage } from "#app/http/problem";
import { pageHeaders } from "#app/http/revalidate.server";
import { readViewer, type Viewer } from "#app/http/viewer.server";
import type { Language } from "#app/messages/catalogue";

/** Answers a reader's question about an agreement with the data of its page. `?lang=` names the text, not the interface. */
export function answerAgreement(exchange: Exchange, asked: Asked) {
  return orProblemPage(readPage(exchange, asked));
}

async function readPage(exchange: Exchange, asked: Asked) {
  const { portal } = exchange.context;
  const viewer = await readViewer(exchange);
  const language = readLanguage(exchange, viewer);
  const reading = await readAgreement(portal, asked);
  const { version } = reading.shown;
  const wanted = new URL(exchange.request.url).searchParams.get("lang");
  const text = chooseText(version, { slug: asked.slug, wanted, language });
  const { html, names, numbers } = await readRendered(portal, { version, text, language });
  const view = viewAgreement({ reading, text, names, concerned: { partyId: viewer?.partyId ?? null, now: portal.now(), language } });
  const own = viewer && isOpenQuestion(reading) ? await readOwn(exchange, { viewer, reading, language }) : null;
  const proposed = reading.asOf === null ? await readOpenPeriods(portal, asked.slug) : [];
  const headers = pageHeaders(exchange, { language, viewer, shown: [view, own, proposed] });
  return data({ view, html: withMarks(html, view.marks, { zone: view.zone, language }), numbers, own, proposed, language }, { headers });
}

/** A page of the past asks nothing of its reader. */
function isOpenQuestion({ shown, asOf }: Reading): boolean {
  return asOf === null && (shown.status === "in force" || shown.status === "announced");
}

type Person = { viewer: Viewer; reading: Reading; language: Language };

async function readOwn({ context }: Exchange, { viewer, reading, language }: Person): Promise<OwnStanding | null> {
  const standings = await readStandings(context.portal, viewer);
  const standing = standings.find(({ agreementId }) => agreementId === reading.history.id);
  return standing ? viewStanding(standing, { language, zone: zoneOf(reading.timeline) }) : null;
}
