import { Choices, Field } from "#app/components/account/fields";
import type { CaseForms } from "#app/components/erasure/case-page";
import { WordsField } from "#app/components/erasure/words-field";
import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import { GROUNDS } from "#app/domain/evidence/erasure/ground";
import { HOLD_REASONS } from "#app/domain/evidence/erasure/hold";
import { erasureMessages } from "#app/messages/erasure";

/** What was typed into the form that came back, if it was this one. */
function typedIn({ refill }: CaseForms, intent: string): Record<string, string> {
  return refill?.typed.intent === intent ? refill.typed : {};
}

export function AskForm(forms: CaseForms) {
  const words = erasureMessages[useLanguage()];
  const typed = typedIn(forms, "ask");
  const grounds = GROUNDS.map((value) => ({ value, label: words.grounds[value] }));
  return (
    <form method="post" className="stack" noValidate>
      <FormToken value={forms.formToken} />
      <p>{words.staff.askLead}</p>
      <Choices name="ground" legend={words.groundStaff} faults={forms.refill?.faults} value={typed.ground} choices={grounds} />
      <WordsField id="ask-words" label={words.staff.askWords} fault={forms.refill?.faults["ask-words"]} value={typed.words} />
      <button className="button" name="intent" value="ask">{words.staff.ask}</button>
    </form>
  );
}

export function HoldForm(forms: CaseForms) {
  const { staff: words } = erasureMessages[useLanguage()];
  const typed = typedIn(forms, "hold");
  const reasons = HOLD_REASONS.map((value) => ({ value, label: words.holdReasons[value] }));
  return (
    <form method="post" className="stack" noValidate>
      <FormToken value={forms.formToken} />
      <Choices name="reason" legend={words.holdReason} faults={forms.refill?.faults} value={typed.reason} choices={reasons} />
      <WordsField id="hold-words" label={words.holdWords} fault={forms.refill?.faults["hold-words"]} value={typed.words} />
      <Field name="until" label={words.holdDay} faults={forms.refill?.faults} value={typed.until} autoComplete="off" />
      <button className="button" name="intent" value="hold">{words.place}</button>
    </form>
  );
}

export function LiftForm({ holdId, ...forms }: CaseForms & { holdId: string }) {
  const { staff: words } = erasureMessages[useLanguage()];
  const typed = typedIn(forms, "lift");
  const isThis = typed.hold === holdId;
  return (
    <form method="post" className="stack" noValidate>
      <FormToken value={forms.formToken} />
      <input type="hidden" name="hold" value={holdId} />
      <WordsField id={isThis ? "lift-words" : `lift-${holdId}`} label={words.liftReason} fault={isThis ? forms.refill?.faults["lift-words"] : undefined} value={isThis ? typed.words : ""} />
      <button className="button button-plain" name="intent" value="lift">{words.lift}</button>
    </form>
  );
}
