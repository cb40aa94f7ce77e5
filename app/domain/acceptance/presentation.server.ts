import { createHmac } from "node:crypto";
import { parseSet, writeSet, type OfferedSet } from "#app/domain/acceptance/offered-set";
import { requireAuthority } from "#app/domain/access/delegation.server";
import { sha256Of } from "#app/domain/digest";
import { newId } from "#app/domain/ids";
import { plusMilliseconds } from "#app/domain/instant";
import { DomainError } from "#app/domain/refusal";
import type { Portal } from "#app/portal.server";
import { insertOnce, insertRow, type Step } from "#db/commit";
import { countPresentations, findOpenPresentation, findPresentation } from "#db/evidence";
import type { ActRow, PresentationRow } from "#db/schema/acceptance";
import type { SignInRow } from "#db/schema/access";

/** Who acts, for whom, and the sign-in behind it; `own` is the party of the account itself. A viewer is one. */
export type Actor = {
  accountId: string;
  partyId: string;
  own: { partyId: string };
  signInId: string;
  signIn: Pick<SignInRow, "id" | "method" | "happenedAt"> | null;
  address: string;
  isAddressConfirmed: boolean;
};

/** A set as it is about to be shown: the fragment is stored as it is placed on the page. */
export type Offer = { set: OfferedSet; html: string };

/** With the one-time token that goes into a hidden field outside the fragment. */
export type Shown<O extends Offer> = O & { token: string };

/** How long a screen may be answered after it was first shown. */
const OPEN_MILLISECONDS = 24 * 3_600_000;
/** A screen is shown again as the same presentation for half that time, so that nobody is given one about to end. */
const REUSED_MILLISECONDS = OPEN_MILLISECONDS / 2;
/** New presentations a party may cause in a day: far beyond what people need, and a bound on rows that are never removed. */
const MOST_IN_A_DAY = 200;

type Presenting = Pick<Portal, "db" | "writer" | "secret" | "now">;

/**
 * Records that these screens were shown and gives a token for each. A screen that the same actor has open with the same
 * set, language and wording is the same presentation; only others are written, in one commit. Throws attempts-exceeded, and
 * authority-missing for an actor who may not accept for the party.
 */
export async function present<O extends Offer>(
  portal: Presenting,
  shown: { actor: Actor; language: string; offers: readonly O[] },
): Promise<Shown<O>[]> {
  if (shown.offers.length > 0) await requireAuthority(portal, shown.actor, { scope: "accept", at: portal.now() });
  const rows = await Promise.all(shown.offers.map((offer) => presentationOf(portal, { ...shown, offer })));
  const steps = rows.flatMap(({ steps }) => steps);
  if (steps.length > 0) await refuseFlood(portal, shown.actor);
  if (steps.length > 0) await portal.writer.commit({ steps });
  return rows.map(({ offer, id }) => ({ ...offer, token: tokenOf(portal.secret, id) }));
}

async function refuseFlood({ db, now }: Presenting, { partyId }: Actor): Promise<void> {
  const count = await countPresentations(db, { partyId, since: plusMilliseconds(now(), -OPEN_MILLISECONDS) });
  if (count >= MOST_IN_A_DAY) throw new DomainError("attempts-exceeded", { count });
}

type OneShown<O extends Offer> = { actor: Actor; language: string; offer: O };

async function presentationOf<O extends Offer>(
  portal: Presenting,
  { actor, language, offer }: OneShown<O>,
): Promise<{ offer: O; id: string; steps: Step[] }> {
  const now = portal.now();
  const { partyId, accountId: actorId } = actor;
  const setJson = writeSet(offer.set);
  const seen = { partyId, actorId, screenSha256: sha256Of(offer.html), setSha256: sha256Of(setJson) };
  const open = await findOpenPresentation(portal.db, { ...seen, since: plusMilliseconds(now, -REUSED_MILLISECONDS) });
  if (open !== null) return { offer, id: open, steps: [] };
  const id = newId("prs", now);
  const tokenSha256 = sha256Of(tokenOf(portal.secret, id));
  const row = { id, ...seen, purpose: offer.set.purpose, setJson, language, tokenSha256, happenedAt: now, recordedAt: now };
  const screen = { sha256: seen.screenSha256, html: offer.html, recordedAt: now };
  return { offer, id, steps: [insertOnce("screens", screen, { sha256: screen.sha256 }), insertRow("presentations", row)] };
}

/** The token can be given again while its presentation is open, although only its digest is kept. */
function tokenOf(secret: Buffer, presentationId: string): string {
  return createHmac("sha256", secret).update(`presentation\0${presentationId}`).digest("base64url");
}

/** What a token stands for when it is handed in. */
export type Presented =
  | { outcome: "open"; presentation: PresentationRow; set: OfferedSet; hasLeft: boolean }
  | { outcome: "answered"; act: Pick<ActRow, "id" | "kind" | "partyId"> }
  | { outcome: "expired" }
  /** Unknown or altered, or of another person: the same to whoever asks. */
  | { outcome: "not yours" };

/** Looks a token up for the actor that handed it in. An answered screen stays answered, however old. Throws authority-missing. */
export async function readPresented({ db, now }: Pick<Portal, "db" | "now">, { token, actor }: { token: string; actor: Actor }): Promise<Presented> {
  const found = await findPresentation(db, sha256Of(token));
  if (!found) return { outcome: "not yours" };
  const { actId, actKind, leftAt, ...presentation } = found;
  if (presentation.actorId !== actor.accountId || presentation.partyId !== actor.partyId) return { outcome: "not yours" };
  await requireAuthority({ db }, actor, { scope: "accept", at: now() });
  if (actId !== null && actKind !== null) return { outcome: "answered", act: { id: actId, kind: actKind, partyId: presentation.partyId } };
  if (plusMilliseconds(presentation.happenedAt, OPEN_MILLISECONDS) <= now()) return { outcome: "expired" };
  return { outcome: "open", presentation, set: parseSet(presentation.setJson), hasLeft: leftAt !== null };
}
