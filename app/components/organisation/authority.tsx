import { FormPage } from "#app/components/account/fields";
import type { Refilled } from "#app/components/account/sign-in";
import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import { AuthorityFacts, AuthorityTag } from "#app/components/organisation/authority-facts";
import { Section } from "#app/components/section";
import { ReasonField } from "#app/components/staff/reason-field";
import type { RevocationDetail } from "#app/domain/access/delegation";
import type { AuthorityView } from "#app/http/account/organisation-view.server";
import { organisationMessages } from "#app/messages/organisation";

type View = {
  formToken: string;
  zone: string;
  authority: AuthorityView;
  /** For the owner alone. */
  revocation: RevocationDetail | null;
  isOwn: boolean;
  refill: Refilled;
};

/** One authority in full, and the form that ends it. */
export function AuthorityPage({ formToken, zone, authority, revocation, isOwn, refill }: View) {
  const { authority: words, form } = organisationMessages[useLanguage()];
  const mayEnd = authority.state === "holds" || authority.state === "ahead";
  const back = isOwn && authority.state !== "holds" ? "/organisations" : `/organisations/${authority.partyId}`;
  return (
    <FormPage title={words.title} faults={refill?.faults}>
      <p><AuthorityTag state={authority.state} /></p>
      <AuthorityFacts authority={authority} zone={zone} />
      {revocation && <p className="organisation-reason">{words.reason}: {revocation.reason} <span className="muted">({revocation.by.address})</span></p>}
      {mayEnd && (
        <Section id="revoke" title={isOwn ? words.giveUp : words.revoke}>
          <form method="post" className="stack" noValidate>
            <FormToken value={formToken} />
            <p>{isOwn ? words.giveUpLead : words.revokeLead}</p>
            <ReasonField label={words.reason} hint={words.reasonHint} fault={refill?.faults.reason} value={refill?.typed.reason ?? ""} />
            <button className="button">{isOwn ? words.giveUp : words.revoke}</button>
          </form>
        </Section>
      )}
      <p><a href={back}>{form.back}</a></p>
    </FormPage>
  );
}
