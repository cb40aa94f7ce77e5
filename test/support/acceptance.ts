import { parseAsked } from "#app/domain/acceptance/offer";
import { accept, type AcceptOutcome } from "#app/domain/acceptance/accept.server";
import type { Answer } from "#app/domain/acceptance/answer-set.server";
import { openConsents, type OpenPurpose } from "#app/domain/acceptance/consents.server";
import { openPresentation, type Opening } from "#app/domain/acceptance/open-presentation.server";
import type { Session } from "#app/domain/access/session.server";
import { publishVersion } from "#app/domain/publication/publish.server";
import { renderConsentScreen, renderTermsScreen } from "#app/http/acceptance/screen.server";
import type { Language } from "#app/messages/catalogue";
import type { Portal } from "#app/portal.server";
import { proposalOf, type ProposalPlan } from "#test/support/proposal";

export const CIRCUMSTANCES = { address: "203.0.113.7", addressSource: "socket", agent: "Test Browser/1.0" } as const;

/** Opens the acceptance screen for `set` ("slug,slug@2"), or for all that is required. */
export async function openTerms(portal: Portal, actor: Session, options: { set?: string; language?: Language } = {}): Promise<Opening> {
  const asked = parseAsked(options.set ?? null);
  if (asked === null) throw new Error(`not a set: ${options.set}`);
  return openPresentation({ ...portal, renderScreen: renderTermsScreen }, { actor, asked, language: options.language ?? "en" });
}

/** The form that a screen was opened with: its token, and who fills it in. */
export async function termsForm(portal: Portal, actor: Session, options: { set?: string; language?: Language } = {}): Promise<Answer> {
  const opening = await openTerms(portal, actor, options);
  if (opening.outcome !== "open") throw new Error(`the screen is not open: ${opening.outcome}`);
  return { token: opening.token, actor, circumstances: CIRCUMSTANCES };
}

/** Opens the screen, ticks the box and accepts. */
export async function acceptTerms(portal: Portal, actor: Session, options: { set?: string } = {}): Promise<AcceptOutcome> {
  return accept(portal, { ...(await termsForm(portal, actor, options)), isTicked: true });
}

/** Every purpose of every consent with its screen. */
export async function openPurposes(portal: Portal, actor: Session, language: Language = "en"): Promise<OpenPurpose[]> {
  const open = await openConsents({ ...portal, renderScreen: renderConsentScreen }, { actor, language });
  return open.flatMap(({ purposes }) => purposes);
}

/** Publishes the usual small agreement, or what the plan says. */
export async function publish(portal: Portal, plan: ProposalPlan = {}): Promise<string> {
  const { versionId } = await publishVersion(portal, proposalOf(plan));
  return versionId;
}
