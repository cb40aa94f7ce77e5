import { useLanguage } from "#app/components/language";
import { Words } from "#app/components/localised";
import { StageTag } from "#app/components/staff/stage-tag";
import { LocalTime } from "#app/components/time";
import type { DraftHead, Station } from "#app/http/desk/draft-view.server";
import { draftingMessages } from "#app/messages/drafting";
import { editorMessages } from "#app/messages/editor";

/** The pages of a draft, by the end of their addresses. */
const PAGES = { text: "", review: "/review", agreement: "/agreement", states: "/states" } as const;

/** Name, place on the way from draft to force, and the pages of a draft. */
export function DraftTop({ head, page }: { head: DraftHead; page: keyof typeof PAGES }) {
  const language = useLanguage();
  const words = editorMessages[language];
  const { agreement, states } = draftingMessages[language];
  const titles = { text: words.draft.title, review: words.review.title, agreement: agreement.title, states: states.title };
  const names = { text: words.draft.text, review: words.draft.review, agreement: agreement.tab, states: words.draft.states };
  return (
    <div className="draft-head">
      <p className="eyebrow"><a href="/editor">{words.draft.back}</a> · <Words of={head.title} /></p>
      <h1>{titles[page](head.number)} <StageTag stage={head.stage} /></h1>
      {head.stage === "rejected" && <p className="notice notice-quiet">{words.reasonGiven} {head.reviewReason}</p>}
      <DraftPath head={head} />
      <nav aria-label={words.draft.pages}>
        <ul className="staff-tabs">
          {(["text", "review", "agreement", "states"] as const).map((each) => (
            <li key={each}><a href={`/editor/drafts/${head.id}${PAGES[each]}`} aria-current={page === each ? "page" : undefined}>{names[each]}</a></li>
          ))}
        </ul>
      </nav>
    </div>
  );
}

function DraftPath({ head: { path, zone } }: { head: DraftHead }) {
  const words = editorMessages[useLanguage()].path;
  return (
    <ol className="draft-path" aria-label={words.title}>
      {path.map((station) => (
        <li key={station.name} className={`station station-${station.state}`} aria-current={station.state === "now" ? "step" : undefined}>
          <span className="station-name">{words[station.name]}</span> <span className="visually-hidden">{words.state[station.state]}</span>
          {station.at && <StationDate station={station} at={station.at} zone={zone} />}
        </li>
      ))}
    </ol>
  );
}

function StationDate({ station: { name, state }, at, zone }: { station: Station; at: string; zone: string }) {
  const words = editorMessages[useLanguage()].path;
  const isEarliest = name === "inForce" && state === "ahead";
  return <span className="station-date">{isEarliest && words.notBefore} <LocalTime instant={at} zone={zone} />{isEarliest && ` · ${words.ifNow}`}</span>;
}
