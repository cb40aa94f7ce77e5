import { readAuthorities, requireAuthority, type ActsFor } from "#app/domain/access/delegation.server";
import { readName } from "#app/domain/access/profile.server";
import { fillSubject } from "#app/domain/notice/fill";
import type { Instant } from "#app/domain/instant";
import { MOST_UNREAD } from "#app/domain/notice/unread";
import type { Portal } from "#app/portal.server";
import { countUnread as countRows, findInboxOf, findInboxRow, selectInbox, selectReadEvents, type InboxRow } from "#db/inbox";

/** How far a message came: lying there, displayed to its party, or acknowledged by it. */
export type ReadState = "unread" | "displayed" | "acknowledged";

/** A message as an inbox lists it. */
export type InboxLine = Pick<InboxRow, "reason" | "agreementId" | "subject" | "language"> & {
  deliveryId: string;
  at: Instant;
  state: ReadState;
  /** The organisation that it is for, told to those who receive its notices; null where it is for the party itself. */
  organisation: string | null;
};

/** So many on one page. */
const PAGE = 30;

/**
 * A page of a party's inbox, the newest first; `next` asks for the following one. An unknown key starts at the newest. A party without
 * a name is called by the address.
 */
export async function readInbox(
  { db, keys }: Pick<Portal, "db" | "keys">,
  { partyId, address = "", after }: { partyId: string; address?: string; after: string | null },
): Promise<{ lines: InboxLine[]; next: string | null; isFirst: boolean }> {
  const before = after === null ? null : await findInboxRow(db, { partyId, deliveryId: after });
  const rows = await selectInbox(db, { partyId, before, limit: PAGE + 1 });
  const shown = rows.slice(0, PAGE);
  const events = await selectReadEvents(db, shown.map(({ id }) => id));
  const names = await readNames({ db, keys }, [partyId, ...shown.flatMap(({ forPartyId }) => forPartyId ?? [])]);
  const lines = shown.map(({ id, reason, agreementId, subject, language, happenedAt, forPartyId }) => ({
    deliveryId: id, reason, agreementId, language, at: happenedAt,
    subject: fillSubject(subject, { name: names.get(partyId) ?? address }),
    state: stateOf(events.filter(({ deliveryId }) => deliveryId === id)),
    organisation: forPartyId === null || forPartyId === partyId ? null : (names.get(forPartyId) ?? null),
  }));
  return { lines, next: rows.length > PAGE ? (shown.at(-1)?.id ?? null) : null, isFirst: before === null };
}

async function readNames(portal: Pick<Portal, "db" | "keys">, partyIds: readonly string[]): Promise<Map<string, string | null>> {
  return new Map(await Promise.all([...new Set(partyIds)].map(async (id) => [id, await readName(portal, id)] as const)));
}

/** How many messages of a party nobody has opened yet, apart from one that is being opened; never more than MOST_UNREAD. */
export function countUnread({ db }: Pick<Portal, "db">, { partyId, apartFrom }: { partyId: string; apartFrom: string | null }): Promise<number> {
  return countRows(db, { partyId, apartFrom, most: MOST_UNREAD });
}

/** Whether an actor may see the inbox of the party that it acts for: its own, or that of an organisation whose notices it may receive. */
export async function mayReceive({ db, now }: Pick<Portal, "db" | "now">, actor: ActsFor): Promise<boolean> {
  if (actor.partyId === actor.own.partyId) return true;
  return (await readAuthorities({ db }, actor, now())).some(({ scopes }) => scopes.includes("receive notices"));
}

/** Throws authority-missing for an actor who may not receive the notices of the party that it acts for. */
export async function requireReceiver(portal: Pick<Portal, "db" | "now">, actor: ActsFor): Promise<void> {
  await requireAuthority(portal, actor, { scope: "receive notices", at: portal.now() });
}

/** Where a delivery that the actor may see is read: in the inbox of the party acted for, or in another that must be chosen first; null where it may not. */
export async function findPlace(
  { db, now }: Pick<Portal, "db" | "now">,
  actor: ActsFor,
  deliveryId: string,
): Promise<{ place: "here" | "elsewhere"; deliveryId: string } | null> {
  const found = await findInboxOf(db, deliveryId);
  if (found === null) return null;
  const { id, partyId } = found;
  if (!(await mayReceive({ db, now }, { ...actor, partyId }))) return null;
  return { place: partyId === actor.partyId ? "here" : "elsewhere", deliveryId: id };
}

/** How far a message came, by what is recorded of it. */
export function stateOf(events: readonly { state: string }[]): ReadState {
  if (events.some(({ state }) => state === "acknowledged")) return "acknowledged";
  return events.some(({ state }) => state === "displayed") ? "displayed" : "unread";
}
