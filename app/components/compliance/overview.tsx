import { GrowthChart } from "#app/components/compliance/chart";
import { DeskNav } from "#app/components/compliance/desk-nav";
import { FilterForm } from "#app/components/compliance/filter-form";
import { useLanguage } from "#app/components/language";
import { Words } from "#app/components/localised";
import { Section } from "#app/components/section";
import type { ComplianceView, VersionNumbers } from "#app/http/compliance/compliance-view.server";
import { complianceMessages } from "#app/messages/compliance";
import { zoneName } from "#app/messages/time";

/** How parties stand with each version, in numbers that open their lists, and over time. */
export function ComplianceOverview({ view }: { view: ComplianceView }) {
  const language = useLanguage();
  const words = complianceMessages[language];
  return (
    <div className="staff">
      <h1>{words.title}</h1>
      <DeskNav page="overview" />
      <p className="lead">{words.lead(zoneName({ zone: view.zone, language }))}</p>
      <FilterForm view={view} />
      {view.agreements.length === 0 && <p className="empty">{words.none}</p>}
      {view.agreements.map(({ slug, title, zone, versions, growth }) => (
        <Section key={slug} id={slug} title={<Words of={title} />}>
          {versions[0] && <Numbers versions={versions} states={versions[0].counts.map(({ state }) => state)} />}
          <GrowthChart title={title.text} zone={zone} growth={growth} />
        </Section>
      ))}
      <p className="muted">{words.factsNow}</p>
    </div>
  );
}

function Numbers({ versions, states }: { versions: VersionNumbers[]; states: VersionNumbers["counts"][number]["state"][] }) {
  const words = complianceMessages[useLanguage()];
  return (
    <table className="staff-table number-table">
      <thead><tr><th scope="col">{words.version}</th>{states.map((state) => <th key={state} scope="col">{words.states[state]}</th>)}</tr></thead>
      <tbody>{versions.map((version) => <NumbersRow key={version.number} version={version} />)}</tbody>
    </table>
  );
}

function NumbersRow({ version: { number, status, counts, deemedBy } }: { version: VersionNumbers }) {
  const language = useLanguage();
  const words = complianceMessages[language];
  return (
    <tr>
      <th scope="row">{number} <span className="muted">{words.status[status]}</span></th>
      {counts.map(({ state, count, href }) => (
        <td key={state} data-label={words.states[state]}>
          {count === 0 ? 0 : <a href={href}>{count.toLocaleString(language)}</a>}
          {state === "deemed" && deemedBy.map((each) => <span key={each.grade} className="grade-count"> <a className="unbroken" href={each.href}>{words.gradeOf(each.grade, each.count.toLocaleString(language))}</a></span>)}
        </td>
      ))}
    </tr>
  );
}
