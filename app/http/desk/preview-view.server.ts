import { readAskedInstant } from "#app/domain/publication/drafting/asked";
import { stateOn, stateWith, type StateOn } from "#app/domain/publication/drafting/preview.server";
import type { NoticeWorking } from "#app/domain/publication/notice-rule";
import { DomainError } from "#app/domain/refusal";
import type { Instant } from "#app/domain/instant";
import type { Language } from "#app/messages/catalogue";
import { problemMessages } from "#app/messages/problems";
import type { Portal } from "#app/portal.server";

/** The answer to "what will the state be on …": asked as typed, and what was found or why nothing could be. */
export type StateView = {
  asked: string;
  found: {
    at: Instant;
    isFuture: boolean;
    inForce: number | null;
    hasEnded: boolean;
    pending: { number: number; effectiveAt: Instant; working: NoticeWorking | null }[];
    others: { number: number; status: "superseded" | "withdrawn" }[];
  } | null;
  /** Why there is no answer, as a sentence; "" where there is one, or none was asked for. */
  fault: string;
};

type About = { asked: string | null; zone: string; language: Language } & ({ slug: string } | { draftId: string });

/** The state at the day or instant that a person typed; nothing typed asks nothing. */
export async function viewState(portal: Pick<Portal, "db" | "now">, about: About): Promise<StateView> {
  const asked = (about.asked ?? "").slice(0, 80);
  if (asked.trim() === "") return { asked: "", found: null, fault: "" };
  try {
    const at = readAskedInstant(asked, about.zone);
    const state = "slug" in about ? await stateOn(portal, { slug: about.slug, at }) : await stateWith(portal, { draftId: about.draftId, at });
    return { asked, found: foundOf(state, portal.now()), fault: "" };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { title, advice } = problemMessages[about.language][error.code](error.details);
    return { asked, found: null, fault: `${title}. ${advice}` };
  }
}

function foundOf({ at, versions, inForce, pending, ending }: StateOn, now: Instant): StateView["found"] {
  return {
    at,
    isFuture: at > now,
    inForce: inForce?.version.number ?? null,
    hasEnded: ending !== null,
    pending: pending.flatMap(({ version: { number }, effectiveAt, working }) => (effectiveAt === null ? [] : [{ number, effectiveAt, working }])),
    others: versions.flatMap(({ version: { number }, status }) => (status === "superseded" || status === "withdrawn" ? [{ number, status }] : [])),
  };
}
