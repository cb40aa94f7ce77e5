import { ErrorSummary } from "#app/components/account/fields";
import type { Refilled } from "#app/components/account/sign-in";
import { AuditFilter } from "#app/components/audit/audit-filter";
import { DeskNav } from "#app/components/compliance/desk-nav";
import { useLanguage } from "#app/components/language";
import { LocalTime } from "#app/components/time";
import type { AuditLineView, AuditView } from "#app/http/compliance/audit-view.server";
import { auditMessages } from "#app/messages/audit";

/** What staff did and saw, a page at a time. */
export function AuditPage({ view, formToken, refill }: { view: AuditView; formToken: string; refill: Refilled }) {
  const words = auditMessages[useLanguage()];
  return (
    <div className="staff">
      <ErrorSummary faults={refill?.faults} />
      <h1>{words.title}</h1>
      <DeskNav page="audit" roles={view.roles} />
      <p className="lead">{words.lead}</p>
      <AuditFilter view={view} formToken={formToken} refill={refill} />
      {view.lines.length === 0 && <p className="empty">{words.none}</p>}
      {view.lines.length > 0 && (
        <table className="staff-table audit-table">
          <thead><tr>{COLUMNS.map((name) => <th key={name} scope="col">{words.columns[name]}</th>)}</tr></thead>
          <tbody>{view.lines.map((line) => <Line key={`${line.kind} ${line.record}`} line={line} />)}</tbody>
        </table>
      )}
      {view.next && <ul className="actions"><li><a href={view.next} rel="next">{words.more}</a></li></ul>}
    </div>
  );
}

const COLUMNS = ["at", "kind", "actor", "about", "outcome", "entry"] as const;

function Line({ line: { at, kind, actor, about, outcome, isRefused, entry } }: { line: AuditLineView }) {
  const { columns } = auditMessages[useLanguage()];
  return (
    <tr>
      <th scope="row"><LocalTime instant={at} zone="UTC" /></th>
      <td data-label={columns.kind}>{kind}</td>
      <td data-label={columns.actor}><code>{actor}</code></td>
      <td data-label={columns.about}>{about.map(({ text, href }) => <span className="case-proof" key={text}>{href === null ? <code>{text}</code> : <a href={href}><code>{text}</code></a>}</span>)}</td>
      <td data-label={columns.outcome}>{isRefused ? <strong>{outcome}</strong> : outcome}</td>
      <td data-label={columns.entry}>{entry}</td>
    </tr>
  );
}
