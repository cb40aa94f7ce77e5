import { Named } from "#app/components/gate/named";
import { useLanguage } from "#app/components/language";
import { Answers } from "#app/components/objections/answers";
import { Section } from "#app/components/section";
import { LocalTime } from "#app/components/time";
import type { InboxLineView } from "#app/http/notices/inbox-view.server";
import type { ObjectionView } from "#app/http/acceptance/objection-view.server";
import { inboxMessages } from "#app/messages/inbox";
import { objectionMessages } from "#app/messages/objection-pages";

const STATE = { unread: "unread", displayed: "read", acknowledged: "acknowledged" } as const;

/** The latest notices that one was sent, each with how far it came. */
export function MyNotices({ lines }: { lines: readonly InboxLineView[] }) {
  const words = inboxMessages[useLanguage()];
  return (
    <Section id="notices" title={words.title}>
      {lines.length === 0 && <p className="empty">{words.none}</p>}
      <ul className="my-list">
        {lines.map(({ deliveryId, subject, language, state, reason, at, zone }) => (
          <li key={deliveryId}>
            <a href={`/inbox/${deliveryId}`} lang={language}>{subject}</a> <span className="tag">{words[STATE[state]]}</span>
            <p className="muted"><LocalTime instant={at} zone={zone} /> · {words.reason[reason]}</p>
          </li>
        ))}
      </ul>
      <p><a href="/inbox">{words.back}</a></p>
    </Section>
  );
}

/** What one objected to, and what was answered. */
export function MyObjections({ objections }: { objections: readonly ObjectionView[] }) {
  const words = objectionMessages[useLanguage()];
  if (objections.length === 0) return null;
  return (
    <Section id="objections" title={words.own.title}>
      <ul className="my-list">
        {objections.map((objection) => (
          <li key={objection.actId}>
            <a href={`/agreements/${objection.slug}/versions/${objection.number}/object`}><Named title={objection.title} number={objection.number} /></a>
            {objection.isLate && <> <span className="tag">{words.own.lateMark}</span></>}
            <p className="muted"><LocalTime instant={objection.objectedAt} zone={objection.zone} /> · <a href={`/receipts/${objection.actId}`}>{words.receipt}</a></p>
            <Answers objection={objection} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
