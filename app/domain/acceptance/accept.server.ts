import { answeredBy, answerSet, type Answer, type AnswerOutcome } from "#app/domain/acceptance/answer-set.server";
import { readPresented } from "#app/domain/acceptance/presentation.server";
import type { Portal } from "#app/portal.server";

export type Acceptance = Answer & { isTicked: boolean };

export type AcceptOutcome =
  | { outcome: "accepted"; actId: string }
  /** By this form or another: the receipt is the earlier one. */
  | { outcome: "already accepted"; actId: string }
  /** The same screen was used to decline; accepting after that takes a new one. */
  | { outcome: "declined before"; actId: string }
  | { outcome: "unticked" }
  | Extract<AnswerOutcome, { outcome: "changed" | "expired" | "not yours" }>;

/** Accepts the set that a screen showed. Only a ticked box accepts; nothing is recorded otherwise. */
export async function accept(
  portal: Pick<Portal, "db" | "writer" | "keys" | "ledger" | "now">,
  { isTicked, ...answer }: Acceptance,
): Promise<AcceptOutcome> {
  const answered = isTicked ? await answerSet(portal, answer, "acceptance") : await whyNot(portal, answer);
  if (answered.outcome === "unticked") return answered;
  if (answered.outcome === "recorded") return { outcome: "accepted", actId: answered.actId };
  if (answered.outcome !== "answered") return answered;
  const outcome = answered.kind === "acceptance" ? "already accepted" : "declined before";
  return { outcome, actId: answered.actId };
}

/** Without the tick nothing is recorded; a screen that was answered before still tells so. */
async function whyNot(portal: Pick<Portal, "db" | "now">, answer: Answer): Promise<AnswerOutcome | { outcome: "unticked" }> {
  const presented = await readPresented(portal, answer);
  if (presented.outcome === "open") return { outcome: "unticked" };
  return presented.outcome === "answered" ? answeredBy(presented.act) : presented;
}
