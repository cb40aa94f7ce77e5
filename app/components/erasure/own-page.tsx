import { Choices, FormPage } from "#app/components/account/fields";
import type { Refilled } from "#app/components/account/sign-in";
import { PlanTable } from "#app/components/erasure/plan-table";
import { WordsField } from "#app/components/erasure/words-field";
import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import { Section } from "#app/components/section";
import { LocalTime } from "#app/components/time";
import { READER_GROUNDS } from "#app/domain/evidence/erasure/ground";
import type { OwnRequest } from "#app/domain/evidence/erasure/own.server";
import type { PlanView } from "#app/http/erasure/erasure-view";
import { accountMessages } from "#app/messages/account";
import { erasureMessages } from "#app/messages/erasure";

type OwnView = { formToken: string; zone: string; plan: PlanView; request: OwnRequest | null; isWithdrawn: boolean; refill: Refilled };

/** Asks a person whether to be erased, after what follows is said; or tells where the request stands. */
export function OwnErasurePage(view: OwnView) {
  const language = useLanguage();
  const words = erasureMessages[language];
  const isWaiting = view.request?.status.state === "waiting";
  return (
    <FormPage title={words.title} faults={view.refill?.faults}>
      {view.isWithdrawn && <p className="notice" role="status">{words.withdrawn}</p>}
      {view.request && <LastRequest request={view.request} zone={view.zone} formToken={view.formToken} />}
      {!isWaiting && <p className="lead">{words.lead}</p>}
      <Section id="before" title={words.before}>
        <p>{words.copyFirst}</p>
        <p><a className="button button-plain" href="/account/erasure/copy.json" download>{words.copy}</a></p>
      </Section>
      <Section id="follows" title={words.follows}>
        <ul className="erasure-follows">{words.followsList.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>
      </Section>
      <Section id="plan" title={words.planTitle}><PlanTable plan={view.plan} label={words.planTitle} /></Section>
      {!isWaiting && <AskForm formToken={view.formToken} refill={view.refill} />}
      <p><a href="/account">{accountMessages[language].form.cancel}</a></p>
    </FormPage>
  );
}

function LastRequest({ request, zone, formToken }: { request: OwnRequest; zone: string; formToken: string }) {
  const words = erasureMessages[useLanguage()];
  const { state } = request.status;
  if (state === "waiting") {
    return (
      <div className="notice">
        <p>{words.asked}</p>
        <p className="muted">{words.askedOn} <LocalTime instant={request.askedAt} zone={zone} /></p>
        {request.isOwn && <TakeBack formToken={formToken} id={request.id} />}
      </div>
    );
  }
  if (state === "stopped") return <p className="notice">{words.stopped}</p>;
  if (state !== "rejected") return null;
  return (
    <div className="notice">
      <p>{words.rejected}</p>
      {request.rejection && <p>{words.rejectedReason} {request.rejection}</p>}
    </div>
  );
}

function TakeBack({ formToken, id }: { formToken: string; id: string }) {
  const words = erasureMessages[useLanguage()];
  return (
    <form method="post">
      <FormToken value={formToken} />
      <input type="hidden" name="request" value={id} />
      <button className="button button-plain" name="intent" value="withdraw">{words.takeBack}</button>
    </form>
  );
}

function AskForm({ formToken, refill }: { formToken: string; refill: Refilled }) {
  const words = erasureMessages[useLanguage()];
  const fault = refill?.faults.understood;
  const grounds = READER_GROUNDS.map((value) => ({ value, label: words.grounds[value] }));
  return (
    <form method="post" className="stack" noValidate>
      <FormToken value={formToken} />
      <Choices name="ground" legend={words.ground} faults={refill?.faults} value={refill?.typed.ground} choices={grounds} />
      <WordsField id="words" label={words.words} hint={words.wordsHint} fault={refill?.faults.words} value={refill?.typed.words} />
      <div className={fault ? "field field-wrong" : "field"}>
        {fault && <p className="field-error" id="understood-fault">{fault}</p>}
        <label className="choice">
          <input type="checkbox" id="understood" name="understood" value="yes" aria-describedby={fault && "understood-fault"} />
          <span>{words.understood}</span>
        </label>
      </div>
      <button className="button" name="intent" value="ask">{words.submit}</button>
    </form>
  );
}
