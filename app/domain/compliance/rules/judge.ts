import { CHECKS } from "#app/domain/compliance/rules/checks";
import { LAWS, type Law } from "#app/domain/compliance/rules/law";
import type { RuleFacts, RuleResult } from "#app/domain/compliance/rules/rule";
import { RULES } from "#app/domain/compliance/rules/rules";

/** What each rule of the laws comes to for an agreement, in the order of the laws; rules for agreements of another kind are left out. */
export function judgeRules(facts: RuleFacts, laws: readonly Law[]): RuleResult[] {
  const asked = LAWS.filter((law) => laws.includes(law));
  return asked.flatMap((law) => RULES.filter((rule) => rule.law === law)).flatMap((rule) => {
    const { kinds, judge, mend } = CHECKS[rule.check];
    return kinds.some((kind) => kind === facts.kind) ? [{ rule, finding: judge(facts, rule), mend }] : [];
  });
}

/** How many results are of each state. */
export function countResults(results: readonly RuleResult[]): Record<RuleResult["finding"]["state"], number> {
  const count = (state: RuleResult["finding"]["state"]) => results.filter(({ finding }) => finding.state === state).length;
  return { met: count("met"), notMet: count("notMet"), unknown: count("unknown") };
}
