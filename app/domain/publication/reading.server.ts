import type { Instant } from "#app/domain/instant";
import { readAskedInstant } from "#app/domain/publication/drafting/asked";
import { readHistory, readText } from "#app/domain/publication/catalog.server";
import type { AgreementHistory } from "#app/domain/publication/history";
import { inForceAt } from "#app/domain/publication/status";
import { textFile } from "#app/domain/publication/files/text-file";
import { shownAt, timelineAt, type TimelineEntry } from "#app/domain/publication/timeline";
import { DomainError } from "#app/domain/refusal";
import type { Portal } from "#app/portal.server";

/** What a reader asks for: the agreement as it is, as it was or will be at an instant, or one version for good. */
export type Asked = { slug: string } & ({ at: string | null } | { number: string });

/** An agreement with its versions, the newest first, as known now. */
export type Timeline = { history: AgreementHistory; timeline: TimelineEntry[] };

/** An agreement with the version that answers a reader's question. */
export type Reading = Timeline & {
  /** One of the timeline. */
  shown: TimelineEntry;
  /** The instant asked about; null where none was. */
  asOf: { at: Instant; isFuture: boolean } | null;
};

/** Finds the version to show. Throws agreement-unknown, version-unknown, instant-invalid, nothing-in-force. */
export async function readAgreement({ db, now }: Pick<Portal, "db" | "now">, asked: Asked): Promise<Reading> {
  const { history, timeline } = await readTimeline({ db, now }, asked.slug);
  if ("number" in asked) return { history, timeline, shown: findNumber(timeline, asked), asOf: null };
  if (asked.at === null) return { history, timeline, shown: findCurrent(history, timeline, now()), asOf: null };
  const zone = zoneOf(timeline);
  const at = readAskedInstant(asked.at, zone);
  const shown = timeline.find(({ version }) => version === inForceAt(history, at)?.version);
  if (!shown) throw new DomainError("nothing-in-force", { slug: asked.slug, at, zone });
  return { history, timeline, shown, asOf: { at, isFuture: at > now() } };
}

/** An agreement with every version that was ever announced. Throws agreement-unknown. */
export async function readTimeline({ db, now }: Pick<Portal, "db" | "now">, slug: string): Promise<Timeline> {
  const history = await readHistory({ db }, slug);
  if (!history) throw new DomainError("agreement-unknown", { slug: slug.slice(0, 80) });
  return { history, timeline: timelineAt(history, now()) };
}

export type TextAddress = { slug: string; number: string; file: string };

/**
 * The text named by its file, such as `zh-CN.md` or `en.2.md` for a corrected translation, with the bytes that were
 * hashed. Throws agreement-unknown, version-unknown, text-unknown, text-corrupt.
 */
export async function readExactText({ db, now }: Pick<Portal, "db" | "now">, { slug, number, file }: TextAddress) {
  const { timeline } = await readTimeline({ db, now }, slug);
  const { version } = findNumber(timeline, { slug, number });
  const text = [...version.texts, ...version.formerTexts].find((each) => textFile(each) === file);
  if (!text) throw new DomainError("text-unknown", { slug, number });
  return { language: text.language, sha256: text.sha256, body: await readText({ db }, text.sha256) };
}

/** The zone in which an agreement's times are shown: that of its newest version. */
export function zoneOf(timeline: readonly TimelineEntry[]): string {
  return timeline[0]?.version.manifest.agreement.zone ?? "UTC";
}

/** The version of that number. Throws version-unknown. */
export function findNumber(timeline: readonly TimelineEntry[], { slug, number }: { slug: string; number: string }): TimelineEntry {
  const found = timeline.find(({ version }) => String(version.number) === number);
  if (!found) throw new DomainError("version-unknown", { slug, number: number.slice(0, 20) });
  return found;
}

function findCurrent(history: AgreementHistory, timeline: readonly TimelineEntry[], now: Instant): TimelineEntry {
  const version = shownAt(history, now)?.version;
  const shown = timeline.find((entry) => entry.version === version);
  if (!shown) throw new DomainError("nothing-in-force", { slug: history.slug });
  return shown;
}
