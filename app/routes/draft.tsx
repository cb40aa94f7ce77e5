import type { HeadersArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { DraftPage } from "#app/components/staff/draft";
import { readReviewedDraft } from "#app/domain/publication/reviewed-draft.server";
import { viewDraft } from "#app/http/draft-view.server";
import { formPageHeaders } from "#app/http/form-page";
import { readLanguage } from "#app/http/language.server";
import { orProblemPage } from "#app/http/problem";
import { requireRole } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { editorMessages } from "#app/messages/editor";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireRole({ request, context }, "editor", "approver");
  const language = readLanguage({ request, context }, viewer);
  const reviewed = await orProblemPage(readReviewedDraft(context.portal, params.id ?? ""));
  const wanted = new URL(request.url).searchParams.get("lang");
  return { language, view: viewDraft(reviewed, { language, wanted, now: context.portal.now() }) };
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page ? [{ title: commonMessages[page.language].titled(editorMessages[page.language].draft.title(page.view.head.number)) }] : [];

export default function Draft() {
  return <DraftPage view={useLoaderData<typeof loader>().view} />;
}
