import { TimeSentence } from "#app/components/agreement/time-sentence";
import { useLanguage } from "#app/components/language";
import { Section } from "#app/components/section";
import type { NoticeView } from "#app/http/notices/notices-view.server";
import { publicNoticeMessages } from "#app/messages/public-notices";

/** What follows for whoever does nothing. */
export function IfSilent({ view }: { view: NoticeView }) {
  const words = publicNoticeMessages[useLanguage()];
  return (
    <Section id="silence" title={words.silenceTitle}>
      <p>{words.silence[view.silence](view.version.number)}</p>
    </Section>
  );
}

/** How and until when one may object, and that one may leave. */
export function IfNotAgreed({ view, objectBefore }: { view: NoticeView; objectBefore: string }) {
  const words = publicNoticeMessages[useLanguage()];
  return (
    <Section id="refuse" title={words.refuseTitle}>
      <p><TimeSentence words={view.isObjectionOver ? words.objectOver : words.objectUntil} instant={objectBefore} zone={view.zone} /></p>
      {!view.isObjectionOver && <p>{words.objectEffect}</p>}
      <p>{words.leaveEffect}</p>
      {view.contact !== "" && <p>{words.contact(view.contact)}</p>}
      <ul className="notice-links">
        <li><a href={`${view.version.href}/object`}>{words.object}</a></li>
        <li><a href="/leave">{words.leave}</a></li>
        <li><a href={`/accept?set=${view.slug}@${view.version.number}`}>{words.accept}</a></li>
      </ul>
    </Section>
  );
}
