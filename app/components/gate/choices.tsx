import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import { Section } from "#app/components/section";
import type { ChangeGateView, ChangeView } from "#app/http/acceptance/change-gate.server";
import { gateMessages } from "#app/messages/gate";
import { formatInstant } from "#app/messages/time";

type Choosing = { view: ChangeGateView; onward: string; formToken: string };

/** What each answer means, said before the ways to give it. */
export function Choices({ view, onward, formToken }: Choosing) {
  const words = gateMessages[useLanguage()];
  const isAsked = view.set !== null;
  return (
    <Section id="means" title={isAsked ? words.means : words.meansLater}>
      {view.changes.map((change) => <Meaning key={change.versionId} change={change} view={view} />)}
      {isAsked && <p><a className="button" href={`/accept?set=${view.set ?? ""}&to=${encodeURIComponent(onward)}`}>{words.answer}</a></p>}
      {view.mayContinue && <Post intent="continue" formToken={formToken} versions={view.versions} label={words.continueButton} />}
      {view.kind === "announced" && <Post intent="later" formToken={formToken} label={words.laterButton} />}
      {view.kind === "ask-owner" && <Post intent="later" formToken={formToken} label={words.goOnButton} />}
      <ul className="actions">
        {view.changes.flatMap((change) => (change.objectUntil === null ? [] : [
          <li key={change.versionId}><a href={`/agreements/${change.slug}/versions/${change.number}/object`}>{view.changes.length === 1 ? words.objectLink : words.object(change.number)}</a></li>,
        ]))}
        <li><a href="/leave">{words.leaveLink}</a></li>
      </ul>
    </Section>
  );
}

function Meaning({ change, view }: { change: ChangeView; view: ChangeGateView }) {
  const language = useLanguage();
  const words = gateMessages[language];
  const { kind, number, binds, objectUntil, zone, title } = change;
  if (kind === "ask-owner") return null;
  const isAsked = kind === "ordinary" || kind === "essential";
  const meanings = isAsked
    ? [words.accept(number), words.decline(number, binds), view.mayContinue ? words.continue(number) : words.mayNot]
    : [words.acceptAhead(number), ...(objectUntil === null ? [] : [words.objectUntil(formatInstant(objectUntil, { zone, language }))]), words.later];
  return (
    <>
      {view.changes.length > 1 && <h3>{words.item(title.text, number)}</h3>}
      <ul>
        {meanings.map((meaning) => <li key={meaning}>{meaning}</li>)}
        <li>{words.leave}</li>
      </ul>
    </>
  );
}

type PostProps = { intent: "continue" | "later"; formToken: string; versions?: string; label: string };

function Post({ intent, formToken, versions, label }: PostProps) {
  return (
    <form method="post">
      <FormToken value={formToken} />
      {versions !== undefined && <input type="hidden" name="versions" value={versions} />}
      <button className="button button-plain" name="intent" value={intent}>{label}</button>
    </form>
  );
}
