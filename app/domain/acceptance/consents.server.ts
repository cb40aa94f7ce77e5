import { textFor } from "#app/domain/acceptance/offer";
import { consentLineOf, type ConsentSet } from "#app/domain/acceptance/offered-set";
import { offerorOf } from "#app/domain/acceptance/open-presentation.server";
import { present, type Actor } from "#app/domain/acceptance/presentation.server";
import type { PurposeStanding } from "#app/domain/acceptance/purpose-standing";
import type { ConsentScreen } from "#app/domain/acceptance/screen";
import type { Standing } from "#app/domain/acceptance/standing";
import { readStandings, type Party } from "#app/domain/acceptance/standing.server";
import { inLanguage } from "#app/domain/publication/localised";
import type { Language } from "#app/messages/catalogue";
import type { Portal } from "#app/portal.server";

/** A purpose as it is offered: its own screen, with a one-time token of its own. */
export type OpenPurpose = { standing: PurposeStanding; html: string; token: string };

/** A consent with its purposes. */
export type OpenConsent = { standing: Standing; purposes: OpenPurpose[] };

type Presenting = Pick<Portal, "db" | "writer" | "secret" | "now"> & {
  /** Renders the fragment of one purpose; a pure function of the screen. */
  renderScreen: (screen: ConsentScreen) => string;
};

/** Opens one screen per purpose of every consent, in one commit at most; those open already are shown again. */
export async function openConsents(
  portal: Presenting,
  { actor, language }: { actor: Actor & Party; language: Language },
): Promise<OpenConsent[]> {
  const standings = (await readStandings(portal, actor)).filter(({ purposes }) => purposes.length > 0);
  const offers = standings.flatMap(({ slug, purposes }) => purposes.map((purpose) => offerOf(portal, purpose, screenOf(purpose, slug, language))));
  const shown = await present(portal, { actor, language, offers });
  return standings.map((standing) => ({ standing, purposes: shown.filter(({ standing: own }) => own.agreementId === standing.agreementId) }));
}

function offerOf({ renderScreen }: Pick<Presenting, "renderScreen">, standing: PurposeStanding, screen: ConsentScreen) {
  const set: ConsentSet = { purpose: "consent", lines: [screen.line] };
  return { standing, set, html: renderScreen(screen) };
}

function screenOf(standing: PurposeStanding, slug: string, language: Language): ConsentScreen {
  const { version, purpose } = standing;
  const wanted = [language, version.manifest.agreement.bindingLanguage];
  return {
    language,
    line: consentLineOf(standing, slug, language),
    agreementTitle: textFor(version, language).title,
    title: inLanguage(purpose.title, wanted),
    description: inLanguage(purpose.description, wanted),
    offeror: offerorOf(version, language),
  };
}
