import { redirect } from "@remix-run/node";
import type { Instant } from "#app/domain/instant";
import { readAskedInstant } from "#app/domain/publication/drafting/asked";
import { findParties } from "#app/domain/publication/later/named-parties.server";
import { approveProposal, proposeClauseMark, proposeEnding, rejectProposal } from "#app/domain/publication/later/proposals.server";
import { readTimeline, zoneOf } from "#app/domain/publication/reading.server";
import { DomainError } from "#app/domain/refusal";
import { textOf } from "#app/http/account/account-fields.server";
import type { Exchange } from "#app/http/context";
import { refuse } from "#app/http/refuse.server";
import { orActRefill, readActForm, refillAct, type SentAct } from "#app/http/desk/version-acts-refill.server";
import { requireFreshSignIn } from "#app/http/viewer.server";
import { afterPublicationMessages } from "#app/messages/after-publication";
import { LANGUAGES } from "#app/messages/catalogue";
import type { Portal } from "#app/portal.server";

/** Lists of parties may be long. */
const LARGEST_PROPOSAL = 256 * 1024;

/** Answers the form that proposes to mark a clause void, or to give an undertaking. */
export async function answerMark(exchange: Exchange, { slug, number }: { slug: string; number: string }) {
  const sent = await readActForm(exchange, ["editor", "approver"], LARGEST_PROPOSAL);
  const { portal } = exchange.context;
  return orActRefill(sent, async () => {
    const { form, viewer } = sent;
    const whom = await readParties(portal, sent);
    if ("fault" in whom) return refillAct(form, { parties: whom.fault });
    const zone = zoneOf((await readTimeline(portal, slug)).timeline);
    const kind = textOf(form, "kind") === "undertaking" ? ("undertaking" as const) : ("void" as const);
    const sinceAt = readOptionalInstant(form, "since", zone);
    const mark = { kind, number: Number(number), clauseId: textOf(form, "clauseId"), parties: whom.parties, ground: wordsIn(form, "ground"), sinceAt };
    const id = await proposeClauseMark(portal, { slug, actor: viewer, mark });
    return redirect(`/editor/proposals/${id}?saved`, { status: 303 });
  });
}

/** Answers the form that proposes to end an agreement. */
export async function answerEnding(exchange: Exchange, slug: string) {
  const sent = await readActForm(exchange, ["editor", "approver"], LARGEST_PROPOSAL);
  const { portal } = exchange.context;
  return orActRefill(sent, async () => {
    const { form, viewer } = sent;
    const whom = await readParties(portal, sent);
    if ("fault" in whom) return refillAct(form, { parties: whom.fault });
    const zone = zoneOf((await readTimeline(portal, slug)).timeline);
    const instants = { effectiveAt: readOptionalInstant(form, "effective", zone), dataUntil: readOptionalInstant(form, "dataUntil", zone) };
    const surviving = form.getAll("surviving").filter((value) => typeof value === "string");
    const ending = { parties: whom.parties, ground: wordsIn(form, "ground"), refund: wordsIn(form, "refund"), ...instants, surviving };
    const id = await proposeEnding(portal, { slug, actor: viewer, ending });
    return redirect(`/editor/proposals/${id}?saved`, { status: 303 });
  });
}

/** Answers the decision on a proposal. To approve, the password was entered shortly before. */
export async function answerDecision(exchange: Exchange, id: string) {
  const sent = await readActForm(exchange, ["editor", "approver"]);
  const intent = textOf(sent.form, "intent");
  if (intent === "approve") await requireFreshSignIn(exchange, sent.viewer);
  return orActRefill(sent, async () => {
    const { portal } = exchange.context;
    if (intent === "approve") await approveProposal(portal, { id, actor: sent.viewer });
    else if (intent === "reject") await rejectProposal(portal, { id, actor: sent.viewer, reason: textOf(sent.form, "reason").slice(0, 2000) });
    else throw refuse("input-invalid");
    return redirect(`/editor/proposals/${id}`, { status: 303 });
  });
}

async function readParties(portal: Portal, { form, language }: SentAct): Promise<{ parties: string[] | null } | { fault: string }> {
  if (textOf(form, "whom") !== "some") return { parties: null };
  const words = afterPublicationMessages[language].parties;
  const { parties, unknown } = await findParties(portal, textOf(form, "parties"));
  if (unknown.length > 0) return { fault: words.unknown(unknown.slice(0, 10).join(", ").slice(0, 500)) };
  return parties.length === 0 ? { fault: words.missing } : { parties };
}

/** An instant or day that may be left out. Throws instant-invalid, which names the field. */
function readOptionalInstant(form: FormData, field: string, zone: string): Instant | null {
  const text = textOf(form, field).trim();
  if (text === "") return null;
  try {
    return readAskedInstant(text, zone);
  } catch (error) {
    if (error instanceof DomainError) throw new DomainError(error.code, { ...error.details, field });
    throw error;
  }
}

function wordsIn(form: FormData, name: string): Record<string, string> {
  return Object.fromEntries(LANGUAGES.map((language) => [language, textOf(form, `${name}.${language}`).trim().slice(0, 5000)]));
}
