import { useLanguage } from "#app/components/language";
import { Said } from "#app/components/said";
import { LocalTime } from "#app/components/time";
import type { ObjectionView } from "#app/http/acceptance/objection-view.server";
import { objectionMessages } from "#app/messages/objection-pages";
import { formatInstant } from "#app/messages/time";

/** What was answered to an objection, the latest last. */
export function Answers({ objection: { answers, zone } }: { objection: ObjectionView }) {
  const language = useLanguage();
  const words = objectionMessages[language];
  if (answers.length === 0) return <p className="muted">{words.noAnswer}</p>;
  return (
    <ol className="staff-list">
      {answers.map(({ id, answer, untilAt, reason, isRemoved, answeredAt }) => (
        <li key={id}>
          <p>{words.answer[answer](untilAt && formatInstant(untilAt, { zone, language }))}</p>
          <Said words={reason} isRemoved={isRemoved} kind="answer" />
          <p className="muted"><LocalTime instant={answeredAt} zone={zone} /></p>
        </li>
      ))}
    </ol>
  );
}
