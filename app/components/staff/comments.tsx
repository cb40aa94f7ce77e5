import type { ReactNode } from "react";
import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import { Section } from "#app/components/section";
import { LocalTime } from "#app/components/time";
import type { CommentsView, CommentView } from "#app/http/desk/comments-view.server";
import type { EditRefill } from "#app/http/desk/save-edits.server";
import { draftingMessages } from "#app/messages/drafting";

type SectionView = { view: CommentsView; formToken: string; refill: EditRefill | undefined };

/** Comments with their answers, and the forms to add to them. */
export function Comments({ view, formToken, refill }: SectionView) {
  const words = draftingMessages[useLanguage()].comments;
  const open = view.comments.filter(({ isOpen }) => isOpen).length;
  return (
    <Section id="comments" title={words.title}>
      {view.comments.length === 0 && <p className="muted">{words.none}</p>}
      {open > 0 && <p>{words.count(open)}</p>}
      <ul className="comments">
        {view.comments.map((comment) => <li key={comment.id} id={comment.id}><Thread comment={comment} view={view} formToken={formToken} refill={refill} /></li>)}
      </ul>
      <NewComment view={view} formToken={formToken} refill={refill} />
    </Section>
  );
}

function Thread({ comment, view, formToken, refill }: SectionView & { comment: CommentView }) {
  const words = draftingMessages[useLanguage()].comments;
  const { clauseId, clause, isOpen, answers } = comment;
  const about = clauseId === null ? words.whole : clause === null ? words.gone : <a href={`/editor/drafts/${view.draftId}/clauses/${clauseId}`}>{words.on(clause)}</a>;
  return (
    <>
      {view.clauses.length > 0 && <p><strong>{about}</strong></p>}
      <Said said={comment} zone={view.zone}><span className={isOpen ? "tag tag-announced" : "tag"}>{isOpen ? words.open : words.answered}</span></Said>
      {answers.length > 0 && <ol className="comment-answers">{answers.map((answer) => <li key={answer.id} id={answer.id}><Said said={answer} zone={view.zone} /></li>)}</ol>}
      <Answer comment={comment} formToken={formToken} refill={refill} />
    </>
  );
}

function Said({ said, zone, children }: { said: CommentView["answers"][number]; zone: string; children?: ReactNode }) {
  const { comments: words, states } = draftingMessages[useLanguage()];
  return (
    <>
      <p className="comment-by">{said.isOwn ? states.you : (said.who ?? states.erased)} · <LocalTime instant={said.happenedAt} zone={zone} /> · {words.state(said.counter)} {children}</p>
      <p className="comment-body" lang="">{said.body}</p>
    </>
  );
}

function Answer({ comment, formToken, refill }: Omit<SectionView, "view"> & { comment: CommentView }) {
  const words = draftingMessages[useLanguage()].comments;
  const typed = refill?.typed.answersId?.[0] === comment.id ? refill.typed.comment?.[0] : undefined;
  const { states } = draftingMessages[useLanguage()];
  const name = comment.isOwn ? states.you : (comment.who ?? states.erased);
  return (
    <details open={typed !== undefined}>
      <summary>{words.answer}</summary>
      <form method="post" className="stack">
        <FormToken value={formToken} />
        <input type="hidden" name="answersId" value={comment.id} />
        <div className="field">
          <label htmlFor={`answer-${comment.id}`}>{words.answerTo(name)}</label>
          <textarea id={`answer-${comment.id}`} name="comment" rows={3} maxLength={10_000} defaultValue={typed ?? ""} />
        </div>
        <button className="button button-plain" name="intent" value="comment">{words.sendAnswer}</button>
      </form>
    </details>
  );
}

function NewComment({ view, formToken, refill }: SectionView) {
  const words = draftingMessages[useLanguage()].comments;
  const isOwn = refill?.typed.intent?.[0] === "comment" && refill.typed.answersId === undefined;
  return (
    <form method="post" className="stack new-comment">
      <FormToken value={formToken} />
      {view.clauses.length > 0 && (
        <div className="field">
          <label htmlFor="comment-clause">{words.addOn}</label>
          <select id="comment-clause" name="clauseId" defaultValue={isOwn ? refill.typed.clauseId?.[0] : ""}>
            <option value="">{words.whole}</option>
            {view.clauses.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
          </select>
        </div>
      )}
      <div className="field">
        <label htmlFor="comment">{words.addLabel}</label>
        <textarea id="comment" name="comment" rows={3} maxLength={10_000} defaultValue={isOwn ? refill.typed.comment?.[0] : ""} />
      </div>
      <button className="button button-plain" name="intent" value="comment">{words.send}</button>
    </form>
  );
}
