import { Fragment } from "react";
import { Choices, ErrorSummary, Field, type Faults } from "#app/components/account/fields";
import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import { Section } from "#app/components/section";
import { LocalTime } from "#app/components/time";
import type { ImportReport } from "#app/domain/evidence/import/import-acceptances.server";
import { importMessages } from "#app/messages/imports";

export type ImportAnswer = { faults: Faults; typed: { agreement: string; format: string; source: string }; report: ImportReport | null };

type Page = {
  formToken: string;
  agreements: { slug: string; title: string; language: string }[];
  past: { id: string; rows: number; recorded: number; happenedAt: string }[];
  answer: ImportAnswer | undefined;
};

/** Where an operator brings in acceptances that another system recorded, with a report of each file. */
export function ImportsPage({ formToken, agreements, past, answer }: Page) {
  const words = importMessages[useLanguage()];
  return (
    <div className="staff">
      <ErrorSummary faults={answer?.faults} />
      <h1>{words.title}</h1>
      <p className="lead">{words.lead}</p>
      {answer?.report && <Report report={answer.report} />}
      <ImportForm formToken={formToken} agreements={agreements} answer={answer} />
      <Section id="columns" title={words.columnsTitle}>
        <dl className="facts facts-wide">
          {Object.entries(words.columns).map(([column, meaning]) => <Fragment key={column}><dt><code>{column}</code></dt><dd>{meaning}</dd></Fragment>)}
        </dl>
      </Section>
      <Section id="past" title={words.past}>
        {past.length === 0 && <p className="empty">{words.pastNone}</p>}
        <ul className="staff-list">
          {past.map(({ id, rows, recorded, happenedAt }) => <li key={id}><LocalTime instant={happenedAt} zone="UTC" /> · {words.pastLine(rows, recorded)}</li>)}
        </ul>
      </Section>
    </div>
  );
}

function Report({ report: { outcome, rows, faults, faultCount, recorded, known } }: { report: ImportReport }) {
  const words = importMessages[useLanguage()];
  const said = { faulty: words.outcome.faulty(rows, faultCount), checked: words.outcome.checked(rows), imported: words.outcome.imported(recorded, known) }[outcome];
  return (
    <section className="notice" role={outcome === "faulty" ? "alert" : "status"} aria-label={words.faultsTitle}>
      <p>{said}</p>
      {faults.length > 0 && (
        <ul className="import-faults">
          {faults.map(({ line, code, about }) => <li key={`${line} ${code}`}><strong>{words.line(line)}</strong> {words.faults[code](about)}</li>)}
        </ul>
      )}
      {faultCount > faults.length && <p>{words.more(faultCount - faults.length)}</p>}
    </section>
  );
}

function ImportForm({ formToken, agreements, answer }: Omit<Page, "past">) {
  const words = importMessages[useLanguage()];
  const { typed, faults = {} } = answer ?? {};
  const formats = (["csv", "jsonl"] as const).map((value) => ({ value, label: words.formats[value] }));
  return (
    <form method="post" encType="multipart/form-data" className="stack" noValidate>
      <FormToken value={formToken} />
      <FileField fault={faults.file} />
      <Choices name="agreement" legend={words.agreement} faults={undefined} value={typed?.agreement ?? agreements[0]?.slug ?? ""} choices={agreements.map(({ slug, title, language }) => ({ value: slug, label: title, lang: language }))} />
      <Choices name="format" legend={words.format} faults={undefined} value={typed?.format ?? "csv"} choices={formats} />
      <Field name="source" label={words.source} hint={words.sourceHint} faults={faults} value={typed?.source ?? ""} autoComplete="off" />
      <div className="import-buttons">
        <button className="button button-plain" name="intent" value="check">{words.check}</button>
        <button className="button" name="intent" value="import">{words.submit}</button>
      </div>
    </form>
  );
}

function FileField({ fault }: { fault: string | undefined }) {
  const words = importMessages[useLanguage()];
  return (
    <div className={fault ? "field field-wrong" : "field"}>
      <label htmlFor="file">{words.file}</label>
      <p className="field-hint" id="file-hint">{words.fileHint(2)}</p>
      {fault && <p className="field-error" id="file-fault">{fault}</p>}
      <input id="file" name="file" type="file" accept=".csv,.jsonl,.ndjson,text/csv" aria-invalid={fault ? true : undefined} aria-describedby={fault ? "file-hint file-fault" : "file-hint"} />
    </div>
  );
}
