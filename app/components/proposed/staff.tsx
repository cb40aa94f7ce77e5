import { Choices, ErrorSummary, Field } from "#app/components/account/fields";
import { TimeSentence } from "#app/components/agreement/time-sentence";
import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import { TextArea } from "#app/components/questions/text-area";
import { Said } from "#app/components/said";
import { LocalTime } from "#app/components/time";
import { LONGEST_COMMENT, type CommentPeriod } from "#app/domain/publication/review/comment-period";
import type { ReaderComment } from "#app/domain/publication/review/reader-comments.server";
import type { ClauseName } from "#app/domain/publication/rendered.server";
import type { Refill } from "#app/http/desk/refill.server";
import { readerCommentMessages } from "#app/messages/reader-comments";
import { zoneName } from "#app/messages/time";

type Page = {
  id: string;
  formToken: string;
  zone: string;
  mayOpen: boolean;
  period: CommentPeriod | null;
  comments: ReaderComment[];
  clauses: ClauseName[];
  answering: string | null;
  refill: Refill | undefined;
};

/** The comment period of a draft, what readers said in it, and where it is answered. */
export function PeriodPage(page: Page) {
  const { staff: words, page: shown } = readerCommentMessages[useLanguage()];
  const { id, period, zone, comments } = page;
  return (
    <div className="staff">
      <ErrorSummary faults={page.refill?.faults} />
      <p><a href={`/editor/drafts/${id}/review`}>{words.back}</a></p>
      <h1>{words.title}</h1>
      <p className="lead">{words.lead}</p>
      {period === null ? <p className="empty">{words.never}</p> : (
        <p className="notice notice-quiet"><TimeSentence words={period.isOpen ? shown.open : shown.closed} instant={period.closesAt} zone={zone} /> <a href={`/proposed/${id}`}>{words.page}</a></p>
      )}
      {page.mayOpen && <PeriodForm {...page} />}
      <section aria-labelledby="comments">
        <h2 id="comments">{shown.comments}</h2>
        {comments.length === 0 && <p className="empty">{words.none}</p>}
        <ol className="staff-list">
          {comments.map((comment) => <li key={comment.id} id={comment.id}><Line comment={comment} page={page} /></li>)}
        </ol>
      </section>
    </div>
  );
}

function PeriodForm({ formToken, zone, period, refill }: Page) {
  const language = useLanguage();
  const { staff: words } = readerCommentMessages[language];
  const isOpen = period?.isOpen ?? false;
  return (
    <form method="post" className="stack" noValidate>
      <FormToken value={formToken} />
      <Field name="closes" label={words.until} hint={words.untilHint(zoneName({ zone, language }))} faults={refill?.faults} value={refill?.typed.closes ?? ""} autoComplete="off" />
      <div className="import-buttons">
        <button className="button" name="intent" value="open">{isOpen ? words.move : words.open}</button>
        {isOpen && <button className="button button-plain" name="intent" value="close">{words.close}</button>}
      </div>
    </form>
  );
}

function Line({ comment, page }: { comment: ReaderComment; page: Page }) {
  const { staff: words, page: shown } = readerCommentMessages[useLanguage()];
  const { id, clauseId, counter, body, isRemoved, commentedAt, answers, isShown } = comment;
  const clause = page.clauses.find((each) => each.id === clauseId);
  const isAnswering = page.answering === id || page.refill?.typed.commentId === id;
  const last = answers.at(-1);
  return (
    <>
      <p className="muted"><strong>{clauseId === null ? shown.whole : (clause?.number ?? clause?.name ?? shown.gone)}</strong> · {shown.onState(counter)} · <LocalTime instant={commentedAt} zone={page.zone} /></p>
      <Said words={body} isRemoved={isRemoved} otherwise={words.erased} />
      {last && <Said words={last.answer} isRemoved={last.isRemoved} kind="answer" />}
      {last && <p className="muted">{isShown ? words.isShown : words.isHidden}</p>}
      {isAnswering ? <AnswerForm comment={comment} page={page} /> : body !== null && <p><a href={`?answer=${id}#${id}`} aria-label={`${words.answerOf}: ${body.slice(0, 40)}`}>{words.answerNow}</a></p>}
    </>
  );
}

function AnswerForm({ comment: { id, answers }, page: { id: draftId, formToken, refill } }: { comment: ReaderComment; page: Page }) {
  const { staff: words } = readerCommentMessages[useLanguage()];
  const { typed = {}, faults = {} } = refill?.typed.commentId === id ? refill : {};
  const choices = (["everybody", "commenter"] as const).map((value) => ({ value, label: words[value] }));
  return (
    <form method="post" action={`/editor/drafts/${draftId}/comments#${id}`} className="stack" noValidate>
      <FormToken value={formToken} />
      <input type="hidden" name="commentId" value={id} />
      <input type="hidden" name="follows" value={answers.at(-1)?.id ?? ""} />
      <TextArea name="answer" label={words.label} hint={words.hint} most={LONGEST_COMMENT} rows={5} fault={faults.answer} value={typed.answer ?? ""} />
      <Choices name="shown" legend={words.shown} faults={undefined} value={typed.shown ?? "everybody"} choices={choices} />
      <button className="button" name="intent" value="answer">{words.submit}</button>
    </form>
  );
}
