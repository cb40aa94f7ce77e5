import { plusMilliseconds, type Instant } from "#app/domain/instant";
import { zoneOffsets, type ZoneOffset } from "#app/domain/publication/earliest";
import type { AgreementHistory } from "#app/domain/publication/history";

/** The versions whose days are those of one zone, and its offsets from UTC. */
export type ZoneDays = { zone: string; versionIds: string[]; offsets: ZoneOffset[] };

/** Each version is counted by the days of its own zone; changes of a zone before this are not told apart. */
const FIRST: Instant = "1990-01-01T00:00:00.000Z";

/** Offsets known of the coming year too, so that they hold for what has just happened. */
const AHEAD_MS = 366 * 86_400_000;

/** By the days of which zones the answers about these agreements are counted. */
export function zoneDaysOf(histories: readonly AgreementHistory[], now: Instant): ZoneDays[] {
  const versions = histories.flatMap((history) => history.versions);
  const zones = [...new Set(versions.map(({ manifest }) => manifest.agreement.zone))].sort();
  return zones.map((zone) => ({
    zone,
    versionIds: versions.filter(({ manifest }) => manifest.agreement.zone === zone).map(({ id }) => id),
    offsets: offsetsBy(zone, now.slice(0, 7)),
  }));
}

const known = new Map<string, ZoneOffset[]>();
const MOST_KNOWN = 100;

/** The same for a month: they are slow to find. */
function offsetsBy(zone: string, month: string): ZoneOffset[] {
  const key = `${zone} ${month}`;
  const found = known.get(key) ?? zoneOffsets(zone, { from: FIRST, until: plusMilliseconds(`${month}-01T00:00:00.000Z`, AHEAD_MS) });
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, found);
  return found;
}

/** The zone in which a date of a filter is meant: that of the agreement it names, else the one that all agreements share, else UTC. */
export function zoneAsked(histories: readonly AgreementHistory[], slug: string | null): string {
  const meant = histories.filter((history) => slug === null || history.slug === slug);
  const zones = new Set(meant.flatMap(({ versions }) => versions.at(-1)?.manifest.agreement.zone ?? []));
  const [zone = "UTC", ...others] = zones;
  return others.length === 0 ? zone : "UTC";
}
