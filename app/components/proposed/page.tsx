import { ErrorSummary } from "#app/components/account/fields";
import { AgreementText } from "#app/components/agreement/text";
import { TimeSentence } from "#app/components/agreement/time-sentence";
import { ComparedProvider } from "#app/components/comparison/compared";
import { Counts, RedlineText } from "#app/components/comparison/redline";
import { useLanguage } from "#app/components/language";
import { CommentForm, SignedOut } from "#app/components/proposed/comment-form";
import { Comments } from "#app/components/proposed/comments";
import { Section } from "#app/components/section";
import { LocalTime } from "#app/components/time";
import { changesOf, type Redline } from "#app/domain/text/redline";
import type { ProposedView } from "#app/http/reading/proposed-view.server";
import type { Refill } from "#app/http/desk/refill.server";
import { describeCounts } from "#app/messages/compare";
import { ownLanguageName } from "#app/messages/language-names";
import { readerCommentMessages } from "#app/messages/reader-comments";

type Page = { view: ProposedView; form: { token: string; key: string } | null; isDone: boolean; refill: Refill | undefined };

/** A draft that readers may comment on: what it changes, its text, and what was said and answered. */
export function ProposedPage({ view, form, isDone, refill }: Page) {
  const { page: words } = readerCommentMessages[useLanguage()];
  const { period } = view;
  return (
    <div className="page proposed">
      <ErrorSummary faults={refill?.faults} />
      {isDone && !refill && <p className="notice" role="status">{words.done}</p>}
      <h1>{words.title(view.title)}</h1>
      <p className="lead">{words.lead}</p>
      <p className="notice notice-quiet">
        <TimeSentence words={period.isOpen ? words.open : words.closed} instant={period.closesAt} zone={view.zone} />
        {view.publishedAs !== null && <> <a href={`/agreements/${view.slug}/versions/${view.publishedAs}`}>{words.announced(view.publishedAs)}</a></>}
      </p>
      <Choices view={view} />
      <Shown view={view} />
      <Section id="comments" title={words.comments}><Comments view={view} /></Section>
      {period.isOpen && <Section id="add" title={words.add}>{form ? <CommentForm view={view} form={form} refill={refill} /> : <SignedOut view={view} />}</Section>}
      {!period.isOpen && refill?.typed.body && <Section id="typed" title={words.own}><p className="said">{refill.typed.body}</p></Section>}
    </div>
  );
}

/** The states that were shown, where there are several, and the languages of the text. */
function Choices({ view }: { view: ProposedView }) {
  const { page: words } = readerCommentMessages[useLanguage()];
  return (
    <>
      {view.states.length > 1 && <p>{words.changed}</p>}
      {view.states.length > 1 && (
        <nav aria-label={words.states}>
          <ul className="staff-list">
            {view.states.map(({ counter, shownAt }) => (
              <li key={counter}>
                <a href={`/proposed/${view.id}?state=${counter}&lang=${view.language}`} aria-current={counter === view.counter ? "true" : undefined}>{words.state(counter)}</a>{" "}
                <span className="muted">{words.stateShown} <LocalTime instant={shownAt} zone={view.zone} /></span>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {view.languages.length > 1 && (
        <ul className="actions">
          {view.languages.map((language) => (
            <li key={language}><a href={`/proposed/${view.id}?state=${view.counter}&lang=${language}`} lang={language} aria-current={language === view.language ? "true" : undefined}>{ownLanguageName(language)}</a></li>
          ))}
        </ul>
      )}
    </>
  );
}

/** The changes from the version in force, or the whole text: both name their clauses by the same fragments, so one at a time. */
function Shown({ view }: { view: ProposedView }) {
  const { page: words } = readerCommentMessages[useLanguage()];
  const { redline, against, id, counter, language } = view;
  const hasChanges = against !== null && redline !== null && changesOf(redline).length > 0;
  const at = `/proposed/${id}?state=${counter}&lang=${language}`;
  if (hasChanges && view.shows === "changes") {
    return <Section id="changes" title={words.changes(against)}><p><a href={`${at}&view=text`}>{words.wholeText}</a></p><Changes redline={redline} language={language} /></Section>;
  }
  return (
    <Section id="text" title={words.text}>
      {hasChanges && <p><a href={at}>{words.changes(against)}</a></p>}
      <AgreementText html={view.html} language={language} numbers={view.numbers} />
    </Section>
  );
}

function Changes({ redline, language }: { redline: Redline; language: string }) {
  const interfaceLanguage = useLanguage();
  const compared = { layout: "inline" as const, languages: { old: language, new: language }, versions: null };
  return (
    <div className="comparison comparison-inline">
      <p>{describeCounts(redline.counts, interfaceLanguage)}</p>
      <Counts redline={redline} />
      <ComparedProvider compared={compared}><RedlineText redline={redline} /></ComparedProvider>
    </div>
  );
}
