import { answerSet, type Answer, type AnswerOutcome } from "#app/domain/acceptance/answer-set.server";
import type { Portal } from "#app/portal.server";

export type DeclineOutcome =
  | { outcome: "declined"; actId: string }
  | { outcome: "already declined"; actId: string }
  /** What was accepted cannot be declined afterwards. */
  | { outcome: "accepted before"; actId: string }
  | Extract<AnswerOutcome, { outcome: "changed" | "expired" | "not yours" }>;

/** Declines the set that a screen showed. What bound the party goes on binding it. */
export async function decline(portal: Pick<Portal, "db" | "writer" | "keys" | "ledger" | "now">, answer: Answer): Promise<DeclineOutcome> {
  const answered = await answerSet(portal, answer, "decline");
  if (answered.outcome === "recorded") return { outcome: "declined", actId: answered.actId };
  if (answered.outcome !== "answered") return answered;
  const outcome = answered.kind === "decline" ? "already declined" : "accepted before";
  return { outcome, actId: answered.actId };
}
