import fc from "fast-check";
import { expect, test } from "vitest";
import { DEEMING_DEFAULTS } from "#app/domain/acceptance/deeming-facts";
import { deemingRuleOf, strictestRule } from "#app/domain/acceptance/deeming-rule";
import { agreementProperties, NOTICE_REASONS, type AgreementProperties } from "#app/domain/publication/manifest";
import { propertiesOf } from "#test/support/builders";

const someRule = fc.record({
  isOn: fc.boolean(),
  customerKinds: fc.subarray(["consumer" as const, "business" as const]),
  clickReasons: fc.subarray([...NOTICE_REASONS]),
  minimumGrade: fc.constantFrom("B" as const, "C" as const, "D" as const, "E" as const),
}, { requiredKeys: [] });

function allowing(deeming: AgreementProperties["deeming"]): AgreementProperties {
  return propertiesOf("general-terms", { deeming });
}

test("an agreement that says nothing lets use by businesses count, not where a charge begins, with a notice that was displayed", () => {
  expect(deemingRuleOf(propertiesOf("general-terms"))).toEqual(DEEMING_DEFAULTS);
});

test("a consent and what informs never let use count, whatever they say", () => {
  fc.assert(fc.property(someRule, fc.constantFrom("consent" as const, "information" as const), (deeming, kind) => {
    expect(deemingRuleOf({ kind, deeming }).isOn).toBe(false);
  }));
});

test("no agreement can say that an essential change is taken as accepted", () => {
  fc.assert(fc.property(someRule, (deeming) => {
    expect(deemingRuleOf(allowing(deeming)).changeClasses).toEqual(["ordinary"]);
  }));
  expect(agreementProperties.safeParse({ ...propertiesOf("general-terms"), deeming: { changeClasses: ["essential"] } }).success).toBe(false);
  expect(agreementProperties.safeParse({ ...propertiesOf("general-terms"), deeming: { minimumGrade: "F" } }).success).toBe(false);
});

test("of several versions each may forbid, and none allows what another does not", () => {
  fc.assert(fc.property(someRule, someRule, (one, other) => {
    const [a, b, both] = [deemingRuleOf(allowing(one)), deemingRuleOf(allowing(other)), strictestRule([allowing(one), null, allowing(other)])];
    expect(both.isOn).toBe(a.isOn && b.isOn);
    expect(both.customerKinds.every((kind) => a.customerKinds.includes(kind) && b.customerKinds.includes(kind))).toBe(true);
    expect([...a.clickReasons, ...b.clickReasons].every((reason) => both.clickReasons.includes(reason))).toBe(true);
    expect(both.minimumGrade <= a.minimumGrade && both.minimumGrade <= b.minimumGrade).toBe(true);
  }));
});

test("where no version is there, use counts for nothing", () => {
  expect(strictestRule([null]).isOn).toBe(false);
});
