import { redirect } from "@remix-run/node";
import { requestAddressChange } from "#app/domain/access/change-address.server";
import { changePassword } from "#app/domain/access/change-password.server";
import { sendConfirmation } from "#app/domain/access/confirm-address.server";
import { setLanguage, setName } from "#app/domain/access/profile.server";
import { chooseReminders } from "#app/domain/notice/inbox/reminder-choice.server";
import { readAddress, readChosenLanguage, readCurrentPassword, readFields, readName, readNewPassword, readReminders, sentenceOf, textOf } from "#app/http/account/account-fields.server";
import type { Exchange } from "#app/http/context";
import { languageCookie, readLanguage } from "#app/http/language.server";
import { refill, refillLater } from "#app/http/desk/refill.server";
import { refuse } from "#app/http/refuse.server";
import { sessionCookie } from "#app/http/session.server";
import type { Viewer } from "#app/http/viewer.server";
import type { Language } from "#app/messages/catalogue";

type Sent = Exchange & { viewer: Viewer; form: FormData; language: Language };

/** Answers the forms of the account page, by the `intent` of the button that sent them. */
export function answerAccountForm({ request, context }: Exchange, viewer: Viewer, form: FormData) {
  const sent: Sent = { request, context, viewer, form, language: readLanguage({ request, context }, viewer) };
  switch (textOf(form, "intent")) {
    case "address":
      return answerAddress(sent);
    case "password":
      return answerPassword(sent);
    case "name":
      return answerName(sent);
    case "language":
      return answerLanguage(sent);
    case "reminders":
      return answerReminders(sent);
    case "confirmation":
      return answerConfirmation(sent);
    default:
      throw refuse("input-invalid");
  }
}

async function answerAddress({ context, viewer, form, language }: Sent) {
  const read = readFields({ address: readAddress(form), current: readCurrentPassword(form) }, language);
  if ("faults" in read) return refill(form, read.faults);
  const { address, current } = read.values;
  const result = await requestAddressChange(context.portal, viewer.accountId, { address, password: current });
  switch (result.outcome) {
    case "limited":
      return refillLater(form, { context, language, retryAt: result.retryAt });
    case "wrong":
      return refill(form, { current: sentenceOf("current-wrong", language) });
    case "same":
      return refill(form, { address: sentenceOf("address-same", language) });
    case "mailed":
      return done("address");
  }
}

async function answerPassword({ context, viewer, form, language }: Sent) {
  const read = readFields({ current: readCurrentPassword(form), password: readNewPassword(form, viewer.address) }, language);
  if ("faults" in read) return refill(form, read.faults);
  const result = await changePassword(context.portal, viewer, read.values);
  switch (result.outcome) {
    case "limited":
      return refillLater(form, { context, language, retryAt: result.retryAt });
    case "wrong":
      return refill(form, { current: sentenceOf("current-wrong", language) });
    case "changed":
      return done("password", sessionCookie(context, result.token));
  }
}

async function answerName({ context, viewer, form, language }: Sent) {
  const read = readFields({ name: readName(form) }, language);
  if ("faults" in read) return refill(form, read.faults);
  await setName(context.portal, { partyId: viewer.own.partyId, name: read.values.name });
  return done("name");
}

async function answerLanguage({ context, viewer, form, language }: Sent) {
  const read = readFields({ language: readChosenLanguage(form) }, language);
  if ("faults" in read) return refill(form, read.faults);
  await setLanguage(context.portal, { accountId: viewer.accountId, language: read.values.language });
  return done("language", languageCookie(context, read.values.language));
}

async function answerReminders({ context, viewer, form, language }: Sent) {
  const read = readFields({ reminders: readReminders(form) }, language);
  if ("faults" in read) return refill(form, read.faults);
  await chooseReminders(context.portal, { partyId: viewer.own.partyId, wantsReminders: read.values.reminders === "yes" });
  return done("reminders");
}

async function answerConfirmation({ context, viewer, form, language }: Sent) {
  const result = await sendConfirmation(context.portal, viewer.accountId);
  if (result.outcome === "limited") return refillLater(form, { context, language, retryAt: result.retryAt });
  return done(result.outcome === "mailed" ? "confirmation" : "confirmed");
}

function done(what: string, cookie?: string): Response {
  return redirect(`/account?done=${what}`, { status: 303, headers: cookie === undefined ? {} : { "Set-Cookie": cookie } });
}
