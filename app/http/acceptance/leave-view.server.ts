import { listDelegations } from "#app/domain/access/delegation.server";
import { fetchableUntil } from "#app/domain/access/leave.server";
import { boundAgreements, survivingClauses, type LeftAgreement } from "#app/domain/access/leaving";
import { readLeaving } from "#app/domain/access/leaving.server";
import { readName } from "#app/domain/access/profile.server";
import { textFor } from "#app/domain/acceptance/offer";
import { readStandings } from "#app/domain/acceptance/standing.server";
import type { Instant } from "#app/domain/instant";
import { readHistories } from "#app/domain/publication/catalog.server";
import type { AgreementHistory } from "#app/domain/publication/history";
import { portalZone } from "#app/http/account/organisation-view.server";
import type { Viewer } from "#app/http/viewer.server";
import type { Language } from "#app/messages/catalogue";
import { leavingMessages } from "#app/messages/leaving";
import { formatDate, type TimeView } from "#app/messages/time";
import type { Portal } from "#app/portal.server";

/** An agreement that ends with leaving, and its clauses that go on binding. */
export type EndingView = {
  slug: string;
  number: number;
  title: { text: string; language: string };
  /** Headings are those of the binding text, and left out where the title is in another language. */
  surviving: { id: string; number: string | null; heading: string | null }[];
};

export type LeaveView = {
  /** Null while the party has not left. */
  leftAt: Instant | null;
  /** In which days and instants are told. */
  zone: string;
  dataUntil: Instant;
  /** The organisation for which one leaves; null for oneself. */
  organisation: string | null;
  mayLeave: boolean;
  agreements: EndingView[];
  /** Names of the organisations of which a person holds the owner account. */
  owned: string[];
};

/** What leaving would mean for whom the viewer acts or, once they left, what it meant. */
export async function viewLeave(portal: Portal, viewer: Viewer, language: Language): Promise<LeaveView> {
  const { actingFor, partyId } = viewer;
  const leaving = await readLeaving(portal, partyId);
  const agreements = leaving?.agreements ?? boundAgreements(await readStandings(portal, viewer));
  const histories = await readHistories(portal);
  const isOrganisation = actingFor.whom === "organisation";
  return {
    leftAt: leaving?.leftAt ?? null,
    zone: await portalZone(portal),
    dataUntil: leaving?.dataUntil ?? fetchableUntil(portal),
    organisation: isOrganisation ? actingFor.name : null,
    mayLeave: !isOrganisation || actingFor.scopes.includes("accept"),
    agreements: agreements.flatMap((agreement) => viewEnding(histories, agreement, language)),
    owned: isOrganisation || leaving ? [] : await ownedNames(portal, viewer.accountId),
  };
}

function viewEnding(histories: readonly AgreementHistory[], { agreementId, versionId }: LeftAgreement, language: Language): EndingView[] {
  const history = histories.find(({ id }) => id === agreementId);
  const version = history?.versions.find(({ id }) => id === versionId);
  if (!history || !version) return [];
  const { title, language: titleLanguage } = textFor(version, language);
  const isBinding = titleLanguage === version.manifest.agreement.bindingLanguage;
  const surviving = survivingClauses(version).map(({ id, number, heading }) => ({ id, number, heading: isBinding ? heading : null }));
  return [{ slug: history.slug, number: version.number, title: { text: title, language: titleLanguage }, surviving }];
}

/** Of the newest authorities of an account, those of an owner that still hold. */
async function ownedNames(portal: Portal, actorId: string): Promise<string[]> {
  const { delegations } = await listDelegations(portal, { actorId }, null);
  const owned = delegations.filter(({ relation, revokedAt }) => relation === "owner" && revokedAt === null);
  const names = await Promise.all(owned.map(async ({ partyId }) => ((await readLeaving(portal, partyId)) ? null : readName(portal, partyId))));
  return names.filter((name) => name !== null);
}

/** What signing in tells a person who left so long ago that nothing can be fetched. */
export function leftSentence(leftAt: Instant, view: TimeView): string {
  return leavingMessages[view.language].signIn(formatDate(leftAt, view));
}
