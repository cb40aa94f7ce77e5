import type { HeadersArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { VersionPreviewPage } from "#app/components/staff/preview-page";
import { formPageHeaders } from "#app/http/form-page";
import { readLanguage } from "#app/http/language.server";
import { viewVersionPreview } from "#app/http/desk/preview-page.server";
import { orProblemPage } from "#app/http/problem";
import { requireRole } from "#app/http/viewer.server";
import { afterPublicationMessages } from "#app/messages/after-publication";
import { commonMessages } from "#app/messages/common";

export async function loader({ request, context, params: { slug = "", number = "" } }: LoaderFunctionArgs) {
  const viewer = await requireRole({ request, context }, "editor", "approver");
  const language = readLanguage({ request, context }, viewer);
  const on = new URL(request.url).searchParams.get("on");
  const view = await orProblemPage(viewVersionPreview(context.portal, { slug, number, on, language }));
  return { language, view: { ...view, mayMove: view.isAnnounced && viewer.roles.includes("approver") } };
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page ? [{ title: commonMessages[page.language].titled(afterPublicationMessages[page.language].preview.title(page.view.number)) }] : [];

export default function EditorVersion() {
  return <VersionPreviewPage {...useLoaderData<typeof loader>().view} />;
}
