import { isLifted, type ActLine } from "#app/domain/acceptance/act-line";
import type { Standing } from "#app/domain/acceptance/standing";
import type { Instant } from "#app/domain/instant";
import type { AgreementHistory, Version } from "#app/domain/publication/history";
import { versionsAt } from "#app/domain/publication/status";

/** The most characters (UTF-16 units) of the reason of an objection and of an answer to it. */
export const LONGEST_OBJECTION = 2000;
export const LONGEST_OBJECTION_ANSWER = 5000;

/** Names the places of reasons for their seals. */
export const OBJECTION_FIELD = "objections.reason";
export const OBJECTION_ANSWER_FIELD = "objectionAnswers.reason";

/** When one may object to a version. */
export type ObjectionWindow =
  | { state: "open"; untilAt: Instant }
  /** It has taken effect, at this instant: what comes now is recorded and answered, and does not count. */
  | { state: "late"; untilAt: Instant }
  /** It is no change that was announced: a first version, no terms, withdrawn, or not published. */
  | { state: "none" };

/** One may object from the announcement until a change takes effect; that very instant is late already. */
export function objectionWindow(history: AgreementHistory, version: Version, now: Instant): ObjectionWindow {
  const dated = versionsAt(history, now).find((each) => each.version === version);
  if (history.kind !== "terms" || version.changeClass === "first" || !dated || dated.effectiveAt === null) return { state: "none" };
  return { state: now < dated.effectiveAt ? "open" : "late", untilAt: dated.effectiveAt };
}

/** What an objection by this party would come to, before it is made. */
export type ObjectionChance =
  | { chance: "open"; untilAt: Instant; binds: number }
  | { chance: "late"; untilAt: Instant }
  /** A version was accepted by a click before it took effect. */
  | { chance: "accepted before"; actId: string }
  | { chance: "already objected"; actId: string; isLate: boolean }
  | { chance: "closed" }
  | { chance: "nothing binds" };

type Asked = { window: ObjectionWindow; standing: Standing; latest: ActLine | null; late: ActLine | null; now: Instant };

/** `latest` and `late` are the ends of the chains about the version and about late objections to it. */
export function objectionChance({ window, standing, latest, late, now }: Asked): ObjectionChance {
  if (window.state === "none" || standing.now === "ended") return { chance: "closed" };
  if (latest?.kind === "objection" && !isLifted(latest, now)) return { chance: "already objected", actId: latest.actId, isLate: false };
  if (window.state === "late") return late ? { chance: "already objected", actId: late.actId, isLate: true } : { chance: "late", untilAt: window.untilAt };
  if (latest?.kind === "acceptance") return { chance: "accepted before", actId: latest.actId };
  return standing.binds ? { chance: "open", untilAt: window.untilAt, binds: standing.binds.version.number } : { chance: "nothing binds" };
}

/** What staff answered. */
export type ObjectionAnswer = {
  id: string;
  answer: "keep" | "leave" | "lift" | "reply";
  untilAt: Instant | null;
  /** What the party is told; null once it is erased, or it was removed. */
  reason: string | null;
  /** Whether the words were removed at the end of their period. */
  isRemoved: boolean;
  answeredAt: Instant;
};

/** An objection with its answers, the latest last. */
export type Objection = {
  actId: string;
  partyId: string;
  slug: string;
  version: Version;
  isLate: boolean;
  untilAt: Instant;
  objectedAt: Instant;
  /** Null where no reason was given, it was removed, or the party is erased. */
  reason: string | null;
  /** Whether the reason was removed at the end of its period. */
  isRemoved: boolean;
  answers: ObjectionAnswer[];
};

/** What may be answered now: words alone to a late one; nothing more once it was lifted. */
export function answersTo({ isLate, answers }: Pick<Objection, "isLate" | "answers">): ObjectionAnswer["answer"][] {
  if (answers.at(-1)?.answer === "lift") return [];
  return isLate ? ["reply"] : ["keep", "leave", "lift"];
}
