import { useLanguage } from "#app/components/language";
import { Section } from "#app/components/section";
import { deemingMessages } from "#app/messages/deeming";

type Deemed = { slug: string; number: number };

/** What a person can do about a version that was taken as accepted: accept it by a click, disagree, ask, or leave. */
export function DeemedChoices({ versions, to }: { versions: readonly Deemed[]; to?: string }) {
  const { choices: words, toClick } = deemingMessages[useLanguage()];
  const set = versions.map(({ slug, number }) => `${slug}@${number}`).join(",");
  const named = (number: number) => (versions.length > 1 ? number : null);
  return (
    <>
      <p>{words.lead}</p>
      <ul className="notice-links">
        <li><a href={`/accept?set=${set}${to ? `&to=${encodeURIComponent(to)}` : ""}`}>{toClick}</a></li>
        {versions.map(({ slug, number }) => <li key={`${slug} object`}><a href={`/agreements/${slug}/versions/${number}/object`}>{words.object(named(number))}</a></li>)}
        {versions.map(({ slug, number }) => <li key={`${slug} ask`}><a href={`/agreements/${slug}/versions/${number}/clauses`}>{words.ask(named(number))}</a></li>)}
        <li><a href="/leave">{words.leave}</a></li>
      </ul>
    </>
  );
}

/** The same as a part of the page of a receipt. */
export function DeemedSection({ versions }: { versions: readonly Deemed[] }) {
  return <Section id="choices" title={deemingMessages[useLanguage()].choices.title}><DeemedChoices versions={versions} /></Section>;
}
