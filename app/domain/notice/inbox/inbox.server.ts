import { readAuthorities, requireAuthority, type ActsFor } from "#app/domain/access/delegation.server";
import { readName } from "#app/domain/access/profile.server";
import { fillSubject } from "#app/domain/notice/delivery/fill";
import type { Instant } from "#app/domain/instant";
import { MOST_UNREAD } from "#app/domain/notice/inbox/unread";
import type { Portal } from "#app/portal.server";
import { countUnread as countRows, findInboxOf, findInboxRow, selectInbox, selectReadEvents, selectToldThrough, type InboxRow } from "#db/notice/inbox";

/** How far a message came: lying there, displayed to its party, or acknowledged by it. */
export type ReadState = "unread" | "displayed" | "acknowledged";

/** A message as an inbox lists it. */
export type InboxLine = Pick<InboxRow, "reason" | "agreementId" | "subject" | "language"> & {
  deliveryId: string;
  at: Instant;
  state: ReadState;
} & ForWhom;

/** For whom a message is that lies in the inbox of a party. */
export type ForWhom = {
  /** The organisation that it is for alone, told to those who receive its notices; null where it is for the party itself. */
  organisation: string | null;
  /** The organisations that it is for, too, and for which the party received it. */
  alsoFor: string[];
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
  const forWhom = await readForWhom({ db, keys }, partyId, shown);
  const name = (await readName({ db, keys }, partyId)) ?? address;
  const lines = shown.map(({ id, reason, agreementId, subject, language, happenedAt }) => ({
    deliveryId: id, reason, agreementId, language, at: happenedAt,
    subject: fillSubject(subject, { name }),
    state: stateOf(events.filter(({ deliveryId }) => deliveryId === id)),
    ...(forWhom.get(id) ?? { organisation: null, alsoFor: [] }),
  }));
  return { lines, next: rows.length > PAGE ? (shown.at(-1)?.id ?? null) : null, isFirst: before === null };
}

/** For whom messages in the inbox of a party are, by their deliveries. */
export async function readForWhom(portal: Pick<Portal, "db" | "keys">, partyId: string, rows: readonly InboxRow[]): Promise<Map<string, ForWhom>> {
  const toMany = rows.filter(({ forPartyId }) => forPartyId === null);
  const through = await selectToldThrough(portal.db, { partyId, noticeIds: toMany.map(({ noticeId }) => noticeId) });
  const names = await readNames(portal, [...rows.flatMap(({ forPartyId }) => forPartyId ?? []), ...through.map(({ organisationId }) => organisationId)]);
  const nameOf = (id: string) => names.get(id) ?? id;
  return new Map(rows.map(({ id, noticeId, forPartyId }) => [id, {
    organisation: forPartyId === null || forPartyId === partyId ? null : nameOf(forPartyId),
    alsoFor: forPartyId === null ? through.filter((each) => each.noticeId === noticeId).map(({ organisationId }) => nameOf(organisationId)) : [],
  }]));
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
