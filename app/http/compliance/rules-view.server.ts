import type { Role } from "#app/domain/access/role";
import type { RuleCheck } from "#app/domain/compliance/rules/facts.server";
import { countResults } from "#app/domain/compliance/rules/judge";
import type { Law } from "#app/domain/compliance/rules/law";
import type { MendPlace, RuleResult } from "#app/domain/compliance/rules/rule";
import type { Localised } from "#app/domain/publication/localised";
import { chooseText } from "#app/http/reading/agreement-view.server";
import type { Language } from "#app/messages/catalogue";
import { checkMessages, sayFound, sayRule } from "#app/messages/rule-checks";
import { ruleMessages } from "#app/messages/rules";

export type ResultView = {
  state: RuleResult["finding"]["state"];
  asks: string;
  found: string;
  provision: string;
  readIn: string | null;
  isUnverified: boolean;
  /** Null where it is met. */
  mend: { words: string; href: string | null } | null;
};

export type RuleCheckView = {
  slug: string;
  title: Localised;
  version: number;
  isDeclared: boolean;
  counts: ReturnType<typeof countResults>;
  laws: { law: Law; results: ResultView[] }[];
};

type Reader = { language: Language; roles: readonly Role[] };

/** A check as a person with these roles reads it. */
export function viewRuleCheck({ slug, version, laws, isDeclared, results }: RuleCheck, reader: Reader): RuleCheckView {
  const { language } = reader;
  const text = chooseText(version, { slug, wanted: null, language });
  const grouped = laws.map((law) => ({ law, results: results.filter(({ rule }) => rule.law === law).map((result) => viewResult(result, slug, reader)) }));
  return {
    slug,
    title: { text: text.title, language: text.language },
    version: version.number,
    isDeclared,
    counts: countResults(results),
    laws: grouped.filter((each) => each.results.length > 0),
  };
}

function viewResult({ rule, finding, mend }: RuleResult, slug: string, { language, roles }: Reader): ResultView {
  const words = checkMessages[language][rule.check];
  return {
    state: finding.state,
    asks: sayRule(words, rule),
    found: sayFound(words, finding, language === "en" ? ", " : "、"),
    provision: rule.provision[language],
    readIn: rule.readIn,
    isUnverified: rule.isUnverified === true,
    mend: finding.state === "met" ? null : { words: ruleMessages[language].places[mend], href: hrefOf(mend, slug, roles) },
  };
}

/** The page where it is mended; null for those who may not open it, and for what is on no page. */
function hrefOf(place: MendPlace, slug: string, roles: readonly Role[]): string | null {
  const pages: Partial<Record<MendPlace, { href: string; roles: readonly Role[] }>> = {
    agreement: { href: `/editor/agreements/${slug}`, roles: ["editor", "approver"] },
    questions: { href: "/editor/questions", roles: ["editor", "approver"] },
    retention: { href: "/operator/retention", roles: ["operator", "auditor"] },
  };
  const page = pages[place];
  return page?.roles.some((role) => roles.includes(role)) ? page.href : null;
}
