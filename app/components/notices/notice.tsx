import { TimeSentence } from "#app/components/agreement/time-sentence";
import { ComparedProvider } from "#app/components/comparison/compared";
import { RedlineText } from "#app/components/comparison/redline";
import { useLanguage } from "#app/components/language";
import { Words } from "#app/components/localised";
import { IfNotAgreed, IfSilent } from "#app/components/notices/after";
import { Section } from "#app/components/section";
import { Time } from "#app/components/time";
import type { NoticeRedline } from "#app/http/notices/notice-page.server";
import type { NoticeLine, NoticeView } from "#app/http/notices/notices-view.server";
import { describeCounts } from "#app/messages/compare";
import { publicNoticeMessages } from "#app/messages/public-notices";

export type NoticePageProps = { view: NoticeView; replaced: NoticeLine | null; changes: NoticeRedline | null; address: string };

/** One public notice: what changes, from when, what silence means, how to refuse. */
export function NoticePage({ view, replaced, changes, address }: NoticePageProps) {
  const words = publicNoticeMessages[useLanguage()];
  return (
    <div className="page notice-page">
      <p className="eyebrow"><a href={`/agreements/${view.slug}`} lang={view.title.language}>{view.title.text}</a></p>
      <h1>{view.heading}</h1>
      {replaced && <p className="notice">{words.overtaken} <a href={`/notices/${replaced.id}`}>{replaced.heading}</a></p>}
      {view.effectiveAt && <p className="lead"><TimeSentence words={words.effect[view.kind]} instant={view.effectiveAt} zone={view.zone} /></p>}
      {view.formerEffectiveAt && <p><TimeSentence words={words.formerly} instant={view.formerEffectiveAt} zone={view.zone} /></p>}
      <Told view={view} />
      <Links view={view} />
      <IfSilent view={view} />
      {view.objectBefore && <IfNotAgreed view={view} objectBefore={view.objectBefore} />}
      {changes && <Changes view={view} changes={changes} />}
      <Facts view={view} address={address} />
    </div>
  );
}

/** The operator's own words: about the act, and about what the version changes. */
function Told({ view: { told, summary, kind } }: { view: NoticeView }) {
  const words = publicNoticeMessages[useLanguage()];
  const isGround = kind === "ended" || kind === "void" || kind === "undertaking";
  return (
    <Section id="told" title={isGround ? words.ground : words.changes}>
      {told && <p className="notice-told"><Words of={told} /></p>}
      {summary && summary.text !== told?.text && <p className="notice-told"><Words of={summary} /></p>}
    </Section>
  );
}

function Links({ view }: { view: NoticeView }) {
  const words = publicNoticeMessages[useLanguage()];
  return (
    <ul className="notice-links">
      {view.compare && <li><a href={view.compare.href}>{words.compare(view.compare.from)}</a></li>}
      {view.compareInForce && <li><a href={view.compareInForce.href}>{words.sinceInForce(view.compareInForce.from)}</a></li>}
      <li><a href={view.mark?.href ?? view.version.href}>{words.read(view.version.number)}</a></li>
    </ul>
  );
}

function Changes({ view, changes }: { view: NoticeView; changes: NoticeRedline }) {
  const language = useLanguage();
  const words = publicNoticeMessages[language];
  const { redline, from, languages } = changes;
  const compared = { layout: "inline" as const, languages, versions: { slug: view.slug, from, to: view.version.number } };
  return (
    <div className="notice-changes">
      <h2 id="marked">{describeCounts(redline.counts, language)}</h2>
      <p className="muted">{redline.parts.length === 0 ? words.nothingMarked : words.marked(from, view.version.number)}</p>
      <div className="redline">
        <ComparedProvider compared={compared}><RedlineText redline={redline} /></ComparedProvider>
      </div>
    </div>
  );
}

function Facts({ view, address }: { view: NoticeView; address: string }) {
  const words = publicNoticeMessages[useLanguage()];
  const { ending, mark, noticeDays, happenedAt, effectiveAt, zone, party } = view;
  return (
    <dl className="facts facts-wide notice-facts">
      <dt>{words.announcedAt}</dt><dd><Time instant={happenedAt} zone={zone} /></dd>
      {effectiveAt && <><dt>{ending ? words.endsAt : words.effectiveAt}</dt><dd><Time instant={effectiveAt} zone={zone} /></dd></>}
      {noticeDays !== null && <><dt>{words.notice}</dt><dd>{words.noticeDays(noticeDays)}</dd></>}
      {mark && <><dt>{words.since}</dt><dd>{mark.sinceAt ? <Time instant={mark.sinceAt} zone={zone} /> : words.fromTheBeginning}</dd></>}
      {ending && <EndFacts ending={ending} zone={zone} />}
      <dt>{words.about}</dt><dd><a href={view.version.href} lang={view.title.language}>{view.title.text}</a> · <Words of={party} /></dd>
      <dt>{words.address}</dt><dd><a href={address} className="notice-address">{address}</a></dd>
    </dl>
  );
}

function EndFacts({ ending, zone }: { ending: NonNullable<NoticeView["ending"]>; zone: string }) {
  const words = publicNoticeMessages[useLanguage()];
  return (
    <>
      <dt>{words.refund}</dt><dd><Words of={ending.refund} /></dd>
      {ending.dataUntil && <><dt>{words.dataUntil}</dt><dd><Time instant={ending.dataUntil} zone={zone} /></dd></>}
      <dt>{words.surviving}</dt><dd>{ending.surviving.length === 0 ? words.noneSurvives : ending.surviving.join(" · ")}</dd>
    </>
  );
}
