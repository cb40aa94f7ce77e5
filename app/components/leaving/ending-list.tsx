import { Named } from "#app/components/gate/named";
import { useLanguage } from "#app/components/language";
import type { EndingView } from "#app/http/acceptance/leave-view.server";
import { leavingMessages } from "#app/messages/leaving";

/** The agreements that end with leaving, each with its clauses that go on binding. */
export function EndingList({ agreements }: { agreements: readonly EndingView[] }) {
  const words = leavingMessages[useLanguage()];
  if (agreements.length === 0) return <p>{words.nothingBinds}</p>;
  return agreements.map((agreement) => (
    <div className="leaving-agreement" key={agreement.slug}>
      <h3><a href={addressOf(agreement)}><Named title={agreement.title} number={agreement.number} /></a></h3>
      <Surviving agreement={agreement} />
    </div>
  ));
}

function Surviving({ agreement }: { agreement: EndingView }) {
  const words = leavingMessages[useLanguage()];
  if (agreement.surviving.length === 0) return <p>{words.nothingSurvives}</p>;
  return (
    <>
      <p>{words.survives}</p>
      <ul className="clause-list">
        {agreement.surviving.map(({ id, number, heading }) => (
          <li key={id}>
            <a href={`${addressOf(agreement)}#c-${id}`} lang={agreement.title.language}>{[number?.replace(/[.．。、]$/, ""), heading].filter(Boolean).join(" ") || id}</a>
          </li>
        ))}
      </ul>
    </>
  );
}

function addressOf({ slug, number }: EndingView): string {
  return `/agreements/${slug}/versions/${number}`;
}
