import { useLanguage } from "#app/components/language";
import { Time } from "#app/components/time";
import type { NoticeWorking } from "#app/domain/publication/notice-rule";
import { afterPublicationMessages } from "#app/messages/after-publication";
import { editorMessages } from "#app/messages/editor";

type NoticeKeptProps = { working: NoticeWorking | null; restarts?: true };

/** How a notice that runs was counted, or one that would start again now. */
export function NoticeKept({ working, restarts }: NoticeKeptProps) {
  const language = useLanguage();
  const { working: words, labelled } = afterPublicationMessages[language];
  const rules = editorMessages[language].review;
  if (working === null) return <p className="muted">{words.old}</p>;
  const { considered, noticeDays, zone, announcedAt, earliestAt, timeZoneData } = working;
  if (considered.length === 0) return <p>{words.none}</p>;
  const governing = considered.findIndex((rule) => rule.noticeDays === noticeDays && rule.earliestAt === earliestAt);
  return (
    <div className="notice-kept">
      {!restarts && <p>{words.announced} <Time instant={announcedAt} zone={zone} /></p>}
      <p>{restarts ? words.restarts : words.earliest} <strong><Time instant={earliestAt} zone={zone} /></strong></p>
      <ul className="notice-rules">
        {considered.map((rule, index) => (
          <li key={rule.source}>
            {labelled(words.rule[rule.source])} {rules.days(rule.noticeDays)} · <Time instant={rule.earliestAt} zone={rule.zone} />{" "}
            {index === governing && <span className="tag">{rules.governs}</span>}
          </li>
        ))}
      </ul>
      <p className="muted">{rules.zoneData(timeZoneData)}</p>
    </div>
  );
}
