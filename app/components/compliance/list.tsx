import { DeskNav } from "#app/components/compliance/desk-nav";
import { useLanguage } from "#app/components/language";
import { Words } from "#app/components/localised";
import { LocalTime } from "#app/components/time";
import type { ComplianceListView, ComplianceRow } from "#app/http/compliance/compliance-list.server";
import { complianceMessages } from "#app/messages/compliance";
import { noticeDeskMessages } from "#app/messages/notice-desk";

/** The list behind a number, a page at a time. */
export function ComplianceList({ view: { state, zone, rows, next, isPart, back } }: { view: ComplianceListView }) {
  const words = complianceMessages[useLanguage()];
  const shown = COLUMNS.filter((name) => rows.some((row) => row[name] !== null));
  return (
    <div className="staff">
      <h1>{words.listTitle(words.states[state])}</h1>
      <DeskNav page="overview" />
      <p><a href={back}>{words.back}</a></p>
      {(state === "due" || state === "required") && <p className="muted">{words.factsNow}</p>}
      {rows.length === 0 && <p className="empty">{isPart ? words.nobodyYet : words.nobody}</p>}
      {rows.length > 0 && (
        <table className="staff-table">
          <thead><tr>{shown.map((name) => <th key={name} scope="col">{words.columns[name]}</th>)}</tr></thead>
          <tbody>{rows.map((row, place) => <Row key={place} row={row} zone={zone} shown={shown} />)}</tbody>
        </table>
      )}
      {isPart && rows.length > 0 && <p className="muted">{words.part}</p>}
      {next && <ul className="actions"><li><a href={next} rel="next">{words.more}</a></li></ul>}
    </div>
  );
}

const COLUMNS = ["party", "version", "method", "grade", "language", "at", "act", "kind", "failures"] as const satisfies readonly (keyof ComplianceRow)[];

function Row({ row, zone, shown }: { row: ComplianceRow; zone: string; shown: readonly (typeof COLUMNS)[number][] }) {
  const words = complianceMessages[useLanguage()];
  return (
    <tr>
      {shown.map((name) => {
        if (name === "party") return <th key={name} scope="row"><a href={`/compliance/parties/${row.party}`}>{row.party}</a></th>;
        return <td key={name} data-label={words.columns[name]}><Cell row={row} zone={zone} name={name} /></td>;
      })}
    </tr>
  );
}

function Cell({ row, zone, name }: { row: ComplianceRow; zone: string; name: Exclude<(typeof COLUMNS)[number], "party"> }) {
  const words = complianceMessages[useLanguage()];
  switch (name) {
    case "version":
      return row.version && <><Words of={row.version.title} /> <span className="unbroken">{words.numbered(row.version.number)}</span></>;
    case "at":
      return <LocalTime instant={row.at} zone={zone} />;
    case "failures":
      return <Failures failures={row.failures ?? []} zone={zone} />;
    case "method":
      return row.method && words.choices[row.method];
    case "kind":
      return row.kind && words.choices[row.kind];
    case "act":
      return row.actHref && <a href={row.actHref}>{row.act}</a>;
    case "grade":
    case "language":
      return row[name];
  }
}

function Failures({ failures, zone }: { failures: NonNullable<ComplianceRow["failures"]>; zone: string }) {
  const { channel: channels, why } = noticeDeskMessages[useLanguage()];
  return (
    <ul className="failures">
      {failures.map(({ channel, state, at }, place) => <li key={place}>{channels[channel]}: {why[state]}, <LocalTime instant={at} zone={zone} /></li>)}
    </ul>
  );
}
