import type { HeadersArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ExportPage } from "#app/components/exports/export-page";
import { readExport } from "#app/domain/compliance/export/made.server";
import { EXPORTS_DONE, faultSentence } from "#app/http/compliance/export-form.server";
import { viewExport } from "#app/http/compliance/exports-view.server";
import { formPageHeaders } from "#app/http/form-page";
import { readLanguage } from "#app/http/language.server";
import { orProblemPage } from "#app/http/problem";
import { requireRole } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { exportMessages } from "#app/messages/exports";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireRole({ request, context }, "auditor", "operator");
  const language = readLanguage({ request, context }, viewer);
  const made = await orProblemPage(readExport(context.portal, params.id ?? ""));
  const query = new URL(request.url).searchParams;
  const done = EXPORTS_DONE.find((each) => each === query.get("done"));
  return {
    language,
    view: await viewExport(context.portal, made, language),
    done: done ? exportMessages[language].done[done] : null,
    fault: faultSentence(query.get("fault"), language),
  };
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) => (page ? [{ title: commonMessages[page.language].titled(page.view.title) }] : []);

export default function Export() {
  return <ExportPage {...useLoaderData<typeof loader>()} />;
}
