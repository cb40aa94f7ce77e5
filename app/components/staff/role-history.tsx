import { useLanguage } from "#app/components/language";
import { LocalTime } from "#app/components/time";
import { ROLES } from "#app/domain/access/role";
import type { RoleChange } from "#app/domain/access/accounts.server";
import { accountMessages } from "#app/messages/account";
import { staffMessages } from "#app/messages/staff";

/** Roles given and taken, the newest first, with who, when and why. */
export function RoleHistory({ changes }: { changes: RoleChange[] }) {
  const words = staffMessages[useLanguage()].history;
  return (
    <section aria-labelledby="history">
      <h2 id="history">{words.title}</h2>
      {changes.length === 0 && <p className="empty">{words.empty}</p>}
      <ol className="role-history">
        {changes.map((change) => <li key={change.id}><Change change={change} /></li>)}
      </ol>
    </section>
  );
}

function Change({ change: { act, role, of, by, reason, happenedAt } }: { change: RoleChange }) {
  const language = useLanguage();
  const { history: words, accounts } = staffMessages[language];
  const known = ROLES.find((each) => each === role);
  const name = known ? accountMessages[language].account.role[known] : role;
  return (
    <>
      <p className="muted"><LocalTime instant={happenedAt} zone="UTC" /></p>
      <p>
        <strong>{words[act](name)}</strong> {words[act === "granted" ? "to" : "from"](of ?? accounts.erased)} · {words.by(by ?? accounts.erased)}
      </p>
      <p className="role-reason">{reason}</p>
    </>
  );
}
