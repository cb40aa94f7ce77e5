import { readArguments } from "#app/cli/arguments";
import { print } from "#app/cli/print";
import { UsageError } from "#app/cli/usage";
import { checkAllRules, checkRules } from "#app/domain/compliance/rules/facts.server";
import { viewRuleCheck, type ResultView, type RuleCheckView } from "#app/http/compliance/rules-view.server";
import { isLanguage, type Language } from "#app/messages/catalogue";
import { ruleMessages } from "#app/messages/rules";
import { openPortal } from "#app/portal.server";
import { readSettings } from "#app/settings";

/** `concordat rules [SLUG] [--json] [--lang en|zh-CN]`: what is configured, against the declared laws. Exit code 1 where a rule is not met. Throws UsageError, refusals. */
export async function runRules(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, { json: { type: "boolean" }, lang: { type: "string", default: "en" } });
  const [slug, ...others] = positionals;
  if (others.length > 0) throw new UsageError("rules takes one agreement, or none for all");
  const { lang: language } = values;
  if (!isLanguage(language)) throw new UsageError("--lang takes en or zh-CN");
  const portal = await openPortal(readSettings(process.env));
  try {
    const checks = slug === undefined ? await checkAllRules(portal) : [await checkRules(portal, slug)];
    const views = checks.map((check) => viewRuleCheck(check, { language, roles: [] }));
    await print(values.json ? `${JSON.stringify(views, null, 2)}\n` : `${ruleMessages[language].noClaim}\n${views.map((view) => checkText(view, language)).join("")}`);
    return views.some(({ counts }) => counts.notMet > 0) ? 1 : 0;
  } finally {
    await portal.close();
  }
}

function checkText({ slug, version, counts, laws }: RuleCheckView, language: Language): string {
  const words = ruleMessages[language];
  const told = laws.map(({ law, results }) => `\n${words.laws[law]}\n${results.map((result) => resultText(result, language)).join("")}`);
  return `\n${words.titleOf(slug)}\n${words.basis(version)} ${words.counts(counts)}\n${told.join("")}`;
}

function resultText({ state, asks, found, provision, readIn, isUnverified, mend }: ResultView, language: Language): string {
  const words = ruleMessages[language];
  const source = [provision, ...(isUnverified ? [words.unverified] : []), ...(readIn ? [`${words.readIn}: ${readIn}`] : [])].join("; ");
  const lines = [`  [${words.states[state]}] ${asks}`, `    ${words.found}: ${found}`, `    ${words.source}: ${source}`, ...(mend ? [`    ${words.mend}: ${mend.words}`] : [])];
  return `${lines.join("\n")}\n`;
}
