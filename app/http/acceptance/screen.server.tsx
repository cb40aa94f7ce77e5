import { renderToStaticMarkup } from "react-dom/server";
import { AcceptanceScreen } from "#app/components/acceptance-screen";
import { ConsentScreen } from "#app/components/consent-screen";
import type { ConsentScreen as ConsentContent, TermsScreen } from "#app/domain/acceptance/screen";

/** The acceptance screen as the one HTML fragment that is hashed, stored and placed on the page as it is. */
export function renderTermsScreen(screen: TermsScreen): string {
  return renderToStaticMarkup(<AcceptanceScreen {...screen} />);
}

/** The screen of one consent, likewise. */
export function renderConsentScreen(screen: ConsentContent): string {
  return renderToStaticMarkup(<ConsentScreen {...screen} />);
}
