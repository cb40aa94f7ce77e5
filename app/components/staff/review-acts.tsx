import type { ReactNode } from "react";
import { Hash } from "#app/components/hash";
import { useLanguage } from "#app/components/language";
import { Hidden } from "#app/components/staff/clause";
import { Time } from "#app/components/time";
import type { ReviewView } from "#app/http/desk/draft-view.server";
import type { EditRefill } from "#app/http/desk/save-edits.server";
import { afterPublicationMessages } from "#app/messages/after-publication";
import { editorMessages } from "#app/messages/editor";

/** What the person may do next, and the hash of what would be approved. */
export type ReviewActs = { next: "submit" | "decide" | "own" | "publish" | null; approvalSha256: string | null; isFresh: boolean };

type ActView = { view: ReviewView; acts: ReviewActs; formToken: string; refill: EditRefill | undefined };

/** The one step that the person can take now. */
export function NextStep({ acts, ...rest }: ActView) {
  const words = editorMessages[useLanguage()].review;
  switch (acts.next) {
    case "submit":
      return <Act id="submit" title={words.submitTitle}><p>{words.submitLead}</p><StepForm {...rest} intent="submit" label={words.warningReason} /></Act>;
    case "decide":
      return <Decide acts={acts} {...rest} />;
    case "own":
      return <p className="notice notice-quiet">{words.ownDraft}</p>;
    case "publish":
      return <Publish {...rest} />;
    case null:
      return null;
  }
}

function Decide({ view, acts, formToken, refill }: ActView) {
  const words = editorMessages[useLanguage()].review;
  const { id } = view.head;
  return (
    <Act id="decide" title={words.decideTitle}>
      <p>{words.decideLead}</p>
      {acts.approvalSha256 && <p><Hash label="SHA-256" sha256={acts.approvalSha256} /></p>}
      {acts.isFresh && acts.approvalSha256 ? (
        <StepForm view={view} formToken={formToken} refill={refill} intent="approve" label={words.approveReason} approvalSha256={acts.approvalSha256} />
      ) : (
        <p className="notice">{words.stale} <a href={`/sign-in/again?to=${encodeURIComponent(`/editor/drafts/${id}/review`)}`}>{words.signInAgain}</a></p>
      )}
      <StepForm view={view} formToken={formToken} refill={refill} intent="reject" label={words.rejectReason} />
    </Act>
  );
}

function Publish({ view, formToken, refill }: Omit<ActView, "acts">) {
  const words = editorMessages[useLanguage()].review;
  const { effectiveAt } = view.words;
  const { considered, earliestAt } = view.working;
  return (
    <Act id="publish" title={words.publishTitle}>
      <p>{words.publishLead}</p>
      {considered.length === 0 && <p>{words.publishFirst}</p>}
      {considered.length > 0 && (
        <p>{effectiveAt ? words.publishAt : words.publishEarliest} <strong><Time instant={effectiveAt ?? earliestAt} zone={view.head.zone} /></strong></p>
      )}
      <p><a href={`/editor/agreements/${view.head.slug}/drafts/${view.head.id}`}>{afterPublicationMessages[useLanguage()].preview.title(view.head.number)}</a></p>
      <StepForm view={view} formToken={formToken} refill={refill} intent="publish" label={words.publishReason} />
    </Act>
  );
}

type StepFormView = Omit<ActView, "acts"> & { intent: "submit" | "approve" | "reject" | "publish"; label: string; approvalSha256?: string };

/** The words of a step and its button; the state that was looked at goes with it. */
function StepForm({ view, formToken, refill, intent, label, approvalSha256 }: StepFormView) {
  const words = editorMessages[useLanguage()].review;
  const id = `reason-${intent}`;
  const typed = refill?.typed.intent?.[0] === intent ? refill.typed.reason?.[0] : undefined;
  return (
    <form method="post" className="stack">
      <Hidden formToken={formToken} counter={view.words.counter} />
      {approvalSha256 && <input type="hidden" name="approvalSha256" value={approvalSha256} />}
      <div className="field">
        <label htmlFor={id}>{label}</label>
        <textarea id={id} name="reason" rows={3} maxLength={2000} defaultValue={typed ?? ""} />
      </div>
      <button className={intent === "reject" ? "button button-plain" : "button"} name="intent" value={intent}>{words[intent]}</button>
    </form>
  );
}

function Act({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section className="next-step" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}
