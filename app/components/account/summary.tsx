import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import type { Part } from "#app/components/account/change";
import { FormPage } from "#app/components/account/fields";
import type { Refilled } from "#app/components/account/sign-in";
import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import type { Role } from "#app/domain/access/role";
import { accountMessages } from "#app/messages/account";
import { dataMessages } from "#app/messages/data";
import { erasureMessages } from "#app/messages/erasure";
import { inboxMessages } from "#app/messages/inbox";
import { leavingMessages } from "#app/messages/leaving";
import { organisationMessages } from "#app/messages/organisation";

type Account = {
  formToken: string;
  address: string;
  isAddressConfirmed: boolean;
  roles: Role[];
  customerKind: "consumer" | "business";
  language: "zh-CN" | "en";
};

type SummaryView = { account: Account; name: string | null; wantsReminders: boolean; done: string | null; sessionDays: number; refill: Refilled };

/** What an account is, each part with its way to change it, and what is kept about its person. */
export function SummaryPage({ account, name, wantsReminders, done, sessionDays, refill }: SummaryView) {
  const language = useLanguage();
  const { account: words, done: said } = accountMessages[language];
  const { reminders } = inboxMessages[language];
  return (
    <FormPage title={words.title} faults={refill?.faults}>
      {isDone(done, said) && <p className="notice" role="status">{said[done]}</p>}
      <dl className="summary">
        <Row label={words.address} part="address">
          {account.address}
          <AddressState account={account} />
        </Row>
        <Row label={words.name} part="name">{name ?? <span className="muted">{words.noName}</span>}</Row>
        <Row label={words.password} part="password"><span className="muted">{words.hidden}</span></Row>
        <Row label={words.language} part="language">{accountMessages[account.language].account.languageName}</Row>
        <Row label={reminders.label} part="reminders">
          {wantsReminders ? reminders.stateOn : reminders.stateOff}
          <p className="muted">{reminders.legal}</p>
        </Row>
        <Row label={words.kind}>{words[account.customerKind]}</Row>
        {account.roles.length > 0 && <Row label={words.roles}>{account.roles.map((role) => words.role[role]).join(" · ")}</Row>}
      </dl>
      <p><Link to="/organisations">{organisationMessages[language].acting.organisations}</Link></p>
      <Kept sessionDays={sessionDays} />
    </FormPage>
  );
}

function isDone<T extends object>(done: string | null, said: T): done is Extract<keyof T, string> {
  return done !== null && Object.hasOwn(said, done);
}

function Row({ label, part, children }: { label: string; part?: Part; children: ReactNode }) {
  const words = accountMessages[useLanguage()].account;
  return (
    <div className="summary-row">
      <dt>{label}</dt>
      <dd className="summary-value">{children}</dd>
      {part && (
        <dd className="summary-change">
          <Link to={`/account?change=${part}`} aria-label={words.changeWhat(label)}>{words.change}</Link>
        </dd>
      )}
    </div>
  );
}

function AddressState({ account }: { account: Account }) {
  const words = accountMessages[useLanguage()].account;
  if (account.isAddressConfirmed) return <p className="muted">{words.confirmed}</p>;
  return (
    <>
      <p className="unconfirmed">{words.unconfirmed}</p>
      <form method="post" action="/account">
        <FormToken value={account.formToken} />
        <button className="link-button" name="intent" value="confirmation">{words.sendAgain}</button>
      </form>
    </>
  );
}

function Kept({ sessionDays }: { sessionDays: number }) {
  const language = useLanguage();
  const words = accountMessages[language].kept;
  return (
    <>
      <h2>{words.title}</h2>
      <ul>
        <li>{words.account}</li>
        <li>{words.party}</li>
        <li>{words.signIns}</li>
        <li>{words.acts}</li>
        <li>{words.session(sessionDays)}</li>
        <li>{words.mails}</li>
        <li>{words.attempts}</li>
      </ul>
      <p><Link to="/me">{words.seeActs}</Link></p>
      <p><a href="/account/data">{dataMessages[language].link}</a></p>
      <p><Link to="/account/erasure">{erasureMessages[language].accountLink}</Link></p>
      <p><Link to="/leave">{leavingMessages[language].accountLink}</Link></p>
    </>
  );
}
