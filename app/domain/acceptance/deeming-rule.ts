import { DEEMING_DEFAULTS, type DeemingRule } from "#app/domain/acceptance/deeming-facts";
import { PROOF_GRADES } from "#app/domain/notice/proof";
import type { AgreementProperties } from "#app/domain/publication/manifest";

/** What one version of an agreement allows. An essential change is never deemed: no agreement can switch that on. */
export function deemingRuleOf({ kind, deeming = {} }: Pick<AgreementProperties, "kind" | "deeming">): DeemingRule {
  const rule = { ...DEEMING_DEFAULTS, ...deeming };
  return { ...rule, isOn: kind === "terms" && rule.isOn, changeClasses: DEEMING_DEFAULTS.changeClasses };
}

/**
 * What is allowed where several versions have a say: the one that binds the party, the one in force at the announcement and the
 * one announced. Each may forbid, so that no version allows what those before it did not. Versions that are not there say nothing.
 */
export function strictestRule(said: readonly (Pick<AgreementProperties, "kind" | "deeming"> | null)[]): DeemingRule {
  const [first, ...rest] = said.flatMap((properties) => (properties ? [deemingRuleOf(properties)] : []));
  return rest.reduce(stricter, first ?? { ...DEEMING_DEFAULTS, isOn: false });
}

function stricter(a: DeemingRule, b: DeemingRule): DeemingRule {
  return {
    isOn: a.isOn && b.isOn,
    customerKinds: a.customerKinds.filter((kind) => b.customerKinds.includes(kind)),
    changeClasses: a.changeClasses.filter((changeClass) => b.changeClasses.includes(changeClass)),
    clickReasons: [...new Set([...a.clickReasons, ...b.clickReasons])],
    minimumGrade: PROOF_GRADES.find((grade) => grade === a.minimumGrade || grade === b.minimumGrade) ?? a.minimumGrade,
  };
}
