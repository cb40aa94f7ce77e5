import type { HeadersArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { StaffAgreementPage } from "#app/components/staff/version-agreement";
import { formPageHeaders } from "#app/http/form-page";
import { readLanguage } from "#app/http/language.server";
import { viewState } from "#app/http/desk/preview-view.server";
import { orProblemPage } from "#app/http/problem";
import { viewStaffAgreement } from "#app/http/desk/version-acts-view.server";
import { requireRole } from "#app/http/viewer.server";
import { afterPublicationMessages } from "#app/messages/after-publication";
import { commonMessages } from "#app/messages/common";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireRole({ request, context }, "editor", "approver");
  const language = readLanguage({ request, context }, viewer);
  const view = await orProblemPage(viewStaffAgreement(context.portal, params.slug ?? "", { roles: viewer.roles, language }));
  const asked = new URL(request.url).searchParams.get("on");
  const state = await viewState(context.portal, { slug: view.slug, asked, zone: view.zone, language });
  return { language, view, state, formToken: viewer.formToken };
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page ? [{ title: commonMessages[page.language].titled(afterPublicationMessages[page.language].agreement.manageOf(page.view.title.text)) }] : [];

export default function EditorAgreement() {
  return <StaffAgreementPage {...useLoaderData<typeof loader>()} />;
}
