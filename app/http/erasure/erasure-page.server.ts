import { textFor } from "#app/domain/acceptance/offer";
import { isGround } from "#app/domain/evidence/erasure/ground";
import { askForErasure, withdrawRequest } from "#app/domain/evidence/erasure/request.server";
import { readHistories } from "#app/domain/publication/catalog.server";
import { DomainError } from "#app/domain/refusal";
import { textOf } from "#app/http/account/account-fields.server";
import type { Exchange } from "#app/http/context";
import { refill } from "#app/http/desk/refill.server";
import { refuse } from "#app/http/refuse.server";
import type { Viewer } from "#app/http/viewer.server";
import type { Language } from "#app/messages/catalogue";
import { erasureMessages } from "#app/messages/erasure";
import { problemMessages } from "#app/messages/problems";
import type { Portal } from "#app/portal.server";
import { redirect } from "@remix-run/node";

/** What agreements are called in a language, by slug, after their newest version. */
export async function readTitles(portal: Pick<Portal, "db">, language: Language): Promise<Record<string, string>> {
  const histories = await readHistories(portal);
  return Object.fromEntries(histories.flatMap(({ slug, versions }) => {
    const newest = versions.at(-1);
    return newest ? [[slug, textFor(newest, language).title]] : [];
  }));
}

type Sent = { viewer: Viewer; form: FormData; language: Language };

/** Answers the forms of a person's own page, by the `intent` of the button that sent them. */
export function answerOwnErasure({ context: { portal } }: Exchange, sent: Sent) {
  const { viewer, form, language } = sent;
  switch (textOf(form, "intent")) {
    case "ask":
      return answerAsk(portal, sent);
    case "withdraw":
      return orFault(form, { language, field: "form" }, async () => {
        await withdrawRequest(portal, { requestId: textOf(form, "request"), actor: viewer });
        return redirect("/account/erasure?done=withdrawn", { status: 303 });
      });
    default:
      throw refuse("input-invalid");
  }
}

function answerAsk(portal: Portal, { viewer, form, language }: Sent) {
  const { faults: words } = erasureMessages[language];
  const ground = textOf(form, "ground");
  const faults = {
    ...(isGround(ground) ? {} : { ground: words.ground }),
    ...(form.get("understood") === "yes" ? {} : { understood: words.understood }),
  };
  if (!isGround(ground) || Object.keys(faults).length > 0) return refill(form, faults);
  return orFault(form, { language, field: "words" }, async () => {
    await askForErasure(portal, { ground, words: textOf(form, "words").slice(0, 2000), actor: viewer });
    return redirect("/account/erasure", { status: 303 });
  });
}

/** Does it; a refusal comes back with what was typed: a reason that is missing at its field, all else above the form. */
export async function orFault<T>(form: FormData, { language, field }: { language: Language; field: string }, work: () => Promise<T>) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === "reason-missing") return refill(form, { [field]: erasureMessages[language].faults.reason });
    const { title, advice } = problemMessages[language][error.code](error.details);
    return refill(form, { form: language === "en" ? `${title}. ${advice}` : `${title}。${advice}` });
  }
}
