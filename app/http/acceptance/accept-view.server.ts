import { parseAsked, textFor, type OfferedVersion } from "#app/domain/acceptance/offer";
import { openPresentation, type Opening } from "#app/domain/acceptance/open-presentation.server";
import { readStandings } from "#app/domain/acceptance/standing.server";
import type { Localised } from "#app/domain/publication/localised";
import type { Exchange } from "#app/http/context";
import { viewGate, type GateView } from "#app/http/acceptance/gate-view.server";
import { viewMyAgreements } from "#app/http/acceptance/my-agreements-view";
import { isOpenedByPerson } from "#app/http/acceptance/opening.server";
import { orProblemPage } from "#app/http/problem";
import { refuse } from "#app/http/refuse.server";
import { readReturnPath } from "#app/http/return-path.server";
import { renderTermsScreen } from "#app/http/acceptance/screen.server";
import type { Viewer } from "#app/http/viewer.server";
import { describeReason } from "#app/messages/acceptance";
import type { Language } from "#app/messages/catalogue";
import type { Portal } from "#app/portal.server";

/** What the acceptance page shows. */
export type AcceptView =
  | { kind: "open"; html: string; token: string; reasons: { title: string; sentence: string }[] }
  | { kind: "hidden" }
  /** Announced versions may be accepted ahead of time. */
  | { kind: "nothing"; ahead: { href: string; title: Localised; number: number }[] }
  | { kind: "gate"; gate: GateView }
  | { kind: "already"; actIds: string[] }
  | { kind: "closed"; slug: string; number: number }
  | { kind: "information" | "consent"; slug: string };

type Asking = { viewer: Viewer; language: Language };

/** Opens the screen for `?set=`, or for all that is required. Throws a Response for a set that names no agreement. */
export async function openAcceptView({ request, context }: Exchange, { viewer, language }: Asking): Promise<AcceptView> {
  if (!isOpenedByPerson(request)) return { kind: "hidden" };
  const asked = parseAsked(new URL(request.url).searchParams.get("set"));
  if (asked === null) throw refuse("input-invalid");
  const gate = await viewGate(context.portal, viewer, language);
  if (gate !== null) return { kind: "gate", gate };
  const { db, writer, secret, now } = context.portal;
  const portal = { db, writer, secret, now, renderScreen: renderTermsScreen };
  const opening = await orProblemPage(openPresentation(portal, { actor: viewer, asked, language }));
  return opening.outcome === "nothing required" ? { kind: "nothing", ahead: await readAhead(context.portal, { viewer, language }) } : viewOf(opening, language);
}

/** Where to go on to after the receipt; "/" when nothing was asked. */
export function readOnward(request: Request): string {
  return readReturnPath(new URL(request.url).searchParams.get("to"));
}

async function readAhead(portal: Portal, { viewer, language }: Asking) {
  const { coming } = viewMyAgreements(await readStandings(portal, viewer), language);
  return coming.filter(({ mayAccept }) => mayAccept).map(({ slug, number, title }) => ({ href: `/accept?set=${slug}@${number}`, title, number }));
}

function viewOf(opening: Exclude<Opening, { outcome: "nothing required" }>, language: Language): AcceptView {
  switch (opening.outcome) {
    case "open":
      return { kind: "open", html: opening.html, token: opening.token, reasons: opening.offered.map((offered) => reasonOf(offered, language)) };
    case "already accepted":
      return { kind: "already", actIds: opening.actIds };
    case "closed":
      return { kind: "closed", slug: opening.slug, number: opening.number };
    case "not terms":
      return { kind: opening.kind === "consent" ? "consent" : "information", slug: opening.slug };
    case "unknown":
      throw refuse("agreement-unknown", { details: { slug: opening.slug } });
  }
}

function reasonOf({ standing, version }: OfferedVersion, language: Language): { title: string; sentence: string } {
  const coming = standing.next.find((next) => next.version.id === version.id);
  const { zone } = version.manifest.agreement;
  return {
    title: textFor(version, language).title,
    sentence: describeReason((coming ?? standing).reason, { language, zone }),
  };
}
