import type { ActLine } from "#app/domain/acceptance/act-line";
import type { Circumstances } from "#app/domain/acceptance/act-person.server";
import { hasTextsOf, type TermsLine } from "#app/domain/acceptance/offered-set";
import { readPresented, type Actor } from "#app/domain/acceptance/presentation.server";
import { recordAct, untilDecided, type NewLine } from "#app/domain/acceptance/record-act.server";
import { readLatestLines } from "#app/domain/acceptance/standing.server";
import type { Instant } from "#app/domain/instant";
import { readHistories } from "#app/domain/publication/catalog.server";
import { hasEnded } from "#app/domain/publication/later/ending";
import type { AgreementHistory } from "#app/domain/publication/history";
import { versionsAt } from "#app/domain/publication/status";
import type { Portal } from "#app/portal.server";
import type { ActRow, PresentationRow } from "#db/schema/acceptance";

/** The form that a set of terms is answered with. */
export type Answer = { token: string; actor: Actor; circumstances: Circumstances };

export type AnswerOutcome =
  | { outcome: "recorded"; actId: string }
  /** This screen, or each of its versions on another, was answered before; nothing was recorded now. */
  | { outcome: "answered"; kind: ActLine["kind"]; actId: string }
  /** A version of the set, its date or its text is no longer what the screen showed. */
  | { outcome: "changed" }
  | { outcome: "expired" }
  | { outcome: "not yours" };

type Answering = Pick<Portal, "db" | "writer" | "keys" | "ledger" | "now">;

/**
 * Records an acceptance or a decline of the whole set that a screen showed, or tells why not. Unique keys decide between
 * two answers at once: whoever comes second finds the first and is told of it.
 */
export function answerSet(portal: Answering, answer: Answer, kind: "acceptance" | "decline"): Promise<AnswerOutcome> {
  return untilDecided(() => tryAnswer(portal, answer, kind));
}

async function tryAnswer(portal: Answering, answer: Answer, kind: "acceptance" | "decline"): Promise<AnswerOutcome> {
  const presented = await readPresented(portal, answer);
  if (presented.outcome === "answered") return answeredBy(presented.act);
  if (presented.outcome !== "open") return presented;
  const { presentation, set, hasLeft } = presented;
  if (set.purpose !== "terms") return { outcome: "not yours" };
  const facts = { ...(await readFacts(portal, presentation)), hasLeft };
  const earlier = earlierAnswer(set.lines, facts, kind);
  if (earlier === "mixed" || !set.lines.every((line) => isStillOffered(line, facts))) return { outcome: "changed" };
  if (earlier !== null) return { outcome: "answered", kind: earlier.kind, actId: earlier.actId };
  const lines = set.lines.map((line) => newLine(line, facts, kind));
  const actId = await recordAct(portal, { kind, presentation, set, lines, ...answer });
  return { outcome: "recorded", actId };
}

/** The outcome for a screen that was used before. */
export function answeredBy({ kind, id }: Pick<ActRow, "kind" | "id">): AnswerOutcome {
  return { outcome: "answered", kind, actId: id };
}

type Facts = { now: Instant; partyId: string; hasLeft: boolean; histories: AgreementHistory[]; latest: Map<string, ActLine> };

/** Chains are read to their ends, whatever the clock says: an act follows the last one written. */
async function readFacts(portal: Pick<Portal, "db" | "now">, { partyId }: PresentationRow): Promise<Omit<Facts, "hasLeft">> {
  const [histories, lines] = await Promise.all([readHistories(portal), readLatestLines(portal, { partyId, at: null })]);
  return { now: portal.now(), partyId, histories, latest: new Map(lines.map((line) => [line.subject, line])) };
}

/**
 * What stands in the way of this answer: an acceptance of every version, for a decline also a decline of every one; a deemed
 * acceptance does not stand in the way of a click. Where only some were answered the set is no longer what is asked.
 */
function earlierAnswer(lines: readonly TermsLine[], { latest }: Facts, kind: "acceptance" | "decline"): ActLine | "mixed" | null {
  const final = kind === "acceptance" ? ["acceptance"] : ["acceptance", "decline"];
  const answered = lines.flatMap(({ versionId }) => latest.get(versionId) ?? []).filter((line) => final.includes(line.kind) && !(kind === "acceptance" && line.method === "deemed"));
  const [first] = answered;
  if (!first) return null;
  const isWhole = answered.length === lines.length && answered.every((line) => line.kind === first.kind);
  return isWhole ? first : "mixed";
}

function isStillOffered(line: TermsLine, { histories, now, partyId, hasLeft }: Facts): boolean {
  const history = histories.find(({ id }) => id === line.agreementId);
  const dated = history && versionsAt(history, now).find(({ version }) => version.id === line.versionId);
  if (!dated || (dated.status !== "in force" && dated.status !== "announced")) return false;
  if (hasLeft || dated.effectiveAt !== line.effectiveAt || hasEnded(history, partyId, now)) return false;
  return hasTextsOf(line, dated.version);
}

function newLine(line: TermsLine, facts: Facts, kind: "acceptance" | "decline"): NewLine {
  const { agreementId, versionId, language, shownSha256, bindingSha256, precedence, conspicuous } = line;
  return {
    subject: versionId,
    followsActId: facts.latest.get(versionId)?.actId ?? "",
    agreementId,
    versionId,
    language,
    shownSha256,
    bindingSha256,
    precedence,
    purpose: null,
    conspicuousJson: JSON.stringify(conspicuous),
    replacesActId: kind === "acceptance" ? replacedAct(line, facts) : null,
  };
}

/** The acceptance of the highest earlier version of the same agreement, or that of this one which was deemed. */
function replacedAct({ agreementId, number }: TermsLine, { histories, latest }: Facts): string | null {
  const versions = histories.find(({ id }) => id === agreementId)?.versions ?? [];
  const accepted = versions.flatMap((version) => {
    const line = latest.get(version.id);
    return version.number <= number && line?.kind === "acceptance" ? [line.actId] : [];
  });
  return accepted.at(-1) ?? null;
}
