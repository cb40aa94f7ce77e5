import { expect, test } from "vitest";
import type { AgreementProperties } from "#app/domain/publication/manifest";
import { changedProperties } from "#app/domain/publication/property-change";
import { proposalOf } from "#test/support/proposal";

const { agreement } = proposalOf().manifest;
const { contractingParty: party } = agreement;

test.each<[string, Partial<AgreementProperties>, string[]]>([
  ["precedence", { precedence: 10 }, ["precedence"]],
  ["audience", { audience: { who: "kind", kinds: ["consumer"] } }, ["audience"]],
  ["the name of the party", { contractingParty: { ...party, name: { ...party.name, en: "Successor Ltd" } } }, ["contractingParty"]],
  ["a further name and another way to reach the party", { contractingParty: { name: { ...party.name, fr: "Exemple SARL" }, address: { ...party.address, fr: "Paris" }, contact: "legal@example.com" } }, []],
  ["binding language", { bindingLanguage: "en" }, ["bindingLanguage"]],
  ["zone and notice", { zone: "Europe/Berlin", noticeDays: 60, noticeRules: { end: 90 } }, ["zone", "noticeDays", "noticeRules"]],
  ["a default of deeming spelt out", { deeming: { isOn: true, customerKinds: ["business"], minimumGrade: "C" } }, []],
  ["a weaker proof", { deeming: { minimumGrade: "E" } }, ["deeming"]],
  ["deeming switched off", { deeming: { isOn: false } }, ["deeming"]],
])("a change of %s", (_what, change, changed) => {
  expect(changedProperties(agreement, { ...agreement, ...change })).toEqual(changed);
});

test("a consent may never be deemed, whatever its file says, and its purposes are its terms", () => {
  const purposes = [{ code: "news", title: { en: "News" }, description: { en: "Of our products" } }];
  const consent: AgreementProperties = { ...agreement, kind: "consent", purposes };
  expect(changedProperties(consent, { ...consent, deeming: { isOn: true, minimumGrade: "E" } })).toEqual([]);
  expect(changedProperties(consent, { ...consent, purposes: [...purposes, { code: "survey", title: { en: "Surveys" }, description: { en: "Once a year" } }] })).toEqual(["purposes"]);
});
