import { TimeSentence } from "#app/components/agreement/time-sentence";
import { useLanguage } from "#app/components/language";
import { Words } from "#app/components/localised";
import { Time } from "#app/components/time";
import type { NoticeLine } from "#app/http/notices/notices-view.server";
import { publicNoticeMessages } from "#app/messages/public-notices";

type NoticeList = { lines: NoticeLine[]; next: string | null; isFirst: boolean };

/** What everybody was told, the newest first. */
export function NoticesPage({ lines, next, isFirst }: NoticeList) {
  const words = publicNoticeMessages[useLanguage()];
  return (
    <div className="page notices">
      <h1>{words.title}</h1>
      <p className="lead">{words.lead}</p>
      {lines.length === 0 && <p className="empty">{words.none}</p>}
      <ol className="notice-list">
        {lines.map((line) => <li key={line.id}><Line line={line} /></li>)}
      </ol>
      <ul className="actions">
        {!isFirst && <li><a href="/notices">{words.newest}</a></li>}
        {next && <li><a href={`/notices?after=${next}`} rel="next">{words.older}</a></li>}
      </ul>
      <Feeds />
    </div>
  );
}

function Line({ line }: { line: NoticeLine }) {
  const words = publicNoticeMessages[useLanguage()];
  return (
    <article aria-labelledby={line.id}>
      <p className="notice-list-time"><Time instant={line.happenedAt} zone={line.zone} /></p>
      <h2 id={line.id}>
        <a href={`/notices/${line.id}`}><span lang={line.title.language}>{line.title.text}</span> <span className="notice-list-heading">{line.heading}</span></a>
      </h2>
      {line.effectiveAt && <p><TimeSentence words={words.effect[line.kind]} instant={line.effectiveAt} zone={line.zone} /></p>}
      {line.told && <p className="notice-told"><Words of={line.told} /></p>}
      <ul className="notice-links">
        {line.compare && <li><a href={line.compare.href}>{words.compare(line.compare.from)}</a></li>}
        <li><a href={line.version.href}>{words.read(line.version.number)}</a></li>
      </ul>
    </article>
  );
}

/** The ways to be told of new notices without an account. */
function Feeds() {
  const language = useLanguage();
  const words = publicNoticeMessages[language];
  return (
    <section className="notice-feeds" aria-labelledby="feeds">
      <h2 id="feeds">{words.feeds}</h2>
      <p>{words.feedsLead}</p>
      <ul className="notice-links">
        <li><a href={`/notices/feed.atom?lang=${language}`} type="application/atom+xml">Atom</a></li>
        <li><a href={`/notices/feed.json?lang=${language}`} type="application/feed+json">JSON Feed</a></li>
      </ul>
    </section>
  );
}
