import { Hash } from "#app/components/hash";
import { useLanguage } from "#app/components/language";
import { Words } from "#app/components/localised";
import { Time } from "#app/components/time";
import type { SiteCheckView } from "#app/http/notices/site-checks-view.server";
import { siteCheckMessages } from "#app/messages/site-checks";

/** How the notices of announced changes stand on the public site, and on which days they were not seen. */
export function SiteChecksPage({ checks }: { checks: SiteCheckView[] }) {
  const words = siteCheckMessages[useLanguage()];
  return (
    <div className="staff">
      <h1>{words.title}</h1>
      <p className="lead">{words.lead}</p>
      {checks.length === 0 && <p className="empty">{words.none}</p>}
      {checks.map((check) => <Notice key={check.noticeId} check={check} />)}
    </div>
  );
}

function Notice({ check: { title, version, href, time, last, gaps } }: { check: SiteCheckView }) {
  const words = siteCheckMessages[useLanguage()];
  return (
    <section>
      <h2><a href={href}><Words of={title} /> · {words.version(version)}</a></h2>
      <dl className="facts facts-wide">
        <dt>{words.time}</dt><dd><Time instant={time.announcedAt} zone={time.zone} /></dd>
        <dt>{words.until}</dt><dd><Time instant={time.untilAt} zone={time.zone} /></dd>
        <dt>{words.last}</dt><dd>{last ? <Last last={last} zone={time.zone} /> : words.neverChecked}</dd>
        <dt>{words.gaps}</dt><dd>{gaps.length === 0 ? words.noGaps : <Gaps gaps={gaps} />}</dd>
      </dl>
    </section>
  );
}

function Gaps({ gaps }: Pick<SiteCheckView, "gaps">) {
  const words = siteCheckMessages[useLanguage()];
  return (
    <>
      {gaps.map(({ from, to }) => <div key={from}>{from === to ? <CalendarDay day={from} /> : <><CalendarDay day={from} /> – <CalendarDay day={to} /></>}</div>)}
      <small>{words.gapsAdvice}</small>
    </>
  );
}

function CalendarDay({ day }: { day: string }) {
  return <time className="unbroken" dateTime={day}>{day}</time>;
}

function Last({ last, zone }: { last: NonNullable<SiteCheckView["last"]>; zone: string }) {
  const words = siteCheckMessages[useLanguage()];
  const said = last.status === 200 ? words.seen : last.status === 0 ? words.noAnswer : words.answered(last.status);
  return (
    <>
      {said} · <Time instant={last.happenedAt} zone={zone} />
      {last.bodySha256 && <><br /><Hash label={words.hash} sha256={last.bodySha256} /></>}
    </>
  );
}
