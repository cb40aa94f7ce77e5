import { consentFormId } from "#app/components/consent-screen";
import { openConsents, type OpenPurpose } from "#app/domain/acceptance/consents.server";
import { textFor } from "#app/domain/acceptance/offer";
import type { PurposeStanding } from "#app/domain/acceptance/purpose-standing";
import type { Exchange } from "#app/http/context";
import { isOpenedByPerson } from "#app/http/acceptance/opening.server";
import { orProblemPage } from "#app/http/problem";
import { renderConsentScreen } from "#app/http/acceptance/screen.server";
import type { Viewer } from "#app/http/viewer.server";
import type { Language } from "#app/messages/catalogue";

/** A consent with its purposes, as the page shows them. */
export type ConsentView = { slug: string; number: number; title: string; titleLanguage: string; zone: string; purposes: PurposeView[] };

export type PurposeView = {
  /** Of the form, and of the place on the page. */
  id: string;
  html: string;
  token: string;
  state: PurposeStanding["state"];
  answered: PurposeStanding["answered"];
  isAsked: boolean;
};

/** Opens the screens of all consents that are asked of the viewer, or were given. */
export async function openConsentsView(
  { request, context }: Exchange,
  { viewer, language }: { viewer: Viewer; language: Language },
): Promise<ConsentView[]> {
  if (!isOpenedByPerson(request)) return [];
  const { db, writer, secret, now } = context.portal;
  const portal = { db, writer, secret, now, renderScreen: renderConsentScreen };
  const open = await orProblemPage(openConsents(portal, { actor: viewer, language }));
  return open.flatMap(({ standing, purposes }) => {
    if (!standing.inForce) return [];
    const { version } = standing.inForce;
    const { title, language: titleLanguage } = textFor(version, language);
    const { zone } = version.manifest.agreement;
    const views = purposes.map((purpose) => viewPurpose(purpose, standing.slug));
    return [{ slug: standing.slug, number: version.number, title, titleLanguage, zone, purposes: views }];
  });
}

/** What the press before this page did: the act named by `?done=`, where it is the viewer's present choice. */
export function readDone(request: Request, consents: readonly ConsentView[]): { actId: string; isNew: boolean } | null {
  const search = new URL(request.url).searchParams;
  const acts = consents.flatMap(({ purposes }) => purposes.flatMap(({ answered }) => answered?.actId ?? []));
  const actId = acts.find((id) => id === search.get("done"));
  return actId === undefined ? null : { actId, isNew: !search.has("before") };
}

function viewPurpose({ standing, html, token }: OpenPurpose, slug: string): PurposeView {
  const { state, answered, isAsked, purpose } = standing;
  return { id: consentFormId({ slug, purpose: purpose.code }), html, token, state, answered, isAsked };
}
