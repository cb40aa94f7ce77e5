import type { Refilled } from "#app/components/account/sign-in";
import { WordsField } from "#app/components/erasure/words-field";
import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import { Facts } from "#app/components/case/facts";
import type { CaseView } from "#app/http/compliance/case-view.server";
import { caseMessages } from "#app/messages/case-file";
import { formatInstant } from "#app/messages/time";

type Unmask = { view: Pick<CaseView, "zone" | "facts" | "mayUnmask" | "unmaskedUntil">; formToken: string; isFresh: boolean; refill: Refilled };

/** Name and address, hidden until an auditor says why they must be seen. */
export function UnmaskForm({ view: { zone, facts, mayUnmask, unmaskedUntil }, formToken, isFresh, refill }: Unmask) {
  const language = useLanguage();
  const words = caseMessages[language].unmask;
  if (!mayUnmask) return <p>{words.locked}</p>;
  return (
    <>
      <Facts facts={facts} zone={zone} />
      {unmaskedUntil !== null && <p className="case-hint">{words.shownUntil(formatInstant(unmaskedUntil, { zone, language }))} {caseMessages[language].print}</p>}
      {unmaskedUntil === null && (
        <form method="post" className="stack staff-form" noValidate>
          <FormToken value={formToken} />
          {!isFresh && <p className="field-hint">{words.stale}</p>}
          <WordsField id="reason" name="reason" label={words.reason} hint={words.hint} fault={refill?.faults.reason} value={refill?.typed.reason} />
          <button className="button">{words.button}</button>
        </form>
      )}
    </>
  );
}
