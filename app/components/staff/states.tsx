import { Counts, RedlineText } from "#app/components/comparison/redline";
import { ComparedProvider } from "#app/components/comparison/compared";
import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import { Section } from "#app/components/section";
import { DraftTop } from "#app/components/staff/draft-head";
import { LocalTime } from "#app/components/time";
import { changesOf, type Redline } from "#app/domain/text/redline";
import type { StateLine, StatesView, StateView } from "#app/http/desk/draft-states.server";
import { describeCounts } from "#app/messages/compare";
import { draftingMessages } from "#app/messages/drafting";
import { editorMessages } from "#app/messages/editor";
import { languageName } from "#app/messages/language-names";

/** More clauses than this are counted. */
const MOST_NAMED = 5;

/** Every state of a draft that is kept: who, when, what. */
export function StatesPage({ view: { head, states } }: { view: StatesView }) {
  const words = draftingMessages[useLanguage()].states;
  return (
    <div className="staff">
      <DraftTop head={head} page="states" />
      <p className="lead">{words.lead}</p>
      <table className="staff-table">
        <thead>
          <tr><th scope="col">{words.what}</th><th scope="col">{words.who}</th><th scope="col">{words.when}</th><td /></tr>
        </thead>
        <tbody>{states.map((state) => <StateRow key={state.counter} state={state} head={head} />)}</tbody>
      </table>
    </div>
  );
}

function StateRow({ state, head }: { state: StateLine; head: StatesView["head"] }) {
  const words = draftingMessages[useLanguage()].states;
  const { counter, happenedAt, who, isOwn, isPresent } = state;
  return (
    <tr>
      <th scope="row"><Done state={state} /> {isPresent && <span className="tag">{words.present}</span>}</th>
      <td data-label={words.who}>{isOwn ? words.you : (who ?? words.erased)}</td>
      <td data-label={words.when}><LocalTime instant={happenedAt} zone={head.zone} /></td>
      <td>{!isPresent && <a href={`/editor/drafts/${head.id}/states/${counter}`} aria-label={words.compareOf(counter)}>{words.compare}</a>}</td>
    </tr>
  );
}

function Done({ state: { note, clauses, counter } }: { state: StateLine }) {
  const language = useLanguage();
  const words = draftingMessages[language].states;
  const { op } = editorMessages[language];
  const isOp = (name: string): name is keyof typeof op => name in op;
  const separator = language === "en" ? ", " : "、";
  const named = clauses.slice(0, MOST_NAMED).map((name) => name ?? words.gone).join(separator);
  const where = clauses.length > MOST_NAMED ? `${named} ${words.more(clauses.length - MOST_NAMED)}` : named;
  const number = <span className="muted">{counter} · </span>;
  switch (note.act) {
    case "started":
      return <>{number}{words.started}</>;
    case "restored":
      return <>{number}{words.restored(note.counter)}</>;
    case "typed":
      return <>{number}{words.typed} {where}</>;
    case "edited":
      return <>{number}{where}{where !== "" && " · "}{note.ops.filter(isOp).map((name) => op[name]).join(separator)}</>;
  }
}

type PageView = { view: StateView; redline: Redline | null; formToken: string };

/** One state set against the present, and the way back to it. */
export function StatePage({ view, redline, formToken }: PageView) {
  const words = draftingMessages[useLanguage()].state;
  const { head, counter } = view;
  return (
    <div className="staff">
      <p className="eyebrow"><a href={`/editor/drafts/${head.id}/states`}>{words.back}</a></p>
      <h1>{words.title(counter)}</h1>
      {view.isPresent ? <p className="notice">{words.isPresent}</p> : <p className="lead">{words.lead}</p>}
      <Languages view={view} />
      {view.mayRestore && (
        <Section id="restore" title={words.restoreTitle}>
          <p>{words.restoreLead}</p>
          <form method="post"><FormToken value={formToken} /><button className="button">{words.restore}</button></form>
        </Section>
      )}
      {redline && <StateRedline redline={redline} language={view.language} />}
    </div>
  );
}

function Languages({ view: { head, counter, languages, language } }: { view: StateView }) {
  const interfaceLanguage = useLanguage();
  const words = editorMessages[interfaceLanguage].draft;
  return (
    <ul className="actions" aria-label={words.language}>
      {languages.map((each) => (
        <li key={each}>
          <a href={`/editor/drafts/${head.id}/states/${counter}?lang=${each}`} aria-current={each === language ? "true" : undefined}>{languageName(each, interfaceLanguage)}</a>
        </li>
      ))}
    </ul>
  );
}

function StateRedline({ redline, language }: { redline: Redline; language: string }) {
  const interfaceLanguage = useLanguage();
  if (changesOf(redline).length === 0) return <p className="empty">{draftingMessages[interfaceLanguage].state.same}</p>;
  return (
    <div className="comparison comparison-inline">
      <p className="lead">{describeCounts(redline.counts, interfaceLanguage)}</p>
      <Counts redline={redline} />
      <ComparedProvider compared={{ layout: "inline", languages: { old: language, new: language }, versions: null }}><RedlineText redline={redline} /></ComparedProvider>
    </div>
  );
}
