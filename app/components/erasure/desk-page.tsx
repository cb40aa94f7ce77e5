import { ErrorSummary, Field } from "#app/components/account/fields";
import type { Refilled } from "#app/components/account/sign-in";
import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import { Section } from "#app/components/section";
import { LocalTime } from "#app/components/time";
import { erasureMessages } from "#app/messages/erasure";

export type DeskView = {
  formToken: string;
  requests: { id: string; partyId: string; name: string; by: string; status: string; until: string | null; isWaiting: boolean; askedAt: string }[];
  next: string | null;
  isFirst: boolean;
  sweeps: { id: string; at: string; sentence: string }[];
};

/** Requests for erasure, the way to a person's page, and what the periods removed. */
export function DeskPage({ view, refill }: { view: DeskView; refill: Refilled }) {
  const { staff: words } = erasureMessages[useLanguage()];
  return (
    <div className="staff">
      <ErrorSummary faults={refill?.faults} />
      <h1>{words.title}</h1>
      <p className="lead">{words.lead}</p>
      <form method="post" className="staff-search" noValidate>
        <FormToken value={view.formToken} />
        <Field name="address" type="email" label={words.find} hint={words.findHint} faults={refill?.faults} value={refill?.typed.address} autoComplete="off" />
        <button className="button">{words.findSubmit}</button>
      </form>
      <Section id="requests" title={words.requests}><Requests view={view} /></Section>
      <Section id="sweeps" title={words.sweeps}>
        {view.sweeps.length === 0 && <p className="empty">{words.sweepsEmpty}</p>}
        <ul className="staff-list">
          {view.sweeps.map(({ id, at, sentence }) => <li key={id}><LocalTime instant={at} zone="UTC" /> · {sentence}</li>)}
        </ul>
      </Section>
    </div>
  );
}

function Requests({ view: { requests, next, isFirst } }: { view: DeskView }) {
  const { staff: words } = erasureMessages[useLanguage()];
  return (
    <>
      {requests.length === 0 && <p className="empty">{words.none}</p>}
      <ul className="staff-list">
        {requests.map((request) => (
          <li key={request.id}>
            <p>
              <a href={`/operator/erasures/${request.partyId}`}>{request.name}</a>{" "}
              <span className={request.isWaiting ? "tag tag-binding" : "tag"}>{request.status}</span> {request.until}
            </p>
            <p className="muted"><LocalTime instant={request.askedAt} zone="UTC" /> · {request.by}</p>
          </li>
        ))}
      </ul>
      <ul className="actions">
        {!isFirst && <li><a href="/operator/erasures">{words.newest}</a></li>}
        {next && <li><a href={`/operator/erasures?before=${next}`} rel="next">{words.older}</a></li>}
      </ul>
    </>
  );
}
