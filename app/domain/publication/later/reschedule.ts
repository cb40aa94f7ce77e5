import { plusMilliseconds, type Instant } from "#app/domain/instant";
import type { AgreementHistory, Publication, Version } from "#app/domain/publication/history";
import type { NoticeWorking } from "#app/domain/publication/notice-rule";
import { checkNotTooEarly, workingFor } from "#app/domain/publication/schedule";
import { versionsAt, type DatedVersion } from "#app/domain/publication/status";
import { DomainError } from "#app/domain/refusal";

/** Beyond so many days after the date first announced, a version is announced anew. */
export const MOST_POSTPONED_DAYS = 90;

/** A new date of an announced version. A later one goes on with its notice; an earlier one starts the notice again. */
export type NewDate = Pick<Publication, "act" | "effectiveAt" | "earliestAt" | "noticeDays" | "zone"> & {
  version: Version;
  followsId: string;
  /** Of a notice that starts again; null where the former one goes on. */
  working: NoticeWorking | null;
};

type Asked = { number: number; effectiveAt: Instant; now: Instant };

/**
 * The new date of a version that is announced and not yet in force. Throws version-unknown, version-withdrawn,
 * version-in-force, date-unchanged, effective-too-early, effective-out-of-order.
 */
export function planNewDate(history: AgreementHistory, { number, effectiveAt, now }: Asked): NewDate {
  const { version } = findAnnounced(history, number, now);
  const own = history.publications.filter(({ versionId }) => versionId === version.id);
  const latest = own.at(-1);
  const announced = own.findLast(({ act }) => act === "announced");
  if (!latest?.effectiveAt || !announced?.effectiveAt) throw new Error(`version ${version.id} is announced without a date`);
  if (effectiveAt === latest.effectiveAt) throw new DomainError("date-unchanged", { number, effectiveAt });
  checkOrder(history, { number, effectiveAt, now });
  const followsId = latest.id;
  if (effectiveAt > latest.effectiveAt && effectiveAt <= plusMilliseconds(announced.effectiveAt, MOST_POSTPONED_DAYS * 86_400_000)) {
    const { earliestAt, noticeDays, zone } = latest;
    return { version, followsId, act: "postponed", effectiveAt, earliestAt, noticeDays, zone, working: null };
  }
  const { agreement, version: { reasons } } = version.manifest;
  const working = workingFor({ history, own: agreement, reasons, now });
  checkNotTooEarly(effectiveAt, working);
  const { earliestAt, noticeDays, zone } = working;
  return { version, followsId, act: "announced", effectiveAt, earliestAt, noticeDays, zone, working };
}

/** A version to withdraw, and the publication that this follows. */
export type Withdrawal = { version: Version; followsId: string };

/** The version and all that is built on it, the last one first. Throws version-unknown, version-withdrawn, version-in-force. */
export function planWithdrawals(history: AgreementHistory, { number, now }: Pick<Asked, "number" | "now">): Withdrawal[] {
  const { version } = findAnnounced(history, number, now);
  const fallen = new Set([version.id]);
  const built = versionsAt(history, now).filter(({ version: { id, buildsOnId }, status }) => {
    if (status !== "withdrawn" && buildsOnId !== null && fallen.has(buildsOnId)) fallen.add(id);
    return fallen.has(id) && status === "announced";
  });
  return built.toReversed().map((dated) => ({ version: dated.version, followsId: latestOf(history, dated.version).id }));
}

function findAnnounced(history: AgreementHistory, number: number, now: Instant): DatedVersion {
  const found = versionsAt(history, now).find(({ version }) => version.number === number);
  if (!found) throw new DomainError("version-unknown", { slug: history.slug, number });
  if (found.status === "withdrawn") throw new DomainError("version-withdrawn", { number });
  if (found.status !== "announced") throw new DomainError("version-in-force", { number, effectiveAt: found.effectiveAt ?? "" });
  return found;
}

function checkOrder(history: AgreementHistory, { number, effectiveAt, now }: Asked): void {
  for (const { version, effectiveAt: otherEffectiveAt } of versionsAt(history, now)) {
    if (otherEffectiveAt === null || version.number === number) continue;
    const isInOrder = version.number < number ? otherEffectiveAt < effectiveAt : otherEffectiveAt > effectiveAt;
    if (!isInOrder) throw new DomainError("effective-out-of-order", { effectiveAt, number: version.number, otherEffectiveAt });
  }
}

function latestOf(history: AgreementHistory, { id }: Version): Publication {
  const latest = history.publications.findLast(({ versionId }) => versionId === id);
  if (!latest) throw new Error(`version ${id} was never published`);
  return latest;
}
