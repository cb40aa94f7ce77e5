import { useLanguage } from "#app/components/language";
import { Said } from "#app/components/said";
import { LocalTime } from "#app/components/time";
import type { ReaderComment } from "#app/domain/publication/review/reader-comments.server";
import type { ProposedView } from "#app/http/reading/proposed-view.server";
import { readerCommentMessages } from "#app/messages/reader-comments";

/** What readers said and what was answered, without names; one's own also before that. */
export function Comments({ view }: { view: ProposedView }) {
  const { page: words } = readerCommentMessages[useLanguage()];
  return (
    <>
      {view.comments.length === 0 && <p className="empty">{words.commentsNone}</p>}
      <ol className="my-list">
        {view.comments.map((comment) => <li key={comment.id} id={comment.id}><Comment comment={comment} view={view} /></li>)}
      </ol>
      {view.waiting > 0 && <p className="muted">{words.waiting(view.waiting)}</p>}
    </>
  );
}

function Comment({ comment, view }: { comment: ReaderComment; view: ProposedView }) {
  const { page: words } = readerCommentMessages[useLanguage()];
  const { counter, body, isRemoved, isOwn, isShown, commentedAt, answers } = comment;
  const last = answers.at(-1);
  return (
    <>
      <p className="muted">
        <strong>{isOwn ? words.own : words.reader}</strong> · <About comment={comment} view={view} /> · {words.onState(counter)} · <LocalTime instant={commentedAt} zone={view.zone} />
      </p>
      <Said words={body} isRemoved={isRemoved} />
      {last ? <Said words={last.answer} isRemoved={last.isRemoved} kind="answer" /> : <p className="muted">{words.waits}</p>}
      {last && !isShown && <p className="muted">{words.hidden}</p>}
    </>
  );
}

/** The clause that a comment is about, by its name in the state shown. */
function About({ comment: { clauseId }, view }: { comment: ReaderComment; view: ProposedView }) {
  const { page: words } = readerCommentMessages[useLanguage()];
  if (clauseId === null) return <>{words.whole}</>;
  const clause = view.clauses.find(({ id }) => id === clauseId);
  return clause ? <span lang={view.language}>{clause.number ?? clause.name}</span> : <>{words.gone}</>;
}
