import { DeskNav } from "#app/components/compliance/desk-nav";
import { useLanguage } from "#app/components/language";
import { LocalTime } from "#app/components/time";
import type { ComplianceListView, ComplianceRow } from "#app/http/compliance-list.server";
import { complianceMessages } from "#app/messages/compliance";

/** The list behind a number, a page at a time. */
export function ComplianceList({ view: { state, rows, next, back } }: { view: ComplianceListView }) {
  const words = complianceMessages[useLanguage()];
  const shown = COLUMNS.filter((name) => rows.some((row) => row[name] !== null));
  return (
    <div className="staff">
      <h1>{words.listTitle(words.states[state])}</h1>
      <DeskNav page="overview" />
      <p><a href={back}>{words.back}</a></p>
      {rows.length === 0 && <p className="empty">{words.nobody}</p>}
      {rows.length > 0 && (
        <table className="staff-table">
          <thead><tr>{shown.map((name) => <th key={name} scope="col">{words.columns[name]}</th>)}</tr></thead>
          <tbody>{rows.map((row) => <Row key={`${row.act ?? row.at} ${row.party} ${row.version}`} row={row} shown={shown} />)}</tbody>
        </table>
      )}
      {next && <ul className="actions"><li><a href={next} rel="next">{words.more}</a></li></ul>}
    </div>
  );
}

const COLUMNS = ["party", "version", "method", "grade", "language", "at", "act", "kind", "channel"] as const satisfies readonly (keyof ComplianceRow)[];

function Row({ row, shown }: { row: ComplianceRow; shown: readonly (typeof COLUMNS)[number][] }) {
  const words = complianceMessages[useLanguage()];
  const { kind, ...texts } = row;
  return (
    <tr>
      {shown.map((name) => {
        if (name === "party") return <th key={name} scope="row">{row.party}</th>;
        if (name === "at") return <td key={name} data-label={words.columns.at}><LocalTime instant={row.at} zone="UTC" /></td>;
        return <td key={name} data-label={words.columns[name]}>{name === "kind" ? kind && words.kinds[kind] : texts[name]}</td>;
      })}
    </tr>
  );
}
