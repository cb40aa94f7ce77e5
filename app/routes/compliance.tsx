import type { HeadersArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ComplianceOverview } from "#app/components/compliance/overview";
import { readAsked } from "#app/http/compliance/compliance-asked.server";
import { viewCompliance } from "#app/http/compliance/compliance-view.server";
import { formPageHeaders } from "#app/http/form-page";
import { readLanguage } from "#app/http/language.server";
import { requireRole } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { complianceMessages } from "#app/messages/compliance";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireRole({ request, context }, "auditor");
  const read = await readAsked(context.portal, new URL(request.url).searchParams);
  const language = readLanguage({ request, context }, viewer);
  return { language, view: await viewCompliance(context.portal, read, language) };
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => (page ? [{ title: commonMessages[page.language].titled(complianceMessages[page.language].title) }] : []);

export default function Compliance() {
  return <ComplianceOverview view={useLoaderData<typeof loader>().view} />;
}
