import { redirect, type ActionFunctionArgs, type HeadersArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { StatePage } from "#app/components/staff/states";
import { restoreDraft } from "#app/domain/publication/drafting/drafts.server";
import { readStateCounter, viewState } from "#app/http/desk/draft-states.server";
import { formPageHeaders } from "#app/http/form-page";
import { readLanguage } from "#app/http/language.server";
import { orProblemPage } from "#app/http/problem";
import { readEditorForm } from "#app/http/desk/save-edits.server";
import { requireRole } from "#app/http/viewer.server";
import { commonMessages } from "#app/messages/common";
import { draftingMessages } from "#app/messages/drafting";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireRole({ request, context }, "editor", "approver");
  const language = readLanguage({ request, context }, viewer);
  const { id: draftId = "", counter = "" } = params;
  const wanted = new URL(request.url).searchParams.get("lang") ?? language;
  const shown = await orProblemPage(viewState(context.portal, { draftId, counter, viewer, language, wanted }));
  return { language, formToken: viewer.formToken, ...shown };
}

/** Brings the state back. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const { viewer } = await readEditorForm({ request, context });
  const draftId = params.id ?? "";
  await orProblemPage(restoreDraft(context.portal, { draftId, counter: readStateCounter(params.counter ?? ""), actor: viewer }));
  return redirect(`/editor/drafts/${draftId}/states`, { status: 303 });
}

export function headers(args: HeadersArgs) {
  return formPageHeaders(args);
}

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  page ? [{ title: commonMessages[page.language].titled(draftingMessages[page.language].state.title(page.view.counter)) }] : [];

export default function DraftState() {
  return <StatePage {...useLoaderData<typeof loader>()} />;
}
