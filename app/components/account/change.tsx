import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { Choices, Field, FormPage } from "#app/components/account/fields";
import type { Refilled } from "#app/components/account/sign-in";
import { FormToken } from "#app/components/form-token";
import { useLanguage } from "#app/components/language";
import { accountMessages } from "#app/messages/account";
import { joinSentences, LANGUAGES } from "#app/messages/catalogue";
import { inboxMessages } from "#app/messages/inbox";

/** What a person may change, one a page. */
const PARTS = ["address", "name", "language", "password", "reminders"] as const;
export type Part = (typeof PARTS)[number];

/** The part named by the query `change`; null shows the summary. */
export function readPart(text: string | null): Part | null {
  return PARTS.find((part) => part === text) ?? null;
}

type ChangeView = { account: { formToken: string; address: string; language: string }; name: string | null; wantsReminders: boolean; refill: Refilled };

export function ChangePage({ part, ...view }: ChangeView & { part: Part }) {
  const { form, change } = accountMessages[useLanguage()];
  return (
    <FormPage title={change[part]} faults={view.refill?.faults}>
      <form method="post" className="stack" noValidate>
        <FormToken value={view.account.formToken} />
        <Fields part={part} {...view} />
      </form>
      <p><Link to="/account">{form.cancel}</Link></p>
    </FormPage>
  );
}

function Fields({ part, ...view }: ChangeView & { part: Part }): ReactNode {
  switch (part) {
    case "address":
      return <AddressFields {...view} />;
    case "name":
      return <NameFields {...view} />;
    case "language":
      return <LanguageFields {...view} />;
    case "password":
      return <PasswordFields {...view} />;
    case "reminders":
      return <ReminderFields {...view} />;
  }
}

function AddressFields({ account, refill }: ChangeView) {
  const { form, change } = accountMessages[useLanguage()];
  return (
    <>
      <p>{change.addressNow(account.address)}</p>
      <Field name="address" type="email" label={change.newAddress} faults={refill?.faults} value={refill?.typed.address} autoComplete="email" />
      <Field name="current" type="password" label={form.currentPassword} faults={refill?.faults} autoComplete="current-password" />
      <button className="button" name="intent" value="address">{change.sendLink}</button>
    </>
  );
}

function NameFields({ name, refill }: ChangeView) {
  const language = useLanguage();
  const { form, change } = accountMessages[language];
  const hint = joinSentences([form.nameHint, change.nameEmpty], language);
  return (
    <>
      <Field name="name" label={form.name} hint={hint} faults={refill?.faults} value={refill?.typed.name ?? name ?? ""} autoComplete="name" />
      <button className="button" name="intent" value="name">{change.saveName}</button>
    </>
  );
}

function LanguageFields({ account, refill }: ChangeView) {
  const { change } = accountMessages[useLanguage()];
  const choices = LANGUAGES.map((value) => ({ value, label: accountMessages[value].account.languageName, lang: value }));
  return (
    <>
      <Choices name="language" legend={change.languageLegend} faults={refill?.faults} value={account.language} choices={choices} />
      <button className="button" name="intent" value="language">{change.saveLanguage}</button>
    </>
  );
}

function PasswordFields({ account, refill }: ChangeView) {
  const { form, change } = accountMessages[useLanguage()];
  return (
    <>
      <input type="hidden" name="username" value={account.address} autoComplete="username" />
      <Field name="current" type="password" label={form.currentPassword} faults={refill?.faults} autoComplete="current-password" />
      <Field name="password" type="password" label={form.newPassword} hint={form.passwordHint} faults={refill?.faults} autoComplete="new-password" />
      <p>{change.passwordEffect}</p>
      <button className="button" name="intent" value="password">{change.savePassword}</button>
    </>
  );
}

function ReminderFields({ wantsReminders, refill }: ChangeView) {
  const words = inboxMessages[useLanguage()].reminders;
  const choices = [{ value: "yes", label: words.yes }, { value: "no", label: words.no }];
  return (
    <>
      <p>{words.legal}</p>
      <Choices name="reminders" legend={words.legend} faults={refill?.faults} value={wantsReminders ? "yes" : "no"} choices={choices} />
      <button className="button" name="intent" value="reminders">{words.save}</button>
    </>
  );
}
