import type { CaseForms } from "#app/components/erasure/case-page";
import { WordsField } from "#app/components/erasure/words-field";
import { FormToken } from "#app/components/form-token";
import { Hash } from "#app/components/hash";
import { useLanguage } from "#app/components/language";
import type { CaseView } from "#app/http/erasure/erasure-desk.server";
import { erasureMessages } from "#app/messages/erasure";

type Deciding = CaseForms & { view: CaseView; request: NonNullable<CaseView["request"]>; sha256: string; isFresh: boolean };

/** Approving exactly the plan shown, or refusing it; whoever asked may only take it back. */
export function DecideForms({ view, request, sha256, isFresh, formToken, refill }: Deciding) {
  const { staff: words } = erasureMessages[useLanguage()];
  const hidden = <><FormToken value={formToken} /><input type="hidden" name="request" value={request.id} /></>;
  return (
    <section className="next-step" aria-labelledby="decide">
      <h2 id="decide">{words.decideTitle}</h2>
      {view.isOwn ? (
        <p className="notice notice-quiet">{words.own}</p>
      ) : (
        <>
          <p>{words.decideLead}</p>
          <p><Hash label="SHA-256" sha256={sha256} /></p>
          {isFresh ? (
            <form method="post" className="stack">
              {hidden}
              <input type="hidden" name="sha256" value={sha256} />
              <p className="unconfirmed">{words.irreversible}</p>
              <button className="button" name="intent" value="approve">{words.approve}</button>
            </form>
          ) : (
            <p className="notice">{words.stale} <a href={`/sign-in/again?to=${encodeURIComponent(`/operator/erasures/${view.partyId}`)}`}>{words.again}</a></p>
          )}
          <form method="post" className="stack" noValidate>
            {hidden}
            <WordsField id="reject-words" label={words.rejectReason} fault={refill?.faults["reject-words"]} value={refill?.typed.intent === "reject" ? refill.typed.words : ""} />
            <button className="button button-plain" name="intent" value="reject">{words.reject}</button>
          </form>
        </>
      )}
      {request.isMine && <form method="post">{hidden}<button className="button button-plain" name="intent" value="withdraw">{words.takeBack}</button></form>}
    </section>
  );
}
