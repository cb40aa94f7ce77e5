import { redirect } from "@remix-run/node";
import { approvePlan, makePlan, rejectPlan, withdrawPlan } from "#app/domain/evidence/retention/plan.server";
import { DomainError } from "#app/domain/refusal";
import { textOf } from "#app/http/account/account-fields.server";
import type { Exchange } from "#app/http/context";
import { refill } from "#app/http/desk/refill.server";
import { refuse } from "#app/http/refuse.server";
import type { Viewer } from "#app/http/viewer.server";
import type { Language } from "#app/messages/catalogue";
import { problemMessages } from "#app/messages/problems";
import { retentionMessages } from "#app/messages/retention";

export const PLANS_DONE = ["made", "approved", "rejected", "withdrawn"] as const;

type Sent = { viewer: Viewer; form: FormData; language: Language };

/** Answers the forms of plans, by the `intent` of the button that sent them. A refusal comes back with what was typed. */
export async function answerPlans({ context: { portal } }: Exchange, { viewer, form, language }: Sent) {
  const decision = { planId: textOf(form, "plan"), actor: viewer };
  try {
    switch (textOf(form, "intent")) {
      case "make":
        await makePlan(portal, viewer);
        return done("made");
      case "approve":
        await approvePlan(portal, { ...decision, sha256: textOf(form, "sha256") });
        return done("approved");
      case "reject":
        await rejectPlan(portal, { ...decision, reason: textOf(form, "words").slice(0, 2000) });
        return done("rejected");
      case "withdraw":
        await withdrawPlan(portal, decision);
        return done("withdrawn");
      default:
        throw refuse("input-invalid");
    }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === "reason-missing") return refill(form, { reject: retentionMessages[language].reasonMissing });
    const { title, advice } = problemMessages[language][error.code](error.details);
    return refill(form, { form: language === "en" ? `${title}. ${advice}` : `${title}。${advice}` });
  }
}

function done(what: (typeof PLANS_DONE)[number]): Response {
  return redirect(`/operator/retention?done=${what}#plans`, { status: 303 });
}
