import { z } from "zod";
import { parseInstant, type Instant } from "#app/domain/instant";
import { endingFor } from "#app/domain/publication/later/ending";
import type { AgreementHistory, Version } from "#app/domain/publication/history";
import { noticeFor, type NoticeWorking } from "#app/domain/publication/notice-rule";
import { checkNotTooEarly } from "#app/domain/publication/schedule";
import { inForceAt } from "#app/domain/publication/status";
import { checkWords } from "#app/domain/publication/drafting/words";
import { DomainError } from "#app/domain/refusal";

const instant = z.string().refine((text) => parseInstant(text) === text, "not an instant in UTC with milliseconds");
const words = z.record(z.string(), z.string());
const parties = z.array(z.string().min(1)).min(1).nullable();

/** A clause of a version that is void, or on which the operator will not rely; it waits for a second person. */
export const proposedMark = z.strictObject({
  kind: z.enum(["void", "undertaking"]),
  number: z.number().int(),
  clauseId: z.string(),
  parties,
  ground: words,
  /** Null: from the beginning. */
  sinceAt: instant.nullable(),
});
export type ProposedMark = z.infer<typeof proposedMark>;

/** The end of an agreement; it waits for a second person. */
export const proposedEnding = z.strictObject({
  parties,
  ground: words,
  refund: words,
  dataUntil: instant.nullable(),
  /** Null: as early as the notice allows. */
  effectiveAt: instant.nullable(),
  /** Ids of the clauses that go on binding; not given: those that the version in force flags. */
  surviving: z.array(z.string()).optional(),
});
export type ProposedEnding = z.infer<typeof proposedEnding>;

/** The version that a mark is about. Throws version-unknown, clause-absent, words-missing. */
export function checkMark(history: AgreementHistory, mark: ProposedMark, languages: readonly string[]): Version {
  const version = history.versions.find(({ number }) => number === mark.number);
  if (!version) throw new DomainError("version-unknown", { slug: history.slug, number: mark.number });
  if (!version.clauses.some(({ id }) => id === mark.clauseId)) throw new DomainError("clause-absent", { clause: mark.clauseId });
  checkWords("ground", mark.ground, languages);
  return version;
}

/** When an agreement ends, what survives, and the notice that this owes. */
export type PlannedEnding = { version: Version; effectiveAt: Instant; working: NoticeWorking; surviving: string[] };

/**
 * The end of an agreement announced now: the rule in force for the reason "end" counts, and of the version in force the
 * clauses named go on, else those flagged `survives`. Throws words-missing, nothing-in-force, agreement-ended,
 * effective-too-early, clause-absent.
 */
export function planEnding(history: AgreementHistory, ending: ProposedEnding, { now, languages }: { now: Instant; languages: readonly string[] }): PlannedEnding {
  checkWords("ground", ending.ground, languages);
  checkWords("refund", ending.refund, languages);
  const version = inForceAt(history, now)?.version;
  if (!version) throw new DomainError("nothing-in-force", { slug: history.slug });
  const ended = endingFor(history, null, now);
  if (ended) throw new DomainError("agreement-ended", { slug: history.slug, effectiveAt: ended.effectiveAt });
  const working = noticeFor({ announcedAt: now, reasons: ["end"], inForce: version.manifest.agreement, own: null });
  const effectiveAt = ending.effectiveAt ?? working.earliestAt;
  checkNotTooEarly(effectiveAt, working);
  return { version, effectiveAt, working, surviving: survivingOf(version, ending.surviving) };
}

/** In the order of the text. */
function survivingOf({ clauses }: Version, named: readonly string[] | undefined): string[] {
  const absent = named?.find((id) => !clauses.some((clause) => clause.id === id));
  if (absent !== undefined) throw new DomainError("clause-absent", { clause: absent });
  return clauses.filter(({ id, flags }) => (named ? named.includes(id) : flags.includes("survives"))).map(({ id }) => id);
}
