import { FormPage } from "#app/components/account/fields";
import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import type { ActingFor, Choosable } from "#app/domain/access/acting-for.server";
import { organisationMessages } from "#app/messages/organisation";

type View = {
  formToken: string;
  address: string;
  actingFor: ActingFor;
  to: string;
  organisations: Choosable[];
  next: string | null;
  isFirst: boolean;
  isRefused: boolean;
};

/** Everybody for whom the person may act, each with a button; the present choice is said. */
export function ActingForPage({ formToken, address, actingFor, to, organisations, next, isFirst, isRefused }: View) {
  const { acting: words } = organisationMessages[useLanguage()];
  const goingOn = `to=${encodeURIComponent(to)}`;
  const chosen = actingFor.whom === "organisation" ? actingFor.partyId : actingFor.whom;
  return (
    <FormPage title={words.title} faults={isRefused ? { form: words.refused } : undefined}>
      {actingFor.whom === "nobody" && <p className="notice" role="status">{words.ended}</p>}
      <p className="lead">{words.lead}</p>
      <form method="post" action={`/acting-for?${goingOn}`}>
        <FormToken value={formToken} />
        <ul className="organisation-list">
          {isFirst && <li><Choice whom="self" name={words.yourself(address)} isChosen={chosen === "self"} /></li>}
          {organisations.map(({ partyId, name }) => <li key={partyId}><Choice whom={partyId} name={name} isChosen={chosen === partyId} /></li>)}
        </ul>
      </form>
      {organisations.length === 0 && isFirst && <p className="muted">{words.none}</p>}
      <p className="actions">
        {!isFirst && <a href={`/acting-for?${goingOn}`}>{words.first}</a>}
        {next && <a href={`/acting-for?${goingOn}&before=${next}`} rel="next">{words.next}</a>}
        <a href="/organisations">{words.organisations}</a>
      </p>
    </FormPage>
  );
}

function Choice({ whom, name, isChosen }: { whom: string; name: string; isChosen: boolean }) {
  const { acting: words } = organisationMessages[useLanguage()];
  return (
    <div className="organisation-choice">
      <button className="link-button" name="whom" value={whom} aria-label={words.actFor(name)}>{name}</button>
      {isChosen && <span className="tag tag-in-force">{words.present}</span>}
    </div>
  );
}
