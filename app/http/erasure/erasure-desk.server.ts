import { redirect } from "@remix-run/node";
import { approveErasure } from "#app/domain/evidence/erasure/approval.server";
import type { PartyCase } from "#app/domain/evidence/erasure/desk.server";
import { isGround } from "#app/domain/evidence/erasure/ground";
import { proposeErasure, rejectRequest, withdrawRequest } from "#app/domain/evidence/erasure/request.server";
import type { ErasureState } from "#app/domain/evidence/erasure/state.server";
import { isHoldReason } from "#app/domain/evidence/erasure/hold";
import { liftHold, placeHold } from "#app/domain/evidence/erasure/hold.server";
import { parseInstant, type Instant } from "#app/domain/instant";
import { textOf } from "#app/http/account/account-fields.server";
import type { Exchange } from "#app/http/context";
import { orFault } from "#app/http/erasure/erasure-page.server";
import { dayOf, viewPlan, type PlanView } from "#app/http/erasure/erasure-view";
import { refill } from "#app/http/desk/refill.server";
import { refuse } from "#app/http/refuse.server";
import type { Viewer } from "#app/http/viewer.server";
import type { Language } from "#app/messages/catalogue";
import { erasureMessages } from "#app/messages/erasure";
import type { Portal } from "#app/portal.server";

export const DESK_DONE = ["asked", "decided", "rejected", "withdrawn", "held", "lifted"] as const;
type Done = (typeof DESK_DONE)[number];

/** What the page of one party shows, as plain data in words. */
export type CaseView = {
  partyId: string;
  isPerson: boolean;
  /** The masked address, or what stands in its place. */
  name: string;
  state: string | null;
  isFree: boolean;
  holds: { id: string; reason: string; words: string | null; placedAt: Instant; until: string }[];
  request: {
    id: string;
    askedAt: Instant;
    by: string;
    ground: string;
    words: string | null;
    status: string;
    decision: { plan: PlanView; sha256: string } | null;
    isMine: boolean;
  } | null;
  isOwn: boolean;
};

type Viewing = { language: Language; titles: Readonly<Record<string, string>>; accountId: string };

export function viewCase(found: PartyCase, { language, titles, accountId }: Viewing): CaseView {
  const words = erasureMessages[language];
  const { state, request } = found;
  return {
    partyId: found.partyId,
    isPerson: found.kind === "person",
    name: found.address ?? words.staff.unnamed[state?.state ?? "closed"],
    state: state && stateSentence(state, language),
    isFree: state === null && (request === null || ["rejected", "withdrawn", "stopped"].includes(request.status.state)),
    holds: found.holds.map(({ id, reason, words: said, placedAt, untilAt }) => ({
      id, reason: words.staff.holdReasons[reason], words: said, placedAt, until: untilAt === null ? words.staff.holdOpen : dayOf(untilAt, language),
    })),
    request: request && {
      id: request.id,
      askedAt: request.happenedAt,
      by: words.staff.askedBy[request.askedBy],
      ground: words.grounds[request.ground],
      words: request.words,
      status: words.staff.status[request.status.state],
      decision: request.planned && { plan: viewPlan(request.planned.plan, { language, titles }), sha256: request.planned.sha256 },
      isMine: request.actorId === accountId,
    },
    isOwn: found.isOwn,
  };
}

/** That a party is restricted or erased, since when and why. */
export function stateSentence(state: ErasureState, language: Language): string {
  const words = erasureMessages[language];
  const ground = isGround(state.ground) ? words.grounds[state.ground] : state.ground;
  if (state.state === "erased") return words.staff.erasedOn(dayOf(state.at, language), ground);
  const until = state.untilAt === null ? words.staysOpen : words.stays(dayOf(state.untilAt, language));
  return words.staff.restrictedOn(dayOf(state.at, language), ground, until);
}

type Sent = { viewer: Viewer; form: FormData; language: Language; partyId: string };

/** Answers the forms of the page of one party, by the `intent` of the button that sent them. */
export function answerCase({ context: { portal } }: Exchange, sent: Sent) {
  switch (textOf(sent.form, "intent")) {
    case "approve":
      return carryOut(sent, "decided", () => approveErasure(portal, { ...requestOf(sent), sha256: textOf(sent.form, "sha256") }));
    case "reject":
      return carryOut(sent, "rejected", () => rejectRequest(portal, { ...requestOf(sent), reason: wordsOf(sent) }));
    case "withdraw":
      return carryOut(sent, "withdrawn", () => withdrawRequest(portal, requestOf(sent)));
    case "ask":
      return answerAsk(portal, sent);
    case "hold":
      return answerHold(portal, sent);
    case "lift":
      return carryOut(sent, "lifted", () => liftHold(portal, { partyId: sent.partyId, holdId: textOf(sent.form, "hold"), words: wordsOf(sent), actor: sent.viewer }));
    default:
      throw refuse("input-invalid");
  }
}

function carryOut({ form, language, partyId }: Sent, done: Done, work: () => Promise<unknown>) {
  return orFault(form, { language, field: `${textOf(form, "intent")}-words` }, async () => {
    await work();
    return redirect(`/operator/erasures/${partyId}?done=${done}`, { status: 303 });
  });
}

function requestOf({ form, viewer }: Sent) {
  return { requestId: textOf(form, "request"), actor: viewer };
}

function wordsOf({ form }: Sent): string {
  return textOf(form, "words").slice(0, 2000);
}

function answerAsk(portal: Portal, sent: Sent) {
  const { form, language, partyId, viewer } = sent;
  const ground = textOf(form, "ground");
  if (!isGround(ground)) return refill(form, { ground: erasureMessages[language].faults.ground });
  return carryOut(sent, "asked", () => proposeErasure(portal, { partyId, ground, words: wordsOf(sent), actor: viewer }));
}

function answerHold(portal: Portal, sent: Sent) {
  const { form, language, partyId, viewer } = sent;
  const { faults } = erasureMessages[language];
  const reason = textOf(form, "reason");
  const day = textOf(form, "until").trim();
  const untilAt = day === "" ? null : parseInstant(day);
  if (!isHoldReason(reason)) return refill(form, { reason: faults.ground });
  if (day !== "" && (untilAt === null || untilAt <= portal.now())) return refill(form, { until: faults.until });
  return carryOut(sent, "held", () => placeHold(portal, { partyId, reason, words: wordsOf(sent), untilAt, actor: viewer }));
}
