import type { HeadersArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { RetentionPage } from "#app/components/erasure/retention-page";
import { readRetentionDesk } from "#app/domain/evidence/retention-due.server";
import { formPageHeaders } from "#app/http/form-page";
import { readLanguage } from "#app/http/language.server";
import { orProblemPage } from "#app/http/problem";
import { viewRetention } from "#app/http/retention-view.server";
import { requireRole } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { retentionMessages } from "#app/messages/retention";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireRole({ request, context }, "operator", "auditor");
  const language = readLanguage({ request, context }, viewer);
  return { language, roles: viewer.roles, view: viewRetention(await orProblemPage(readRetentionDesk(context.portal)), language) };
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => (page ? [{ title: commonMessages[page.language].titled(retentionMessages[page.language].title) }] : []);

export default function Retention() {
  const { view, roles } = useLoaderData<typeof loader>();
  return <RetentionPage view={view} roles={roles} />;
}
