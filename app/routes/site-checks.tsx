import type { HeadersArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { SiteChecksPage } from "#app/components/staff/site-checks";
import { formPageHeaders } from "#app/http/form-page";
import { readLanguage } from "#app/http/language.server";
import { viewSiteChecks } from "#app/http/notices/site-checks-view.server";
import { requireRole } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { siteCheckMessages } from "#app/messages/site-checks";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireRole({ request, context }, "operator", "auditor");
  const language = readLanguage({ request, context }, viewer);
  return { language, checks: await viewSiteChecks(context.portal, language) };
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page ? [{ title: commonMessages[page.language].titled(siteCheckMessages[page.language].title) }] : [];

export default function SiteChecks() {
  return <SiteChecksPage checks={useLoaderData<typeof loader>().checks} />;
}
