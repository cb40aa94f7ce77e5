import { useLanguage } from "#app/components/language";
import { NoticeKept } from "#app/components/staff/version-notice";
import { Time } from "#app/components/time";
import type { StateView } from "#app/http/desk/preview-view.server";
import { afterPublicationMessages } from "#app/messages/after-publication";
import { zoneName } from "#app/messages/time";

type AskStateProps = { state: StateView; zone: string; isDraft?: true | undefined };

/** The question "what will the state be on …", and its answer. */
export function AskState({ state, zone, isDraft }: AskStateProps) {
  const language = useLanguage();
  const words = afterPublicationMessages[language].state;
  const described = ["on-hint", state.fault && "on-fault"].filter(Boolean).join(" ");
  return (
    <>
      <form method="get" className="staff-search" action="#state">
        <div className={state.fault ? "field field-wrong" : "field"}>
          <label htmlFor="on">{words.label}</label>
          <p className="field-hint" id="on-hint">{words.hint(zoneName({ zone, language }))}</p>
          {state.fault && <p className="field-error" id="on-fault" role="alert">{state.fault}</p>}
          <input id="on" name="on" defaultValue={state.asked} autoComplete="off" aria-invalid={state.fault ? true : undefined} aria-describedby={described} />
        </div>
        <button className="button button-plain">{words.submit}</button>
      </form>
      {state.found && <Found found={state.found} zone={zone} isDraft={isDraft} />}
    </>
  );
}

function Found({ found, zone, isDraft }: { found: NonNullable<StateView["found"]>; zone: string; isDraft: true | undefined }) {
  const words = afterPublicationMessages[useLanguage()].state;
  const { inForce } = found;
  return (
    <div className="state-found" role="status">
      <p>{words.at} <Time instant={found.at} zone={zone} /></p>
      <p><strong>{inForce === null ? words.nothing : found.hasEnded ? words.ended(inForce) : words.inForce(inForce)}</strong></p>
      {found.pending.map(({ number, effectiveAt, working }) => (
        <div className="state-pending" key={number}>
          <p>{words.pending(number)} <strong><Time instant={effectiveAt} zone={zone} /></strong></p>
          <NoticeKept working={working} />
        </div>
      ))}
      {found.others.length > 0 && (
        <ul>
          {found.others.map(({ number, status }) => <li key={number} className="muted">{words[status](number)}</li>)}
        </ul>
      )}
      <p className="muted">{isDraft && words.withDraft} {found.isFuture && words.future}</p>
    </div>
  );
}
