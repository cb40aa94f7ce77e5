import type { Instant } from "#app/domain/instant";
import { readAskedInstant } from "#app/domain/publication/asked";
import { readHistory } from "#app/domain/publication/catalog.server";
import type { AgreementHistory } from "#app/domain/publication/history";
import { inForceAt } from "#app/domain/publication/status";
import { shownAt, timelineAt, type TimelineEntry } from "#app/domain/publication/timeline";
import { DomainError } from "#app/domain/refusal";
import type { Portal } from "#app/portal.server";

/** What a reader asks for: the agreement as it is, as it was or will be at an instant, or one version for good. */
export type Asked = { slug: string } & ({ at: string | null } | { number: string });

/** An agreement with the version that answers a reader's question. */
export type Reading = {
  history: AgreementHistory;
  /** The newest first, as known now. */
  timeline: TimelineEntry[];
  /** One of the timeline. */
  shown: TimelineEntry;
  /** The instant asked about; null where none was. */
  asOf: { at: Instant; isFuture: boolean } | null;
};

/** Finds the version to show. Throws agreement-unknown, version-unknown, instant-invalid, nothing-in-force. */
export async function readAgreement({ db, now }: Pick<Portal, "db" | "now">, asked: Asked): Promise<Reading> {
  const history = await readHistory({ db }, asked.slug);
  if (!history) throw new DomainError("agreement-unknown", { slug: asked.slug });
  const timeline = timelineAt(history, now());
  if ("number" in asked) return { history, timeline, shown: findNumber(timeline, asked), asOf: null };
  if (asked.at === null) return { history, timeline, shown: findCurrent(history, timeline, now()), asOf: null };
  const at = readAskedInstant(asked.at, zoneOf(timeline));
  const shown = timeline.find(({ version }) => version === inForceAt(history, at)?.version);
  if (!shown) throw new DomainError("nothing-in-force", { slug: asked.slug, value: asked.at });
  return { history, timeline, shown, asOf: { at, isFuture: at > now() } };
}

/** The zone in which an agreement's times are shown: that of its newest version. */
export function zoneOf(timeline: readonly TimelineEntry[]): string {
  return timeline[0]?.version.manifest.agreement.zone ?? "UTC";
}

function findNumber(timeline: readonly TimelineEntry[], { slug, number }: { slug: string; number: string }): TimelineEntry {
  const found = timeline.find(({ version }) => String(version.number) === number);
  if (!found) throw new DomainError("version-unknown", { slug, number });
  return found;
}

function findCurrent(history: AgreementHistory, timeline: readonly TimelineEntry[], now: Instant): TimelineEntry {
  const version = shownAt(history, now)?.version;
  const shown = timeline.find((entry) => entry.version === version);
  if (!shown) throw new DomainError("nothing-in-force", { slug: history.slug });
  return shown;
}
