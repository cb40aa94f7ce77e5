import { useLanguage } from "#app/components/language";
import type { PlanView } from "#app/http/erasure/erasure-view";
import { erasureMessages } from "#app/messages/erasure";

/** What becomes of each kind of data, and why what stays does. */
export function PlanTable({ plan, label }: { plan: PlanView; label: string }) {
  const words = erasureMessages[useLanguage()];
  return (
    <>
      <table className="staff-table plan-table">
        <caption className="visually-hidden">{label}</caption>
        <thead><tr><th scope="col">{words.kind}</th><th scope="col">{words.outcome}</th></tr></thead>
        <tbody>
          {plan.rows.map(({ kind, outcome, reasons }) => (
            <tr key={kind}>
              <th scope="row">{kind}</th>
              <td>
                {outcome}
                {reasons.map((reason) => <p className="muted" key={reason}>{reason}</p>)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {plan.isRestricting && <p>{words.restrictedMeans}</p>}
    </>
  );
}
