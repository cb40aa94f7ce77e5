import { ErrorSummary, type Faults } from "#app/components/account/fields";
import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import { ReasonField } from "#app/components/staff/reason-field";
import { RoleHistory } from "#app/components/staff/role-history";
import { ROLES, type Role } from "#app/domain/access/role";
import type { ListedAccount, RoleChange } from "#app/domain/access/accounts.server";
import { accountMessages } from "#app/messages/account";
import { staffMessages } from "#app/messages/staff";

export type RolesRefill = { faults: Faults; roles: Role[]; reason: string } | undefined;

type RolesView = { formToken: string; account: ListedAccount; changes: RoleChange[]; done: "changed" | "unchanged" | null };

/** The roles of one account as boxes to tick, with the reason, and what was changed before. */
export function AccountRolesPage({ view, refill }: { view: RolesView; refill: RolesRefill }) {
  const { accounts, roles: words } = staffMessages[useLanguage()];
  const { account, done } = view;
  return (
    <div className="page staff-form">
      <ErrorSummary faults={refill?.faults} />
      <p className="eyebrow"><a href="/operator">{words.back}</a></p>
      <h1>{words.title}</h1>
      <p className="lead">{account.address ?? accounts.erased}</p>
      {done && <p className="notice" role="status">{words[done]}</p>}
      {!account.isAddressConfirmed && <p className="notice notice-quiet">{words.unconfirmed}</p>}
      <form method="post" className="stack" noValidate>
        <FormToken value={view.formToken} />
        <input type="hidden" name="shown" value={account.roles.join(" ")} />
        <RoleBoxes chosen={refill?.roles ?? account.roles} fault={refill?.faults.roles} />
        <ReasonField label={words.reason} hint={words.reasonHint} fault={refill?.faults.reason} value={refill?.reason ?? ""} />
        <button className="button">{words.submit}</button>
      </form>
      <RoleHistory changes={view.changes} />
    </div>
  );
}

function RoleBoxes({ chosen, fault }: { chosen: Role[]; fault: string | undefined }) {
  const language = useLanguage();
  const words = staffMessages[language].roles;
  return (
    <fieldset id="roles" tabIndex={-1} className={fault ? "field field-wrong" : "field"} aria-describedby={fault && "roles-fault"}>
      <legend>{words.legend}</legend>
      {fault && <p className="field-error" id="roles-fault">{fault}</p>}
      {ROLES.map((role) => (
        <label className="choice" key={role}>
          <input type="checkbox" name="role" value={role} defaultChecked={chosen.includes(role)} />
          <span>{accountMessages[language].account.role[role]} <span className="field-hint">{words.hints[role]}</span></span>
        </label>
      ))}
    </fieldset>
  );
}
