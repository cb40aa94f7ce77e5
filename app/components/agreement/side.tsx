import { ClauseLink } from "#app/components/agreement/contents";
import { TextList } from "#app/components/agreement/text-list";
import { Timeline } from "#app/components/agreement/timeline";
import { useLanguage } from "#app/components/language";
import { Words } from "#app/components/localised";
import { Time } from "#app/components/time";
import type { AgreementView, EntryView } from "#app/http/reading/agreement-view.server";
import { compareMessages } from "#app/messages/compare";
import { languageName } from "#app/messages/language-names";
import { questionMessages } from "#app/messages/questions";
import { readingMessages } from "#app/messages/reading";

/** The slim column: what a reader cites, keeps and looks up. */
export function Side({ view }: { view: AgreementView }) {
  const language = useLanguage();
  const words = readingMessages[language];
  return (
    <aside className="side" aria-label={words.facts}>
      <section>
        <h2>{words.facts}</h2>
        <Facts view={view} />
      </section>
      {view.conspicuous.length > 0 && <Conspicuous view={view} />}
      <p><a href={`/agreements/${view.slug}/versions/${view.shown.number}/clauses?lang=${view.text.language}`}>{questionMessages[language].choose.link}</a></p>
      <section>
        <h2>{words.downloads}</h2>
        <TextList texts={view.languages} />
      </section>
      <section>
        <h2>{words.history}</h2>
        <Timeline view={view} />
        {view.shown.buildsOn !== null && (
          <p><a href={`/agreements/${view.slug}/compare/${view.shown.buildsOn}...${view.shown.number}`}>{compareMessages[language].seeChangesFrom(view.shown.buildsOn)}</a></p>
        )}
        <p><a href={`/agreements/${view.slug}/versions`}>{words.wholeHistory}</a></p>
      </section>
    </aside>
  );
}

function Conspicuous({ view }: { view: AgreementView }) {
  const words = readingMessages[useLanguage()];
  return (
    <section className="side-conspicuous">
      <h2>{words.conspicuous}</h2>
      <ul className="clause-index" lang={view.text.language}>
        {view.conspicuous.map((clause) => <li key={clause.id}><ClauseLink clause={clause} /></li>)}
      </ul>
    </section>
  );
}

function Facts({ view }: { view: AgreementView }) {
  const language = useLanguage();
  const words = readingMessages[language];
  return (
    <dl className="facts">
      <div>
        <dt>{words.number}</dt>
        <dd>{words.version(view.shown.number)}</dd>
      </div>
      <Dates entry={view.shown} zone={view.zone} />
      <div>
        <dt>{words.bindingLanguage}</dt>
        <dd>{languageName(view.bindingLanguage, language)}</dd>
      </div>
      {view.party.name.text.trim() !== "" && <Party party={view.party} />}
    </dl>
  );
}

function Party({ party }: { party: AgreementView["party"] }) {
  return (
    <div>
      <dt>{readingMessages[useLanguage()].party}</dt>
      <dd className="party">
        <span><Words of={party.name} /></span>
        <span><Words of={party.address} /></span>
        {party.contact.includes("@") ? <a href={`mailto:${party.contact}`}>{party.contact}</a> : <span>{party.contact}</span>}
      </dd>
    </div>
  );
}

function Dates({ entry, zone }: { entry: EntryView; zone: string }) {
  const words = readingMessages[useLanguage()];
  const effectiveLabel = {
    "in force": words.effectiveLabel,
    announced: words.willEffectiveLabel,
    superseded: words.wasEffectiveLabel,
    withdrawn: words.willEffectiveLabel,
  }[entry.status];
  const dates = [
    [words.announcedLabel, entry.announcedAt],
    [effectiveLabel, entry.effectiveAt],
    [words.untilLabel, entry.supersededAt],
    [words.withdrawnLabel, entry.withdrawnAt],
  ] as const;
  return dates.map(([label, instant]) => instant && (
    <div key={label}>
      <dt>{label}</dt>
      <dd><Time instant={instant} zone={zone} /></dd>
    </div>
  ));
}
