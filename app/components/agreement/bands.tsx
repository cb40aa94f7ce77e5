import { LaterBands } from "#app/components/agreement/later-bands";
import { TimeSentence } from "#app/components/agreement/time-sentence";
import { useLanguage } from "#app/components/language";
import { Words } from "#app/components/localised";
import type { AgreementView, EntryView } from "#app/http/reading/agreement-view.server";
import { compareMessages } from "#app/messages/compare";
import { publicNoticeMessages } from "#app/messages/public-notices";
import { readingMessages, type AroundTime } from "#app/messages/reading";

/** A summary longer than this is folded, so that the text stays in sight. */
const SHORT_SUMMARY = 160;

/** What a reader must know before the text: which version this is if not the one in force, and what is announced. */
export function Bands({ view }: { view: AgreementView }) {
  return (
    <>
      <StatusBand view={view} />
      <LaterBands view={view} />
      {view.asOf === null && view.shown.status === "in force" && view.announced.map((entry) => <ChangeBand key={entry.number} view={view} entry={entry} />)}
    </>
  );
}

function StatusBand({ view }: { view: AgreementView }) {
  const words = readingMessages[useLanguage()];
  const facts = describeStatus(view, words);
  if (!facts) return null;
  return (
    <div className="band" role="note">
      <p><TimeSentence words={facts.words} instant={facts.instant} zone={view.zone} /></p>
      {view.shown.notice && <p><Words of={view.shown.notice} /></p>}
      {view.shown.status === "announced" && view.asOf === null && <Summary entry={view.shown} />}
      {view.shown.status === "announced" && view.asOf === null && <p><ChangesLink slug={view.slug} entry={view.shown} /><NoticeLink entry={view.shown} /></p>}
      {view.inForce !== null && (view.inForce !== view.shown.number || view.asOf !== null) && (
        <p><a href={`/agreements/${view.slug}`}>{view.asOf ? words.today : words.readInForce(view.inForce)}</a></p>
      )}
    </div>
  );
}

type Words = (typeof readingMessages)["en"];

function describeStatus({ shown, asOf }: AgreementView, words: Words): { words: AroundTime; instant: string } | null {
  const { number } = shown;
  if (asOf) return { words: asOf.isFuture ? words.asOfFuture(number) : words.asOfPast(number), instant: asOf.at };
  if (shown.supersededAt) return { words: words.superseded(number, shown.supersededBy), instant: shown.supersededAt };
  if (shown.withdrawnAt) return { words: words.withdrawn(number), instant: shown.withdrawnAt };
  if (shown.status === "announced" && shown.effectiveAt) return { words: words.announced(number), instant: shown.effectiveAt };
  return null;
}

function ChangeBand({ view, entry }: { view: AgreementView; entry: EntryView }) {
  const words = readingMessages[useLanguage()];
  if (entry.effectiveAt === null) return null;
  return (
    <div className="band band-change" role="note">
      <p>
        <strong className="band-name">{words.changeAnnounced}</strong>
        <TimeSentence words={words.change(entry.number)} instant={entry.effectiveAt} zone={view.zone} />
      </p>
      {entry.notice && <p><Words of={entry.notice} /></p>}
      <Summary entry={entry} />
      <p>
        <ChangesLink slug={view.slug} entry={entry} />
        <a href={`/agreements/${view.slug}/versions/${entry.number}`}>{words.readVersion(entry.number)}</a>
        <NoticeLink entry={entry} />
      </p>
    </div>
  );
}

/** Leads to what an announced version changes: for whoever reads, from the version that binds them, else from that in force. */
function ChangesLink({ slug, entry }: { slug: string; entry: EntryView }) {
  const words = compareMessages[useLanguage()];
  if (entry.buildsOn === null) return null;
  return <a className="band-changes" href={`/agreements/${slug}/compare?to=${entry.number}`}>{words.seeChanges}</a>;
}

function NoticeLink({ entry }: { entry: EntryView }) {
  return <a className="band-notice" href={`/notices/${entry.noticeId}`}>{publicNoticeMessages[useLanguage()].aboutChange}</a>;
}

function Summary({ entry }: { entry: EntryView }) {
  const words = readingMessages[useLanguage()];
  if (entry.summary.text.length <= SHORT_SUMMARY) return <p><Words of={entry.summary} /></p>;
  return (
    <details>
      <summary>{words.whatChanges}</summary>
      <p className="band-summary"><Words of={entry.summary} /></p>
    </details>
  );
}
