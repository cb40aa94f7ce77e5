import { parseAddress } from "#app/domain/access/address";
import { passwordFault } from "#app/domain/access/password";
import { accountMessages, LONGEST_NAME } from "#app/messages/account";
import { isLanguage, type Language } from "#app/messages/catalogue";

type FaultCode = keyof (typeof accountMessages)["en"]["faults"];

/** A field as it was understood, or what is wrong with it. */
type Read<T> = { value: T } | { fault: FaultCode };

/** The text of a field, "" when it is absent. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

export function readAddress(form: FormData): Read<string> {
  const text = textOf(form, "address");
  const value = parseAddress(text);
  if (value !== null) return { value };
  return { fault: text.trim() === "" ? "address-missing" : "address-invalid" };
}

/** A password to be set for an account of this address; null while the address is not known. */
export function readNewPassword(form: FormData, address: string | null): Read<string> {
  const value = textOf(form, "password");
  const fault = passwordFault(value, address);
  return fault === null ? { value } : { fault };
}

export function readCurrentPassword(form: FormData): Read<string> {
  const value = textOf(form, "current");
  return value === "" ? { fault: "current-missing" } : { value };
}

/** A name to be shown; null when none is given. Control and direction marks would break lines and receipts. */
export function readName(form: FormData): Read<string | null> {
  const value = textOf(form, "name").normalize("NFC").replace(/\s+/g, " ").trim();
  if (Array.from(value).length > LONGEST_NAME) return { fault: "name-long" };
  if (/[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u202a-\u202e\u2066-\u2069]/u.test(value)) return { fault: "name-unreadable" };
  return { value: value === "" ? null : value };
}

export function readCustomerKind(form: FormData): Read<"consumer" | "business"> {
  const value = form.get("customerKind");
  return value === "consumer" || value === "business" ? { value } : { fault: "kind-missing" };
}

export function readChosenLanguage(form: FormData): Read<Language> {
  const value = textOf(form, "language");
  return isLanguage(value) ? { value } : { fault: "language-missing" };
}

export function readReminders(form: FormData): Read<"yes" | "no"> {
  const value = textOf(form, "reminders");
  return value === "yes" || value === "no" ? { value } : { fault: "reminders-missing" };
}

type Values<F> = { [K in keyof F]: F[K] extends Read<infer T> ? T : never };

/** All values when every field was understood; else the faults as sentences, by the name of their field. */
export function readFields<F extends Record<string, Read<unknown>>>(
  fields: F,
  language: Language,
): { values: Values<F> } | { faults: Record<string, string> } {
  const faults: Record<string, string> = {};
  const values: Record<string, unknown> = {};
  for (const [name, read] of Object.entries(fields)) {
    if ("fault" in read) faults[name] = sentenceOf(read.fault, language);
    else values[name] = read.value;
  }
  return Object.keys(faults).length > 0 ? { faults } : { values: values as Values<F> };
}

/** What is wrong, for people. */
export function sentenceOf(fault: FaultCode, language: Language): string {
  return accountMessages[language].faults[fault];
}

/** The fields of a new account that say who it is for. */
export function readPerson(form: FormData, language: Language) {
  return readFields(personFields(form), language);
}

/** The fields of the page to sign up. */
export function readSignUp(form: FormData, language: Language) {
  return readFields({ ...personFields(form), customerKind: readCustomerKind(form) }, language);
}

function personFields(form: FormData) {
  const address = readAddress(form);
  return { address, password: readNewPassword(form, "value" in address ? address.value : null), name: readName(form) };
}
