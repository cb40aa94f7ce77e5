import { FormPage } from "#app/components/account/fields";
import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import { LocalTime } from "#app/components/time";
import type { Invitation } from "#app/domain/access/delegation-answer.server";
import { organisationMessages } from "#app/messages/organisation";

type View = { formToken: string; address: string; zone: string; invitation: Invitation | null };

/** An authority as it is offered: how far it goes, and two answers of one size. */
export function InvitationPage({ formToken, address, zone, invitation }: View) {
  const { invitation: words } = organisationMessages[useLanguage()];
  if (invitation === null) return <Said title={words.overTitle} text={words.over} />;
  if (!invitation.isForAccount) return <Said title={words.otherTitle} text={words.other(invitation.sentTo, address)} />;
  return (
    <FormPage title={words.title}>
      <p className="lead">{words.lead(invitation.owner, invitation.organisation)}</p>
      <Extent invitation={invitation} zone={zone} />
      <p>{words.binds}</p>
      <form method="post" className="actions">
        <FormToken value={formToken} />
        <button className="button" name="answer" value="accept">{words.accept}</button>
        <button className="button button-plain" name="answer" value="decline">{words.decline}</button>
      </form>
    </FormPage>
  );
}

function Extent({ invitation: { scopes, beginsAt, endsAt }, zone }: { invitation: Invitation; zone: string }) {
  const { authority: words } = organisationMessages[useLanguage()];
  return (
    <dl className="facts facts-wide">
      <dt>{words.scopes}</dt>
      <dd>
        {scopes.map((scope) => <p key={scope}><strong>{words.scope[scope]}</strong> <span className="muted">{words.scopeHint[scope]}</span></p>)}
      </dd>
      <dt>{words.from}</dt>
      <dd>{beginsAt === null ? words.onYourAcceptance : <LocalTime instant={beginsAt} zone={zone} />}</dd>
      <dt>{words.until}</dt>
      <dd>{endsAt === null ? words.noEnd : <LocalTime instant={endsAt} zone={zone} />}</dd>
    </dl>
  );
}

/** After an invitation was declined. */
export function DeclinedPage() {
  const { invitation: words } = organisationMessages[useLanguage()];
  return <Said title={words.declinedTitle} text={words.declined} />;
}

function Said({ title, text }: { title: string; text: string }) {
  const { invitation: words } = organisationMessages[useLanguage()];
  return (
    <FormPage title={title}>
      <p className="lead">{text}</p>
      <p><a href="/organisations">{words.onward}</a></p>
    </FormPage>
  );
}
