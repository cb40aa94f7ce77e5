import type { HeadersArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { RuleChecks } from "#app/components/compliance/rules";
import { checkAllRules } from "#app/domain/compliance/rules/facts.server";
import { formPageHeaders } from "#app/http/form-page";
import { readLanguage } from "#app/http/language.server";
import { viewRuleCheck } from "#app/http/compliance/rules-view.server";
import { requireRole } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { ruleMessages } from "#app/messages/rules";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireRole({ request, context }, "auditor", "editor", "operator");
  const language = readLanguage({ request, context }, viewer);
  const checks = await checkAllRules(context.portal);
  return { language, roles: viewer.roles, checks: checks.map((check) => viewRuleCheck(check, { language, roles: viewer.roles })) };
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => (page ? [{ title: commonMessages[page.language].titled(ruleMessages[page.language].title) }] : []);

export default function ComplianceRules() {
  return <RuleChecks {...useLoaderData<typeof loader>()} />;
}
