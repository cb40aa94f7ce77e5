import { ErrorSummary } from "#app/components/account/fields";
import type { Refilled } from "#app/components/account/sign-in";
import { AskForm, HoldForm, LiftForm } from "#app/components/erasure/case-forms";
import { DecideForms } from "#app/components/erasure/decide";
import { PlanTable } from "#app/components/erasure/plan-table";
import { useLanguage } from "#app/components/language";
import { Section } from "#app/components/section";
import { LocalTime } from "#app/components/time";
import type { CaseView } from "#app/http/erasure/erasure-desk.server";
import { erasureMessages } from "#app/messages/erasure";

export type CaseForms = { formToken: string; refill: Refilled };

type CasePageView = CaseForms & { view: CaseView; isFresh: boolean; done: string | null };

/** One person's data: where it stands, the request to decide about, and the holds. */
export function CasePage({ view, isFresh, done, ...forms }: CasePageView) {
  const { staff: words } = erasureMessages[useLanguage()];
  return (
    <div className="page staff-form">
      <ErrorSummary faults={forms.refill?.faults} />
      <p className="eyebrow"><a href="/operator/erasures">{words.back}</a></p>
      <h1>{words.person}</h1>
      <p className="lead">{view.name}</p>
      <p className="muted">{words.party} <code>{view.partyId}</code></p>
      {done && <p className="notice" role="status">{done}</p>}
      {view.state && <p className="notice notice-quiet">{view.state}</p>}
      {view.request && <Request view={view} request={view.request} isFresh={isFresh} {...forms} />}
      <Holds view={view} {...forms} />
      {view.isFree && <Section id="ask" title={words.askTitle}>{view.isPerson ? <AskForm {...forms} /> : <p>{words.notPerson}</p>}</Section>}
    </div>
  );
}

type RequestView = CaseForms & { view: CaseView; request: NonNullable<CaseView["request"]>; isFresh: boolean };

function Request({ view, request, isFresh, ...forms }: RequestView) {
  const words = erasureMessages[useLanguage()];
  return (
    <>
      <Section id="request" title={request.status}>
        <p><LocalTime instant={request.askedAt} zone="UTC" /> · {request.by}</p>
        <p>{words.groundIs(request.ground)}</p>
        {request.words && <p className="role-reason">{words.staff.wordsGiven} {request.words}</p>}
      </Section>
      {request.decision && (
        <>
          <Section id="plan" title={words.planStaff}>
            <p><strong>{words.overall[request.decision.plan.outcome]}</strong></p>
            <PlanTable plan={request.decision.plan} label={words.planStaff} />
          </Section>
          <DecideForms view={view} request={request} sha256={request.decision.sha256} isFresh={isFresh} {...forms} />
        </>
      )}
    </>
  );
}

function Holds({ view, ...forms }: CaseForms & { view: CaseView }) {
  const { staff: words } = erasureMessages[useLanguage()];
  return (
    <>
      <Section id="holds" title={words.holds}>
        {view.holds.length === 0 && <p className="empty">{words.noHolds}</p>}
        <ul className="staff-list">
          {view.holds.map((hold) => (
            <li key={hold.id}>
              <p><strong>{hold.reason}</strong></p>
              {hold.words && <p className="role-reason">{hold.words}</p>}
              <p className="muted">{words.holdPlaced} <LocalTime instant={hold.placedAt} zone="UTC" /> · {words.holdUntil} {hold.until}</p>
              <LiftForm holdId={hold.id} {...forms} />
            </li>
          ))}
        </ul>
      </Section>
      <Section id="place" title={words.placeTitle}><HoldForm {...forms} /></Section>
    </>
  );
}
