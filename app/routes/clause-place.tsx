import type { ActionFunctionArgs, HeadersArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ClausePlacePage } from "#app/components/staff/clause-place";
import { readMove, viewPlaces } from "#app/http/desk/clause-place.server";
import { formPageHeaders } from "#app/http/form-page";
import { readLanguage } from "#app/http/language.server";
import { orProblemPage } from "#app/http/problem";
import { readEditorForm, saveEdits } from "#app/http/desk/save-edits.server";
import { requireRole } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { draftingMessages } from "#app/messages/drafting";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireRole({ request, context }, "editor");
  const language = readLanguage({ request, context }, viewer);
  const { id: draftId = "", clauseId = "" } = params;
  const { searchParams: search } = new URL(request.url);
  return { language, formToken: viewer.formToken, view: await orProblemPage(viewPlaces(context.portal, { draftId, clauseId, search, language })) };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const sent = await readEditorForm({ request, context });
  const { id: draftId = "", clauseId = "" } = params;
  const asked = () => readMove(context.portal, sent.form, { draftId, clauseId });
  return saveEdits({ request, context }, sent, { draftId, asked, to: () => `/editor/drafts/${draftId}/clauses/${clauseId}?saved` });
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page ? [{ title: commonMessages[page.language].titled(draftingMessages[page.language].place.title(page.view.clause.number ?? page.view.clause.name)) }] : [];

export default function ClausePlace() {
  return <ClausePlacePage {...useLoaderData<typeof loader>()} refill={useActionData<typeof action>()} />;
}
