import { useLanguage } from "#app/components/language";
import { Section } from "#app/components/section";
import { LocalTime } from "#app/components/time";
import type { DataSection, DataView } from "#app/http/erasure/data-view.server";
import { joinSentences } from "#app/messages/catalogue";
import { dataMessages } from "#app/messages/data";
import { erasureMessages } from "#app/messages/erasure";

/** Everything that is kept about a person or an organisation, by kind, with periods and reasons. */
export function DataPage({ view: { organisation, zone, facts, sections } }: { view: DataView }) {
  const language = useLanguage();
  const words = dataMessages[language];
  return (
    <div className="page data-page">
      <h1>{words.title}</h1>
      <p className="lead">{organisation === null ? words.lead : words.leadFor(organisation)}</p>
      <p><a className="button button-plain" href="/account/data.json" download>{words.download}</a></p>
      {organisation === null && <p><a href="/account/erasure">{erasureMessages[language].accountLink}</a></p>}
      <Section id="profile" title={words.parts.profile}>
        <p className="muted">{words.kept.account}</p>
        <dl className="facts facts-wide">{facts.map(({ name, value }) => <Fact key={name} name={name} value={value} />)}</dl>
      </Section>
      {sections.filter(({ rows }) => rows.length > 0).map((section) => <Part key={section.part} section={section} zone={zone} />)}
      <Section id="nothing" title={words.nothing}>
        <ul>{sections.filter(({ rows }) => rows.length === 0).map(({ part, title }) => <li key={part}>{title}</li>)}</ul>
      </Section>
      <Section id="left-out" title={words.leftOut}>
        <ul>{words.leftOutList.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>
      </Section>
    </div>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return <><dt>{name}</dt><dd>{value}</dd></>;
}

function Part({ section: { part, title, kept, rows, more }, zone }: { section: DataSection; zone: string }) {
  const language = useLanguage();
  const words = dataMessages[language];
  return (
    <Section id={part} title={title}>
      <p className="muted">{joinSentences(kept, language)}</p>
      <ul className="staff-list">
        {rows.map(({ at, words: said, href }, place) => (
          <li key={place}>
            <p className="role-reason">{href === null ? said : <a href={href}>{said}</a>}</p>
            {at !== null && <p className="muted"><LocalTime instant={at} zone={zone} /></p>}
          </li>
        ))}
      </ul>
      {more > 0 && <p className="muted">{words.more(more)}</p>}
    </Section>
  );
}
