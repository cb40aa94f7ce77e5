import { data, redirect } from "@remix-run/node";
import type { Binding } from "#app/domain/acceptance/standing";
import { readStandings } from "#app/domain/acceptance/standing.server";
import { compareVersions, pairTexts, readRange, type VersionRange } from "#app/domain/publication/compare.server";
import { readTimeline, zoneOf } from "#app/domain/publication/reading.server";
import { DomainError } from "#app/domain/refusal";
import { choicesFor, viewComparison } from "#app/http/reading/compare-view.server";
import type { Exchange } from "#app/http/context";
import { readLanguage } from "#app/http/language.server";
import type { PrintMargins } from "#app/http/reading/print-margins";
import { orProblemPage } from "#app/http/problem";
import { pageHeaders } from "#app/http/revalidate.server";
import { readViewer, type Viewer } from "#app/http/viewer.server";
import type { Language } from "#app/messages/catalogue";
import { compareMessages } from "#app/messages/compare";
import { readingMessages } from "#app/messages/reading";
import { formatDate } from "#app/messages/time";
import type { Portal } from "#app/portal.server";

/** Answers which two versions differ how. `?lang=` names the texts, `?view=side` sets them side by side. */
export function answerComparison(exchange: Exchange, asked: { slug: string; range: string }) {
  return orProblemPage(readPage(exchange, asked));
}

async function readPage(exchange: Exchange, asked: { slug: string; range: string }) {
  const { portal } = exchange.context;
  const viewer = await readViewer(exchange);
  const language = readLanguage(exchange, viewer);
  const range = await readRange(portal, asked);
  const search = new URL(exchange.request.url).searchParams;
  const wanted = readWanted(search, range) ?? language;
  const { redline, ...compared } = await compareVersions(portal, { from: range.from.version, to: range.to.version, language: wanted });
  const binds = viewer && (await readBinding(exchange, viewer, range.history.id));
  const layout = search.get("view") === "side" ? "side" : "inline";
  const view = viewComparison({ range, compared, wanted, layout, language, binds });
  const manifests = [range.from.version.manifestSha256, range.to.version.manifestSha256];
  const headers = pageHeaders(exchange, { language, viewer, shown: [view, manifests] });
  return data({ view, redline, language }, { headers });
}

/** The language named in the address. Throws text-unknown when neither version has it. */
function readWanted(search: URLSearchParams, { history, from, to }: VersionRange): string | null {
  const wanted = search.get("lang");
  if (wanted === null) return null;
  const languages = [from, to].flatMap(({ version }) => version.texts.map(({ language }) => language));
  if (!languages.includes(wanted)) throw new DomainError("text-unknown", { slug: history.slug, number: to.version.number });
  return wanted;
}

type MarginsAsked = { slug: string; range: string; wanted: string; language: Language };

/** What stands in the margins of a printed comparison of the texts in a language. Throws as the page does. */
export async function readComparisonMargins(portal: Portal, { slug, range, wanted, language }: MarginsAsked): Promise<PrintMargins> {
  const { from, to, timeline } = await readRange(portal, { slug, range });
  const texts = pairTexts(from.version, to.version, wanted);
  const [before, after] = readingMessages[language].inForceSince;
  return {
    title: texts.to.title,
    version: compareMessages[language].heading(from.version.number, to.version.number),
    since: to.effectiveAt && before + formatDate(to.effectiveAt, { zone: zoneOf(timeline), language }) + after,
    sha256: [texts.from.sha256, texts.to.sha256],
  };
}

/**
 * Leads from the form that chooses two versions to their comparison, and without `to` to that form. Without `from` it is
 * the version that binds the reader, else the one in force, else the one that `to` builds on.
 */
export function answerChoice(exchange: Exchange, slug: string) {
  return orProblemPage(leadToComparison(exchange, slug));
}

async function leadToComparison(exchange: Exchange, slug: string): Promise<Response> {
  const { portal } = exchange.context;
  const search = new URL(exchange.request.url).searchParams;
  const to = search.get("to");
  if (to === null) return redirect(`/agreements/${(await readTimeline(portal, slug)).history.slug}/versions`);
  const range = await readRange(portal, { slug, range: `${search.get("from") ?? to}...${to}` });
  const from = search.has("from") ? range.from.version.number : await likeliestBase(exchange, range);
  return redirect(`/agreements/${range.history.slug}/compare/${from}...${range.to.version.number}`, { headers: { "Cache-Control": "no-store" } });
}

async function likeliestBase(exchange: Exchange, range: VersionRange): Promise<number> {
  const viewer = await readViewer(exchange);
  const binds = viewer && (await readBinding(exchange, viewer, range.history.id));
  return choicesFor(range, binds)[0]?.from ?? range.from.version.number;
}

async function readBinding({ context }: Exchange, viewer: Viewer, agreementId: string): Promise<Binding | null> {
  const standings = await readStandings(context.portal, viewer);
  return standings.find((standing) => standing.agreementId === agreementId)?.binds ?? null;
}
