import { useCompared } from "#app/components/comparison/compared";
import { MarkedLine, MarkedLines } from "#app/components/comparison/marked";
import { useLanguage } from "#app/components/language";
import type { RedlineChange } from "#app/domain/text/redline";
import { compareMessages, nameOfClause, tellChange } from "#app/messages/compare";
import { readingMessages } from "#app/messages/reading";

/** Where a change stands among all, with the fragments of its neighbours. */
export type ChangeStep = { place: number; count: number; previous: string | null; next: string | null };

/** What became of one clause: its number, its fate in words, and its text with marks. */
export function Change({ change, step }: { change: RedlineChange; step: ChangeStep }) {
  const { layout, fragment } = useCompared();
  const id = changeId(change, fragment);
  const names = ["change", `change-${change.kind}`, ...(change.isConspicuous ? ["change-conspicuous"] : [])];
  return (
    <article className={names.join(" ")} id={id} tabIndex={-1} aria-labelledby={`${id}-name`}>
      {change.new.slice(1).map((clause) => <span key={clause.id} id={clauseFragment(clause, fragment)} />)}
      <ChangeName change={change} />
      <Fate change={change} />
      {change.isAsWritten && <AsWritten />}
      {layout === "side" ? <SideBySide change={change} /> : <Inline change={change} />}
      <Steps change={change} step={step} />
    </article>
  );
}

/** The fragment under which a change is found. */
export function changeId({ old, new: fresh }: RedlineChange, fragment?: string): string {
  return clauseFragment({ id: (fresh[0] ?? old[0])?.id ?? "" }, fragment);
}

function clauseFragment({ id }: { id: string }, fragment = ""): string {
  return `${fragment}c-${id}`;
}

function ChangeName({ change }: { change: RedlineChange }) {
  const language = useLanguage();
  const { layout, languages, fragment } = useCompared();
  const id = changeId(change, fragment);
  const clauses = change.new.length > 0 ? change.new : change.old;
  const Heading = change.context.length === 0 ? "h2" : "h3";
  const heading = layout === "inline" && change.heading.length > 0 && <span lang={languages.new}><MarkedLine marks={change.heading} side="both" /></span>;
  const isNamedByHeading = heading && clauses[0]?.role === "clause" && clauses[0].place === "";
  return (
    <Heading className="change-name" id={`${id}-name`}>
      <a className="change-number" href={`#${id}`}>
        {isNamedByHeading ? heading : clauses.map((clause) => nameOfClause(clause, language)).join(" + ")}
      </a>{" "}
      {!isNamedByHeading && heading}
    </Heading>
  );
}

function Fate({ change }: { change: RedlineChange }) {
  const language = useLanguage();
  return (
    <ul className="change-fate">
      {tellChange(change, language).map((fate) => <li key={fate} className="tag">{fate}</li>)}
      {change.isConspicuous && <li className="tag tag-binding">{compareMessages[language].conspicuous}</li>}
    </ul>
  );
}

function AsWritten() {
  return <p className="change-note">{compareMessages[useLanguage()].asWritten}</p>;
}

function Inline({ change }: { change: RedlineChange }) {
  const { languages } = useCompared();
  return <div className="change-words" lang={change.new.length > 0 ? languages.new : languages.old}><MarkedLines marks={change.words} side="both" /></div>;
}

function SideBySide({ change }: { change: RedlineChange }) {
  return (
    <div className="change-sides">
      <OneSide change={change} side="old" />
      <OneSide change={change} side="new" />
    </div>
  );
}

function OneSide({ change, side }: { change: RedlineChange; side: "old" | "new" }) {
  const language = useLanguage();
  const { versions, languages } = useCompared();
  const number = side === "old" ? versions?.from : versions?.to;
  const isThere = change[side].length > 0;
  return (
    <div className="change-side">
      {number !== undefined && (
        <p className="change-side-name">{isThere ? readingMessages[language].version(number) : compareMessages[language].absent(number)}</p>
      )}
      {isThere && (
        <div className="change-words" lang={languages[side]}>
          {change.heading.length > 0 && <p className="change-heading"><MarkedLine marks={change.heading} side={side} /></p>}
          <MarkedLines marks={change.words} side={side} />
        </div>
      )}
    </div>
  );
}

function Steps({ change, step }: { change: RedlineChange; step: ChangeStep }) {
  const words = compareMessages[useLanguage()];
  const { place, count, previous, next } = step;
  return (
    <ul className="change-steps">
      <li>{words.step(place, count)}</li>
      {previous && <li><a href={`#${previous}`} aria-label={words.previousChange}>{words.previous}</a></li>}
      {next && <li><a href={`#${next}`} aria-label={words.nextChange}>{words.next}</a></li>}
      <InContext change={change} />
    </ul>
  );
}

/** Leads to the clause in the whole text: the new one, or the old one of a clause that went. */
function InContext({ change }: { change: RedlineChange }) {
  const words = compareMessages[useLanguage()];
  const { versions, languages } = useCompared();
  if (versions === null) return null;
  const isGone = change.new.length === 0;
  const number = isGone ? versions.from : versions.to;
  const language = isGone ? languages.old : languages.new;
  return <li><a href={`/agreements/${versions.slug}/versions/${number}?lang=${language}#${changeId(change)}`}>{words.inVersion(number)}</a></li>;
}
