import type { HeadersArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { DraftPreviewPage } from "#app/components/staff/preview-page";
import { formPageHeaders } from "#app/http/form-page";
import { readLanguage } from "#app/http/language.server";
import { viewDraftPreview } from "#app/http/desk/preview-page.server";
import { orProblemPage } from "#app/http/problem";
import { requireRole } from "#app/http/viewer.server";
import { afterPublicationMessages } from "#app/messages/after-publication";
import { commonMessages } from "#app/messages/common";

export async function loader({ request, context, params: { slug = "", id = "" } }: LoaderFunctionArgs) {
  const viewer = await requireRole({ request, context }, "editor", "approver");
  const language = readLanguage({ request, context }, viewer);
  const on = new URL(request.url).searchParams.get("on");
  return { language, view: await orProblemPage(viewDraftPreview(context.portal, { slug, id, on, language })) };
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page ? [{ title: commonMessages[page.language].titled(afterPublicationMessages[page.language].preview.title(page.view.number)) }] : [];

export default function EditorDraftPreview() {
  return <DraftPreviewPage {...useLoaderData<typeof loader>().view} />;
}
