import { useLanguage } from "#app/components/language";
import { AuthorityTag } from "#app/components/organisation/authority-facts";
import type { AuthorityView } from "#app/http/account/organisation-view.server";
import { organisationMessages } from "#app/messages/organisation";

const DONE = { accepted: "acceptedSaid", revoked: "revokedSaid" } as const;
type Done = keyof typeof DONE;

/** What the page says first, by the query `done`. */
export function readDone(text: string | null): Done | null {
  return text === "accepted" || text === "revoked" ? text : null;
}

type ListView = { authorities: AuthorityView[]; next: string | null; isFirst: boolean; done: Done | null };

/** The organisations that a person may act for, or might once, the newest authority first. */
export function OrganisationsPage({ authorities, next, isFirst, done }: ListView) {
  const { list: words, page } = organisationMessages[useLanguage()];
  return (
    <div className="page">
      <h1>{words.title}</h1>
      <p className="lead">{words.lead}</p>
      {done && <p className="notice" role="status">{page[DONE[done]]}</p>}
      <p><a className="button" href="/organisations/new">{words.found}</a></p>
      {authorities.length === 0 && <p className="empty">{words.empty}</p>}
      <ul className="organisation-list">
        {authorities.map((authority) => <li key={authority.id}><Item authority={authority} /></li>)}
      </ul>
      <ul className="actions">
        {!isFirst && <li><a href="/organisations">{words.first}</a></li>}
        {next && <li><a href={`/organisations?before=${next}`} rel="next">{words.next}</a></li>}
      </ul>
    </div>
  );
}

function Item({ authority }: { authority: AuthorityView }) {
  const { list: words, authority: own } = organisationMessages[useLanguage()];
  const { partyId, id, organisation, relation, state, scopes } = authority;
  const page = state === "holds" ? `/organisations/${partyId}` : state === "ahead" ? `/organisations/${partyId}/authorities/${id}` : null;
  const name = organisation ?? words.erased;
  return (
    <>
      <p className="organisation-name">{page && organisation ? <a href={page}>{name}</a> : name}</p>
      <p className="muted">
        {own.relation[relation]} · {scopes.map((scope) => own.scope[scope]).join(" · ")} <AuthorityTag state={state} />
      </p>
    </>
  );
}
