import { Fragment } from "react";
import { Hash } from "#app/components/hash";
import { useLanguage } from "#app/components/language";
import { Section } from "#app/components/section";
import { Time } from "#app/components/time";
import type { ExportView } from "#app/http/compliance/exports-view.server";
import { exportMessages } from "#app/messages/exports";

/** One export: what it is, its file and note, how downloads come along, and what its columns say. */
export function ExportPage({ view, done, fault }: { view: ExportView; done: string | null; fault: string | null }) {
  const words = exportMessages[useLanguage()];
  const address = `/compliance/exports/${view.id}`;
  return (
    <div className="staff">
      <p className="eyebrow"><a href="/compliance/exports">{words.all}</a></p>
      <h1>{view.title}</h1>
      {done && <p className="notice" role="status">{done}</p>}
      {fault && <div className="error-summary" role="alert"><p>{fault}</p></div>}
      <ul className="actions">
        <li><a className="button" href={`${address}/file`} download={view.fileName}>{words.download}</a></li>
        <li><a href={`${address}/note.json`}>{words.note}</a></li>
      </ul>
      <dl className="facts facts-wide">
        <dt>{words.facts.at}</dt>
        <dd><Time instant={view.at} zone="UTC" /></dd>
        {view.facts.map(({ name, value }) => <Fragment key={name}><dt>{name}</dt><dd>{value}</dd></Fragment>)}
      </dl>
      <p><Hash label={words.facts.filterHash} sha256={view.filterSha256} /></p>
      <Section id="under-way" title={words.underWay}>
        {view.underWay.length === 0 ? <p className="empty">{words.noneUnderWay}</p> : <ul role="status">{view.underWay.map((line, place) => <li key={place}>{line}</li>)}</ul>}
        <p><a href={`${address}#under-way`}>{words.look}</a></p>
      </Section>
      <Section id="fetches" title={words.fetches.title}><Fetches view={view} /></Section>
      <Section id="resume" title={words.resume}><Resume view={view} /></Section>
      <Section id="columns" title={words.columnsTitle}><Columns view={view} /></Section>
    </div>
  );
}

function Fetches({ view: { fetches } }: { view: ExportView }) {
  const words = exportMessages[useLanguage()].fetches;
  if (fetches.length === 0) return <p className="empty">{words.none}</p>;
  return (
    <>
      <p>{words.lead}</p>
      <ul>
        {fetches.map(({ id, at, line, sha256 }) => (
          <li key={id}>
            <Time instant={at} zone="UTC" />
            <p>{line}</p>
            {sha256 && <p><Hash label={words.hash} sha256={sha256} /></p>}
          </li>
        ))}
      </ul>
    </>
  );
}

function Resume({ view }: { view: ExportView }) {
  const words = exportMessages[useLanguage()];
  if (!view.isResumable) return <p>{words.notResumable}</p>;
  return (
    <form method="get" action={`/compliance/exports/${view.id}/file`} className="stack">
      <div className="field">
        <label htmlFor="after">{words.resumeField}</label>
        <p className="field-hint" id="after-hint">{words.resumeHint}</p>
        <input id="after" name="after" type="text" required autoComplete="off" spellCheck={false} aria-describedby="after-hint" />
      </div>
      <button className="button button-plain">{words.resumeSubmit}</button>
    </form>
  );
}

function Columns({ view }: { view: ExportView }) {
  const words = exportMessages[useLanguage()];
  return (
    <table className="staff-table">
      <caption className="visually-hidden">{words.columnsTitle}</caption>
      <thead><tr><th scope="col">{words.column}</th><th scope="col">{words.columnType}</th><th scope="col">{words.means}</th></tr></thead>
      <tbody>
        {view.columns.map(({ name, type, means }) => <tr key={name}><th scope="row"><code>{name}</code></th><td>{type}</td><td lang="en">{means}</td></tr>)}
      </tbody>
    </table>
  );
}
