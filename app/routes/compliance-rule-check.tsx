import type { HeadersArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { RuleCheckPage } from "#app/components/compliance/rules";
import { checkRules } from "#app/domain/compliance/rules/facts.server";
import { formPageHeaders } from "#app/http/form-page";
import { readLanguage } from "#app/http/language.server";
import { orProblemPage } from "#app/http/problem";
import { viewRuleCheck } from "#app/http/compliance/rules-view.server";
import { requireRole } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { ruleMessages } from "#app/messages/rules";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireRole({ request, context }, "auditor", "editor", "operator");
  const language = readLanguage({ request, context }, viewer);
  const check = await orProblemPage(checkRules(context.portal, params.slug ?? ""));
  return { language, roles: viewer.roles, check: viewRuleCheck(check, { language, roles: viewer.roles }) };
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page ? [{ title: commonMessages[page.language].titled(ruleMessages[page.language].titleOf(page.check.title.text)) }] : [];

export default function ComplianceRuleCheck() {
  return <RuleCheckPage {...useLoaderData<typeof loader>()} />;
}
