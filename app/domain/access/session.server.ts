import { z } from "zod";
import { readActingFor, type ActingFor } from "#app/domain/access/acting-for.server";
import type { PartyFacts } from "#app/domain/acceptance/audience";
import { parseRoles, type Role } from "#app/domain/access/role";
import { newToken, tokenDigest } from "#app/domain/access/token";
import { newId } from "#app/domain/ids";
import { plusMilliseconds, type Instant } from "#app/domain/instant";
import { isLanguage, type Language } from "#app/messages/catalogue";
import type { Portal } from "#app/portal.server";
import { selectSession } from "#db/access";
import { deleteRows, insertRow, type Step } from "#db/commit";
import type { SessionRow, SignInRow } from "#db/schema/access";

/** Who acts in a session: the account, the party it acts for, and the sign-in behind it. */
export type Session = {
  accountId: string;
  /** The party that it acts for, which its acts bind: its own, or an organisation. */
  partyId: string;
  party: PartyFacts;
  /** The account's own party. */
  own: { partyId: string; customerKind: PartyFacts["customerKind"] };
  actingFor: ActingFor;
  address: string;
  isAddressConfirmed: boolean;
  roles: Role[];
  /** The party that it acts for has left: since when, and until when its data can be fetched. Null: it has not. */
  left: { at: Instant; dataUntil: Instant } | null;
  language: Language;
  signInId: string;
  signIn: Pick<SignInRow, "id" | "method" | "happenedAt"> | null;
};

const productsColumn = z.array(z.string());

/** The session that a token opens; null when it is unknown, over, or its person was erased or left too long ago. Writes nothing. */
export async function readSession(
  { db, keys, settings, now }: Pick<Portal, "db" | "keys" | "settings" | "now">,
  token: string,
): Promise<Session | null> {
  const row = await selectSession(db, tokenDigest(token), now());
  if (row === null) return null;
  const address = await keys.open(row.partyId, "accounts.address", row.addressSealed);
  if (address === null) return null;
  const { accountId, signInId, signInMethod, signedInAt, customerKind } = row;
  const { actingFor, bound } = await readActingFor({ db, keys, now }, row);
  const { kind, place, left } = bound;
  return {
    accountId,
    partyId: bound.partyId,
    party: { kind, customerKind: bound.customerKind, place, products: productsColumn.parse(JSON.parse(bound.productsJson)) },
    own: { partyId: row.partyId, customerKind },
    actingFor,
    address,
    isAddressConfirmed: row.addressConfirmedAt !== null,
    roles: parseRoles(row.rolesJson),
    left,
    language: isLanguage(row.language) ? row.language : settings.defaultLanguage,
    signInId,
    signIn: signInMethod === null || signedInAt === null ? null : { id: signInId, method: signInMethod, happenedAt: signedInAt },
  };
}

type Opening = Pick<SignInRow, "accountId" | "method"> & Partial<Pick<SessionRow, "actingForId">>;

/** A completed sign-in: the steps that record it and open its session, and the secret that the browser keeps. */
export function newSession({ settings, now }: Pick<Portal, "settings" | "now">, opening: Opening): { token: string; steps: Step[]; signIn: SignInRow } {
  const at = now();
  const signInId = newId("sig", at);
  const { accountId, method, actingForId = null } = opening;
  const signIn: SignInRow = { id: signInId, accountId, method, happenedAt: at, recordedAt: at };
  const { token, step } = continuedSession({ settings, now }, { accountId, signInId, actingForId });
  return { token, steps: [insertRow("signIns", signIn), step], signIn };
}

/** A new secret for a sign-in that goes on, for when all its sessions end: the person who changed the password stays. */
export function continuedSession(
  { settings, now }: Pick<Portal, "settings" | "now">,
  { accountId, signInId, actingForId }: Pick<SessionRow, "accountId" | "signInId" | "actingForId">,
): { token: string; step: Step } {
  const [token, at] = [newToken(), now()];
  const expiresAt = plusMilliseconds(at, settings.sessionHours * 3_600_000);
  const row = { tokenSha256: tokenDigest(token), accountId, signInId, actingForId, createdAt: at, seenAt: at, expiresAt };
  return { token, step: insertRow("sessions", row) };
}

/** The step that ends the session of a token, if there is one. */
export function endSessionStep(token: string): Step {
  return deleteRows("sessions", { where: { tokenSha256: tokenDigest(token) } });
}
