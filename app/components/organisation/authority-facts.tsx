import { useLanguage } from "#app/components/language";
import { LocalTime, Time } from "#app/components/time";
import type { DelegationState } from "#app/domain/access/delegation";
import type { AuthorityView } from "#app/http/account/organisation-view.server";
import { commonMessages } from "#app/messages/common";
import { organisationMessages } from "#app/messages/organisation";

/** How an authority stands, in a word. */
export function AuthorityTag({ state }: { state: DelegationState }) {
  const words = organisationMessages[useLanguage()].authority.state;
  return <span className={state === "holds" ? "tag tag-in-force" : "tag"}>{words[state]}</span>;
}

/** From when and until when an authority holds. */
export function Period({ beginsAt, endsAt, zone }: { beginsAt: string | null; endsAt: string | null; zone: string }) {
  const words = organisationMessages[useLanguage()].authority;
  return (
    <>
      {words.from} {beginsAt === null ? words.onAcceptance : <LocalTime instant={beginsAt} zone={zone} />}
      {" · "}
      {words.until} {endsAt === null ? words.noEnd : <LocalTime instant={endsAt} zone={zone} />}
    </>
  );
}

/** All facts of an authority, with exact instants. */
export function AuthorityFacts({ authority, zone }: { authority: AuthorityView; zone: string }) {
  const language = useLanguage();
  const { authority: words, list } = organisationMessages[language];
  const { id, person, owner, scopes, beginsAt, endsAt, grantedAt, revokedAt, organisation, isRemoved } = authority;
  const gone = isRemoved ? commonMessages[language].removed : list.erased;
  return (
    <dl className="facts facts-wide">
      <dt>{list.organisation}</dt>
      <dd>{organisation ?? gone}</dd>
      <dt>{words.person}</dt>
      <dd>{person?.name && <>{person.name}<br /></>}{person?.address ?? gone}</dd>
      <dt>{words.scopes}</dt>
      <dd>{scopes.map((scope) => words.scope[scope]).join(" · ")}</dd>
      <dt>{words.from}</dt>
      <dd><Time instant={beginsAt} zone={zone} /></dd>
      <dt>{words.until}</dt>
      <dd>{endsAt === null ? words.noEnd : <Time instant={endsAt} zone={zone} />}</dd>
      <dt>{words.granted}</dt>
      <dd><Time instant={grantedAt} zone={zone} />{owner && <><br />{words.by(owner)}</>}</dd>
      {revokedAt && <><dt>{words.revoked}</dt><dd><Time instant={revokedAt} zone={zone} /></dd></>}
      <dt>{words.record}</dt>
      <dd className="organisation-id">{id}</dd>
    </dl>
  );
}
