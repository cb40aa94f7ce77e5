import { useLanguage } from "#app/components/language";
import { LocalTime } from "#app/components/time";
import type { ObjectionView } from "#app/http/objection-view.server";
import { objectionMessages } from "#app/messages/objection-pages";
import { formatInstant } from "#app/messages/time";

/** What was answered to an objection, the latest last. */
export function Answers({ objection: { answers, zone } }: { objection: ObjectionView }) {
  const language = useLanguage();
  const words = objectionMessages[language];
  if (answers.length === 0) return <p className="muted">{words.noAnswer}</p>;
  return (
    <ol className="staff-list">
      {answers.map(({ id, answer, untilAt, reason, answeredAt }) => (
        <li key={id}>
          <p>{words.answer[answer](untilAt && formatInstant(untilAt, { zone, language }))}</p>
          {reason !== null && <p className="said answer">{reason}</p>}
          <p className="muted"><LocalTime instant={answeredAt} zone={zone} /></p>
        </li>
      ))}
    </ol>
  );
}
