import { TimeSentence } from "#app/components/agreement/time-sentence";
import { useLanguage } from "#app/components/language";
import { Words } from "#app/components/localised";
import type { AgreementView } from "#app/http/reading/agreement-view.server";
import type { EndingView, MarkView } from "#app/http/reading/marks-view.server";
import { afterPublicationMessages } from "#app/messages/after-publication";
import { publicNoticeMessages } from "#app/messages/public-notices";

/** What happened to the agreement or to single clauses after the announcement. */
export function LaterBands({ view }: { view: AgreementView }) {
  return (
    <>
      {view.ending && <EndingBand slug={view.slug} zone={view.zone} ending={view.ending} />}
      {view.marks.length > 0 && <MarksBand marks={view.marks} />}
    </>
  );
}

function MarksBand({ marks }: { marks: MarkView[] }) {
  const words = afterPublicationMessages[useLanguage()].reading;
  const groups = [[words.marksTitle, marks.filter(({ kind }) => kind === "void")], [words.undertakingsTitle, marks.filter(({ kind }) => kind === "undertaking")]] as const;
  return (
    <div className="band band-marks" role="note">
      {groups.map(([title, own]) => own.length > 0 && (
        <div key={title}>
          <p><strong>{title}</strong></p>
          <ul>
            {own.map(({ id, clause, ground, isForAll }) => (
              <li key={id}>
                <ClauseName clause={clause} href={`#c-${clause.id}`} /> <span className="muted"><Words of={ground} />{!isForAll && ` ${words.onlyYou}`}</span>
                {isForAll && <> <NoticeLink id={id} /></>}
              </li>
            ))}
          </ul>
        </div>
      ))}
      <p>{words.otherClauses}</p>
    </div>
  );
}

function EndingBand({ slug, zone, ending }: { slug: string; zone: string; ending: EndingView }) {
  const words = afterPublicationMessages[useLanguage()].reading;
  const { surviving, number, dataUntil } = ending;
  return (
    <div className="band band-ending" role="note">
      <p><strong className="band-name">{ending.hasCome ? words.endedName : words.endsName}</strong><TimeSentence words={sentenceOf(ending, words)} instant={ending.effectiveAt} zone={zone} /></p>
      <p><Words of={ending.ground} /></p>
      <p><Words of={ending.refund} /></p>
      {dataUntil && <p><TimeSentence words={words.dataUntil} instant={dataUntil} zone={zone} /></p>}
      <p>{words.bound(number)} {surviving.length === 0 ? words.noneSurvives : words.survives}</p>
      {surviving.length > 0 && (
        <ul className="clause-numbers">
          {surviving.map((clause) => <li key={clause.id}><ClauseNumber clause={clause} href={`/agreements/${slug}/versions/${number}#c-${clause.id}`} /></li>)}
        </ul>
      )}
      <p className="muted"><TimeSentence words={words.announcedOn} instant={ending.announcedAt} zone={zone} /> {ending.isForAll && <NoticeLink id={ending.id} />}</p>
    </div>
  );
}

function NoticeLink({ id }: { id: string }) {
  return <a href={`/notices/${id}`}>{publicNoticeMessages[useLanguage()].aboutThis}</a>;
}

type Reading = (typeof afterPublicationMessages)["en"]["reading"];

function sentenceOf({ isForAll, hasCome }: EndingView, words: Reading) {
  if (hasCome) return isForAll ? words.ended : words.endedForYou;
  return isForAll ? words.ends : words.endsForYou;
}

/** A clause by its number alone, where many stand together; its name is told on hover. */
function ClauseNumber({ clause: { number, name }, href }: { clause: MarkView["clause"]; href: string }) {
  return <a href={href} title={name}>{number?.replace(/[.．]$/, "") ?? name}</a>;
}

function ClauseName({ clause: { number, name }, href }: { clause: MarkView["clause"]; href: string }) {
  return <a href={href}>{`${number ?? ""} ${name}`.trim()}</a>;
}
