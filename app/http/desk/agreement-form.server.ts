import { draftEdit, type DraftEdit } from "#app/domain/publication/drafting/draft-edit";
import { baseAt } from "#app/domain/publication/drafting/drafts.server";
import type { DraftContent } from "#app/domain/publication/drafting/draft";
import { agreementProperties, NOTICE_REASONS, type AgreementProperties } from "#app/domain/publication/manifest";
import { textOf } from "#app/http/account/account-fields.server";
import { termsFaults, termsOf, type TermsFault } from "#app/http/reading/agreement-terms-form.server";
import { readCounter } from "#app/http/desk/clause-form.server";
import { refuse } from "#app/http/refuse.server";
import type { Portal } from "#app/portal.server";

/** What can be wrong with a field of the form, and the field. */
export type AgreementFault = { field: string; code: "title" | PropertyFault["code"] } | TermsFault;

export type PropertyFault = { field: string; code: "name" | "address" | "precedence" | "noticeDays" | "kinds" | "places" | "products" };

export type AskedAgreement = { counter: number; edits: DraftEdit[] } | { faults: AgreementFault[] };

/** The edits of title and properties that a form asks for; only what it changes. */
export async function readAgreementForm(portal: Pick<Portal, "db">, form: FormData, draftId: string): Promise<AskedAgreement> {
  const counter = readCounter(form);
  const content = await baseAt(portal, { draftId, counter });
  const terms = termsOf(form, content);
  const asked = { ...content, agreement: { ...content.agreement, bindingLanguage: terms.bindingLanguage } };
  const faults = [...faultsOf(form, asked), ...termsFaults(form, content)];
  if (faults.length > 0) return { faults };
  const parsed = agreementProperties.safeParse({ ...propertiesOf(form, asked), ...terms });
  if (!parsed.success) throw refuse("input-invalid");
  const titles = content.texts.map(({ language, title }) => ({ op: "setTitle", language, title, to: textOf(form, `title.${language}`).trim() }));
  const edits = titles.filter(({ title, to }) => title !== to).map(({ op, language, to }) => draftEdit.parse({ op, language, title: to }));
  const isChanged = JSON.stringify(parsed.data) !== JSON.stringify(agreementProperties.parse(content.agreement));
  return { counter, edits: isChanged ? [...edits, { op: "setAgreement", agreement: parsed.data }] : edits };
}

function faultsOf(form: FormData, content: DraftContent): AgreementFault[] {
  const titles = content.texts.map(({ language }) => ({ field: `title.${language}`, code: "title" as const }));
  return [...titles.filter(({ field }) => isBlank(form, field)), ...propertyFaults(form, content)];
}

/** An agreement whose properties a form fills in, and the languages of its texts. */
export type PropertiesBefore = { agreement: AgreementProperties; texts: readonly { language: string }[] };

/** What is wrong with the properties of an agreement in a form. */
export function propertyFaults(form: FormData, before: PropertiesBefore): PropertyFault[] {
  const party = neededLanguages(form, before).flatMap((language) => [{ field: `name.${language}`, code: "name" as const }, { field: `address.${language}`, code: "address" as const }]);
  const days = ["noticeDays", ...NOTICE_REASONS.map((reason) => `rule.${reason}`).filter((field) => !isBlank(form, field))];
  return [
    ...party.filter(({ field }) => isBlank(form, field)),
    ...(isWhole(textOf(form, "precedence"), 1_000_000) ? [] : [{ field: "precedence", code: "precedence" as const }]),
    ...days.filter((field) => !isWhole(textOf(form, field), 3650)).map((field) => ({ field, code: "noticeDays" as const })),
    ...audienceFaults(form),
  ];
}

function audienceFaults(form: FormData): PropertyFault[] {
  const who = textOf(form, "who");
  if (who === "kind" && form.getAll("kinds").length === 0) return [{ field: "kinds", code: "kinds" }];
  if (who === "place" && (placesOf(form).length === 0 || placesOf(form).some((place) => !/^[A-Z]{2}$/.test(place)))) return [{ field: "places", code: "places" }];
  return who === "product" && productsOf(form).length === 0 ? [{ field: "products", code: "products" }] : [];
}

function isWhole(text: string, most: number): boolean {
  return /^\d{1,7}$/.test(text.trim()) && Number(text) <= most;
}

function isBlank(form: FormData, field: string): boolean {
  return textOf(form, field).trim() === "";
}

/** The languages in which the contracting party is named, then those in which it can be. */
export function partyLanguages({ agreement, texts }: PropertiesBefore): string[] {
  return [...new Set([...namedLanguages(agreement), agreement.bindingLanguage, ...texts.map(({ language }) => language)])];
}

function namedLanguages({ contractingParty: { name, address } }: AgreementProperties): string[] {
  return [...Object.keys(name), ...Object.keys(address)];
}

/** The party keeps every name that it has, has one in the binding language, and no name without its address. */
function neededLanguages(form: FormData, before: PropertiesBefore): string[] {
  const needed = new Set([before.agreement.bindingLanguage, ...namedLanguages(before.agreement)]);
  return partyLanguages(before).filter((language) => needed.has(language) || !isBlank(form, `name.${language}`) || !isBlank(form, `address.${language}`));
}

/** The properties that a form asks for; what it does not show stays as it is. */
export function propertiesOf(form: FormData, content: PropertiesBefore): object {
  const before = content.agreement;
  const named = partyLanguages(content).filter((language) => !isBlank(form, `name.${language}`));
  const inEvery = (field: string) => Object.fromEntries(named.map((language) => [language, textOf(form, `${field}.${language}`).trim()]));
  const rules = Object.fromEntries(NOTICE_REASONS.flatMap((reason) => (textOf(form, `rule.${reason}`).trim() === "" ? [] : [[reason, Number(textOf(form, `rule.${reason}`))]])));
  return {
    ...before,
    precedence: Number(textOf(form, "precedence")),
    audience: audienceOf(form),
    noticeDays: Number(textOf(form, "noticeDays")),
    noticeRules: Object.keys(rules).length > 0 ? rules : undefined,
    contractingParty: { name: inEvery("name"), address: inEvery("address"), contact: textOf(form, "contact").trim() },
  };
}

function audienceOf(form: FormData): unknown {
  const who = textOf(form, "who");
  if (who === "kind") return { who, kinds: form.getAll("kinds") };
  if (who === "place") return { who, places: placesOf(form) };
  return who === "product" ? { who, products: productsOf(form) } : { who };
}

function placesOf(form: FormData): string[] {
  return textOf(form, "places").toUpperCase().split(/[\s,，、;；]+/).filter(Boolean);
}

function productsOf(form: FormData): string[] {
  return textOf(form, "products").split(/\r?\n/).map((line) => line.trim()).filter(Boolean);
}
