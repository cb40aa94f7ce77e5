import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import { AuthorityTag, Period } from "#app/components/organisation/authority-facts";
import { Section } from "#app/components/section";
import { LocalTime, Time } from "#app/components/time";
import type { OpenInvitation } from "#app/domain/access/delegation-invite.server";
import type { Organisation } from "#app/domain/access/organisation.server";
import type { AuthorityView } from "#app/http/account/organisation-view.server";
import { commonMessages } from "#app/messages/common";
import { organisationMessages } from "#app/messages/organisation";

const DONE = { created: "createdSaid", changed: "changedSaid", invited: "invitedSaid", withdrawn: "withdrawnSaid", revoked: "revokedSaid" } as const;
type Done = keyof typeof DONE;

/** What the page says first, by the query `done`. */
export function readDone(text: string | null): Done | null {
  return text !== null && isDone(text) ? text : null;
}

function isDone(text: string): text is Done {
  return Object.hasOwn(DONE, text);
}

type PageView = {
  formToken: string;
  zone: string;
  done: Done | null;
  organisation: Organisation;
  /** What its place is called. */
  place: string | null;
  authorities: AuthorityView[];
  next: string | null;
  isFirst: boolean;
  invitations: OpenInvitation[];
  isActing: boolean;
};

/** An organisation: what it is, who may act for it, and what was offered by mail. */
export function OrganisationPage(view: PageView) {
  const { page: words } = organisationMessages[useLanguage()];
  const { organisation, done } = view;
  return (
    <div className="page">
      <p className="eyebrow"><a href="/organisations">{words.back}</a></p>
      <h1 className="organisation-title">{organisation.name}</h1>
      {done && <p className="notice" role="status">{words[DONE[done]]}</p>}
      <Act view={view} />
      <People view={view} />
      {organisation.isOwner && <Waiting view={view} />}
      <Facts view={view} />
    </div>
  );
}

function Act({ view: { organisation, isActing, formToken } }: { view: PageView }) {
  const { page: words } = organisationMessages[useLanguage()];
  if (isActing) return <p>{words.acts} <a href="/me">{words.agreements}</a></p>;
  return (
    <form method="post" action="/acting-for">
      <FormToken value={formToken} />
      <button className="button" name="whom" value={organisation.partyId}>{words.act}</button>
    </form>
  );
}

function People({ view }: { view: PageView }) {
  const { page: words, list } = organisationMessages[useLanguage()];
  const { organisation: { partyId, isOwner }, authorities, next, isFirst, zone } = view;
  return (
    <Section id="people" title={isOwner ? words.people : words.yours}>
      {isOwner && <p><a className="button button-plain" href={`/organisations/${partyId}/invite`}>{words.invite}</a></p>}
      <ul className="organisation-list">
        {authorities.map((authority) => <li key={authority.id}><Holder authority={authority} zone={zone} /></li>)}
      </ul>
      <ul className="actions">
        {!isFirst && <li><a href={`/organisations/${partyId}#people`}>{list.first}</a></li>}
        {next && <li><a href={`/organisations/${partyId}?before=${next}#people`} rel="next">{list.next}</a></li>}
      </ul>
    </Section>
  );
}

function Holder({ authority, zone }: { authority: AuthorityView; zone: string }) {
  const { authority: words, list } = organisationMessages[useLanguage()];
  const { id, partyId, relation, state, scopes, person, isRemoved, beginsAt, endsAt } = authority;
  const { removed } = commonMessages[useLanguage()];
  const address = person?.address ?? (isRemoved ? removed : list.erased);
  return (
    <>
      <p className="organisation-name">{person?.name && <>{person.name} · </>}{address} <AuthorityTag state={state} /></p>
      <p className="muted">
        {relation === "owner" ? words.relation.owner : scopes.map((scope) => words.scope[scope]).join(" · ")}
      </p>
      {relation !== "owner" && (
        <p className="muted">
          <Period beginsAt={beginsAt} endsAt={endsAt} zone={zone} /> ·{" "}
          <a href={`/organisations/${partyId}/authorities/${id}`} aria-label={words.seeOf(address)}>{words.see}</a>
        </p>
      )}
    </>
  );
}

function Waiting({ view: { organisation, invitations, formToken, zone } }: { view: PageView }) {
  const { page: words } = organisationMessages[useLanguage()];
  return (
    <Section id="waiting" title={words.waiting}>
      {invitations.length === 0 && <p className="empty">{words.waitingNone}</p>}
      <ul className="organisation-list">
        {invitations.map((invitation) => (
          <li key={invitation.id}>
            <Invitation invitation={invitation} zone={zone} />
            <form method="post" action={`/organisations/${organisation.partyId}`}>
              <FormToken value={formToken} />
              <button className="link-button" name="withdraw" value={invitation.id}>{words.withdraw}<span className="visually-hidden"> {invitation.address}</span></button>
            </form>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Invitation({ invitation: { address, scopes, beginsAt, endsAt, expiresAt }, zone }: { invitation: OpenInvitation; zone: string }) {
  const { page: words, authority } = organisationMessages[useLanguage()];
  return (
    <>
      <p className="organisation-name">{address}</p>
      <p className="muted">{scopes.map((scope) => authority.scope[scope]).join(" · ")}</p>
      <p className="muted"><Period beginsAt={beginsAt} endsAt={endsAt} zone={zone} /></p>
      <p className="muted">{words.waitsUntil} <LocalTime instant={expiresAt} zone={zone} /></p>
    </>
  );
}

function Facts({ view: { organisation, place, zone } }: { view: PageView }) {
  const { page: words, form } = organisationMessages[useLanguage()];
  return (
    <Section id="facts" title={words.facts}>
      <dl className="facts facts-wide">
        <dt>{words.place}</dt>
        <dd>{place ?? form.placeNone}</dd>
        <dt>{words.kind}</dt>
        <dd>{words[organisation.customerKind]}</dd>
        <dt>{words.since}</dt>
        <dd><Time instant={organisation.foundedAt} zone={zone} /></dd>
        <dt>{words.party}</dt>
        <dd className="organisation-id">{organisation.partyId}</dd>
      </dl>
      {organisation.isOwner && <p><a href={`/organisations/${organisation.partyId}/change`}>{words.change}</a></p>}
    </Section>
  );
}
