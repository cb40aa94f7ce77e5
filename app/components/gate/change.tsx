import { ComparedProvider } from "#app/components/comparison/compared";
import { RedlineText } from "#app/components/comparison/redline";
import { MessageText } from "#app/components/inbox/message-text";
import { useLanguage } from "#app/components/language";
import { Words } from "#app/components/localised";
import { Time } from "#app/components/time";
import type { ChangeView } from "#app/http/acceptance/change-gate.server";
import { describeCounts } from "#app/messages/compare";
import { gateMessages } from "#app/messages/gate";
import { readingMessages } from "#app/messages/reading";

/** One change: what it is, why it is shown, the notice, and every difference from the version that binds. */
export function ChangeItem({ change, isAlone }: { change: ChangeView; isAlone: boolean }) {
  const language = useLanguage();
  const words = gateMessages[language];
  const { slug, number, title, why, changeClass, effectiveAt, zone, summary, message } = change;
  return (
    <section className="gate-change" aria-labelledby={change.versionId}>
      <h2 id={change.versionId} lang={title.language === language ? undefined : title.language}>{words.item(title.text, number)}</h2>
      <p>{why}</p>
      <p className="muted">{readingMessages[language].changeClass[changeClass]} · <Time instant={effectiveAt} zone={zone} /></p>
      {message ? <Message message={message} /> : <Summary summary={summary} />}
      <ul className="notice-links">
        {change.changes && <li><a href={`/agreements/${slug}/compare/${change.changes.from}...${number}`}>{words.compare(change.changes.from, number)}</a></li>}
        <li><a href={`/agreements/${slug}/versions/${number}`}>{words.read(number)}</a></li>
        <li><a href="/notices">{words.public}</a></li>
      </ul>
      {change.changes && <Differences change={change} changes={change.changes} isOpen={isAlone && message === null} />}
    </section>
  );
}

function Message({ message: { deliveryId, subject, language, parts } }: { message: NonNullable<ChangeView["message"]> }) {
  const words = gateMessages[useLanguage()];
  return (
    <>
      <h3>{words.notice}</h3>
      <article className="message-text" lang={language}><MessageText parts={parts} subject={subject} /></article>
      <p><a href={`/inbox/${deliveryId}`}>{words.openMessage}</a></p>
    </>
  );
}

function Summary({ summary }: { summary: ChangeView["summary"] }) {
  const words = gateMessages[useLanguage()];
  return (
    <>
      <h3>{words.summary}</h3>
      <p className="notice-told"><Words of={summary} /></p>
    </>
  );
}

type DifferencesProps = { change: ChangeView; changes: NonNullable<ChangeView["changes"]>; isOpen: boolean };

function Differences({ change: { slug, number }, changes: { redline, from, languages }, isOpen }: DifferencesProps) {
  const language = useLanguage();
  const words = gateMessages[language];
  const compared = { layout: "inline" as const, languages, versions: { slug, from, to: number }, fragment: `${slug}-${number}-` };
  return (
    <details className="notice-changes" open={isOpen}>
      <summary>{words.differences(describeCounts(redline.counts, language))}</summary>
      <div className="redline"><ComparedProvider compared={compared}><RedlineText redline={redline} /></ComparedProvider></div>
    </details>
  );
}
