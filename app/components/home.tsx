import { Own } from "#app/components/agreement/own";
import { TimeSentence } from "#app/components/agreement/time-sentence";
import { useLanguage } from "#app/components/language";
import { afterPublicationMessages } from "#app/messages/after-publication";
import { publicNoticeMessages } from "#app/messages/public-notices";
import { readingMessages } from "#app/messages/reading";
import type { CatalogueEntry } from "#app/http/reading/catalogue-view.server";

/** The stack of agreements in order of precedence, then what only informs or asks for consent. */
export function Catalogue({ entries }: { entries: CatalogueEntry[] }) {
  const words = readingMessages[useLanguage()];
  const terms = entries.filter(({ kind }) => kind === "terms");
  const others = entries.filter(({ kind }) => kind !== "terms");
  return (
    <div className="catalogue">
      <h1>{words.homeTitle}</h1>
      {entries.length === 0 && <p className="empty">{words.empty}</p>}
      {terms.length > 0 && (
        <section aria-labelledby="in-order">
          <p className="catalogue-intro" id="in-order">{words.homeLead}</p>
          <ol className="stack-list">{terms.map((entry) => <StackItem key={entry.slug} entry={entry} Heading="h2" />)}</ol>
        </section>
      )}
      {others.length > 0 && (
        <section>
          <h2>{words.otherTitle}</h2>
          <p className="catalogue-intro">{words.otherLead}</p>
          <ul className="stack-list">{others.map((entry) => <StackItem key={entry.slug} entry={entry} Heading="h3" />)}</ul>
        </section>
      )}
    </div>
  );
}

function StackItem({ entry, Heading }: { entry: CatalogueEntry; Heading: "h2" | "h3" }) {
  return (
    <li className={entry.own ? "stack-item stack-item-own" : "stack-item"}>
      <div className="stack-facts">
        <Heading className="stack-title"><a href={`/agreements/${entry.slug}`} lang={entry.title.language}>{entry.title.text}</a></Heading>
        <Current entry={entry} />
        <End entry={entry} />
        <Next entry={entry} />
      </div>
      {entry.own && <Own own={entry.own} className="stack-own" />}
    </li>
  );
}

function Current({ entry }: { entry: CatalogueEntry }) {
  const words = readingMessages[useLanguage()];
  if (!entry.inForce) return null;
  return (
    <p>
      <span className="version-number">{words.version(entry.inForce.number)}</span>{" "}
      <TimeSentence words={words.inForceSince} instant={entry.inForce.effectiveAt} zone={entry.zone} />
    </p>
  );
}

function End({ entry: { ending, zone } }: { entry: CatalogueEntry }) {
  const language = useLanguage();
  const words = afterPublicationMessages[language].reading;
  if (!ending) return null;
  return (
    <p className="stack-next">
      <TimeSentence words={ending.hasCome ? words.ended : words.ends} instant={ending.effectiveAt} zone={zone} />{" "}
      <a href={`/notices/${ending.id}`}>{publicNoticeMessages[language].aboutThis}</a>
    </p>
  );
}

function Next({ entry }: { entry: CatalogueEntry }) {
  const language = useLanguage();
  const words = readingMessages[language];
  if (entry.next.length === 0) return entry.ending ? null : <p className="muted">{words.nothingComes}</p>;
  return entry.next.map(({ number, effectiveAt, noticeId }) => (
    <div key={number} className="stack-next">
      <p><TimeSentence words={words.comes(number)} instant={effectiveAt} zone={entry.zone} /></p>
      <ul className="notice-links">
        <li><a href={`/agreements/${entry.slug}/versions/${number}`}>{words.readVersion(number)}</a></li>
        <li><a href={`/notices/${noticeId}`}>{publicNoticeMessages[language].aboutChange}</a></li>
      </ul>
    </div>
  ));
}
