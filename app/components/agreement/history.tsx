import { StatusTag } from "#app/components/agreement/status-tag";
import { TextList } from "#app/components/agreement/text-list";
import { TimeSentence } from "#app/components/agreement/time-sentence";
import { ChooseVersions } from "#app/components/comparison/choose";
import { useLanguage } from "#app/components/language";
import { Words } from "#app/components/localised";
import { LocalTime } from "#app/components/time";
import type { HistoryEntry, HistoryView } from "#app/http/reading/history-view.server";
import { compareMessages } from "#app/messages/compare";
import { readingMessages } from "#app/messages/reading";
import { zoneName } from "#app/messages/time";

/** Every version that was ever announced, the newest first, and a question about a day. */
export function HistoryPage({ view }: { view: HistoryView }) {
  const words = readingMessages[useLanguage()];
  return (
    <div className="history">
      <p className="eyebrow"><a href={`/agreements/${view.slug}`} lang={view.title.language}>{view.title.text}</a></p>
      <h1>{words.historyHeading}</h1>
      <p className="catalogue-intro">{words.historyLead}</p>
      <div className="history-columns">
        <div className="history-forms">
          <AtForm view={view} />
          <CompareForm view={view} />
        </div>
        <ol className="history-list" reversed>
          {view.entries.map((entry) => <Entry key={entry.number} view={view} entry={entry} />)}
        </ol>
      </div>
    </div>
  );
}

function Entry({ view, entry }: { view: HistoryView; entry: HistoryEntry }) {
  const language = useLanguage();
  const words = readingMessages[language];
  return (
    <li id={`v-${entry.number}`}>
      <div className="history-head">
        <h2><a href={`/agreements/${view.slug}/versions/${entry.number}`}>{words.version(entry.number)}</a></h2>
        <StatusTag status={entry.status} />
        {entry.title.text !== view.title.text && <span lang={entry.title.language}>{entry.title.text}</span>}
      </div>
      <p className="muted">{words.changeClass[entry.changeClass]}</p>
      <p className="history-summary"><Words of={entry.summary} /></p>
      {entry.buildsOn !== null && (
        <p><a href={`/agreements/${view.slug}/compare/${entry.buildsOn}...${entry.number}`}>{compareMessages[language].seeChangesFrom(entry.buildsOn)}</a></p>
      )}
      <Acts entry={entry} zone={view.zone} />
      <TextList texts={entry.texts} />
    </li>
  );
}

function Acts({ entry, zone }: { entry: HistoryEntry; zone: string }) {
  const words = readingMessages[useLanguage()];
  const until = entry.supersededAt;
  return (
    <ul className="history-acts">
      {entry.acts.map(({ id, act, happenedAt, effectiveAt, notice }) => (
        <li key={id}>
          {words.act[act][0]}<LocalTime instant={happenedAt} zone={zone} />{words.act[act][1]}
          {effectiveAt && <TimeSentence words={words.actEffect} instant={effectiveAt} zone={zone} />}
          {notice && <p><Words of={notice} /></p>}
        </li>
      ))}
      {until && <li><TimeSentence words={words.superseded(entry.number, entry.supersededBy)} instant={until} zone={zone} /></li>}
    </ul>
  );
}

/** Any two versions, the newest against the one it builds on to begin with. */
function CompareForm({ view }: { view: HistoryView }) {
  const [newest] = view.entries;
  if (newest === undefined || view.entries.length < 2) return null;
  return <ChooseVersions slug={view.slug} versions={view.entries} from={newest.buildsOn ?? newest.number} to={newest.number} />;
}

function AtForm({ view }: { view: HistoryView }) {
  const language = useLanguage();
  const words = readingMessages[language];
  return (
    <form className="at-form" method="get" action={`/agreements/${view.slug}`} aria-labelledby="at-title">
      <h2 id="at-title">{words.atTitle}</h2>
      <div className="field">
        <label htmlFor="at">{words.atLabel}</label>
        <p className="field-hint" id="at-hint">{words.atHint(zoneName({ zone: view.zone, language }))}</p>
        <input id="at" name="at" type="date" required aria-describedby="at-hint" />
        <button className="button button-plain">{words.atButton}</button>
      </div>
    </form>
  );
}
