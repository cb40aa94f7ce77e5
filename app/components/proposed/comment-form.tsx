import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import { TextArea } from "#app/components/questions/text-area";
import { LONGEST_COMMENT } from "#app/domain/publication/review/comment-period";
import type { ProposedView } from "#app/http/reading/proposed-view.server";
import type { Refill } from "#app/http/desk/refill.server";
import { readerCommentMessages } from "#app/messages/reader-comments";

type Part = { view: ProposedView; form: { token: string; key: string }; refill: Refill | undefined };

/** Where a reader says something about a clause or about the whole. */
export function CommentForm({ view, form, refill }: Part) {
  const { page: words } = readerCommentMessages[useLanguage()];
  const { typed = {}, faults = {} } = refill ?? {};
  return (
    <form method="post" action={`/proposed/${view.id}?state=${view.counter}&lang=${view.language}#add`} className="stack" noValidate>
      <FormToken value={form.token} />
      <input type="hidden" name="formKey" value={typed.formKey ?? form.key} />
      <input type="hidden" name="counter" value={view.counter} />
      <div className="field">
        <label htmlFor="clauseId">{words.about}</label>
        <select id="clauseId" name="clauseId" defaultValue={typed.clauseId ?? ""}>
          <option value="">{words.whole}</option>
          {view.clauses.map(({ id, number, name }) => <option key={id} value={id} lang={view.language}>{number === null ? name : `${number} ${name}`}</option>)}
        </select>
      </div>
      <TextArea name="body" label={words.body} hint={words.hint} most={LONGEST_COMMENT} rows={6} fault={faults.body} value={typed.body ?? ""} />
      <button className="button">{words.submit}</button>
    </form>
  );
}

/** The way to an account for those who are not signed in. */
export function SignedOut({ view }: { view: ProposedView }) {
  const { page: words } = readerCommentMessages[useLanguage()];
  return (
    <>
      <p>{words.signedOut}</p>
      <p><a className="button" href={`/sign-in?to=${encodeURIComponent(`/proposed/${view.id}`)}`}>{words.signIn}</a></p>
    </>
  );
}
