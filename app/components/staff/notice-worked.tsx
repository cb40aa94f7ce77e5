import { useLanguage } from "#app/components/language";
import { Time } from "#app/components/time";
import type { NoticeWorking } from "#app/domain/publication/notice-rule";
import { editorMessages } from "#app/messages/editor";

/** Which notice rule applies, how it came to that, and the earliest instant. */
export function NoticeWorked({ working: { considered, noticeDays, zone, earliestAt, timeZoneData } }: { working: NoticeWorking }) {
  const words = editorMessages[useLanguage()].review;
  if (considered.length === 0) return <p>{words.first}</p>;
  const governing = considered.findIndex((rule) => rule.noticeDays === noticeDays && rule.earliestAt === earliestAt);
  return (
    <>
      <p>{words.ifAnnounced} <strong><Time instant={earliestAt} zone={zone} /></strong></p>
      <ul className="notice-rules">
        {considered.map((rule, index) => (
          <li key={rule.source}>
            {words.rule[rule.source]}: {words.days(rule.noticeDays)} · <Time instant={rule.earliestAt} zone={rule.zone} />{" "}
            {index === governing && <span className="tag">{words.governs}</span>}
          </li>
        ))}
      </ul>
      <p className="muted">{words.zoneData(timeZoneData)}</p>
    </>
  );
}
