import { unmask } from "#app/domain/compliance/export/unmask.server";
import type { MadeExport } from "#app/domain/compliance/export/made.server";
import { readBagEntries, type BagEntry, type BagLedger } from "#app/domain/compliance/bag/survey.server";
import type { BagReport, GroupName, ToldEntry, ToldParty } from "#app/domain/compliance/bag/report-sheet.server";
import type { JsonValue } from "#app/ledger/canonical";
import type { Portal } from "#app/portal.server";
import { selectDeliveredParties, selectToldLines, selectToldNotices, type ToldLine } from "#db/compliance/bag";

type Reading = Pick<Portal, "db" | "keys">;

/** A report is read by people: more than this is counted and not told. */
const MOST_TOLD = 300;
const MOST_PARTIES = 200;

/** What a report on a bag tells, in the order of time within each group. */
export async function readReport(portal: Reading, made: Pick<MadeExport, "filter" | "mask">, ledgers: readonly BagLedger[]): Promise<BagReport> {
  const groups: BagReport["groups"] = { acts: group(), notices: group(), versions: group(), erasures: group(), others: group() };
  const parties = new Set(made.filter.party === undefined ? [] : [made.filter.party]);
  let [lastAt, hasConsents] = ["", false];
  for await (const page of readBagEntries(portal, ledgers)) {
    const lines = await linesByAct(portal, page);
    for (const told of lines.values()) for (const { partyId } of told) parties.add(partyId);
    for (const held of page) {
      lastAt = held.entry.recordedAt > lastAt ? held.entry.recordedAt : lastAt;
      hasConsents ||= held.entry.kind.startsWith("consent.");
      const told = groups[groupOf(held)];
      told.count += 1;
      if (told.entries.length < MOST_TOLD) told.entries.push(await toldEntry(portal, held, { lines, party: made.filter.party ?? null }));
    }
  }
  for (const { entries } of Object.values(groups)) entries.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
  return { lastAt, hasConsents, groups, parties: await readParties(portal, made, [...parties]), partyCount: parties.size };
}

function group(): { count: number; entries: ToldEntry[] } {
  return { count: 0, entries: [] };
}

const ACTS = /^(acceptance|decline|objection|consent)\./;
const VERSIONS = /^(version|translation|clause|undertaking|agreement)\./;

function groupOf({ entry: { kind } }: BagEntry): GroupName {
  if (ACTS.test(kind)) return "acts";
  if (kind.startsWith("notice.")) return "notices";
  if (VERSIONS.test(kind)) return "versions";
  return kind === "party.restricted" || kind === "party.erased" ? "erasures" : "others";
}

async function linesByAct({ db }: Reading, page: readonly BagEntry[]): Promise<Map<string, ToldLine[]>> {
  const acts = page.filter((held) => groupOf(held) === "acts").map(({ entry }) => entry.record);
  const lines = acts.length === 0 ? [] : await selectToldLines(db, acts);
  const byAct = new Map<string, ToldLine[]>();
  for (const line of lines) byAct.set(line.id, [...(byAct.get(line.id) ?? []), line]);
  return byAct;
}

type Context = { lines: ReadonlyMap<string, ToldLine[]>; party: string | null };

async function toldEntry(portal: Reading, held: BagEntry, { lines, party }: Context): Promise<ToldEntry> {
  const { entry, index } = held;
  const { kind, record, at, body = {} } = entry;
  const told = { kind, record, at, index, ledger: entry.ledger, lines: lines.get(record) ?? [], notices: await noticesOf(portal, held, party) };
  return { ...told, version: nameOf(body.slug, body.number), count: typeof body.count === "number" ? body.count : null, isImported: kind === "acceptance.imported" };
}

function nameOf(slug: JsonValue | undefined, number: JsonValue | undefined): { slug: string; number: number } | null {
  return typeof slug === "string" && typeof number === "number" ? { slug, number } : null;
}

/** The notices that an entry is about; of what became of deliveries those to the party of the bag, where it is about one. */
async function noticesOf({ db }: Reading, { entry: { kind, record, body = {} } }: BagEntry, party: string | null): Promise<ToldEntry["notices"]> {
  if (!kind.startsWith("notice.")) return [];
  const events = eventsIn(body.events);
  const ids = kind === "notice.issued" ? [record] : [...(typeof body.notice === "string" ? [body.notice] : []), ...events.map(({ notice }) => notice)];
  const notices = new Map((await selectToldNotices(db, [...new Set(ids)])).map((notice) => [notice.id, notice]));
  if (events.length === 0) return ids.flatMap((id) => notices.get(id) ?? []).map((notice) => ({ ...notice, channel: null, at: null }));
  const own = new Set((await selectDeliveredParties(db, events.map(({ delivery }) => delivery))).filter(({ partyId }) => party === null || partyId === party).map(({ id }) => id));
  return events.filter(({ delivery }) => own.has(delivery)).slice(0, MOST_TOLD).flatMap(({ notice, channel, at }) => {
    const found = notices.get(notice);
    return found ? [{ ...found, channel, at }] : [];
  });
}

type Event = { notice: string; delivery: string; channel: string; at: string };

function eventsIn(value: JsonValue | undefined): Event[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((each: JsonValue) => {
    if (each === null || typeof each !== "object" || Array.isArray(each) || !("notice" in each)) return [];
    const { notice, delivery, channel, at } = each;
    return typeof notice === "string" && typeof delivery === "string" && typeof channel === "string" && typeof at === "string" ? [{ notice, delivery, channel, at }] : [];
  });
}

async function readParties(portal: Reading, { mask }: Pick<MadeExport, "mask">, ids: readonly string[]): Promise<ToldParty[]> {
  const told = ids.slice(0, MOST_PARTIES);
  if (mask === "masked" || told.length === 0) return told.map((id) => ({ id, name: null, address: null }));
  const rows = await unmask(portal, told.map((id) => [id]), 0);
  return rows.map(([id, name, address]) => ({ id: String(id), name: textOf(name), address: textOf(address) }));
}

function textOf(cell: string | number | null | undefined): string | null {
  return typeof cell === "string" ? cell : null;
}
