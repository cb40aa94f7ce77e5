import { deemingRuleOf } from "#app/domain/acceptance/deeming-rule";
import type { DraftContent } from "#app/domain/publication/drafting/draft";
import { agreementProperties, NOTICE_REASONS, type AgreementProperties, type Purpose } from "#app/domain/publication/manifest";
import { textOf } from "#app/http/account/account-fields.server";

/** What can be wrong with these fields, and the field. */
export type TermsFault = { field: string; code: "binding" | "zone" | "deemed" | "purposeCode" | "purposeTaken" | "purposeTitle" | "purposeDescription" };

type Before = Pick<DraftContent, "agreement" | "texts" | "version">;
type Fields = Pick<AgreementProperties, "zone" | "bindingLanguage" | "deeming" | "purposes"> & { kind: string };

/** More purposes than this are not read from one form. */
const MOST_PURPOSES = 100;

/**
 * Kind, binding language, zone, deeming and purposes as a form asks for them; what it does not show stays. The kind is
 * open until the first version is published.
 */
export function termsOf(form: FormData, { agreement, texts, version }: Before): Fields {
  const given = (field: string, before: string) => (form.has(field) ? textOf(form, field).trim() : before);
  const kind = version.version === 1 ? given("kind", agreement.kind) : agreement.kind;
  return {
    kind,
    bindingLanguage: given("binding", agreement.bindingLanguage),
    zone: given("zone", agreement.zone),
    deeming: kind === "terms" ? deemingOf(form, agreement) : undefined,
    purposes: kind === "consent" ? purposesOf(form, agreement, texts.map(({ language }) => language)) : undefined,
  };
}

/** What is wrong with them. */
export function termsFaults(form: FormData, before: Before): TermsFault[] {
  const { kind, bindingLanguage, zone } = termsOf(form, before);
  const hasText = before.texts.some(({ language }) => language === bindingLanguage);
  const isForNobody = kind === "terms" && textOf(form, "deeming") === "yes" && form.getAll("deemed").length === 0;
  return [
    ...(hasText ? [] : [{ field: "binding", code: "binding" as const }]),
    ...(agreementProperties.shape.zone.safeParse(zone).success ? [] : [{ field: "zone", code: "zone" as const }]),
    ...(isForNobody ? [{ field: "deemed", code: "deemed" as const }] : []),
    ...(kind === "consent" ? purposeFaults(form, before.texts.map(({ language }) => language)) : []),
  ];
}

/** What the form says, unless it is what holds already: then it goes on being said, or left to the default, as before. */
function deemingOf(form: FormData, agreement: AgreementProperties): AgreementProperties["deeming"] {
  if (!form.has("deeming")) return agreement.deeming;
  const { isOn, customerKinds, clickReasons, minimumGrade } = deemingRuleOf({ ...agreement, kind: "terms" });
  const asked = {
    isOn: textOf(form, "deeming") === "yes",
    customerKinds: (["consumer", "business"] as const).filter((kind) => form.getAll("deemed").includes(kind)),
    clickReasons: NOTICE_REASONS.filter((reason) => form.getAll("click").includes(reason)),
    minimumGrade: (["B", "C", "D", "E"] as const).find((grade) => grade === textOf(form, "grade")) ?? "C",
  };
  const isSame = asked.isOn === isOn && isSameSet(asked.customerKinds, customerKinds) && isSameSet(asked.clickReasons, clickReasons) && asked.minimumGrade === minimumGrade;
  return isSame ? agreement.deeming : asked;
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return [...a].sort().join() === [...b].sort().join();
}

/** Each purpose that is left in the form; its words in a language without a text here stay. */
function purposesOf(form: FormData, { purposes = [] }: AgreementProperties, languages: readonly string[]): Purpose[] | undefined {
  if (!form.has("purpose.0.code")) return purposes.length > 0 ? purposes : undefined;
  return sentPurposes(form, languages).map(({ at, code }) => {
    const known = purposes.find((purpose) => purpose.code === code);
    const said = (field: string) => Object.fromEntries(languages.map((language) => [language, textOf(form, `${at}.${field}.${language}`).trim()]));
    return { code, title: { ...known?.title, ...said("title") }, description: { ...known?.description, ...said("description") } };
  });
}

function purposeFaults(form: FormData, languages: readonly string[]): TermsFault[] {
  const sent = sentPurposes(form, languages);
  return sent.flatMap(({ at, code }, index) => {
    const isTaken = sent.slice(0, index).some((other) => other.code === code);
    const blank = (field: "title" | "description") => languages.map((language) => `${at}.${field}.${language}`).filter((name) => textOf(form, name).trim() === "");
    return [
      ...(/^[a-z][a-z0-9-]{0,79}$/.test(code) ? [] : [{ field: `${at}.code`, code: "purposeCode" as const }]),
      ...(isTaken ? [{ field: `${at}.code`, code: "purposeTaken" as const }] : []),
      ...blank("title").map((field) => ({ field, code: "purposeTitle" as const })),
      ...blank("description").map((field) => ({ field, code: "purposeDescription" as const })),
    ];
  });
}

/** The purposes of a form that say anything and are not taken out. */
function sentPurposes(form: FormData, languages: readonly string[]): { at: string; code: string }[] {
  const all = Array.from({ length: MOST_PURPOSES }, (_, index) => `purpose.${index}`).filter((at) => form.has(`${at}.code`));
  return all.flatMap((at) => {
    const fields = [`${at}.code`, ...languages.flatMap((language) => [`${at}.title.${language}`, `${at}.description.${language}`])];
    const isEmpty = fields.every((field) => textOf(form, field).trim() === "");
    return isEmpty || form.has(`${at}.gone`) ? [] : [{ at, code: textOf(form, `${at}.code`).trim() }];
  });
}
