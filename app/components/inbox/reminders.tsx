import { useLanguage } from "#app/components/language";
import { inboxMessages } from "#app/messages/inbox";

/** The page to which the link in a reminder leads: one button, no sign-in. */
export function RemindersPage({ wanted, isChanged }: { wanted: boolean; isChanged: boolean }) {
  const words = inboxMessages[useLanguage()].reminders;
  return (
    <div className="page form-page">
      <h1>{words.title}</h1>
      {isChanged && <p className="notice" role="status">{wanted ? words.doneOn : words.doneOff}</p>}
      <p>{wanted ? words.on : words.off}</p>
      <p>{words.legal}</p>
      <form method="post">
        <button className={wanted ? "button" : "button button-plain"} name="reminders" value={wanted ? "no" : "yes"}>{wanted ? words.stop : words.resume}</button>
      </form>
    </div>
  );
}
