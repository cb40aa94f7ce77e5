import { useLanguage } from "#app/components/language";
import type { GateView } from "#app/http/acceptance/gate-view.server";
import { organisationMessages } from "#app/messages/organisation";

/** In the place of a screen that the person has no authority to answer: what is asked, and who can answer. */
export function Gate({ gate }: { gate: GateView }) {
  const { gate: words } = organisationMessages[useLanguage()];
  return (
    <>
      <h1>{words.title}</h1>
      <p className="lead">{words.lead(gate.organisation)}</p>
      {gate.asked.length > 0 && <p>{words.asked}</p>}
      <ul>
        {gate.asked.map(({ slug, number, title, sentence }) => (
          <li key={slug}><a href={`/agreements/${slug}/versions/${number}`} lang={title.language}>{title.text}</a>: {sentence}</li>
        ))}
      </ul>
      {gate.owner && <p>{words.owner(gate.owner)}</p>}
      <ul className="actions">
        <li><a href="/acting-for">{words.change}</a></li>
        <li><a href="/">{words.read}</a></li>
      </ul>
    </>
  );
}
