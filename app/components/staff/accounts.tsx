import { Field, ErrorSummary, type Faults } from "#app/components/account/fields";
import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import { RoleHistory } from "#app/components/staff/role-history";
import { LocalTime } from "#app/components/time";
import type { ListedAccount, RoleChange } from "#app/domain/access/accounts.server";
import { accountMessages } from "#app/messages/account";
import { importMessages } from "#app/messages/imports";
import { noticeDeskMessages } from "#app/messages/notice-desk";
import { retentionMessages } from "#app/messages/retention";
import { ruleMessages } from "#app/messages/rules";
import { siteCheckMessages } from "#app/messages/site-checks";
import { staffMessages } from "#app/messages/staff";

export type Search = { faults: Faults; typed: Record<string, string>; found: ListedAccount | null };

type AccountsView = {
  formToken: string;
  whose: "staff" | "everyone";
  isFirst: boolean;
  accounts: ListedAccount[];
  next: string | null;
  changes: RoleChange[];
};

/** The operator's page: find an account, see who has a role, see what was changed. */
export function AccountsPage({ view, search }: { view: AccountsView; search: Search | undefined }) {
  const language = useLanguage();
  const words = staffMessages[language].accounts;
  return (
    <div className="staff">
      <ErrorSummary faults={search?.faults} />
      <h1>{words.title}</h1>
      <p className="lead">{words.lead}</p>
      <p><a href="/operator/notices">{noticeDeskMessages[language].link}</a></p>
      <p><a href="/operator/imports">{importMessages[language].link}</a></p>
      <p><a href="/operator/site-checks">{siteCheckMessages[language].link}</a></p>
      <p><a href="/operator/retention">{retentionMessages[language].link}</a></p>
      <p><a href="/compliance/rules">{ruleMessages[language].link}</a></p>
      <SearchForm formToken={view.formToken} search={search} />
      {search && <Found search={search} />}
      <AccountList view={view} />
      <RoleHistory changes={view.changes} />
    </div>
  );
}

function SearchForm({ formToken, search }: { formToken: string; search: Search | undefined }) {
  const words = staffMessages[useLanguage()].accounts;
  const field = { faults: search?.faults, value: search?.typed.address, autoComplete: "off" };
  return (
    <form method="post" action="/operator" className="staff-search" noValidate>
      <FormToken value={formToken} />
      <Field name="address" type="email" label={words.search} hint={words.searchHint} {...field} />
      <button className="button">{words.searchSubmit}</button>
    </form>
  );
}

function Found({ search: { found, typed, faults } }: { search: Search }) {
  const words = staffMessages[useLanguage()].accounts;
  if (Object.keys(faults).length > 0) return null;
  return (
    <div className="notice" role="status">
      {found === null ? <p>{words.none(typed.address ?? "")}</p> : <><h2>{words.found}</h2><AccountTable accounts={[found]} label={words.found} /></>}
    </div>
  );
}

function AccountList({ view: { whose, isFirst, accounts, next } }: { view: AccountsView }) {
  const words = staffMessages[useLanguage()].accounts;
  return (
    <section aria-labelledby="accounts">
      <h2 id="accounts">{words.whose}</h2>
      <ul className="staff-tabs">
        <li><a href="/operator" aria-current={whose === "staff" ? "true" : undefined}>{words.staff}</a></li>
        <li><a href="/operator?whose=everyone" aria-current={whose === "everyone" ? "true" : undefined}>{words.everyone}</a></li>
      </ul>
      {accounts.length === 0 ? <p className="empty">{whose === "staff" ? words.staffEmpty : words.everyoneEmpty}</p> : <AccountTable accounts={accounts} label={words[whose]} />}
      <ul className="actions">
        {!isFirst && <li><a href={`/operator?whose=${whose}`}>{words.first}</a></li>}
        {next && <li><a href={`/operator?whose=${whose}&before=${next}`} rel="next">{words.next}</a></li>}
      </ul>
    </section>
  );
}

function AccountTable({ accounts, label }: { accounts: ListedAccount[]; label: string }) {
  const words = staffMessages[useLanguage()].accounts;
  return (
    <table className="staff-table">
      <caption className="visually-hidden">{label}</caption>
      <thead>
        <tr><th scope="col">{words.address}</th><th scope="col">{words.roles}</th><th scope="col">{words.since}</th><td /></tr>
      </thead>
      <tbody>{accounts.map((account) => <AccountRow key={account.id} account={account} />)}</tbody>
    </table>
  );
}

function AccountRow({ account }: { account: ListedAccount }) {
  const language = useLanguage();
  const words = staffMessages[language].accounts;
  const address = account.address ?? words.erased;
  const roles = account.roles.map((role) => accountMessages[language].account.role[role]).join(" · ");
  return (
    <tr>
      <th scope="row">
        {address} {account.isClosed && <span className="tag">{words.closed}</span>} {!account.isAddressConfirmed && <span className="tag">{words.unconfirmed}</span>}
      </th>
      <td data-label={words.roles}>{roles || <span className="muted">{words.noRoles}</span>}</td>
      <td data-label={words.since}><LocalTime instant={account.createdAt} zone="UTC" /></td>
      <td>
        {account.address && !account.isClosed && <a href={`/operator/accounts/${account.id}`} aria-label={words.changeOf(address)}>{words.change}</a>}
      </td>
    </tr>
  );
}
