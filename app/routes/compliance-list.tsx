import { redirect, type HeadersArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ComplianceList } from "#app/components/compliance/list";
import { readAsked } from "#app/http/compliance/compliance-asked.server";
import { openComplianceList, readState } from "#app/http/compliance/compliance-list.server";
import { formPageHeaders } from "#app/http/form-page";
import { readLanguage } from "#app/http/language.server";
import { requireRole } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { complianceMessages } from "#app/messages/compliance";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireRole({ request, context }, "auditor");
  const query = new URL(request.url).searchParams;
  const state = readState(query);
  if (state === null) throw redirect("/compliance");
  const read = await readAsked(context.portal, query);
  const language = readLanguage({ request, context }, viewer);
  return { language, view: await openComplianceList(context.portal, { actor: viewer, state, read, language, after: query.get("after") }) };
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => {
  if (!page) return [];
  const words = complianceMessages[page.language];
  return [{ title: commonMessages[page.language].titled(words.listTitle(words.states[page.view.state])) }];
};

export default function ComplianceListPage() {
  return <ComplianceList view={useLoaderData<typeof loader>().view} />;
}
